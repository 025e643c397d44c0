"""Which government economic 款 a department economic 款 is printed under.

After 财预〔2017〕98号: it depends on whether the spending unit is an
administrative one or an institution; some pairs hold for any unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from gouji.catalogue.confidence import CONFIDENCE, Confidence
from gouji.catalogue.table import rows


class UnitType(Enum):
    """What kind of unit spends: 行政单位 and those run like one (参公), or 事业单位."""

    ADMINISTRATIVE = "administrative"
    INSTITUTION = "institution"


class Pair(NamedTuple):
    """An allowed pair of economic codes; ``unit_type`` is ``None`` where it holds for any unit."""

    department: str
    government: str
    unit_type: UnitType | None
    confidence: Confidence
    source: str
    note: str


@cache
def economic_mapping(unit_type: UnitType | None = None) -> Mapping[str, tuple[Pair, ...]]:
    """Department economic code → the pairs allowed for ``unit_type``, those of any unit included.

    Without a unit type, the pairs allowed for at least one kind of unit.  A
    department code that is missing has no known pair: nothing can be said.
    """
    allowed: dict[str, tuple[Pair, ...]] = {}
    for pair in _pairs():
        if unit_type is None or pair.unit_type in (None, unit_type):
            allowed[pair.department] = (*allowed.get(pair.department, ()), pair)
    return MappingProxyType(allowed)


@cache
def _pairs() -> tuple[Pair, ...]:
    return tuple(
        Pair(
            line["department"],
            line["government"],
            None if line["unit_type"] == "any" else UnitType(line["unit_type"]),
            CONFIDENCE[line["confidence"]],
            line["source"],
            line["note"],
        )
        for line in rows("economic_mapping")
    )
