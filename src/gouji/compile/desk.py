"""What every drawing of one table needs at hand: the money, the form, the way amounts are printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gouji.catalogue import dotted, subject_list, undotted
from gouji.compile.draft import Spot
from gouji.compile.worth import Worth
from gouji.forms import Key, Leaf, Row, Section, TableForm, with_year
from gouji.forms.declaration import covered_leaves
from gouji.model.amount import Denomination
from gouji.model.fact import Fact, lies_under, with_values
from gouji.model.ledger import Ledger, Line
from gouji.model.publication import Align

CHINESE = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Desk:
    """One table of one form for one ledger.  ``base`` is what form and table say of every cell."""

    ledger: Ledger
    worth: Worth
    table: TableForm
    base: Fact
    denomination: Denomination

    @property
    def year(self) -> int:
        """The budget year."""
        return self.ledger.year

    @property
    def title(self) -> str:
        """The table's own title."""
        return self.table.titles[0]

    def fact(self, *keys: Key) -> Fact:
        """The base narrowed by keys, outermost first; years in keys count from the budget year."""
        fact = self.base
        for key in keys:
            fact = with_values(fact, {d: self._absolute(d, v) for d, v in key})
        return fact

    def _absolute(self, dimension: str, value: str | int | None) -> str | int | None:
        if dimension == "year" and isinstance(value, int) and abs(value) < 100:
            return self.year + value
        return value

    def amount(self, fact: Fact, leaf: Leaf, side: str | None, path: tuple[str, ...], **more: bool) -> Spot:
        """The spot of an amount."""
        return self.spot(fact, self.worth.of(fact, side), leaf, path, **more)

    def spot(
        self, fact: Fact, fen: int | None, leaf: Leaf, path: tuple[str, ...], bold: bool = False
    ) -> Spot:
        """The spot of an amount that is known already."""
        heads = tuple(with_year(label, self.year) for label in leaf.labels)
        head = leaf.head
        return Spot(
            "",
            Align.RIGHT,
            bold,
            fact,
            fen,
            path=path,
            heads=heads,
            decimals=head.decimals,
            separators=head.separators,
        )


def shown_leaves(section: Section, desk: Desk, lines: Sequence[Line]) -> tuple[Leaf, ...]:
    """The columns that are printed: an optional one only where it has something to say."""
    return tuple(leaf for leaf in section.leaves() if _is_shown(leaf, desk, section, lines))


def _is_shown(leaf: Leaf, desk: Desk, section: Section, lines: Sequence[Line]) -> bool:
    always = leaf.head.always if leaf.head.always is not None else not leaf.head.optional
    return always or _speaks(leaf, desk, section, lines)


def _speaks(leaf: Leaf, desk: Desk, section: Section, lines: Sequence[Line]) -> bool:
    if leaf.role is None:
        return any(_has_money(row, leaf, desk, section) for row in section.rows)
    dimension = leaf.role.partition(".")[0]
    listed = {name for row in section.rows if row.is_written for name in row.each}
    if dimension in listed:
        return any(getattr(line.fact, dimension, None) for line in lines)
    return leaf.role == "text" and any(line.text(label) for line in lines for label in leaf.head.labels)


def _has_money(row: Row, leaf: Leaf, desk: Desk, section: Section) -> bool:
    side = side_of(section)
    fact = desk.fact(section.base, row.key, leaf.key)
    if row.each and row.only:
        return any(line.fen for line in belonging(desk.worth.lines_of(fact, side), row))
    listed = any(other.only for other in section.rows)
    return not listed and bool(desk.worth.of(fact, side))


def belonging(lines: Iterable[Line], row: Row) -> list[Line]:
    """The lines whose code lies under one of those a listed row is kept to."""
    if not row.only:
        return list(lines)
    dimension = row.each[0]
    return [
        line for line in lines if any(lies_under(getattr(line.fact, dimension), dotted(o)) for o in row.only)
    ]


def side_of(section: Section) -> str | None:
    """Whether grand totals of a section are told by revenue or by expenditure."""
    flow = dict(section.base).get("flow")
    return flow if isinstance(flow, str) else None


def add_across(section: Section, leaves: Sequence[Leaf], spots: dict[int, Spot]) -> None:
    """Tell the row sums what they are made of (spots by leaf index)."""
    shown = {leaf.index for leaf in leaves}
    for leaf in leaves:
        if leaf.role is None and leaf.head.sums and leaf.index in spots and not spots[leaf.index].parts:
            parts = [p for name in leaf.head.sums for p in covered_leaves(section, name, leaf)]
            if parts and all(p.index in shown or p.head.optional for p in parts):
                spots[leaf.index].parts = tuple(spots[p.index] for p in parts if p.index in spots)
                spots[leaf.index].whole = True
                _told_by_parts(spots[leaf.index])


def _told_by_parts(spot: Spot) -> None:
    """A figure nobody entered is the sum of its parts, where all of those were."""
    known = [part.fen for part in spot.parts if part.fen is not None]
    if spot.fen is None and known and len(known) == len(spot.parts):
        spot.fen = sum(known)


def department_of(ledger: Ledger, unit: str | None) -> str:
    """Whose disclosure it is: the department, or the unit's name without its number."""
    if unit is None:
        return ledger.department
    return next((u.name for u in ledger.units if u.label == unit), unit)


def name_of(dimension: str, code: str, year: int, lines: Sequence[Line] = ()) -> str:
    """What a dotted code is called: officially, or else as the ledger calls it."""
    found = subject_list(dimension).name(undotted(code), year)
    if found:
        return found
    return next((text for line in lines if (text := line.text(f"{dimension}.name"))), "")


def numeral(number: int) -> str:
    """7 → 七, 12 → 十二, 27 → 二十七."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else CHINESE[tens - 1] + "十"
    return head + (CHINESE[ones - 1] if ones else "")


def numbered(style: str, number: int) -> str:
    """The number before a label in the style of 一、, （一） or 1.; nothing where there is no style.

    其中： stands before the first alone.
    """
    if style.startswith("其中"):
        return style if number == 1 else ""
    return style.replace("一", numeral(number)).replace("1", str(number)) if style else ""
