"""One declared table → the table as it is laid out, with a claim for every amount it prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.compile.desk import Desk, belonging, department_of, numeral, shown_leaves, side_of
from gouji.compile.draft import Draft, DraftRow, Spot, beside, lengthen
from gouji.compile.heads import depth_of, draw_heads
from gouji.compile.labelled import draw_labelled
from gouji.compile.listed import draw_listed
from gouji.compile.look import digits_of, looked_over, printed_amount, quantum_of
from gouji.compile.records import draw_records, targeted
from gouji.compile.remark import Remark
from gouji.compile.stack import draw_stack
from gouji.compile.worth import Worth
from gouji.forms import Form, Leaf, Section, TableForm, with_year
from gouji.model.amount import Amount, Mark, format_amount
from gouji.model.claim import Claim
from gouji.model.fact import Fact, with_values
from gouji.model.ledger import Ledger, Line, Project
from gouji.model.place import Place
from gouji.model.publication import LaidCell, LaidTable

_WEIGHTS = {
    "label": 3.0,
    "unit": 2.4,
    "project": 2.6,
    "objective": 3.4,
    "activity": 1.6,
    "level1": 1.1,
    "level2": 1.3,
    "level3": 2.2,
    "comparator": 0.7,
    "target_value": 1.1,
    "measure": 0.8,
    "polarity": 1.0,
    "text": 1.4,
    "person": 0.9,
}
_CODED = {"": 2.2, "code": 1.0, "name": 2.2, "division": 0.5, "group": 0.5, "item": 0.5}


def lay_table(
    ledger: Ledger,
    worth: Worth,
    form: Form,
    table: TableForm,
    number: int,
    claims: list[Claim],
    remarks: list[Remark],
) -> LaidTable:
    """The table laid out; its amounts go to ``claims``, what is to be said of them to ``remarks``."""
    base = with_values(Fact(year=ledger.year), dict((*form.base, *table.base)))
    denomination = table.denomination or form.denomination
    desk = Desk(ledger, worth, table, base, denomination)
    projects = [p for p in ledger.projects if worth.unit in (None, p.unit)]
    draft = draw(desk, projects)
    printing = table.printing
    exact = len(str(denomination.value)) - 1
    decimals = exact if printing.decimals is None else printing.decimals
    first = len(claims)
    cells = tuple(_lay(draft, desk, decimals, claims))
    words = {
        "year": str(ledger.year),
        "title": table.titles[0],
        "denomination": denomination.label,
        "department": department_of(ledger, worth.unit),
        "level": "部门" if worth.unit is None else "单位",
        "numeral": numeral(number),
        "n": str(number),
        "nn": f"{number:02}",
    }
    notes = [_filled(printing.note, words)] if printing.note else []
    says_nothing = not any(claim.amount.fen for claim in claims[first:])
    if says_nothing and printing.empty and not _has_words(draft):
        notes.append(_filled(printing.empty, words))
    laid = LaidTable(
        id=table.id,
        label=_filled(printing.number, words),
        title=_filled(printing.title, words),
        unit=_filled(printing.unit, words),
        cells=cells,
        height=len(draft.rows),
        width=draft.width,
        head=draft.head,
        weights=_weights(draft, desk),
        decimals=decimals,
        landscape=printing.landscape,
        notes=tuple(notes),
        maker=_filled(printing.maker, words),
    )
    remarks += looked_over(draft, desk, decimals, laid.name)
    return laid


def draw(desk: Desk, projects: Sequence[Project]) -> Draft:
    """The rows of the table, heads first."""
    table = desk.table
    if table.layout == "stack":
        return draw_stack(desk, projects)
    shown = [(section, _columns(desk, section)) for section in table.sections]
    shown = [(section, leaves) for section, leaves in shown if any(leaf.role is None for leaf in leaves)]
    depth = max(depth_of(leaves) for _, leaves in shown)
    sides = []
    for at, (section, leaves) in enumerate(shown):
        side = draw_heads(leaves, depth, table.titles[0], desk.year)
        mute = _totals(desk, section) & {t for other, _ in shown[at + 1 :] for t in _totals(desk, other)}
        side.rows += _body(desk, section, leaves, projects, frozenset(label for label, _ in mute))
        sides.append(side)
    draft = beside(sides) if len(sides) > 1 else sides[0]
    lengthen(draft, table.printing.least)
    return draft


def _totals(desk: Desk, section: Section) -> set[tuple[str, Fact]]:
    """The totals of a list: their labels and the facts they state."""
    return {
        (row.labels[0], desk.fact(section.base, row.key, leaf.key))
        for row in section.rows
        if row.labels and any(other.only for other in section.rows)
        for leaf in section.leaves()
        if leaf.role is None
    }


def _columns(desk: Desk, section: Section) -> tuple[Leaf, ...]:
    lines: list[Line] = []
    for row in section.rows:
        if row.each and not row.detail:
            for leaf in section.leaves():
                if leaf.role is None:
                    fact = desk.fact(section.base, row.key, leaf.key)
                    lines += belonging(desk.worth.lines_of(fact, side_of(section)), row)
    return shown_leaves(section, desk, lines)


def _body(
    desk: Desk,
    section: Section,
    leaves: Sequence[Leaf],
    projects: Sequence[Project],
    mute: frozenset[str],
) -> list[DraftRow]:
    if any(row.detail for row in section.rows):
        return draw_records(desk, section, leaves, targeted(projects, whole=False))
    if any(leaf.role == "label" for leaf in leaves):
        return draw_labelled(desk, section, leaves)
    return draw_listed(desk, section, leaves, mute)


def _filled(template: str, words: dict[str, str]) -> str:
    for name, value in words.items():
        template = template.replace("{" + name + "}", value)
    return template


def _has_words(draft: Draft) -> bool:
    """Whether the body of a table says anything but names of rows."""
    body = draft.rows[draft.head :]
    return any(spot is not None and spot.rows > 1 and spot.text for row in body for spot in row.spots)


def _lay(draft: Draft, desk: Desk, decimals: int, claims: list[Claim]) -> Iterator[LaidCell]:
    """Spots → cells at their places; formulas only where the printed parts add up as printed."""
    at = {
        id(spot): (r, c)
        for r, row in enumerate(draft.rows)
        for c, spot in enumerate(row.spots)
        if spot is not None
    }
    printed: dict[int, int] = {}
    for row in draft.rows:
        for spot in row.spots:
            if spot is not None and spot.fact is not None:
                printed[id(spot)] = printed_amount(spot, desk.denomination, decimals)
    for r, row in enumerate(draft.rows):
        for c, spot in enumerate(row.spots):
            if spot is None:
                continue
            claim = None
            text = spot.text
            if spot.fact is not None and spot.fen is not None:
                text = _text(spot, desk, decimals)
                claim = _claim(spot, desk, decimals, text, claims)
            parts = tuple(at[id(part)] for part in spot.parts if id(part) in at)
            adds = sum(printed.get(id(part), 0) for part in spot.parts) == printed.get(id(spot))
            yield LaidCell(
                text,
                r,
                c,
                spot.rows,
                spot.columns,
                spot.align,
                spot.bold,
                claim,
                parts if claim is not None and adds and len(parts) == len(spot.parts) else (),
            )


def _text(spot: Spot, desk: Desk, decimals: int) -> str:
    printing = desk.table.printing
    if not spot.fen:
        return printing.zero if spot.zero is None else spot.zero
    fen = printed_amount(spot, desk.denomination, decimals)
    apart = printing.separators if spot.separators is None else spot.separators
    return format_amount(fen, desk.denomination, digits_of(spot, decimals), separators=apart)


def _claim(spot: Spot, desk: Desk, decimals: int, text: str, claims: list[Claim]) -> int | None:
    """The claim of a printed amount; a blank cell claims nothing."""
    if not any(sign.isdigit() for sign in text) or spot.fact is None:
        return None
    fen = printed_amount(spot, desk.denomination, decimals)
    amount = Amount(fen, quantum_of(spot, desk.denomination, decimals), Mark.NUMBER if fen else Mark.ZERO)
    place = Place(
        table=desk.table.id,
        row=spot.path,
        column=tuple(with_year(label, desk.year) for label in spot.heads),
        text=text,
    )
    claims.append(Claim(spot.fact, amount, place, desk.denomination, desk.table.id))
    return len(claims) - 1


def _weights(draft: Draft, desk: Desk) -> tuple[float, ...]:
    """Each column's share of the width; words by what they are, amounts all alike."""
    roles: list[str | None] = []
    if desk.table.layout == "stack":
        widest = max(desk.table.sections, key=lambda section: len(section.leaves()))
        roles = [leaf.role for leaf in widest.leaves()][: draft.width]
        widest_records = next((s for s in desk.table.sections if any(r.detail for r in s.rows)), widest)
        roles = [leaf.role for leaf in widest_records.leaves()]
    else:
        for section in desk.table.sections:
            roles += [leaf.role for leaf in _columns(desk, section)]
    roles += ["text"] * (draft.width - len(roles))
    return tuple(_weight(role) for role in roles[: draft.width])


def _weight(role: str | None) -> float:
    if role is None:
        return 1.3
    name, _, part = role.partition(".")
    return _WEIGHTS.get(name, _CODED.get(part, 1.5))
