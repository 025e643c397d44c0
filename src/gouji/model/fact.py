"""A fact: a point in the small space of dimensions that budgets are stated in.

An absent dimension (``None``) means ALL.  A dotted value lies below its
prefix: ``basic.personnel`` below ``basic``, function ``201.03.01`` below
``201.03``.  Printed amounts are claims about facts; two claims of one fact
must agree, and a fact is the sum of any complete list of finer facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Fact(NamedTuple):
    """One point.  ``year`` is absolute; every other value is a dotted name or code.

    ``line`` tells apart rows of one table that print the same key twice; such
    rows add up, they do not restate each other.  ``book`` is the unit whose own
    book it stands in, where a department is read together with its units, or tells apart
    a table that a document prints again for another unit.
    """

    flow: str | None = None
    year: int | None = None
    stage: str | None = None
    position: str | None = None
    origin: str | None = None
    fund: str | None = None
    nature: str | None = None
    controlled: str | None = None
    tag: str | None = None
    unit: str | None = None
    project: str | None = None
    function: str | None = None
    government_economic: str | None = None
    department_economic: str | None = None
    item: str | None = None
    line: str | None = None
    book: str | None = None


DIMENSIONS: tuple[str, ...] = Fact._fields

LISTED: tuple[str, ...] = (
    "unit",
    "project",
    "function",
    "government_economic",
    "department_economic",
    "item",
    "line",
)
"""Dimensions whose values are enumerated by the rows of tables, not by their heads."""

_NO_LIST: dict[str, None] = dict.fromkeys(LISTED)

NOWHERE = Fact()

VALUES: dict[str, frozenset[str]] = {
    "flow": frozenset({"revenue", "expenditure"}),
    "stage": frozenset({"original", "adjusted", "actual"}),
    "position": frozenset({"opening", "opening.reserve_used", "current", "distributed", "closing"}),
    "origin": frozenset({"this_year", "carried_in"}),
    "fund": frozenset(
        {
            "fiscal",
            "fiscal.general",
            "fiscal.government_fund",
            "fiscal.state_capital",
            "non_fiscal",
            "non_fiscal.special_account",
            "non_fiscal.own",
            "non_fiscal.own.service",
            "non_fiscal.own.business",
            "non_fiscal.own.from_superior",
            "non_fiscal.own.from_affiliate",
            "non_fiscal.own.other",
        }
    ),
    "nature": frozenset(
        {
            "basic",
            "basic.personnel",
            "basic.operating",
            "project",
            "reserve",
            "business",
            "to_superior",
            "to_affiliate",
        }
    ),
    "controlled": frozenset(
        {
            "three_public",
            "three_public.overseas_travel",
            "three_public.reception",
            "three_public.vehicles",
            "three_public.vehicles.purchase",
            "three_public.vehicles.operation",
            "conference",
            "training",
        }
    ),
    "tag": frozenset(
        {
            "procurement",
            "procurement.goods",
            "procurement.works",
            "procurement.services",
            "purchased_service",
            "sme",
            "transfer",
            "capital",
            "net_of_capital",
            "with_targets",
            "cost",
            "whole_cost",
            "tuition",
            "donation",
            "administrative_units",
        }
    ),
}
"""The values of the closed dimensions; the others hold codes and names."""

PARTITIONS: dict[tuple[str, str | None], tuple[str, ...]] = {
    ("fund", None): ("fiscal", "non_fiscal"),
    ("fund", "fiscal"): ("fiscal.general", "fiscal.government_fund", "fiscal.state_capital"),
    ("fund", "non_fiscal"): ("non_fiscal.special_account", "non_fiscal.own"),
    ("nature", "basic"): ("basic.personnel", "basic.operating"),
    ("origin", None): ("this_year", "carried_in"),
    ("controlled", "three_public"): (
        "three_public.overseas_travel",
        "three_public.reception",
        "three_public.vehicles",
    ),
    ("controlled", "three_public.vehicles"): (
        "three_public.vehicles.purchase",
        "three_public.vehicles.operation",
    ),
}
"""Values that are complete by definition, not because a table lists them all."""


def prefixes(value: str | None) -> Iterator[str | None]:
    """``value`` and everything above it: ``201.03.01``, ``201.03``, ``201``, ``None``."""
    while value is not None:
        yield value
        head, dot, _ = value.rpartition(".")
        value = head if dot else None
    yield None


def lies_under(value: str | None, whole: str | None) -> bool:
    """Whether ``value`` is ``whole`` or below it."""
    if whole is None or value == whole:
        return True
    return value is not None and value.startswith(whole) and value[len(whole)] == "."


def is_part(part: Fact, whole: Fact) -> bool:
    """Whether ``part`` lies within ``whole`` in every dimension (a fact is part of itself)."""
    if part.year != whole.year and whole.year is not None:
        return False
    if part.stage != whole.stage:
        return False
    return all(
        wide is None or narrow == wide or lies_under(narrow, wide)  # type: ignore[arg-type]
        for narrow, wide in zip(part, whole, strict=True)
        if not isinstance(narrow, int)
    )


def context_of(fact: Fact) -> Fact:
    """``fact`` with every listed dimension removed: what the heads say about it."""
    return fact._replace(**_NO_LIST)


def with_values(fact: Fact, values: dict[str, str | int | None]) -> Fact:
    """``fact`` with some coordinates replaced; ``None`` removes one."""
    return fact._replace(**values) if values else fact  # type: ignore[arg-type]
