"""How wide the columns of a table are, in which size it is set, and which way its page lies.

No amount may run over the edge of its cell: a column of amounts is as wide as
its longest one, and what is left goes to the words.  Where that leaves them
too little, the table is set smaller or its page is turned on its side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from gouji.model.errors import CannotDraw
from gouji.model.publication import LaidTable
from gouji.render.document.fonts import covered
from gouji.render.document.signs import printable

PAGE = (595.28, 841.89)
"""A4 in points."""
MARGIN = 48.0
"""Of a page with a table, on its left and right."""
PADDING = 0.35
"""On the left and right of a cell, in parts of the font's size."""

_SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
_UPRIGHT_SIZES = tuple(size for size in _SIZES if size >= 8.5)
_LAST_SIZES = (5.5, 5.0)
_RULE = 1.0  # points that rules and rounding take from a cell
_TOKEN = re.compile(r"[!-~]+")
_LONGEST_TOKEN = 10  # a code or number longer than this may be broken
_NARROWEST = 2.0
_WIDEST = 24.0
_ROUND = 1.2  # a text of n signs wants a column of this times √n


@dataclass(frozen=True, slots=True)
class Fit:
    """``size`` in points, ``widths`` of the columns in points."""

    landscape: bool
    size: float
    widths: tuple[float, ...]

    @property
    def height(self) -> float:
        """The height of its page in points."""
        return PAGE[0] if self.landscape else PAGE[1]

    def inner(self, column: int, columns: int = 1) -> float:
        """What a cell leaves for its text, in points."""
        return sum(self.widths[column : column + columns]) - 2 * PADDING * self.size - _RULE


def fit(table: LaidTable) -> Fit:
    """The largest size in which the table is seemly, upright where it may be.

    Raises :class:`CannotDraw` where an amount is too long for any of them.
    """
    wanted = _wanted(table)
    for landscape, size in _tries(table.landscape):
        if (widths := _widths(table, wanted, landscape, size)) is not None:
            return Fit(landscape, size, widths)
    for size in (*_SIZES, *_LAST_SIZES):
        if (widths := _squeezed(table, wanted, size)) is not None:
            return Fit(True, size, widths)
    longest = max((cell.text for cell in table.cells if cell.claim is not None), key=len, default="")
    raise CannotDraw(
        table.name,
        f"{table.width} 列金额排不进一页，最长的是“{longest}”",
        "请换用更大的金额单位（如“万元”）或少印几位小数，再编制一次。",
    )


def smaller(table: LaidTable, found: Fit, least: float) -> Iterator[Fit]:
    """The same page in the sizes below that of ``found``, down to ``least``."""
    wanted = _wanted(table)
    for size in _SIZES:
        if least <= size < found.size:
            widths = _widths(table, wanted, found.landscape, size)
            if widths is not None:
                yield Fit(found.landscape, size, widths)


def _tries(landscape: bool) -> list[tuple[bool, float]]:
    upright = [] if landscape else [(False, size) for size in _UPRIGHT_SIZES]
    return upright + list(product((True,), _SIZES))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """For each column in parts of the size: what amounts and codes need, what words like, its share."""

    needed: tuple[float, ...]
    liked: tuple[float, ...]
    shares: tuple[float, ...]
    merged: tuple[tuple[int, int, float], ...]  # first column, columns, what a merged amount needs


def _wanted(table: LaidTable) -> _Wanted:
    needed = [1.0] * table.width
    liked = [_NARROWEST] * table.width
    shares = [max(0.3, weight) for weight in table.weights][: table.width]
    shares += [1.0] * (table.width - len(shares))
    merged: list[tuple[int, int, float]] = []
    measure = covered()
    for cell in table.cells:
        if not cell.text:
            continue
        lines = printable(cell.text).split("\n")
        whole = max(map(measure.width, lines))
        if cell.claim is not None:
            must = whole
        else:
            tokens = (t for line in lines for t in _TOKEN.findall(line) if len(t) <= _LONGEST_TOKEN)
            must = max(map(measure.width, tokens), default=1.0)
        if cell.columns > 1:
            merged.append((cell.column, cell.columns, must))
            continue
        needed[cell.column] = max(needed[cell.column], must)
        if cell.claim is None:
            total = sum(map(measure.width, lines))
            like = min(_WIDEST, whole, _ROUND * total**0.5)
            liked[cell.column] = max(liked[cell.column], like)
            if total > 60:
                shares[cell.column] = max(shares[cell.column], min(8.0, total**0.5 / 4))
    return _Wanted(tuple(needed), tuple(liked), tuple(shares), tuple(merged))


def _across(landscape: bool) -> float:
    return (PAGE[1] if landscape else PAGE[0]) - 2 * MARGIN


def _widths(table: LaidTable, wanted: _Wanted, landscape: bool, size: float) -> tuple[float, ...] | None:
    """Widths that give every column at least what it needs and likes; ``None`` where there is no room."""
    least = [
        max(need, like) * size + 2 * PADDING * size + _RULE
        for need, like in zip(wanted.needed, wanted.liked, strict=True)
    ]
    return _shared(table, wanted, least, landscape, size)


def _squeezed(table: LaidTable, wanted: _Wanted, size: float) -> tuple[float, ...] | None:
    """Widths on a page on its side that give amounts what they need and words what is left."""
    least = [need * size + 2 * PADDING * size + _RULE for need in wanted.needed]
    return _shared(table, wanted, least, True, size)


def _shared(
    table: LaidTable, wanted: _Wanted, least: list[float], landscape: bool, size: float
) -> tuple[float, ...] | None:
    for first, columns, need in wanted.merged:
        lacking = need * size + 2 * PADDING * size + _RULE - sum(least[first : first + columns])
        if lacking > 0:
            for column in range(first, first + columns):
                least[column] += lacking / columns
    room = _across(landscape)
    if sum(least) > room:
        return None
    # Columns that need more than their share take it; the others share what is left.
    fixed: set[int] = set()
    while True:
        left = room - sum(least[column] for column in fixed)
        shares = sum(share for column, share in enumerate(wanted.shares) if column not in fixed)
        if not shares:
            break
        unit = left / shares
        short = {c for c in range(table.width) if c not in fixed and wanted.shares[c] * unit < least[c]}
        if not short:
            return tuple(least[c] if c in fixed else wanted.shares[c] * unit for c in range(table.width))
        fixed |= short
    spare = (room - sum(least)) / table.width
    return tuple(width + spare for width in least)
