"""A printed table on a sheet: merged cells, a frozen head, amounts as numbers with the digits printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from gouji.model.book import Book
from gouji.model.document import Cell, Source
from gouji.model.text import fold
from gouji.recognise.head import Columns, head_limit, match_head
from gouji.recognise.matrix import Matrix, matrix_of
from gouji.recognise.printed import PrintedTable
from gouji.render.report.hiding import PERSON_HEAD, Hide, hidden_cell

_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_NUMBER = re.compile(r"(?P<sign>-?)(?P<whole>\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.(?P<fraction>\d+))?", re.ASCII)
_DIGITS = 15  # a double holds no more
_NARROW, _WIDE = 5, 42
_LONGEST_NAME = 31


class Number(NamedTuple):
    """A printed number: its value, its decimals, and whether it has thousands separators."""

    value: Decimal
    decimals: int
    separators: bool


class Look:
    """The formats of one workbook, each made once."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._numbers: dict[tuple[int, bool], Any] = {}
        cell = {"border": 1, "border_color": "#A0A0A0", "valign": "vcenter", "text_wrap": True}
        self._cell = cell
        self.plain = file.add_format({"valign": "top", "text_wrap": True})
        self.title = file.add_format({"bold": True, "font_size": 14})
        self.note = file.add_format({"font_color": "#606060"})
        self.head = file.add_format({**cell, "bold": True, "align": "center", "bg_color": "#F0F0F0"})
        self.text = file.add_format({**cell, "num_format": "@"})

    def number(self, decimals: int, separators: bool) -> Any:
        """The format of a number."""
        key = (decimals, separators)
        if key not in self._numbers:
            picture = ("#,##0" if separators else "0") + ("." + "0" * decimals if decimals else "")
            self._numbers[key] = self._file.add_format(
                {**self._cell, "num_format": picture, "text_wrap": False}
            )
        return self._numbers[key]


class Sheets:
    """Adds sheets under names that Excel takes and that differ."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._taken: set[str] = set()

    def add(self, name: str) -> Any:
        """A sheet called ``name``, as far as may be."""
        plain = _FORBIDDEN.sub(" ", name).strip() or "表"
        number = 1
        while True:
            tail = f" ({number})" if number > 1 else ""
            wanted = plain[: _LONGEST_NAME - len(tail)].strip() + tail
            if wanted.lower() not in self._taken and wanted.lower() != "history":
                self._taken.add(wanted.lower())
                return self._file.add_worksheet(wanted)
            number += 1


def draw_table(
    sheet: Any, look: Look, table: PrintedTable, sources: Sequence[Source], hide: Hide, book: Book | None
) -> None:
    """Title and unit above, then the table; a head that is repeated on every page stands once."""
    matrix = matrix_of(table.grids)
    columns = _columns_of(table, matrix, book)
    head = columns.rows if columns is not None else _head(matrix)
    sheet.write_string(0, 0, " ".join(filter(None, (table.label, table.title))), look.title)
    sheet.write_string(1, 0, _note(table, sources), look.note)
    amounts = _amount_columns(table, matrix, head, columns)
    persons = {
        column
        for column in range(matrix.width)
        if any(PERSON_HEAD.search(t) for t in _over(matrix, column, head))
    }
    kept = [row for row in range(matrix.height) if row not in _repeated(table, matrix, head)]
    at = {row: 2 + i for i, row in enumerate(kept)}
    taken: set[tuple[int, int]] = set()
    for row, column, cell in _cells(matrix):
        if row not in at:
            continue
        rows = [r for r in range(row, min(row + cell.rows, matrix.height)) if r in at]
        last = min(column + cell.columns, matrix.width) - 1
        squares = {(at[r], c) for r in rows for c in range(column, last + 1)}
        if squares & taken:  # a piece with other edges did not fit the columns of the first
            rows, last, squares = [row], column, {(at[row], column)}
            if squares & taken:
                continue
        taken |= squares
        text = hide(hidden_cell(cell.text) if row >= head and column in persons else cell.text)
        number = _number(text) if row >= head and column in amounts else None
        style = look.head if row < head else look.number(*number[1:]) if number else look.text
        top, bottom = at[rows[0]], at[rows[-1]]
        if (top, column) != (bottom, last):
            sheet.merge_range(top, column, bottom, last, "", style)
        if number is not None:
            sheet.write_number(top, column, float(number.value), style)
        elif text:
            sheet.write_string(top, column, text, style)
        else:
            sheet.write_blank(top, column, None, style)
    for column in range(matrix.width):
        sheet.set_column(column, column, _width(matrix, column))
    sheet.freeze_panes(2 + head, 0)


def _note(table: PrintedTable, sources: Sequence[Source]) -> str:
    """Where the table stands, and its unit."""
    pages = table.pages
    where = f"第 {pages[0]}–{pages[-1]} 页" if len(pages) > 1 else f"第 {pages[0]} 页" if pages else ""
    unit = f"单位：{table.denomination.label}" if table.denomination else ""
    name = sources[table.grids[0].file].name
    return "　".join(filter(None, (name, where, unit)))


def _cells(matrix: Matrix) -> Iterator[tuple[int, int, Cell]]:
    for row in range(matrix.height):
        for column, cell in enumerate(matrix.own[row]):
            if cell is not None:
                yield row, column, cell


def _over(matrix: Matrix, column: int, head: int) -> list[str]:
    """The texts of a column's head, merged ones included."""
    cells = [matrix.over[row][column] for row in range(head)]
    return [fold(cell.text) for cell in cells if cell is not None]


