"""The lines of a table become rows, columns and cells: a missing edge merges the cells beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gouji.read.pdf.frame import Boxes
from gouji.read.pdf.rules import Line, Rules

SAME = 2.5
"""Lines closer than this, in points, are one edge of the table."""
COVERED = 0.55
"""An edge is there when lines cover this part of it."""

SQUARES = 100_000
"""Lines that draw more squares than this draw no table."""

Edges = NDArray[np.float64]
Square = tuple[int, int]


class Span(NamedTuple):
    """A cell: its first row and column, and how many of each it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """``ys`` and ``xs`` are the edges of rows and columns; ``owner`` gives each square's cell, −1 outside.

    ``ruled`` is false where text and not rules told some of the edges.
    """

    ys: Edges
    xs: Edges
    spans: tuple[Span, ...]
    owner: NDArray[np.int64]
    ruled: bool = True

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """x0, y0, x1, y1."""
        return float(self.xs[0]), float(self.ys[0]), float(self.xs[-1]), float(self.ys[-1])

    @property
    def boxes(self) -> Boxes:
        """x0, y0, x1, y1 of each cell."""
        row, column, rows, columns = np.array(self.spans).reshape(-1, 4).T
        right, bottom = self.xs[column + columns], self.ys[row + rows]
        return np.column_stack((self.xs[column], self.ys[row], right, bottom))


def lattice(rules: Rules) -> Lattice | None:
    """The table the lines draw; ``None`` when they enclose fewer than two cells."""
    x0, y0, x1, y1 = rules.bounds
    ys, xs = _edges(rules.across[:, 0], y0, y1), _edges(rules.down[:, 0], x0, x1)
    if len(ys) < 2 or len(xs) < 2 or (len(ys) - 1) * (len(xs) - 1) > SQUARES:
        return None
    across = _drawn(rules.across, ys, xs)
    down = _drawn(rules.down, xs, ys).T
    owner = _components(across[1:-1], down[:, 1:-1])
    spans = sorted(
        span
        for squares in _grouped(owner)
        if not _outside(squares, across, down)
        for span in _rectangles(squares)
    )
    final = np.full(owner.shape, -1, np.int64)
    for number, (row, column, rows, columns) in enumerate(spans):
        final[row : row + rows, column : column + columns] = number
    return _trimmed(ys, xs, spans, final) if len(spans) > 1 else None


def _edges(at: NDArray[np.float64], low: float, high: float) -> Edges:
    """Positions closer than SAME are one edge; lines that stick out further end in an edge of their own."""
    at = np.sort(np.concatenate((at, (low, high))))
    first = np.flatnonzero(np.diff(at, prepend=-np.inf) > SAME)
    return np.asarray(np.add.reduceat(at, first) / np.diff(np.append(first, len(at))))


def _drawn(lines: Line, edges: Edges, marks: Edges) -> NDArray[np.bool_]:
    """For each edge and each stretch between two marks: is it drawn?"""
    nearest = np.abs(lines[:, :1] - edges).argmin(axis=1)
    overlap = np.minimum(lines[:, 2:], marks[1:]) - np.maximum(lines[:, 1:2], marks[:-1])
    covered = np.zeros((len(edges), len(marks) - 1))
    np.add.at(covered, nearest, np.maximum(overlap, 0))
    return covered >= COVERED * np.diff(marks)


def _components(across: NDArray[np.bool_], down: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Squares joined over missing inner edges; the number is the component's first square."""
    height, width = down.shape[0], across.shape[1]
    parent = list(range(height * width))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    missing = [(r * width + c, (r + 1) * width + c) for r, c in np.argwhere(~across).tolist()]
    missing += [(r * width + c, r * width + c + 1) for r, c in np.argwhere(~down).tolist()]
    for one, two in missing:
        a, b = root(one), root(two)
        if a != b:
            parent[max(a, b)] = min(a, b)
    return np.array([root(i) for i in range(height * width)], np.int64).reshape(height, width)


def _grouped(owner: NDArray[np.int64]) -> list[list[Square]]:
    """The squares of each component, row by row."""
    width = owner.shape[1]
    out: dict[int, list[Square]] = {}
    for i, component in enumerate(owner.ravel().tolist()):
        out.setdefault(component, []).append(divmod(i, width))
    return list(out.values())


def _outside(squares: list[Square], across: NDArray[np.bool_], down: NDArray[np.bool_]) -> bool:
    """Is the component open to the outside at a corner?  (Open at the sides or the foot, it is a cell.)"""
    bottom, right = down.shape[0] - 1, across.shape[1] - 1
    lying = any((r == 0 and not across[0, c]) or (r == bottom and not across[-1, c]) for r, c in squares)
    return lying and any((c == 0 and not down[r, 0]) or (c == right and not down[r, -1]) for r, c in squares)


def _rectangles(squares: list[Square]) -> list[Span]:
    """A component as one rectangle, or as several where it is not one."""
    top, bottom = squares[0][0], squares[-1][0] + 1
    columns = [column for _, column in squares]
    left, right = min(columns), max(columns) + 1
    if (bottom - top) * (right - left) == len(squares):
        return [Span(top, left, bottom - top, right - left)]
    return _pieces(set(squares))


def _pieces(squares: set[Square]) -> list[Span]:
    """An odd shape cut into rectangles: as wide as possible, then as tall."""
    out = []
    while squares:
        top, left = min(squares)
        right = left
        while (top, right) in squares:
            right += 1
        bottom = top + 1
        while all((bottom, c) in squares for c in range(left, right)):
            bottom += 1
        squares -= {(r, c) for r in range(top, bottom) for c in range(left, right)}
        out.append(Span(top, left, bottom - top, right - left))
    return out


def _trimmed(ys: Edges, xs: Edges, spans: list[Span], owner: NDArray[np.int64]) -> Lattice:
    """Without the border rows and columns that hold no cell."""
    rows, columns = np.flatnonzero((owner >= 0).any(axis=1)), np.flatnonzero((owner >= 0).any(axis=0))
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    moved = tuple(span._replace(row=span.row - int(top), column=span.column - int(left)) for span in spans)
    return Lattice(ys[top : bottom + 1], xs[left : right + 1], moved, owner[top:bottom, left:right])
