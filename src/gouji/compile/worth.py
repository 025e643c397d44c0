"""What a fact is worth: the sum of the ledger's lines within it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gouji.model.fact import LISTED, PARTITIONS, Fact, context_of, lies_under, with_values
from gouji.model.ledger import Ledger, Line, List

_BY_TAG = {
    "procurement": List.PROCUREMENT,
    "sme": List.PROCUREMENT,
    "purchased_service": List.PURCHASED_SERVICE,
    "transfer": List.TRANSFER,
    "cost": List.WHOLE_COST,
    "whole_cost": List.WHOLE_COST,
}
_HEADS = tuple(
    name
    for name in Fact._fields
    if name not in (*LISTED, "flow", "year", "stage", "position", "origin", "controlled", "tag")
)
_ROWS = tuple(name for name in LISTED if name not in ("item", "line"))


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one list that the heads of a table cannot tell apart, and what they add up to (分).

    ``by`` has them by what rows say of them: dimension → value → lines.
    """

    fact: Fact
    tags: frozenset[str]
    lines: tuple[Line, ...]
    fen: int
    by: Mapping[str, Mapping[str | None, Sequence[Line]]]


@dataclass(frozen=True, slots=True)
class Worth:
    """The money of one ledger, seen from one unit or from the whole department.

    ``with_targets`` are the projects that have indicators, ``administrative``
    the units whose operating money is 机关运行经费.  ``figures`` are the published
    figures, of the unit or of the whole.
    """

    year: int
    groups: Mapping[List, tuple[Group, ...]]
    figures: Mapping[Fact, int]
    with_targets: frozenset[str]
    administrative: frozenset[str]
    unit: str | None = None

    def lines_of(self, fact: Fact, side: str | None = None) -> tuple[Line, ...]:
        """The lines within ``fact``.

        A grand total has no flow: it is told by the ``side`` it stands on,
        revenue unless said otherwise.
        """
        found: list[Line] = []
        for group in self._groups_of(fact, side):
            found += self._listed(group, fact)
        return tuple(found)

    def of(self, fact: Fact, side: str | None = None) -> int | None:
        """分, or ``None`` where the ledger says nothing: a figure nobody entered."""
        if fact.year != self.year:
            return self._figure(fact)
        if fact.item is not None:
            return self._itemised(fact, side)
        whole = fact.tag not in ("with_targets", "administrative_units") and not any(
            getattr(fact, name) for name in _ROWS
        )
        if whole:
            return sum(group.fen for group in self._groups_of(fact, side))
        return sum(line.fen for line in self.lines_of(fact, side))

    def _groups_of(self, fact: Fact, side: str | None) -> Iterator[Group]:
        if fact.year != self.year or fact.item is not None:
            return
        flow = fact.flow or (side or "revenue")
        for group in self.groups.get(list_of(fact, side), ()):
            if group.fact.flow == flow and self._within(group, fact):
                yield group

    def _itemised(self, fact: Fact, side: str | None) -> int | None:
        """The lines of an item where lines have items at all, else the figure entered for it."""
        lines = [line for line in self.lines_of(fact._replace(item=None), side) if line.fact.item is not None]
        if not lines:
            return self._figure(fact)
        return sum(line.fen for line in lines if line.fact.item == fact.item)

    def _figure(self, fact: Fact) -> int | None:
        """An entered figure, or the sum of the entered figures it consists of."""
        if fact in self.figures:
            return self.figures[fact]
        for (dimension, value), parts in PARTITIONS.items():
            if value is not None and getattr(fact, dimension) == value:
                sums = [self._figure(with_values(fact, {dimension: part})) for part in parts]
                known = [fen for fen in sums if fen is not None]
                if len(known) == len(parts):
                    return sum(known)
        return None

    def _within(self, group: Group, fact: Fact) -> bool:
        fine = group.fact
        if fact.stage is not None and fine.stage != fact.stage:
            return False
        if fact.position is not None and not lies_under(fine.position, fact.position):
            return False
        if fact.origin is not None and fine.origin != fact.origin:
            return False
        if fact.controlled is not None and not lies_under(fine.controlled, fact.controlled):
            return False
        if fact.tag is not None and not _bears(group, fact.tag):
            return False
        return all(
            whole is None or lies_under(getattr(fine, name), whole)
            for name in _HEADS
            if (whole := getattr(fact, name)) is not None
        )

    def _listed(self, group: Group, fact: Fact) -> Sequence[Line]:
        """The lines of a group that what rows say fits."""
        lines: Sequence[Line] = group.lines
        for name in _ROWS:
            whole = getattr(fact, name)
            if whole is None:
                continue
            if lines is group.lines:
                values = group.by[name]
                lines = [line for value in values if lies_under(value, whole) for line in values[value]]
            else:
                lines = [line for line in lines if lies_under(getattr(line.fact, name), whole)]
        if fact.tag == "with_targets":
            return [line for line in lines if line.fact.project in self.with_targets]
        if fact.tag == "administrative_units":
            return [line for line in lines if line.fact.unit in self.administrative]
        return lines


