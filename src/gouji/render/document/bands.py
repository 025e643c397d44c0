"""Where a table may be broken over pages: rows tied by merged cells stay together while a page holds them.

A band of rows that is taller than a page is cut into pieces, each with its part
of the merged cells.  A short text stands in the first of them; a long one runs
on from piece to piece, over rows of its own where the band has too few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from gouji.model.publication import LaidCell, LaidTable
from gouji.render.document.columns import Fit
from gouji.render.document.fonts import covered
from gouji.render.document.signs import printable

LEADING = 1.45
"""From line to line in a cell, in parts of the size."""
INSET = 0.42
"""Above and below the text of a cell, in parts of the size."""
_LONG = 0.5
"""A text that takes more than this part of a page may run on to the next."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The cells of a table as they are drawn, ``height`` rows of them.

    ``whole`` are the rows (numbers) that no page break may cut; ``heights``
    says how high the inside of a row is at least, in points, where a merged
    cell beside it needs more than the rows themselves.
    """

    cells: tuple[LaidCell, ...]
    height: int
    whole: frozenset[int]
    heights: Mapping[int, float]


def broken(table: LaidTable, fit: Fit, room: float) -> Broken:
    """The table cut for pages that leave ``room`` points for its body."""
    cells = [cell._replace(text=printable(cell.text)) for cell in table.cells]
    rows: list[list[LaidCell]] = [[] for _ in range(table.height)]
    for cell in cells:
        rows[cell.row].append(cell)
    out: list[LaidCell] = [cell for row in rows[: table.head] for cell in row]
    whole: set[int] = set()
    heights: dict[int, float] = {}
    at = table.head
    for first, last in _bands(rows, table.head):
        for height, piece, fits in _pieces(rows[first:last], first, fit, room):
            out += [cell._replace(row=cell.row + at) for cell in piece]
            if fits:
                whole |= set(range(at, at + height))
                heights |= {at + row: high for row, high in _shares(piece, height, fit).items()}
            at += height
    return Broken(tuple(out), at, frozenset(whole), heights)


def _bands(rows: Sequence[Sequence[LaidCell]], head: int) -> Iterator[tuple[int, int]]:
    first, end = head, head
    for number in range(head, len(rows)):
        end = max(end, number + 1, *(number + cell.rows for cell in rows[number]))
        if end == number + 1:
            yield first, end
            first = end


_UNIT = re.compile(r"[（《“‘〈「『【〔［]*(?:[!-~]+|[^!-~])[，。、；：？！）》”’〉」』】〕］％·…—]*")
"""What no line break cuts: a Latin word or number, or one sign, with the marks that cling to it."""


@lru_cache(maxsize=20_000)
def lines(text: str, room: float, size: float) -> int:
    """How many lines ``text`` takes in a column of ``room`` points."""
    measure = covered()
    count = 0
    for line in text.split("\n"):
        count += 1
        at = 0.0
        for unit in _UNIT.findall(line):
            wide = measure.width(unit) * size
            if at + wide > room and at > 0:
                count += 1
                at = 0.0
            if wide > room:
                count += ceil(wide / room) - 1
                wide %= room
            at += wide
    return count


def _tall(count: int, size: float) -> float:
    return (1 + (count - 1) * LEADING + 2 * INSET) * size


@dataclass(slots=True)
class _Box:
    """A cell of a band; ``tall`` is what its text takes, in points; ``row`` counts from the band's first."""

    cell: LaidCell
    row: int
    rows: int
    tall: float
    long: bool


