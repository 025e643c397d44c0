"""Where the cells of an HTML table stand (WHATWG HTML, 4.9.12, forming a table)."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from gouji.model.document import Cell, Grid
from gouji.model.errors import Unreadable

MAX_COLUMN_SPAN, MAX_ROW_SPAN = 1000, 65_534  # the standard's own limits
MAX_WORK = 4_000_000  # columns covered by all cells of one table

_NUMBER = re.compile(r"\s*\+?([0-9]+)", re.ASCII)


def span(text: str | None, limit: int) -> int:
    """The number in a ``colspan`` or ``rowspan``, at most ``limit``; 1 where there is none."""
    match = _NUMBER.match(text or "")
    return min(int(match[1][:9]), limit) if match else 1


@dataclass(slots=True)
class _Placed:
    text: str
    row: int
    column: int
    rows: int
    columns: int


@dataclass(slots=True)
class TableRows:
    """The rows of one table as they are being laid out; ``rows`` of a cell 0 means to the group's end."""

    _cells: list[_Placed] = field(default_factory=list)
    _free_from: dict[int, int] = field(default_factory=dict)  # column → first row in which it is free
    _row: int = -1
    _column: int = 0
    _group_start: int = 0
    _work: int = 0

    def begin_group(self) -> None:
        """Ends the cells that reach down: no cell goes beyond its group (thead, tbody, tfoot)."""
        for cell in reversed(self._cells):
            if cell.row < self._group_start:
                break
            rest = self._row + 1 - cell.row
            cell.rows = min(cell.rows, rest) if cell.rows else rest
        self._free_from.clear()
        self._group_start = self._row + 1

    def begin_row(self) -> None:
        """Begins the next row."""
        self._row += 1
        self._column = 0

    def cell(self, text: str, rows: int, columns: int) -> None:
        """Places a cell at the first free place of the row."""
        columns = max(1, columns)
        if self._row < 0:
            self.begin_row()
        while self._free_from.get(self._column, 0) > self._row:
            self._column += 1
            self._count(1)
        self._count(columns)
        self._cells.append(_Placed(text, self._row, self._column, rows, columns))
        if rows != 1:
            until = self._row + (rows or MAX_ROW_SPAN)
            for column in range(self._column, self._column + columns):
                self._free_from[column] = max(until, self._free_from.get(column, 0))
        self._column += columns

    def _count(self, columns: int) -> None:
        self._work += columns
        if self._work > MAX_WORK:
            raise Unreadable("文件", "表格的跨列过多，超出读取上限", "请检查文件来源，或另存为 PDF 后再试。")

    def grid(self, file: int) -> Grid | None:
        """The table, ``None`` where it has no cell.

        A column in which no cell begins cannot be told from the one before it
        and is left out, as a browser gives it no width.
        """
        self.begin_group()
        if not self._cells:
            return None
        starts = sorted({cell.column for cell in self._cells})
        cells = tuple(
            Cell(
                cell.text,
                cell.row,
                left := bisect_left(starts, cell.column),
                cell.rows,
                bisect_left(starts, cell.column + cell.columns) - left,
            )
            for cell in sorted(self._cells, key=lambda cell: (cell.row, cell.column))
        )
        return Grid(cells, self._row + 1, len(starts), file)