def _bears(group: Group, tag: str) -> bool:
    """Whether the money counts for a tag; some are told by its project or unit.

    机关运行经费 is operating money by definition, whether a form says so or not.
    """
    if tag == "administrative_units":
        return lies_under(group.fact.nature, "basic.operating")
    if tag in ("with_targets", "cost", "whole_cost"):
        return True
    return lies_under(group.fact.tag, tag) or any(lies_under(t, tag) for t in group.tags)


def worth_of(ledger: Ledger, unit: str | None = None) -> Worth:
    """The worth of a whole ledger, or of one unit's lines (``unit`` is its label)."""
    return Worth(
        ledger.year,
        {
            name: tuple(_grouped(line for line in found if unit is None or line.fact.unit == unit))
            for name, found in ledger.lines.items()
            if name is not List.FIGURES
        },
        _figures(ledger, unit),
        frozenset(project.name for project in ledger.projects if project.indicators),
        frozenset(u.label for u in ledger.units if u.kind.is_administrative),
        unit,
    )


def _grouped(lines: Iterable[Line]) -> Iterator[Group]:
    groups: dict[tuple[Fact, frozenset[str]], list[Line]] = {}
    for line in lines:
        groups.setdefault((context_of(line.fact), line.tags), []).append(line)
    for (fact, tags), found in groups.items():
        yield Group(fact, tags, tuple(found), sum(line.fen for line in found), _indexed(found))


def _indexed(lines: Sequence[Line]) -> dict[str, dict[str | None, list[Line]]]:
    by: dict[str, dict[str | None, list[Line]]] = {name: {} for name in _ROWS}
    for line in lines:
        for name, values in by.items():
            values.setdefault(getattr(line.fact, name), []).append(line)
    return by


def _figures(ledger: Ledger, unit: str | None) -> dict[Fact, int]:
    """Published figures; one of the department not entered is the sum of its units', if all have one."""
    own: dict[Fact, int] = {}
    parts: dict[Fact, dict[str, int]] = {}
    for line in ledger.lines.get(List.FIGURES, ()):
        if line.fact.unit == unit:
            own.setdefault(line.fact._replace(unit=None), line.fen)
        elif unit is None and line.fact.unit is not None:
            parts.setdefault(line.fact._replace(unit=None), {}).setdefault(line.fact.unit, line.fen)
    units = {u.label for u in ledger.units}
    if unit is not None and units == {unit}:
        for line in ledger.lines.get(List.FIGURES, ()):
            if line.fact.unit is None:
                own.setdefault(line.fact, line.fen)
    for fact, found in parts.items():
        if units and found.keys() >= units:
            own.setdefault(fact, sum(found.values()))
    return own


def list_of(fact: Fact, side: str | None = None) -> List:
    """The one list that a fact sums over."""
    if fact.controlled is not None:
        return List.CONTROLLED
    if fact.tag is not None:
        return _BY_TAG.get(fact.tag.partition(".")[0], List.EXPENDITURE)
    flow = fact.flow or side or "revenue"
    return List.REVENUE if flow == "revenue" else List.EXPENDITURE
