"""Strokes become ruling lines: pieces on one line merged, dots and ticks dropped, touching lines grouped.

Producers draw one printed rule as a stroke per cell with gaps of 0.4 pt, as
thin fills, doubled, or with squares at the crossings, so pieces are merged
*before* it is asked which lines belong to one table.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gouji.read.pdf.frame import Boxes

Line = NDArray[np.float64]
"""n × 3: where the line lies, where it begins, where it ends."""

GAP = 1.2
"""Pieces of one rule lie this close, end to end, in points."""
ASIDE = 0.9
"""Pieces of one rule lie this close side by side."""
SHORT = 3.0
"""Nothing shorter is a rule."""
TOUCH = 1.8
"""Lines that come this close at a crossing or corner touch."""
DASH = 6.0
"""A dash or dot is no longer than this, and the next one no further away than :data:`APART`."""
APART = 4.0
DASHES = 6
"""So many of them in a row are a rule."""
_SQUARE = 0.7  # from this part of its height on a piece is as wide as tall
CROSSINGS = 12_000_000
"""A page with more pairs of lines than this is a drawing, not a table."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The lines of one connected table: horizontal (y, x0, x1) and vertical (x, y0, y1)."""

    across: Line
    down: Line

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """x0, y0, x1, y1 around all lines."""
        xs = np.concatenate((self.across[:, 1:].ravel(), self.down[:, 0]))
        ys = np.concatenate((self.down[:, 1:].ravel(), self.across[:, 0]))
        return float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())


def merged(pieces: Line) -> Line:
    """Collinear pieces that overlap or nearly meet become one line."""
    if len(pieces) == 0:
        return pieces
    pieces = pieces[np.argsort(pieces[:, 0], kind="stable")]
    band = _bands(pieces[:, 0].tolist())
    order = np.lexsort((pieces[:, 1], band))
    pieces, band = pieces[order], band[order]
    # The furthest end so far inside the band decides whether the next piece continues the line.
    reach = np.maximum.accumulate(pieces[:, 2] + band * 1e6) - band * 1e6
    fresh = np.ones(len(pieces), bool)
    fresh[1:] = (np.diff(band) > 0) | (pieces[1:, 1] > reach[:-1] + GAP)
    first = np.flatnonzero(fresh)
    length = pieces[:, 2] - pieces[:, 1] + 1e-6
    at = np.add.reduceat(pieces[:, 0] * length, first) / np.add.reduceat(length, first)
    return np.column_stack((at, pieces[first, 1], np.maximum.reduceat(pieces[:, 2], first)))


def chained(pieces: Line) -> Line:
    """The lines that rows of dashes or dots draw."""
    pieces = pieces[pieces[:, 2] - pieces[:, 1] <= DASH]
    if len(pieces) < DASHES:
        return pieces[:0]
    pieces = pieces[np.argsort(pieces[:, 0], kind="stable")]
    band = _bands(pieces[:, 0].tolist())
    order = np.lexsort((pieces[:, 1], band))
    pieces, band = pieces[order], band[order]
    fresh = np.ones(len(pieces), bool)
    fresh[1:] = (np.diff(band) > 0) | (pieces[1:, 1] > pieces[:-1, 2] + APART)
    first = np.flatnonzero(fresh)
    count = np.diff(np.append(first, len(pieces)))
    at = np.add.reduceat(pieces[:, 0], first) / count
    begin, end = pieces[first, 1], np.maximum.reduceat(pieces[:, 2], first)
    # Where the last dash ends has nothing to do with where the rule does.
    lines = np.column_stack((at, begin - APART / 2, end + APART / 2))
    return np.asarray(lines[(count >= DASHES) & (end - begin > 2 * DASH)])


def _bands(at: list[float]) -> NDArray[np.int64]:
    """Sorted positions, numbered anew wherever one lies more than ASIDE from the first of its band."""
    out, start, number = [], at[0], 0
    for position in at:
        if position - start > ASIDE:
            start, number = position, number + 1
        out.append(number)
    return np.array(out, np.int64)


def tables(strokes: Boxes) -> list[Rules]:
    """Groups of touching lines with at least two of each direction, from the top down."""
    wide, tall = strokes[:, 2] - strokes[:, 0], strokes[:, 3] - strokes[:, 1]
    x, y = (strokes[:, 0] + strokes[:, 2]) / 2, (strokes[:, 1] + strokes[:, 3]) / 2
    rows, columns = (
        np.column_stack((y, strokes[:, 0], strokes[:, 2])),
        np.column_stack((x, strokes[:, 1], strokes[:, 3])),
    )
    # A dot is as wide as it is tall: it may be part of a line in either direction.
    across = merged(np.concatenate((rows[wide > tall], chained(rows[wide >= _SQUARE * tall]))))
    down = merged(np.concatenate((columns[tall > wide], chained(columns[tall >= _SQUARE * wide]))))
    across = across[across[:, 2] - across[:, 1] > SHORT]
    down = down[down[:, 2] - down[:, 1] > SHORT]
    if not len(across) or not len(down) or len(across) * len(down) > CROSSINGS:
        return []
    groups = _groups(_touching(across, down))
    found = [Rules(across[one], down[other]) for one, other in groups if len(one) > 1 and len(other) > 1]
    return sorted(found, key=lambda rules: (rules.bounds[1], rules.bounds[0]))


def _touching(across: Line, down: Line) -> NDArray[np.bool_]:
    y, x0, x1 = across[:, :, None].transpose(1, 0, 2)
    x, y0, y1 = down.T
    near = (x >= x0 - TOUCH) & (x <= x1 + TOUCH) & (y >= y0 - TOUCH) & (y <= y1 + TOUCH)
    return np.asarray(near)


def _groups(touch: NDArray[np.bool_]) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Connected components of the lines: indices of horizontal and of vertical ones."""
    left = np.ones(touch.shape[0], bool)
    out = []
    for seed in range(touch.shape[0]):
        if not left[seed]:
            continue
        rows, columns = np.zeros(touch.shape[0], bool), np.zeros(touch.shape[1], bool)
        fresh = rows.copy()
        fresh[seed] = True
        while fresh.any():
            rows |= fresh
            reached = touch[fresh].any(axis=0) & ~columns
            columns |= reached
            fresh = touch[:, reached].any(axis=1) & ~rows
        left &= ~rows
        out.append((np.flatnonzero(rows), np.flatnonzero(columns)))
    return out
