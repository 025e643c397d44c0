"""Tables with lines across and none down: three-line tables, and tables with a line under every row.

The text says where the columns are: a table's body leaves the same gaps free
in every row.  Where it does not, the text stays what it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from gouji.read.pdf.characters import Characters
from gouji.read.pdf.frame import Boxes
from gouji.read.pdf.lattice import Lattice, Span
from gouji.read.pdf.lines import setting
from gouji.read.pdf.rules import Line, merged

WIDE = 0.35
"""The lines are at least as long as this part of the page's width,"""
LEVEL = 3.0
"""and begin and end within so many points of each other."""
APART = 1.1
"""A gap wider than this part of the font's size may part two columns."""
MOST = 400
"""A page with more long lines is a drawing, or graph paper."""

Groups = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Row:
    """One printed line between two rules: where it stands, and its pieces (x0, x1) from the left."""

    top: float
    bottom: float
    pieces: tuple[tuple[float, float], ...]


def lined_tables(
    strokes: Boxes, chars: Characters, group: Groups, found: Sequence[Lattice], width: float
) -> list[Lattice]:
    """Tables between the lines of ``strokes`` that are part of no table in ``found``, from the top down."""
    flat = strokes[strokes[:, 2] - strokes[:, 0] > strokes[:, 3] - strokes[:, 1]]
    if len(flat) < 3:
        return []
    rules = merged(np.column_stack(((flat[:, 1] + flat[:, 3]) / 2, flat[:, 0], flat[:, 2])))
    rules = rules[(rules[:, 2] - rules[:, 1] >= WIDE * width)]
    for table in found:
        x0, y0, x1, y1 = table.bounds
        beside = (
            (rules[:, 2] < x0) | (rules[:, 1] > x1) | (rules[:, 0] < y0 - LEVEL) | (rules[:, 0] > y1 + LEVEL)
        )
        rules = rules[beside]
    if not 3 <= len(rules) <= MOST:
        return []
    rules = rules[np.argsort(rules[:, 0], kind="stable")]
    out: list[Lattice] = []
    for stack in _stacks(rules):
        rows = [_rows(chars, group, stack[i], stack[i + 1]) for i in range(len(stack) - 1)]
        start = 0
        while start < len(rows):
            end = start
            while end < len(rows) and _is_tabular(rows[end]):
                end += 1
            drawn = _table(stack[start : end + 1], rows[start:end], chars, group) if end - start > 1 else None
            if drawn is not None:
                out.append(drawn)
            start = end + 1
    return out


def _stacks(rules: Line) -> list[Line]:
    """Lines that begin and end at the same places, from the top down; doubled ones count once."""
    out: list[Line] = []
    left = np.ones(len(rules), bool)
    for i in range(len(rules)):
        if left[i]:
            alike = left & (np.abs(rules[:, 1:] - rules[i, 1:]) <= LEVEL).all(axis=1)
            left &= ~alike
            stack = rules[alike]
            stack = stack[np.diff(stack[:, 0], prepend=-np.inf) > LEVEL]
            if len(stack) >= 3:
                out.append(stack)
    return out


def _inside(
    chars: Characters, group: Groups, upper: NDArray[np.float64], lower: NDArray[np.float64]
) -> NDArray[np.intp]:
    x, y = (chars.box[:, 0] + chars.box[:, 2]) / 2, (chars.box[:, 1] + chars.box[:, 3]) / 2
    return np.flatnonzero(
        (group == -1) & (chars.why == 0) & (y > upper[0]) & (y < lower[0])
        & (x > upper[1] - LEVEL) & (x < upper[2] + LEVEL)
    )  # fmt: skip


def _rows(
    chars: Characters, group: Groups, upper: NDArray[np.float64], lower: NDArray[np.float64]
) -> list[_Row]:
    """The printed lines between two rules."""
    index = _inside(chars, group, upper, lower)
    place = setting(chars, index, np.zeros(len(index), np.int64), chars.box[index])
    out: list[_Row] = []
    if not len(place.order):
        return out
    for line in np.split(np.arange(len(place.order)), np.flatnonzero(np.diff(place.line)) + 1):
        boxes = chars.box[place.order[line]]
        cuts = np.flatnonzero(place.gap[line][1:] > APART) + 1
        pieces = tuple((float(part[:, 0].min()), float(part[:, 2].max())) for part in np.split(boxes, cuts))
        out.append(_Row(float(boxes[:, 1].min()), float(boxes[:, 3].max()), pieces))
    return out


def _is_tabular(rows: Sequence[_Row]) -> bool:
    """Whether most lines between two rules are in several pieces."""
    return bool(rows) and sum(len(row.pieces) > 1 for row in rows) * 2 >= len(rows)


def _table(rules: Line, rows: Sequence[Sequence[_Row]], chars: Characters, group: Groups) -> Lattice | None:
    body = [row for between in rows[1:] for row in between]
    bands = _bands([piece for row in body for piece in row.pieces])
    if len(bands) < 2 or any(_crowded(row, bands) for row in body):
        return None
    left, right = float(rules[:, 1].min()), float(rules[:, 2].max())
    inner = [(one[1] + other[0]) / 2 for one, other in pairwise(bands)]
    xs = np.array((min(left, bands[0][0]), *inner, max(right, bands[-1][1])))
    full = sum(len(row.pieces) > 1 for row in body)
    ys = [float(rules[0, 0])]
    for number, between in enumerate(rows):
        if number and len(rows) - 1 < full:  # no line under every row: every printed line is one
            ys += [(one.bottom + other.top) / 2 for one, other in pairwise(between)]
        ys.append(float(rules[number + 1, 0]))
    index = _inside(chars, group, rules[0], rules[1])
    return _laid_out(np.array(ys), xs, chars.box[index])


def _bands(pieces: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The pieces' extents, those that overlap as one."""
    out: list[tuple[float, float]] = []
    for x0, x1 in sorted(pieces):
        if out and x0 < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], x1))
        else:
            out.append((x0, x1))
    return out


def _crowded(row: _Row, bands: Sequence[tuple[float, float]]) -> bool:
    """Whether two pieces of a row stand in one column."""
    at = [next(n for n, band in enumerate(bands) if x0 < band[1]) for x0, _ in row.pieces]
    return len(set(at)) < len(at)


def _laid_out(ys: NDArray[np.float64], xs: NDArray[np.float64], head: Boxes) -> Lattice:
    """The table's cells; a head that is printed across the gap between columns covers them."""
    joined = [bool(((head[:, 0] < x - 0.5) & (head[:, 2] > x + 0.5)).any()) for x in xs[1:-1]]
    spans: list[Span] = []
    column = 0
    while column < len(xs) - 1:
        wide = 1
        while column + wide < len(xs) - 1 and joined[column + wide - 1]:
            wide += 1
        spans.append(Span(0, column, 1, wide))
        column += wide
    spans += [Span(row, column, 1, 1) for row in range(1, len(ys) - 1) for column in range(len(xs) - 1)]
    owner = np.zeros((len(ys) - 1, len(xs) - 1), np.int64)
    for number, span in enumerate(spans):
        owner[span.row, span.column : span.column + span.columns] = number
    return Lattice(ys, xs, tuple(spans), owner, ruled=False)