def _pieces(
    rows: Sequence[Sequence[LaidCell]], first: int, fit: Fit, room: float
) -> Iterator[tuple[int, list[LaidCell], bool]]:
    """Pieces of one band: rows, cells (rows counted from the piece's first), and whether a page holds it."""
    boxes: list[_Box] = []
    for row in rows:
        for cell in row:
            tall = _natural(cell, fit)
            boxes.append(_Box(cell, cell.row - first, cell.rows, tall, tall > _LONG * room))
    heights = _heights(boxes, len(rows), fit.size)
    if sum(heights) <= room and not any(box.long for box in boxes):
        yield len(rows), [box.cell._replace(row=box.row) for box in boxes], True
        return
    for number in reversed(range(len(rows))):
        _make_room(boxes, heights, number, fit, room)
    at = 0
    while at < len(heights):
        last = at + 1
        while last < len(heights) and _height(boxes, heights, at, last + 1) <= room:
            last += 1
        piece = list(_piece(boxes, heights, at, last, fit))
        yield last - at, piece, _height(boxes, heights, at, last) <= room
        at = last


def _heights(boxes: Sequence[_Box], count: int, size: float) -> list[float]:
    """The height of each row, without what long texts take."""
    heights = [_tall(1, size)] * count
    for box in boxes:
        if box.rows == 1 and not box.long:
            heights[box.row] = max(heights[box.row], box.tall)
    for box in sorted(boxes, key=lambda box: box.row + box.rows):
        if box.rows > 1 and not box.long:
            end = box.row + box.rows
            heights[end - 1] += max(0.0, box.tall - sum(heights[box.row : end]))
    return heights


def _height(boxes: Sequence[_Box], heights: Sequence[float], first: int, last: int) -> float:
    """The height of some rows as a piece of their own: short texts that begin there stand there whole."""
    part = list(heights[first:last])
    for box in boxes:
        if first <= box.row < last < box.row + box.rows and not box.long:
            part[-1] += max(0.0, box.tall - sum(part[box.row - first :]))
    return sum(part)


def _make_room(boxes: list[_Box], heights: list[float], number: int, fit: Fit, room: float) -> None:
    """Add rows below row ``number`` for the long texts that end there."""
    ending = [box for box in boxes if box.long and box.row + box.rows - 1 == number]
    lacking = max((box.tall - sum(heights[box.row : number + 1]) for box in ending), default=0.0)
    if lacking <= 0:
        return
    # The first of them fills the page that the row itself stands on.
    added = (
        [beside]
        if (beside := room - max(sum(heights[b.row : number + 1]) for b in ending) % room)
        > 3 * _tall(1, fit.size)
        else []
    )
    lacking -= sum(added)
    while lacking > 0:
        added.append(min(room, max(lacking, _tall(1, fit.size))))
        lacking -= added[-1]
    for box in boxes:
        if box.row > number:
            box.row += len(added)
        elif box.row + box.rows - 1 >= number and (box.rows > 1 or box.long):
            box.rows += len(added)
    heights[number + 1 : number + 1] = added
    for row in range(number + 1, number + 1 + len(added)):
        covering = {
            column
            for box in boxes
            if box.row <= row < box.row + box.rows
            for column in range(box.cell.column, box.cell.column + box.cell.columns)
        }
        boxes += [
            _Box(LaidCell("", row, column), row, 1, 0.0, False)
            for column in range(len(fit.widths))
            if column not in covering
        ]


def _piece(
    boxes: Sequence[_Box], heights: Sequence[float], first: int, last: int, fit: Fit
) -> Iterator[LaidCell]:
    """The cells of some rows; what is taken of a long text is gone from its box."""
    for box in boxes:
        top, bottom = max(box.row, first), min(box.row + box.rows, last)
        if top >= bottom:
            continue
        text = box.cell.text
        if box.long and box.row + box.rows > last:
            text, rest = _share(box.cell, fit, sum(heights[top:bottom]))
        else:
            rest = ""
        box.cell = box.cell._replace(text=rest)
        yield box.cell._replace(text=text, row=top - first, rows=bottom - top)


