"""What a page draws: strokes that may be ruling lines, fills, pictures, and how each text object is shown.

One walk over the page's objects, forms included; everything is brought into
user space (points, y upwards, before /Rotate).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import atan2, degrees, hypot
from typing import NamedTuple

from gouji.read.pdf import native
from gouji.read.pdf.native import Address, Matrix

Bounds = tuple[float, float, float, float]
"""(left, bottom, right, top) in user space."""

THIN = 3.0
"""A fill no thicker than this, in points, is a ruling line; a stroke thicker is a surface."""

OBJECTS = 300_000
"""A page with more objects or path segments than this is refused."""

_DEPTH = 12
_WHITE = 250
_SKEW = 8.0


class TooMuch(Exception):
    """The page draws more than :data:`OBJECTS` things."""


class Shown(NamedTuple):
    """How a text object is shown.

    ``turn`` counts quarter turns anticlockwise of its reading direction in user
    space, ``None`` when it stands askew.  ``size`` is the font's size in points,
    0 where it says none.  ``clip`` is ``None`` where nothing clips.
    """

    mode: int
    turn: int | None
    size: float
    clip: Bounds | None
    white: bool
    clear: bool


@dataclass(slots=True)
class Drawing:
    """The page's strokes (x0, y0, x1, y1), coloured surfaces, pictures and text objects."""

    strokes: list[Bounds] = field(default_factory=list)
    surfaces: list[Bounds] = field(default_factory=list)
    pictures: list[Bounds] = field(default_factory=list)
    texts: dict[Address, Shown] = field(default_factory=dict)
    shapes: int = 0
    """Curved or many-sided paths: a page of outlined text has thousands and no characters."""


def drawing(page: Address) -> Drawing:
    """Walk the page.  Raises :class:`TooMuch` on a page beyond the limits."""
    return _Walk().page(page)


