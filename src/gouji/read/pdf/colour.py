"""Rules that colour draws: white strokes on a coloured ground, the edges of coloured cells side by side."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gouji.read.pdf.frame import Boxes

ENOUGH = 0.35
"""White strokes are rules where this part of their length lies on colour: every other row may be white."""
BESIDE, LEVEL = 3.0, 1.5
"""Coloured cells lie this close to each other, in points, and their sides this near to one line."""
MOST = 3_000
"""A page with more coloured surfaces is a drawing."""


def seen_on(pale: Boxes, surfaces: Boxes) -> Boxes:
    """The white strokes ``pale``, if enough of them lie on ``surfaces`` to be seen; else none."""
    if not len(pale) or not len(surfaces) or len(pale) * len(surfaces) > MOST * MOST:
        return pale[:0]
    x, y = (pale[:, 0] + pale[:, 2])[:, None] / 2, (pale[:, 1] + pale[:, 3])[:, None] / 2
    left, top, right, bottom = surfaces.T
    on = ((left - 1 <= x) & (x <= right + 1) & (top - 1 <= y) & (y <= bottom + 1)).any(axis=1)
    length = np.maximum(pale[:, 2] - pale[:, 0], pale[:, 3] - pale[:, 1])
    return pale if length[on].sum() >= ENOUGH * max(length.sum(), 1e-6) else pale[:0]


def tiled(surfaces: Boxes) -> Boxes:
    """The edges of coloured cells that have a neighbour beside them and one above or below, as strokes."""
    if not 4 <= len(surfaces) <= MOST:
        return surfaces[:0]
    across, down = _neighbours(surfaces, 0), _neighbours(surfaces, 1)
    cells = surfaces[across & down]
    left, top, right, bottom = cells.T
    return np.concatenate(
        [
            np.column_stack(side)
            for side in (
                (left, top, right, top),
                (left, bottom, right, bottom),
                (left, top, left, bottom),
                (right, top, right, bottom),
            )
        ]
    )


def _neighbours(boxes: Boxes, axis: int) -> NDArray[np.bool_]:
    """Which boxes have another next to them along ``axis`` (0 across, 1 down) that is as tall, or as wide."""
    low, high = boxes[:, 1 - axis], boxes[:, 3 - axis]
    near = (np.abs(low[:, None] - low) <= LEVEL) & (np.abs(high[:, None] - high) <= LEVEL)
    gap = boxes[:, axis] - boxes[:, axis + 2][:, None]
    beside = near & (gap >= -1) & (gap <= BESIDE)
    return np.asarray(beside.any(axis=0) | beside.any(axis=1))
