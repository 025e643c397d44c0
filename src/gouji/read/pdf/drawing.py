"""What a page draws: strokes that may be ruling lines, fills, pictures, and how each text object is shown.

One walk over the page's objects, forms included; everything is brought into
user space (points, y upwards, before /Rotate).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import repeat
from math import hypot

from gouji.read.pdf import native
from gouji.read.pdf.clips import Bounds, Budget, Clips, around, intersection, placed
from gouji.read.pdf.native import Address, Matrix
from gouji.read.pdf.shown import WHITE, Shown, Texts

THIN = 3.0
"""A fill no thicker than this, in points, is a ruling line; a stroke thicker is a surface."""

OBJECTS = 200_000
"""A page with more objects or path segments than this is refused."""

_DEPTH = 12
_MANY = 40  # a path of more figures is no ruling


@dataclass(slots=True)
class Drawing:
    """The page's strokes (x0, y0, x1, y1), white strokes, coloured surfaces, pictures and text objects."""

    strokes: list[Bounds] = field(default_factory=list)
    pale: list[Bounds] = field(default_factory=list)
    surfaces: list[Bounds] = field(default_factory=list)
    pictures: list[Bounds] = field(default_factory=list)
    texts: dict[Address, Shown] = field(default_factory=dict)
    shapes: int = 0
    """Curved or many-sided paths: a page of outlined text has thousands and no characters."""


def drawing(page: Address) -> Drawing:
    """Walk the page.  Raises :class:`~gouji.read.pdf.clips.TooMuch` on a page of more than OBJECTS."""
    return _Walk().page(page)


class _Walk:
    """The state of one walk: what was found so far, and what is already known of clips and texts."""

    def __init__(self) -> None:
        self.drawn = Drawing()
        self.budget = Budget(OBJECTS)
        self.clips = Clips(self.budget)
        self.texts = Texts(self.clips)

    def page(self, page: Address) -> Drawing:
        self.items(page, native.count_objects(page), native.page_object, native.IDENTITY, None, 0)
        return self.drawn

    def items(
        self,
        holder: Address,
        count: int,
        pick: Callable[[Address, int], Address],
        outer: Matrix,
        within: Bounds | None,
        depth: int,
    ) -> None:
        self.budget.spend(count)
        kind_of, texts, shown = native.object_type, self.drawn.texts, self.texts.teller(outer, within)
        found = list(map(pick, repeat(holder), range(count)))
        for item, kind in zip(found, map(kind_of, found), strict=True):
            if kind == native.TEXT:
                texts[item] = shown(item)
            elif kind == native.PATH:
                self.path(item, outer, within)
            elif kind == native.IMAGE or kind == native.SHADING:
                self.picture(item, outer, within)
            elif kind == native.FORM and depth < _DEPTH:
                inner = native.multiplied(native.matrix_of(item), outer)
                clip = self.clips.of(item, outer, within)
                parts = native.count_form_objects(item)
                self.items(item, parts, native.form_object, inner, clip, depth + 1)

    def picture(self, item: Address, outer: Matrix, within: Bounds | None) -> None:
        box = native.object_bounds(item)
        if box is not None:
            self.drawn.pictures.append(
                intersection(placed(box, outer), self.clips.of(item, outer, within)) or box
            )

    def path(self, item: Address, outer: Matrix, within: Bounds | None) -> None:
        filled, stroked = native.draw_mode(item)
        ink = bool(filled) and _inked(native.ink(item))
        colour = native.ink(item, of_stroke=True) if stroked else None
        line = stroked and _inked(colour)
        pale = colour is not None and not line and colour[3] > 0
        if not ink and not line and not pale:
            return
        bounds = native.object_bounds(item)
        if bounds is None:
            return
        clip = self.clips.of(item, outer, within)
        box = placed(bounds, outer)
        if ink and not line and not pale and min(box[2] - box[0], box[3] - box[1]) <= THIN:
            self.stroke(box, clip)
            return
        segments = native.count_segments(item)
        self.budget.spend(segments)
        if segments > 5 and not line and not pale and max(box[2] - box[0], box[3] - box[1]) < 4 * THIN:
            self.drawn.shapes += 1
            return
        matrix = native.multiplied(native.matrix_of(item), outer)
        if (line or pale) and native.stroke_width(item) * hypot(matrix[0], matrix[1]) > THIN:
            line = pale = False
        figures = list(_figures(item, segments, matrix))
        self.drawn.shapes += len(figures) > _MANY or any(figure.curved for figure in figures)
        for figure in figures:
            if line or pale:
                for one, two in figure.sides(closed=bool(filled)):
                    side: Bounds = (*map(min, one, two), *map(max, one, two))  # type: ignore[assignment]
                    self.stroke(side, clip, self.drawn.strokes if line else self.drawn.pale)
            if ink and not figure.curved:
                box = figure.bounds()
                if min(box[2] - box[0], box[3] - box[1]) <= THIN:
                    self.stroke(box, clip)
                else:
                    self.drawn.surfaces.append(intersection(box, clip) or box)

    def stroke(self, box: Bounds, clip: Bounds | None, strokes: list[Bounds] | None = None) -> None:
        seen = intersection(box, clip) or box
        if seen[0] <= seen[2] and seen[1] <= seen[3] and min(seen[2] - seen[0], seen[3] - seen[1]) <= THIN:
            (self.drawn.strokes if strokes is None else strokes).append(seen)


def _inked(colour: tuple[int, int, int, int] | None) -> bool:
    return colour is None or (colour[3] > 0 and min(colour[:3]) < WHITE)


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
        return around(self.corners)


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
