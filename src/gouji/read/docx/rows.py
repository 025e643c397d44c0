"""Where the cells of a table stand: spans, merges and rows that begin or end inside the grid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from gouji.model.document import Cell
from gouji.model.errors import Unreadable
from gouji.read.docx import names as w
from gouji.read.docx.styles import integer
from gouji.read.package import Element

MAX_COLUMNS = 1000  # Word itself stops at 63

_NOT_FLOW = frozenset(
    {w.TABLE_PROPERTIES, w.TABLE_GRID, w.TABLE_EXCEPTIONS, w.ROW_PROPERTIES, w.CELL_PROPERTIES}
)


def below(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also inside content controls and custom XML."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _NOT_FLOW:
            yield from below(child, tag)


class Extent(NamedTuple):
    """Grid columns a cell covers, and its part in merges: ``restart``, ``continue`` or ``None``."""

    columns: int = 1
    across: str | None = None
    down: str | None = None
    deleted: bool = False


def extent_of(cell: Element) -> Extent:
    """What the properties of a w:tc say of its extent."""
    columns, across, down, deleted = 1, None, None, False
    for properties in cell.iterchildren(w.CELL_PROPERTIES):
        for one in properties:
            tag = one.tag
            if tag == w.GRID_SPAN:
                columns = max(1, integer(one) or 0)
            elif tag == w.VERTICAL_MERGE:
                down = one.get(w.VALUE, "continue")
            elif tag == w.HORIZONTAL_MERGE:
                across = one.get(w.VALUE, "continue")
            elif tag == w.CELL_DELETED:
                deleted = True
    return Extent(columns, across, down, deleted)


@dataclass(slots=True)
class _Open:
    """A cell as it stands so far; ``rows`` grows while rows below continue it."""

    text: str
    row: int
    column: int
    columns: int
    span: int  # columns of its first piece, before others were merged into it
    rows: int = 1


class Rows:
    """The rows of one table as they are being laid out."""

    def __init__(self) -> None:
        self._cells: list[_Open] = []
        self._merged: dict[int, _Open] = {}  # cells that the next row may continue, by first column
        self._row, self._column, self.width = -1, 0, 0
        self._next_merged: dict[int, _Open] = {}
        self._previous: _Open | None = None

    def begin(self, properties: Element | None) -> None:
        """Begins a row, which may leave grid columns before its first cell."""
        self._row += 1
        self._column = _count(properties, w.GRID_BEFORE)
        self._merged, self._next_merged, self._previous = self._next_merged, {}, None

    def cell(self, extent: Extent, text: str) -> bool:
        """Places one cell; false where it is covered by the cell above or to the left and so not seen."""
        span, across, down, _ = extent
        column, self._column = self._column, self._column + span
        if self._column > MAX_COLUMNS:
            raise Unreadable("文件", f"表格超过 {MAX_COLUMNS} 列", "请检查文件来源，或另存为 PDF 后再试。")
        if across == "continue" and self._previous is not None:
            self._previous.columns = max(self._previous.columns, self._column - self._previous.column)
            return False
        above = self._merged.get(column)
        if down == "continue" and above is not None and above.span == span:
            above.rows += 1
            self._next_merged[column] = self._previous = above
            return False
        here = _Open(text, self._row, column, span, span)
        self._cells.append(here)
        self._previous = here
        if down is not None:
            self._next_merged[column] = here
        return True

    def end(self, properties: Element | None) -> None:
        """Ends a row, which may leave grid columns after its last cell."""
        self.width = max(self.width, min(self._column + _count(properties, w.GRID_AFTER), MAX_COLUMNS))

    @property
    def height(self) -> int:
        """The number of rows so far."""
        return self._row + 1

    def cells(self) -> tuple[Cell, ...]:
        """All cells in reading order."""
        return tuple(Cell(c.text, c.row, c.column, c.rows, c.columns) for c in self._cells)


def _count(properties: Element | None, name: str) -> int:
    number = None if properties is None else integer(properties.find(name))
    return max(0, number or 0)
