"""One table of a publication as a sheet: numbers, sums as formulas, and how it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from gouji.model.errors import CannotDraw
from gouji.model.publication import Align, LaidCell, LaidTable
from gouji.render.document.columns import fit
from gouji.render.document.fonts import covered
from gouji.render.document.lines import lines
from gouji.render.document.signs import one_line, printable

FIRST = 2
"""The row of a sheet where the table begins, below its title and its unit line."""
TALLEST = 409.0
"""Points: no row of a sheet is higher."""
DRAFT = '&C&"黑体"&36&KBFBFBF草稿'
"""The head of a printed page of a draft, in Excel's codes."""
FOOT = "&C— &P —"
"""The foot of every printed page."""

_LONGEST = 32_767  # signs that a cell holds
_RUNS = 200  # pieces of one formula
_SIZE = 10
_LINE = 14.0
_WIDEST = 46.0
_ALIGN = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}


class Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def of(self, **properties: object) -> Any:
        """The format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            base = {"font_name": "宋体", "font_size": _SIZE, "valign": "vcenter"}
            self._made[key] = self._book.add_format({**base, **properties})
        return self._made[key]

    def cell(self, cell: LaidCell, number: str = "") -> Any:
        """The format of a table's cell; ``number`` is its number format."""
        shown: dict[str, object] = {"border": 1, "align": _ALIGN[cell.align], "text_wrap": not number}
        if cell.bold:
            shown |= {"font_name": "黑体"}
        if number:
            shown |= {"num_format": number}
        return self.of(**shown)


def number_of(cell: LaidCell) -> tuple[float, str] | None:
    """The number an amount prints and its number format; ``None`` where a number could not say it exactly."""
    digits = cell.text.replace(",", "")
    try:
        value = float(digits)
    except ValueError:
        return None
    decimals = len(digits.partition(".")[2])
    if f"{value:.{decimals}f}" != digits or len(digits.strip("-").replace(".", "").lstrip("0")) > 15:
        return None
    grouped = "," in cell.text or len(digits.partition(".")[0].strip("-")) <= 3
    return value, ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")


class TableSheet:
    """One table while it is written."""

    def __init__(self, sheet: Any, table: LaidTable, formats: Formats) -> None:
        self.sheet, self.table, self.formats = sheet, table, formats
        self.numbers = {
            (cell.row, cell.column): found
            for cell in table.cells
            if cell.claim is not None and (found := number_of(cell)) is not None
        }

    def write(self, draft: bool) -> None:
        """Title, unit line, cells, notes, and how it is printed."""
        sheet, table, formats = self.sheet, self.table, self.formats
        last = table.width - 1
        widths = _widths(table)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        title = formats.of(font_name="黑体", font_size=16, align="center")
        _across(sheet, 0, last, one_line(table.name), title)
        sheet.set_row(0, 30)
        if table.maker and last:
            sheet.write_string(1, 0, one_line(table.maker), formats.of(align="left"))
        if draft and last:
            told = f"草稿　{one_line(table.maker)}".rstrip()
            sheet.write_string(1, 0, told, formats.of(font_name="黑体", font_color="#C00000"))
        if table.unit:
            sheet.write_string(1, last, one_line(table.unit), formats.of(align="right"))
        for cell in table.cells:
            self._cell(cell)
        for row, height in _heights(table, widths).items():
            sheet.set_row(FIRST + row, height)
        for number, note in enumerate(table.notes):
            row = FIRST + table.height + number
            _across(sheet, row, last, checked(note, table.name), formats.of(align="left", text_wrap=True))
        self._print_set_up(draft)

    def _cell(self, cell: LaidCell) -> None:
        row, column = FIRST + cell.row, cell.column
        found = self.numbers.get((cell.row, cell.column))
        format_ = self.formats.cell(cell, found[1] if found else "")
        if cell.rows > 1 or cell.columns > 1:
            last_row, last_column = row + cell.rows - 1, column + cell.columns - 1
            self.sheet.merge_range(row, column, last_row, last_column, "", format_)
        if found is not None:
            formula = self._formula(cell)
            if formula:
                self.sheet.write_formula(row, column, formula, format_, found[0])
            else:
                self.sheet.write_number(row, column, found[0], format_)
        elif cell.text:
            place = f"{self.table.name} 第 {cell.row + 1} 行第 {cell.column + 1} 列"
            self.sheet.write_string(row, column, checked(cell.text, place), format_)
        else:
            self.sheet.write_blank(row, column, None, format_)

    def _formula(self, cell: LaidCell) -> str:
        """The sum of the cell's parts, or nothing where one of them is no number of its own."""
        texts = {(c.row, c.column): c.text for c in self.table.cells} if cell.parts else {}
        if not cell.parts or any(texts.get(p) and p not in self.numbers for p in cell.parts):
            return ""
        runs = list(_runs(cell.parts))
        return f"=SUM({','.join(runs)})" if len(runs) <= _RUNS else ""

    def _print_set_up(self, draft: bool) -> None:
        sheet, table = self.sheet, self.table
        if fit(table).landscape:
            sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.5, right=0.5, top=1.1 if draft else 0.8, bottom=0.8)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        if table.head:
            sheet.repeat_rows(FIRST, FIRST + table.head - 1)
            sheet.freeze_panes(FIRST + table.head, 0)
        sheet.set_footer(FOOT)
        if draft:
            sheet.set_header(DRAFT, {"margin": 0.3})
        sheet.hide_gridlines(2)


