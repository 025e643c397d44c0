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


def matrix_of(grids: Sequence[Grid], stacked: bool = False) -> Matrix:
    """The grids below one another, in the columns of the first.

    Of a table of small ones ``stacked`` on each other, a later page may have
    columns that the first does not: then those of the page that has them all.
    """
    model = _finest(grids) if stacked else grids[0]
    width = model.width if _edges(model) else max(grid.width for grid in grids)
    width = max(width, *(grid.width for grid in grids if grid.box is None), 1)
    own: list[list[Cell | None]] = []
    over: list[list[Cell | None]] = []
    edges = _edges(model)
    for grid in grids:
        first = len(own)
        cells = grid.cells if grid is model or grid.width == model.width else _fitted(grid, edges)
        own += [[None] * width for _ in range(grid.height)]
        over += [[None] * width for _ in range(grid.height)]
        for cell in cells:
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


_SAME = 3.0
"""Edges of two pages no further apart than this many points are one."""


def _finest(grids: Sequence[Grid]) -> Grid:
    """The grid with most columns, if every edge of the first is one of its own; else the first."""
    first = _edges(grids[0])
    for grid in sorted(grids, key=lambda grid: -grid.width):
        edges = _edges(grid)
        if first and edges and all(any(abs(x - other) < _SAME for other in edges) for x in first):
            return grid
    return grids[0]


def _edges(grid: Grid) -> tuple[float, ...]:
    """The x of each column's left edge and of the last right edge; empty without boxes."""
    left: dict[int, float] = {}
    for cell in grid.cells:
        if cell.box is not None:
            left.setdefault(cell.column, cell.box[0])
            left.setdefault(cell.column + cell.columns, cell.box[2])
    return tuple(left[i] for i in range(grid.width + 1)) if len(left) == grid.width + 1 else ()


def _fitted(grid: Grid, edges: tuple[float, ...]) -> tuple[Cell, ...]:
    """The cells of a later piece, drawn with other column edges, in the columns of the first."""
    if not edges:
        return tuple(cell for cell in grid.cells if cell.column < grid.width)

    def nearest(x: float) -> int:
        return min(range(len(edges)), key=lambda i: abs(edges[i] - x))

    out: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for cell in grid.cells:
        if cell.box is None:
            continue
        first, last = nearest(cell.box[0]), nearest(cell.box[2])
        first = min(first, len(edges) - 2)
        while (cell.row, first) in taken and first < len(edges) - 2:
            first += 1
        taken.add((cell.row, first))
        out.append(cell._replace(column=first, columns=max(1, last - first)))
    return tuple(out)
