"""A grid as rows and columns one can ask: what stands here, and what covers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gouji.model.document import Cell, Grid
from gouji.model.place import Place
from gouji.model.text import fold
from gouji.recognise.captions import stands_above
from gouji.recognise.continuation import columns_of_last_row
from gouji.recognise.identity import ENDINGS


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
    before = model
    for grid in grids:
        first = len(own)
        if grid is model or grid.width == model.width:
            cells = grid.cells
        else:
            cells = _fitted(grid, edges, None if grid is before else columns_of_last_row(before, grid))
        before = grid if grid.width == model.width else before
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


def without_captions(matrix: Matrix) -> Matrix:
    """The matrix with nothing in its first rows where these print a title, a maker or a unit line."""
    end = 0
    while end < matrix.height:
        line = [cell for cell in matrix.own[end] if cell is not None and cell.text.strip()]
        if line and not stands_above(line) and not (end and _is_office(line)):
            break
        end += 1
    if not end or end == matrix.height:
        return matrix
    nothing = ((None,) * matrix.width,) * end
    return replace(matrix, own=(*nothing, *matrix.own[end:]), over=(*nothing, *matrix.over[end:]))


def has_lost_merges(matrix: Matrix, rows: int) -> bool:
    """Whether the first rows leave cells blank right of a text, and no cell of them is merged."""
    above = [line for line in matrix.over[:rows] if any(cell is not None for cell in line)]
    if any(cell is not None and cell.rows * cell.columns > 1 for line in above for cell in line):
        return False
    texts = [[bool(cell is not None and cell.text.strip()) for cell in line] for line in above]
    return any(any(left and not right for left, right in pairwise(line)) for line in texts[:-1])


def _is_office(line: Sequence[Cell]) -> bool:
    return len(line) == 1 and bool(ENDINGS.search(fold(line[0].text)))


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


def _fitted(grid: Grid, edges: tuple[float, ...], places: tuple[int, ...] | None) -> tuple[Cell, ...]:
    """The cells of a later piece, drawn with other column edges, in the columns of the first.

    Without edges ``places`` may tell where its columns stand there.
    """
    if places is not None:
        return tuple(cell._replace(column=places[cell.column], columns=1) for cell in grid.cells)
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