def checked(text: str, place: str) -> str:
    shown = printable(text)
    if len(shown) > _LONGEST:
        raise CannotDraw(
            place, f"文字有 {len(shown)} 字，Excel 的一个单元格最多 {_LONGEST} 字", "请缩短这段文字。"
        )
    return shown


def _across(sheet: Any, row: int, last: int, text: str, format_: Any) -> None:
    if last:
        sheet.merge_range(row, 0, row, last, "", format_)
    sheet.write_string(row, 0, text, format_)


def _runs(parts: tuple[tuple[int, int], ...]) -> Iterator[str]:
    """The cells as ranges down a column or along a row, in the order of their first cells."""
    left = sorted(set(parts))
    while left:
        row, column = left[0]
        below = right = 0
        while (row + below + 1, column) in left:
            below += 1
        while not below and (row, column + right + 1) in left:
            right += 1
        taken = {(row + d, column) for d in range(below + 1)} | {(row, column + d) for d in range(right + 1)}
        left = [place for place in left if place not in taken]
        first, last = (FIRST + row, column), (FIRST + row + below, column + right)
        yield xl_rowcol_to_cell(*first) if first == last else xl_range(*first, *last)


def _widths(table: LaidTable) -> list[float]:
    """Widths in Excel's unit, the width of a digit: amounts whole, words on few lines."""
    measure = covered()
    widths = [8.0] * table.width
    merged: list[tuple[LaidCell, float]] = []
    for cell in table.cells:
        shown = [measure.width(line) * 2 for line in printable(cell.text).split("\n")]
        if cell.claim is not None:
            need = max(shown, default=0.0) * 1.15 + 2
        else:
            need = min(_WIDEST, max(shown, default=0.0), 14 + 2.6 * sum(shown) ** 0.5) + 1.5
        if cell.columns > 1:
            merged.append((cell, need if cell.claim is not None else 0.0))
        else:
            widths[cell.column] = max(widths[cell.column], need)
    for cell, need in merged:
        lacking = need - sum(widths[cell.column : cell.column + cell.columns])
        if lacking > 0:
            for column in range(cell.column, cell.column + cell.columns):
                widths[column] += lacking / cell.columns
    return widths


def _heights(table: LaidTable, widths: list[float]) -> dict[int, float]:
    """Heights of rows in points: Excel finds those of wrapped text itself, but not beside merged cells."""
    tall = [_LINE + 4] * table.height
    for cell in table.cells:
        if cell.rows == 1 and cell.text:
            tall[cell.row] = max(tall[cell.row], _needs(cell, widths))
    for cell in table.cells:
        lacking = _needs(cell, widths) - sum(tall[cell.row : cell.row + cell.rows]) if cell.rows > 1 else 0
        if lacking > 0:
            for row in range(cell.row, cell.row + cell.rows):
                tall[row] += lacking / cell.rows
    return {row: min(TALLEST, height) for row, height in enumerate(tall)}


def _needs(cell: LaidCell, widths: list[float]) -> float:
    room = sum(widths[cell.column : cell.column + cell.columns]) * _SIZE / 2 - 6
    return lines(printable(cell.text), room, float(_SIZE)) * _LINE + 4
