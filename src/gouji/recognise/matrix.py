"""A grid as rows and columns one can ask: what stands here, and what covers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gouji.model.document import Cell, Grid
from gouji.model.place import Place


@dataclass(frozen=True, slots=True)
class Matrix:
    """The cells of one table, which may come from several grids.

    ``own[r][c]`` is the cell whose top left corner is there, ``over[r][c]`` the
    cell that covers the position (itself or a merged one), else ``None``.
    """

    own: tuple[tuple[Cell | None, ...], ...]
    over: tuple[tuple[Cell | None, ...], ...]
    file: int
    ruled: bool

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.own)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.own[0]) if self.own else 0

    def text(self, row: int, column: int) -> str:
        """The text that starts at this position."""
        cell = self.own[row][column]
        return cell.text if cell is not None else ""

    def place(self, cell: Cell | None, *, table: str | None = None) -> Place:
        """Where a cell stands."""
        if cell is None:
            return Place(file=self.file, table=table)
        return Place(
            file=self.file, page=cell.page, line=cell.line, table=table, text=cell.text, box=cell.box
        )


def matrix_of(grids: Sequence[Grid]) -> Matrix:
    """The grids stacked below one another."""
    width = max(grid.width for grid in grids)
    own: list[list[Cell | None]] = []
    over: list[list[Cell | None]] = []
    for grid in grids:
        first = len(own)
        own += [[None] * width for _ in range(grid.height)]
        over += [[None] * width for _ in range(grid.height)]
        for cell in grid.cells:
            own[first + cell.row][cell.column] = cell
            for row in range(cell.row, min(cell.row + cell.rows, grid.height)):
                for column in range(cell.column, min(cell.column + cell.columns, width)):
                    over[first + row][column] = cell
    return Matrix(
        tuple(map(tuple, own)),
        tuple(map(tuple, over)),
        grids[0].file,
        all(grid.ruled for grid in grids),
    )