def intersection(one: Bounds | None, other: Bounds | None) -> Bounds | None:
    """The common part (it may be empty: left > right); ``None`` means everything."""
    if one is None or other is None:
        return one or other
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _placed(box: Bounds, matrix: Matrix) -> Bounds:
    if matrix is native.IDENTITY:
        return box
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (box[0], box[2]) for y in (box[1], box[3])]
    ys = [b * x + d * y + f for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(xs), min(ys), max(xs), max(ys)


class _Walk:
    """The state of one walk: what was found so far, and clips already measured."""

    def __init__(self) -> None:
        self.drawn = Drawing()
        self.left = OBJECTS
        self.clips: dict[tuple[Address, int, Matrix], Bounds | None] = {}

    def page(self, page: Address) -> Drawing:
        items = (native.page_object(page, i) for i in range(native.count_objects(page)))
        self.items(items, native.IDENTITY, None, 0)
        return self.drawn

    def spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise TooMuch

    def items(self, items: Iterator[Address], outer: Matrix, within: Bounds | None, depth: int) -> None:
        for item in items:
            self.spend(1)
            kind = native.object_type(item)
            if kind == native.TEXT:
                self.drawn.texts[item] = self.text(item, outer, within)
            elif kind == native.PATH:
                self.path(item, outer, within)
            elif kind == native.IMAGE or kind == native.SHADING:
                self.picture(item, outer, within)
            elif kind == native.FORM and depth < _DEPTH:
                inner = native.multiplied(native.object_matrix(item), outer)
                parts = (native.form_object(item, i) for i in range(native.count_form_objects(item)))
                self.items(parts, inner, self.clip(item, outer, within), depth + 1)

    def clip(self, item: Address, outer: Matrix, within: Bounds | None) -> Bounds | None:
        """What of the object can be seen; clip paths count as the rectangles around them."""
        clip = native.clip_of(item)
        count = native.count_clips(clip) if clip else 0
        if count <= 0:
            return within
        # Objects share the segments of their clip paths, so the last path's first segment names the whole stack.
        last = native.clip_segment(clip, count - 1, 0) or 0
        known = (last, count, outer)
        if not last or known not in self.clips:
            self.clips[known] = self.measured(clip, count, outer)
        return intersection(within, self.clips[known])

    def measured(self, clip: Address, count: int, outer: Matrix) -> Bounds | None:
        box: Bounds | None = None
        for path in range(count):
            segments = native.count_clip_segments(clip, path)
            self.spend(max(segments, 0))
            points = [native.point(native.clip_segment(clip, path, i)) for i in range(segments)]
            xs, ys = [x for x, _ in points], [y for _, y in points]
            around = (min(xs), min(ys), max(xs), max(ys)) if points else (0.0, 0.0, -1.0, -1.0)
            box = intersection(box, _placed(around, outer) if points else around)
        return box

    def text(self, item: Address, outer: Matrix, within: Bounds | None) -> Shown:
        a, b, c, d, *_ = native.multiplied(native.object_matrix(item), outer)
        angle = degrees(atan2(b, a))
        quarter = round(angle / 90)
        colour = native.fill_colour(item) or (0, 0, 0, 255)
        return Shown(
            native.render_mode(item),
            quarter % 4 if abs(angle - 90 * quarter) <= _SKEW else None,
            round(native.font_size(item) * hypot(c, d), 1),
            self.clip(item, outer, within),
            min(colour[:3]) >= _WHITE,
            colour[3] == 0,
        )

    def picture(self, item: Address, outer: Matrix, within: Bounds | None) -> None:
        box = native.object_bounds(item)
        if box is not None:
            self.drawn.pictures.append(intersection(_placed(box, outer), self.clip(item, outer, within)) or box)

    def path(self, item: Address, outer: Matrix, within: Bounds | None) -> None:
        filled, stroked = native.draw_mode(item)
        ink = bool(filled) and _inked(native.fill_colour(item))
        line = stroked and _inked(native.stroke_colour(item))
        if not ink and not line:
            return
        bounds = native.object_bounds(item)
        if bounds is None:
            return
        clip = self.clip(item, outer, within)
        box = _placed(bounds, outer)
        if ink and not line and min(box[2] - box[0], box[3] - box[1]) <= THIN:
            self.stroke(box, clip)
            return
        segments = native.count_segments(item)
        self.spend(segments)
        if segments > 5 and not line and max(box[2] - box[0], box[3] - box[1]) < 4 * THIN:
            self.drawn.shapes += 1
            return
        matrix = native.multiplied(native.object_matrix(item), outer)
        if line and native.stroke_width(item) * hypot(matrix[0], matrix[1]) > THIN:
            line = False
        figures = list(_figures(item, segments, matrix))
        self.drawn.shapes += len(figures) > 40 or any(figure.curved for figure in figures)
        for figure in figures:
            if line:
                for one, two in figure.sides(closed=bool(filled)):
                    self.stroke((*map(min, one, two), *map(max, one, two)), clip)  # type: ignore[arg-type]
            if ink and not figure.curved:
                around = figure.bounds()
                if min(around[2] - around[0], around[3] - around[1]) <= THIN:
                    self.stroke(around, clip)
                else:
                    self.drawn.surfaces.append(intersection(around, clip) or around)

    def stroke(self, box: Bounds, clip: Bounds | None) -> None:
        seen = intersection(box, clip) or box
        if seen[0] <= seen[2] and seen[1] <= seen[3] and min(seen[2] - seen[0], seen[3] - seen[1]) <= THIN:
            self.drawn.strokes.append(seen)


def _inked(colour: tuple[int, int, int, int] | None) -> bool:
    return colour is None or (colour[3] > 0 and min(colour[:3]) < _WHITE)


class _Figure:
    """One subpath: its corners in user space."""

    __slots__ = ("closed", "corners", "curved")

    def __init__(self) -> None:
        self.corners: list[tuple[float, float]] = []
        self.closed = self.curved = False

    def sides(self, closed: bool) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
        if self.curved:
            return
        yield from zip(self.corners, self.corners[1:], strict=False)
        if (self.closed or closed) and len(self.corners) > 2:
            yield self.corners[-1], self.corners[0]

    def bounds(self) -> Bounds:
        xs, ys = [x for x, _ in self.corners], [y for _, y in self.corners]
        return min(xs), min(ys), max(xs), max(ys)


def _figures(path: Address, segments: int, matrix: Matrix) -> Iterator[_Figure]:
    a, b, c, d, e, f = matrix
    figure = _Figure()
    for i in range(segments):
        piece = native.segment(path, i)
        kind = native.segment_type(piece)
        x, y = native.point(piece)
        if kind == native.MOVE:
            if figure.corners:
                yield figure
            figure = _Figure()
        figure.corners.append((a * x + c * y + e, b * x + d * y + f))
        figure.curved |= kind == native.BEZIER
        figure.closed |= bool(native.segment_closes(piece))
    if figure.corners:
        yield figure
