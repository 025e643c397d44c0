"""Sections whose rows have names of their own: 收支总表, “三公”, and those without any label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gouji.catalogue import divisions, dotted
from gouji.compile.desk import Desk, add_across, name_of, numbered, side_of
from gouji.compile.draft import LAST, DraftRow, Spot
from gouji.forms import Key, Leaf, Row, Section, with_year
from gouji.model.publication import Align


@dataclass(slots=True)
class _Walk:
    """The rows drawn so far, for one section."""

    desk: Desk
    section: Section
    leaves: Sequence[Leaf]
    drawn: list[DraftRow] = field(default_factory=list)
    block: int = 0

    def rows(self, rows: Iterable[Row], keys: tuple[Key, ...], depth: int) -> list[dict[int, Spot]]:
        """Draw ``rows``; the amounts of the outermost of them, by leaf."""
        outer: list[dict[int, Spot]] = []
        number = 0
        for row in rows:
            within = (*keys, tuple(pair for pair in row.key if pair[1] is not None))
            if row.each:
                outer += self.each(row, keys, depth)
                continue
            if not self.is_shown(row, keys):
                continue
            if any(dimension == "position" and value is not None for dimension, value in row.key):
                self.block += 1
            number += 0 if row.total_last else 1
            label = numbered(self.style(row, depth), number) + self.label(row)
            inner_depth = depth if row.total_last else depth + 1
            if row.total_last:
                before = self.block
                inner = self.rows(row.rows, within, inner_depth)
                block = LAST if self.block > before else self.block
                own = self.row(label, row, (*keys, row.key), closes=True, block=block)
            else:
                own = self.row(label, row, (*keys, row.key))
                inner = self.rows(row.rows, within, inner_depth)
            for index, spot in own.items():
                parts = tuple(spots[index] for spots in inner if index in spots)
                if parts and not spot.parts:
                    spot.parts = parts
                    spot.whole = row.sums
            if not row.of_which:
                outer.append(own)
        return outer

    def label(self, row: Row) -> str:
        """The words of a labelled row."""
        return with_year(row.labels[0], self.desk.year) if row.labels else ""

    def is_shown(self, row: Row, keys: tuple[Key, ...]) -> bool:
        """Whether a labelled row is printed: always, or only with money."""
        always = row.always if row.always is not None else not row.optional
        return always or any(
            self.desk.worth.of(
                self.desk.fact(self.section.base, *keys, row.key, leaf.key), side_of(self.section)
            )
            for leaf in self.leaves
            if leaf.role is None
        )

    def style(self, row: Row, depth: int) -> str:
        """How the row's number is written, empty for none."""
        styles = self.desk.table.printing.numbering
        if row.number is not None:
            return row.number
        return "" if row.total_last or depth >= len(styles) else styles[depth]

    def row(
        self, label: str, row: Row, keys: tuple[Key, ...], *, closes: bool = False, block: int | None = None
    ) -> dict[int, Spot]:
        """Draw one row; its amounts by leaf."""
        bold = row.total_last
        amounts: dict[int, Spot] = {}
        spots: list[Spot | None] = []
        path = (row.labels[0],) if row.labels else ()
        for leaf in self.leaves:
            if leaf.role is not None:
                align = Align.CENTRE if row.total_last else Align.LEFT
                spots.append(Spot(label if leaf.role == "label" else "", align, bold))
            elif row.heading:
                spots.append(Spot())
            else:
                fact = self.desk.fact(self.section.base, *keys, leaf.key)
                amounts[leaf.index] = self.desk.amount(fact, leaf, side_of(self.section), path, bold=bold)
                spots.append(amounts[leaf.index])
        add_across(self.section, self.leaves, amounts)
        self.drawn.append(DraftRow(spots, closes, self.block if block is None else block))
        return amounts

    def each(self, row: Row, keys: tuple[Key, ...], depth: int) -> list[dict[int, Spot]]:
        """A row for every 类: all of them, or those that have money."""
        desk = self.desk
        style = self.style(row, depth)
        outer: list[dict[int, Spot]] = []
        for code in divisions(desk.year):
            key: Key = (("function", dotted(code)),)
            side = side_of(self.section)
            facts = [
                desk.fact(self.section.base, *keys, row.key, key, x.key) for x in self.leaves if not x.role
            ]
            always = bool(row.always) and code not in row.sparing
            if not always and not any(desk.worth.of(fact, side) for fact in facts):
                continue
            name = name_of("function", dotted(code), desk.year)
            named = Row(labels=(name,), key=(*row.key, *key))
            outer.append(self.row(numbered(style, len(outer) + 1) + name, named, (*keys, named.key)))
        return outer


def draw_labelled(desk: Desk, section: Section, leaves: Sequence[Leaf]) -> list[DraftRow]:
    """The rows of a section, in the order they are printed."""
    walk = _Walk(desk, section, leaves)
    walk.rows(section.rows, (), 0)
    return walk.drawn
