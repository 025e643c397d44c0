"""What a fact is worth: the sum of the ledger's lines within it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gouji.model.fact import PARTITIONS, Fact, lies_under, with_values
from gouji.model.ledger import Ledger, Line, List

_BY_TAG = {
    "procurement": List.PROCUREMENT,
    "purchased_service": List.PURCHASED_SERVICE,
    "transfer": List.TRANSFER,
    "cost": List.WHOLE_COST,
    "whole_cost": List.WHOLE_COST,
}
_OPEN = ("origin", "position", "controlled", "tag", "line", "item", "year", "stage")
_TREES = tuple(name for name in Fact._fields if name not in (*_OPEN, "flow"))
_GIVEN_ONCE = frozenset({"function", "government_economic", "department_economic", "unit", "project"})


@dataclass(frozen=True, slots=True)
class Worth:
    """The money of one ledger, seen from one unit or from the whole department.

    ``with_targets`` are the projects that have indicators, ``administrative``
    the units whose operating money is 机关运行经费.
    """

    year: int
    lines: Mapping[List, tuple[Line, ...]]
    with_targets: frozenset[str]
    administrative: frozenset[str]
    unit: str | None = None

    def lines_of(self, fact: Fact, side: str | None = None) -> tuple[Line, ...]:
        """The lines within ``fact``.

        A grand total has no flow: it is told by the ``side`` it stands on,
        revenue unless said otherwise.
        """
        if fact.year != self.year or fact.item is not None:
            return ()
        found = self.lines.get(list_of(fact, side), ())
        flow = fact.flow or (side or "revenue")
        return tuple(line for line in found if self._within(line, fact, flow))

    def of(self, fact: Fact, side: str | None = None) -> int | None:
        """分, or ``None`` where the ledger says nothing: a figure nobody entered."""
        if fact.year == self.year and fact.item is None:
            return sum(line.fen for line in self.lines_of(fact, side))
        return self._figure(fact)

    def _figure(self, fact: Fact) -> int | None:
        """An entered figure, or the sum of the entered figures it consists of."""
        found = [line.fen for line in self.lines.get(List.FIGURES, ()) if line.fact == fact]
        if found:
            return found[0]
        for (dimension, value), parts in PARTITIONS.items():
            if getattr(fact, dimension) == value:
                sums = [self._figure(with_values(fact, {dimension: part})) for part in parts]
                known = [fen for fen in sums if fen is not None]
                if value is not None and len(known) == len(parts):
                    return sum(known)
        return None

    def _within(self, line: Line, fact: Fact, flow: str) -> bool:
        fine = line.fact
        if fine.flow != flow:
            return False
        if fact.position is not None and not lies_under(fine.position, fact.position):
            return False
        if fact.origin is not None and fine.origin != fact.origin:
            return False
        if fact.controlled is not None and not lies_under(fine.controlled, fact.controlled):
            return False
        if fact.tag is not None and not self._bears(line, fact.tag):
            return False
        return all(
            whole is None or lies_under(getattr(fine, name), whole)
            for name in _TREES
            if (whole := getattr(fact, name)) is not None
        )

    def _bears(self, line: Line, tag: str) -> bool:
        if tag == "with_targets":
            return line.fact.project in self.with_targets
        if tag == "administrative_units":
            return line.fact.unit in self.administrative
        if tag in ("cost", "whole_cost"):
            return True
        return lies_under(line.fact.tag, tag) or any(lies_under(t, tag) for t in line.tags)


def worth_of(ledger: Ledger, unit: str | None = None) -> Worth:
    """The worth of a whole ledger, or of one unit's lines (``unit`` is its label)."""
    lines = {
        name: tuple(line for line in found if unit is None or line.fact.unit == unit)
        for name, found in ledger.lines.items()
    }
    return Worth(
        ledger.year,
        lines,
        frozenset(project.name for project in ledger.projects if project.indicators),
        frozenset(u.label for u in ledger.units if u.kind.is_administrative),
        unit,
    )


def list_of(fact: Fact, side: str | None = None) -> List:
    """The one list that a fact sums over."""
    if fact.controlled is not None:
        return List.CONTROLLED
    if fact.tag is not None:
        return _BY_TAG.get(fact.tag.partition(".")[0], List.EXPENDITURE)
    flow = fact.flow or side or "revenue"
    return List.REVENUE if flow == "revenue" else List.EXPENDITURE


def dimensions_said(lines: Iterable[Line]) -> frozenset[str]:
    """The listed dimensions that any of the lines names."""
    return frozenset(name for line in lines for name in _GIVEN_ONCE if getattr(line.fact, name))
