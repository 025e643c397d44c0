"""Declarations and ledger lines → a clean disclosure: the tables a careful clerk would print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from random import Random

from tests.ledger import YEAR, Line, matching

from gouji.catalogue import (
    department_economic_list,
    divisions,
    dotted,
    function_list,
    government_economic_list,
    undotted,
)
from gouji.forms import Form, Key, Leaf, Row, Section, TableForm
from gouji.model.amount import Denomination, format_amount
from gouji.model.document import Block, Cell, Document, Grid, Paragraph, Source
from gouji.model.fact import Fact

DEPARTMENT = "云山区档案馆"
_LISTS = {
    "function": function_list,
    "government_economic": government_economic_list,
    "department_economic": department_economic_list,
}
_DIGITS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Style:
    """How tables are printed: with rules or tabs only, zeros, decimals, rows in which order."""

    ruled: bool = True
    zero: str = ""
    decimals: int = 6
    order: int | None = None
    every_division: bool = False


Rowed = list[str]


def printed_document(form: Form, lines: Sequence[Line], style: Style = Style()) -> Document:
    """Every table of ``form`` but records and stacks, each under its number, title and unit line."""
    blocks: list[Block] = [Paragraph(f"{YEAR}年{DEPARTMENT}部门预算", line=1, level=1)]
    for number, table in enumerate(form.tables, 1):
        if table.records or table.layout == "stack":
            continue
        blocks.append(Paragraph(f"表{_numeral(number)} {table.titles[0]}", level=2))
        blocks.append(Paragraph("单位：万元"))
        blocks.append(grid_of(table, form.base, lines, style))
    return Document((Source("云山区档案馆.txt", "text", "0" * 64),), tuple(blocks))


def as_text(document: Document) -> str:
    """The document as a text file: tables with tabs, merged cells lost."""
    out = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            out.append(block.text)
            continue
        rows = [[""] * block.width for _ in range(block.height)]
        for cell in block.cells:
            rows[cell.row][cell.column] = cell.text
        out += ["\t".join(row) for row in rows]
    return "\n\n".join(out[:1]) + "\n" + "\n".join(out[1:]) + "\n"


def grid_of(table: TableForm, base: Key, lines: Sequence[Line], style: Style) -> Grid:
    """One table as a grid: heads with their spans, then the rows of its sections side by side."""
    start = Fact(year=YEAR)._replace(**dict([*base, *table.base]))  # type: ignore[arg-type]
    depth = max(len(leaf.path) for section in table.sections for leaf in section.leaves())
    cells: list[Cell] = []
    bodies: list[list[Rowed]] = []
    width = 0
    for section in table.sections:
        cells += _head_cells(section, depth, width)
        width += len(section.leaves())
        bodies.append(list(_rows(section, _narrowed(start, section.base), lines, style)))
    widths = [len(section.leaves()) for section in table.sections]
    for at, parts in enumerate(zip_longest(*bodies)):
        texts = [t for part, wide in zip(parts, widths, strict=True) for t in part or [""] * wide]
        cells += [Cell(text, depth + at, column) for column, text in enumerate(texts) if text]
    height = depth + max(map(len, bodies))
    if not style.ruled:
        cells = [cell._replace(rows=1, columns=1) for cell in cells]
    return Grid(tuple(cells), height, width, ruled=style.ruled)


def _head_cells(section: Section, depth: int, first: int) -> Iterator[Cell]:
    seen = set()
    leaves = section.leaves()
    for leaf in leaves:
        for row, head in enumerate(leaf.path):
            if id(head) in seen:
                continue
            seen.add(id(head))
            columns = sum(any(h is head for h in other.path) for other in leaves)
            rows = 1 if head.parts else depth - row
            yield Cell(head.labels[0].replace("{y}", str(YEAR)), row, first + leaf.index, rows, columns)


def _rows(section: Section, base: Fact, lines: Sequence[Line], style: Style) -> Iterator[Rowed]:
    leaves = section.leaves()
    if any(leaf.role == "label" for leaf in leaves):
        yield from _labelled(leaves, section.rows, base, lines, style)
        return
    each = next(row for row in section.rows if row.each)
    dimensions = [d for d in each.each if any((leaf.role or "").startswith(d) for leaf in leaves)]
    sums: dict[tuple[str, ...], dict[int, int]] = {}
    for leaf in leaves:
        if leaf.role is None:
            for fact, fen in matching(lines, _narrowed(base, leaf.key)):
                at = tuple(str(getattr(fact, d) or "") for d in dimensions)
                row = sums.setdefault(at, {})
                row[leaf.index] = row.get(leaf.index, 0) + fen
    keys = sorted(sums)
    if style.order is not None:
        Random(style.order).shuffle(keys)
    for key in keys:
        texts = dict(zip(dimensions, key, strict=True))
        yield [
            _role_text(leaf.role, texts) if leaf.role else _money(sums[key].get(leaf.index, 0), style)
            for leaf in leaves
        ]
    total = [_money(sum(row.get(leaf.index, 0) for row in sums.values()), style) for leaf in leaves]
    yield [("合计" if i == 0 else "") if leaf.role else total[i] for i, leaf in enumerate(leaves)]


def _labelled(
    leaves: Sequence[Leaf], rows: Sequence[Row], base: Fact, lines: Sequence[Line], style: Style
) -> Iterator[Rowed]:
    for row in rows:
        inner = _narrowed(base, tuple(pair for pair in row.key if pair[1] is not None))
        own = (
            [_labelled_row(row.labels[0], leaves, _narrowed(base, row.key), lines, style)]
            if row.labels
            else []
        )
        nested = list(_labelled(leaves, row.rows, inner, lines, style))
        if row.each:
            own = list(_division_rows(leaves, base, lines, style))
        yield from [*nested, *own] if row.total_last else [*own, *nested]


def _division_rows(
    leaves: Sequence[Leaf], base: Fact, lines: Sequence[Line], style: Style
) -> Iterator[Rowed]:
    codes = list(divisions(YEAR))
    numbered = list(enumerate(codes, 1))
    if style.order is not None:
        Random(style.order).shuffle(numbered)
    for number, code in numbered:
        fact = base._replace(function=dotted(code))
        if style.every_division or matching(lines, fact):
            label = f"{_numeral(number)}、{function_list().name(code, YEAR)}"
            yield _labelled_row(label, leaves, fact, lines, style)


def _labelled_row(
    label: str, leaves: Sequence[Leaf], fact: Fact, lines: Sequence[Line], style: Style
) -> Rowed:
    return [
        label
        if leaf.role
        else _money(sum(fen for _, fen in matching(lines, _narrowed(fact, leaf.key))), style)
        for leaf in leaves
    ]


def _narrowed(fact: Fact, key: Key) -> Fact:
    return fact._replace(**dict(key))  # type: ignore[arg-type]


def _role_text(role: str, values: dict[str, str]) -> str:
    name, _, part = role.partition(".")
    value = values.get(name, "")
    if name not in _LISTS:
        return value if name != "text" else "1-行政单位"
    if not value:
        return ""
    code = undotted(value)
    title = _LISTS[name]().name(code, YEAR) or "其他支出"
    return {"": f"{code}-{title}", "code": code, "name": title}[part]


def _money(fen: int, style: Style) -> str:
    return format_amount(fen, Denomination.WAN, style.decimals) if fen else style.zero


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens - 1] + "十"
    return head + (_DIGITS[ones - 1] if ones else "")
