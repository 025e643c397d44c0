"""What of an object can be seen through its clip paths."""

from __future__ import annotations

from gouji.read.pdf import native
from gouji.read.pdf.native import IDENTITY, Address, Matrix

Bounds = tuple[float, float, float, float]
"""(left, bottom, right, top) in user space: points, y upwards, before /Rotate."""


class TooMuch(Exception):
    """The page holds more than anyone prints on one."""


class Budget:
    """How many more things a page may draw.  Raises :class:`TooMuch` when they are used up."""

    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        self.left = left

    def spend(self, count: int) -> None:
        self.left -= max(count, 0)
        if self.left < 0:
            raise TooMuch


class Clips:
    """The rectangles around clip paths.

    Objects share the segments of their clip paths, so the address of the last
    path's first segment names the whole stack, and each stack is measured once.
    """

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._known: dict[tuple[Address, int, Matrix], Bounds | None] = {}

    def of(self, item: Address, outer: Matrix, within: Bounds | None) -> Bounds | None:
        """Where ``item``, drawn under ``outer`` and seen ``within``, can be seen; ``None`` is everywhere."""
        clip = native.clip_of(item)
        count = native.count_clips(clip) if clip else 0
        if count <= 0:
            return within
        last = native.clip_segment(clip, count - 1, 0) or 0
        stack = (last, count, outer)
        if not last or stack not in self._known:
            self._known[stack] = self._measured(clip, count, outer)
        return intersection(within, self._known[stack])

    def _measured(self, clip: Address, count: int, outer: Matrix) -> Bounds | None:
        box: Bounds | None = None
        for path in range(count):
            segments = native.count_clip_segments(clip, path)
            self._budget.spend(segments)
            points = [native.point(native.clip_segment(clip, path, i)) for i in range(segments)]
            box = intersection(box, placed(around(points), outer) if points else _NOWHERE)
        return box


_NOWHERE: Bounds = (1.0, 1.0, -1.0, -1.0)


def around(points: list[tuple[float, float]]) -> Bounds:
    """The rectangle around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def intersection(one: Bounds | None, other: Bounds | None) -> Bounds | None:
    """The common part (left > right when there is none); ``None`` is everywhere."""
    if one is None or other is None:
        return one or other
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def placed(box: Bounds, matrix: Matrix) -> Bounds:
    """The rectangle around ``box`` under ``matrix``."""
    if matrix is IDENTITY:
        return box
    a, b, c, d, e, f = matrix
    return around(
        [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    )