def _repeated(table: PrintedTable, matrix: Matrix, head: int) -> set[int]:
    """The rows of later pieces that print the head again."""
    first = [tuple(_folded(matrix, row)) for row in range(head)]
    out: set[int] = set()
    start = 0
    for grid in table.grids:
        rows = range(start, start + head)
        start += grid.height
        if rows.start and grid.height > head and [tuple(_folded(matrix, row)) for row in rows] == first:
            out.update(rows)
    return out


def _folded(matrix: Matrix, row: int) -> Iterator[str]:
    return (fold(matrix.text(row, column)) for column in range(matrix.width))


def _columns_of(table: PrintedTable, matrix: Matrix, book: Book | None) -> Columns | None:
    """The columns that the table's form declares, as they are printed."""
    form = table.table
    if form is None or form.layout == "stack" or form.records:
        return None
    return match_head(matrix, form.sections, book.year if book else None)


def _head(matrix: Matrix) -> int:
    """How many rows are head where no form says so: those before the first amount, code or empty row."""
    limit = head_limit(matrix)
    empty = next((row for row in range(limit) if not any(_folded(matrix, row))), limit)
    return max(1, min(limit, empty)) if matrix.height > 1 else 0


def _amount_columns(table: PrintedTable, matrix: Matrix, head: int, columns: Columns | None) -> set[int]:
    """Columns of amounts: those the form declares, else those whose digits stand as amounts are printed."""
    if columns is not None and table.table is not None:
        return {
            column
            for section, found in zip(table.table.sections, columns.found, strict=True)
            for leaf in section.leaves()
            if leaf.role is None and (column := found.get(leaf.index)) is not None
        }
    return {
        column
        for column in range(matrix.width)
        if any((number := _number(matrix.text(row, column))) and (number.decimals or number.separators)
               for row in range(head, matrix.height))
    }  # fmt: skip


def _number(text: str) -> Number | None:
    """A text that prints one number and nothing else; negative ones may stand in brackets."""
    folded = fold(text)
    bracketed = folded.startswith("（") and folded.endswith("）")
    match = _NUMBER.fullmatch(folded[1:-1] if bracketed else folded)
    if match is None:
        return None
    whole = match["whole"].replace(",", "").replace("，", "")
    fraction = match["fraction"] or ""
    if len(whole.lstrip("0") + fraction) > _DIGITS or (len(whole) > 1 and whole[0] == "0"):
        return None
    value = Decimal(f"{whole}.{fraction}" if fraction else whole)
    return Number(
        -value if match["sign"] or bracketed else value, len(fraction), len(whole) < len(match["whole"])
    )


def _width(matrix: Matrix, column: int) -> float:
    """Wide enough for nearly all of the column's own texts, in Excel's units of a digit."""
    lengths = sorted(
        max(map(_columns, cell.text.split("\n")), default=0)
        for row in range(matrix.height)
        if (cell := matrix.own[row][column]) is not None and cell.columns == 1
    )
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    return min(max(usual + 2, _NARROW), _WIDE)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
