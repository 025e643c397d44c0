"""The page as a reader holds it: user space, /Rotate and text drawn sideways brought upright.

*Upright* space has y downwards from the top left and most text running left to
right; the grid and the paragraphs are found there.  *Shown* space is the page
as a viewer displays it; boxes are handed out there.  They differ by quarter
turns, on pages whose text runs sideways on the screen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gouji.model.place import Box
from gouji.read.pdf.clips import Bounds

Boxes = NDArray[np.float64]
"""n × 4: x0, y0, x1, y1."""


@dataclass(frozen=True, slots=True)
class Frame:
    """``bounds`` of the page in user space, /Rotate in clockwise quarters, and the turn of its text.

    ``turn`` counts anticlockwise quarters in user space by which most text runs.
    """

    bounds: Bounds
    rotate: int
    turn: int = 0

    def upright(self, boxes: Boxes) -> Boxes:
        """User space (left, bottom, right, top) to upright space (x0, y0, x1, y1)."""
        return _turned(boxes, self.bounds, self.turn)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page."""
        left, bottom, right, top = self.bounds
        across, down = right - left, top - bottom
        return (down, across) if self.turn % 2 else (across, down)

    def shown(self, box: Boxes) -> Box:
        """One upright box (x0, y0, x1, y1) in points from the shown page's top left."""
        return self.all_shown(box[None, :])[0]

    def all_shown(self, boxes: Boxes) -> list[Box]:
        """Upright boxes as :meth:`shown` gives them."""
        x0, y0, x1, y1 = boxes.T
        width, height = self.size
        for _ in range((self.rotate - self.turn) % 4):
            x0, y0, x1, y1 = height - y1, x0, height - y0, x1
            width, height = height, width
        return [
            (round(left, 2), round(top, 2), round(right, 2), round(bottom, 2))
            for left, top, right, bottom in np.column_stack((x0, y0, x1, y1)).tolist()
        ]


def _turned(boxes: Boxes, bounds: Bounds, quarters: int) -> Boxes:
    """User space rotated clockwise by ``quarters`` and flipped to y downwards."""
    left, bottom, right, top = bounds
    x0, y0, x1, y1 = boxes.T
    match quarters % 4:
        case 0:
            columns = (x0 - left, top - y1, x1 - left, top - y0)
        case 1:
            columns = (y0 - bottom, x0 - left, y1 - bottom, x1 - left)
        case 2:
            columns = (right - x1, y0 - bottom, right - x0, y1 - bottom)
        case _:
            columns = (top - y1, right - x1, top - y0, right - x0)
    return np.column_stack(columns)
