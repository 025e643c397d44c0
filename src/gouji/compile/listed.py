"""Sections whose rows list codes, units and projects, one row for each that has money."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gouji.catalogue import undotted
from gouji.compile.desk import Desk, add_across, belonging, name_of, side_of
from gouji.compile.draft import DraftRow, Spot
from gouji.forms import Leaf, Row, Section
from gouji.forms.declaration import CODED
from gouji.model.fact import prefixes
from gouji.model.ledger import Line
from gouji.model.publication import Align

_LEVELS = {"division": 1, "group": 2, "item": 3}


@dataclass(frozen=True, slots=True)
class _Member:
    """One printed row: the values it lists, the texts it says, and its lines by leaf."""

    values: dict[str, str]
    texts: tuple[str, ...]
    lines: dict[int, list[Line]]

    @property
    def any_line(self) -> Line | None:
        """A line that tells what the row says besides its amounts."""
        return next((line for found in self.lines.values() for line in found), None)


def draw_listed(
    desk: Desk, section: Section, leaves: Sequence[Leaf], mute: frozenset[str] = frozenset()
) -> list[DraftRow]:
    """The rows of a section: the list, and its total above or below it.

    ``mute`` are totals that another section beside this one prints.  Optional
    rows are what others print: they are read, not written.
    """
    printing = desk.table.printing
    rows = [row for row in section.rows if row.is_written]
    each = next((row for row in rows if row.each), None)
    members = _members(desk, section, leaves, each) if each is not None else []
    drawn: list[DraftRow] = []
    finest: list[dict[int, Spot]] = []
    by_code: dict[str, dict[int, Spot]] = {}
    for row in rows:
        if row.each:
            for member in members:
                spots, amounts = _member_row(desk, section, leaves, row, member)
                drawn.append(DraftRow(spots))
                if _is_top(member, each):
                    finest.append(amounts)
                if row.levels:
                    by_code[next(iter(member.values.values()))] = amounts
            if not members and printing.filler:
                drawn.append(_filler_row(desk, section, leaves, row))
        elif row.unlabelled:
            drawn.append(_bare_row(desk, section, leaves, row))
    _add_levels(by_code)
    totals = [_total_row(desk, section, leaves, row, finest, mute) for row in rows if row.labels]
    if printing.total == "first":
        for total in totals:
            total.closes = False
        return totals + drawn
    return drawn + totals


def _filler_row(desk: Desk, section: Section, leaves: Sequence[Leaf], row: Row) -> DraftRow:
    """The one row of a list with nothing in it."""
    word, *zero = desk.table.printing.filler
    spots: list[Spot | None] = []
    for leaf in leaves:
        if leaf.role is not None or not zero:
            spots.append(Spot(word, Align.CENTRE))
        else:
            spot = desk.spot(desk.fact(section.base, row.key, leaf.key), 0, leaf, (word,))
            spot.zero = zero[0]
            spots.append(spot)
    return DraftRow(spots)


def _add_levels(by_code: dict[str, dict[int, Spot]]) -> None:
    """Tell the amounts of 类 and 款 which printed rows right below them they are made of."""
    for code, amounts in by_code.items():
        above = next((whole for whole in list(prefixes(code))[1:] if whole in by_code), None)
        if above is not None:
            for index, spot in by_code[above].items():
                if not (spot.parts and spot.whole):
                    spot.parts = (*spot.parts, amounts[index])


def _dimensions(leaves: Sequence[Leaf], each: Row) -> tuple[str, ...]:
    roles = {leaf.role.partition(".")[0] for leaf in leaves if leaf.role}
    return tuple(dimension for dimension in each.each if dimension in roles)


def _members(desk: Desk, section: Section, leaves: Sequence[Leaf], each: Row) -> list[_Member]:
    dimensions = _dimensions(leaves, each)
    texts = [leaf for leaf in leaves if leaf.role == "text"]
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], _Member] = {}
    for leaf in leaves:
        if leaf.role is not None:
            continue
        fact = desk.fact(section.base, each.key, leaf.key)
        for line in belonging(desk.worth.lines_of(fact, side_of(section)), each):
            said = tuple(_text(desk, line, leaf) for leaf in texts)
            finest = tuple(str(getattr(line.fact, d) or "") for d in dimensions)
            for values in _levels(finest, dimensions, each):
                member = found.setdefault(
                    (values, said if values == finest else ()),
                    _Member(dict(zip(dimensions, values, strict=True)), said, {}),
                )
                member.lines.setdefault(leaf.index, []).append(line)
    if desk.table.printing.order == "entered":
        return list(found.values())
    order = _order(desk)
    return [found[key] for key in sorted(found, key=lambda key: (*(order(v) for v in key[0]), key[1]))]


def _levels(finest: tuple[str, ...], dimensions: tuple[str, ...], each: Row) -> list[tuple[str, ...]]:
    """The rows a line counts in: its own, and one for every level of codes the form prints."""
    if not each.levels or len(dimensions) != 1:
        return [finest]
    parts = finest[0].split(".")
    wanted = {min(_LEVELS[level], len(parts)) for level in each.levels}
    return [(".".join(parts[:level]),) for level in sorted(wanted)]


def _is_top(member: _Member, each: Row | None) -> bool:
    """Whether a row is one of those that add up to the total: the highest level printed."""
    if each is None or not each.levels:
        return True
    top = min(_LEVELS[level] for level in each.levels)
    return all(len(value.split(".")) == top for value in member.values.values())


def _order(desk: Desk) -> Callable[[str], tuple[int, str]]:
    """Units and projects in the order they were entered, codes by number."""
    entered = [unit.label for unit in desk.ledger.units] + [project.name for project in desk.ledger.projects]
    rank = {name: number for number, name in enumerate(entered)}

    def key(value: str) -> tuple[int, str]:
        return (rank.get(value, len(rank)), value)

    return key


def _member_row(
    desk: Desk, section: Section, leaves: Sequence[Leaf], each: Row, member: _Member
) -> tuple[list[Spot | None], dict[int, Spot]]:
    lines = [line for found in member.lines.values() for line in found]
    spots: list[Spot | None] = []
    amounts: dict[int, Spot] = {}
    path = tuple(value for value in member.values.values() if value)
    texts = iter(member.texts)
    for leaf in leaves:
        if leaf.role == "text":
            spots.append(Spot(next(texts, "")))
        elif leaf.role is not None:
            spots.append(_role_spot(desk, leaf.role, member.values, lines))
        else:
            fact = desk.fact(section.base, each.key, leaf.key)._replace(**member.values)  # type: ignore[arg-type]
            fen = sum(line.fen for line in member.lines.get(leaf.index, ()))
            amounts[leaf.index] = desk.spot(fact, fen, leaf, path)
            spots.append(amounts[leaf.index])
    add_across(section, leaves, amounts)
    return spots, amounts


def _role_spot(desk: Desk, role: str, values: dict[str, str], lines: Sequence[Line]) -> Spot:
    name, _, part = role.partition(".")
    value = values.get(name, "")
    if name not in CODED or not value:
        return Spot(value)
    code = undotted(value)
    if part in _LEVELS:
        pieces = value.split(".")
        level = _LEVELS[part]
        return Spot(pieces[level - 1] if level <= len(pieces) else "", Align.CENTRE)
    title = name_of(name, value, desk.year, lines)
    both = desk.table.printing.code.replace("{code}", code).replace("{name}", title) if title else code
    texts = {"code": code, "name": title, "": both}
    return Spot(texts[part], Align.LEFT)


def _total_row(
    desk: Desk,
    section: Section,
    leaves: Sequence[Leaf],
    row: Row,
    listed: Sequence[dict[int, Spot]],
    mute: frozenset[str],
) -> DraftRow:
    side = side_of(section)
    spots: list[Spot | None] = []
    amounts: dict[int, Spot] = {}
    label: Spot | None = None
    if row.labels[0] in mute:
        return DraftRow([Spot() for _ in leaves], closes=True)
    split = any(other.only for other in section.rows)
    for at, leaf in enumerate(leaves):
        if leaf.role is None:
            fact = desk.fact(section.base, row.key, leaf.key)
            spot = desk.amount(fact, leaf, side, (row.labels[0],), bold=True)
            spot.parts = () if split else tuple(own[leaf.index] for own in listed if leaf.index in own)
            amounts[leaf.index] = spot
            spots.append(spot)
        elif label is None:
            label = Spot(row.labels[0], Align.CENTRE, bold=True)
            spots.append(label)
        elif len(spots) == at and all(s is None or s is label for s in spots):
            label.columns += 1
            spots.append(None)
        else:
            spots.append(Spot())
    add_across(section, leaves, amounts)
    return DraftRow(spots, closes=True)


def _bare_row(desk: Desk, section: Section, leaves: Sequence[Leaf], row: Row) -> DraftRow:
    """A row without a label: amounts alone."""
    side = side_of(section)
    amounts = {
        leaf.index: desk.amount(desk.fact(section.base, row.key, leaf.key), leaf, side, ())
        for leaf in leaves
        if leaf.role is None
    }
    add_across(section, leaves, amounts)
    return DraftRow([amounts.get(leaf.index, Spot()) for leaf in leaves])


def _text(desk: Desk, line: Line, leaf: Leaf) -> str:
    """What the line says in a column of words; the kind of its unit where that is asked for."""
    for label in leaf.head.labels:
        if said := line.text(label):
            return said
    if "类型" in leaf.head.labels:
        return next((unit.kind.value for unit in desk.ledger.units if unit.label == line.fact.unit), "")
    return ""