def _share(cell: LaidCell, fit: Fit, room: float) -> tuple[str, str]:
    """As much of a cell's text as stands in ``room`` points, and the rest."""
    width = fit.inner(cell.column, cell.columns)
    most = int((room / fit.size - 1 - 2 * INSET) / LEADING) + 1
    low, high = 0, len(cell.text)
    while low < high:
        middle = (low + high + 1) // 2
        if lines(cell.text[:middle], width, fit.size) <= most:
            low = middle
        else:
            high = middle - 1
    return cell.text[:low], cell.text[low:]


def _shares(piece: Sequence[LaidCell], count: int, fit: Fit) -> dict[int, float]:
    """What each row is to be high inside, so that a tall merged cell spreads over all its rows alike."""
    if all(cell.rows == 1 for cell in piece):
        return {}
    tall = [_tall(1, fit.size)] * count
    natural = {id(cell): _natural(cell, fit) for cell in piece}
    for cell in piece:
        if cell.rows == 1:
            tall[cell.row] = max(tall[cell.row], natural[id(cell)])
    grown: dict[int, float] = {}
    for cell in sorted(piece, key=lambda cell: cell.rows):
        end = cell.row + cell.rows
        lacking = natural[id(cell)] - sum(tall[cell.row : end])
        if cell.rows > 1 and lacking > 0:
            for row in range(cell.row, end):
                tall[row] += lacking / cell.rows
                grown[row] = tall[row] - 2 * INSET * fit.size
    return grown


def head_height(table: LaidTable, fit: Fit) -> float:
    """The height of the heads, in points."""
    return sum(height for _, _, height in _band_heights(table, fit, 0, table.head))


def page_count(table: LaidTable, fit: Fit, first: float, later: float) -> int:
    """How many pages the rows below the heads take; the first leaves ``first`` points, others ``later``."""
    pages, left = 1, first
    for _, _, height in _band_heights(table, fit, table.head, table.height):
        if height > left:
            over = max(1, ceil(height / later))
            pages, left = pages + over, over * later
        left -= height
    return pages


@dataclass(frozen=True, slots=True)
class Kept:
    """How the rows of a table keep together, for a program that breaks pages itself.

    No page break may cut the rows ``whole`` or follow those ``followed``;
    ``heights`` are least heights in points, where a merged cell needs more
    than its rows.  All this only as far as a page holds the band of rows.
    """

    whole: frozenset[int]
    followed: frozenset[int]
    heights: Mapping[int, float]


def kept(table: LaidTable, fit: Fit, room: float) -> Kept:
    """How the rows keep together on pages that leave ``room`` points for the body; heads are whole."""
    whole: set[int] = set()
    followed: set[int] = set()
    heights: dict[int, float] = {}
    bands = (
        *_band_heights(table, fit, 0, table.head),
        *_band_heights(table, fit, table.head, table.height),
    )
    for first, last, height in bands:
        if height > room:
            continue
        whole |= set(range(first, last))
        followed |= set(range(first, last - 1))
        cells = [c._replace(row=c.row - first) for c in table.cells if first <= c.row < last]
        for row, inside in _shares(cells, last - first, fit).items():
            heights[first + row] = inside + 2 * INSET * fit.size
    return Kept(frozenset(whole), frozenset(followed), heights)


def _band_heights(table: LaidTable, fit: Fit, start: int, end: int) -> Iterator[tuple[int, int, float]]:
    """First row, row after the last, and height of the bands from row ``start`` up to ``end``."""
    rows: list[list[LaidCell]] = [[] for _ in range(end)]
    for cell in table.cells:
        if cell.row < end:
            rows[cell.row].append(cell._replace(text=printable(cell.text)))
    for first, last in _bands(rows, start):
        boxes = [
            _Box(cell, cell.row - first, cell.rows, _natural(cell, fit), False)
            for row in rows[first:last]
            for cell in row
        ]
        yield first, last, sum(_heights(boxes, last - first, fit.size))


def _natural(cell: LaidCell, fit: Fit) -> float:
    """What the text of a cell takes, in points."""
    return _tall(lines(cell.text, fit.inner(cell.column, cell.columns), fit.size), fit.size)
