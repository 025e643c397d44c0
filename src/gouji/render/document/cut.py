"""A table cut for pages: a band of rows that is taller than a page becomes pieces that are not.

Each piece has its part of the merged cells.  A short text stands in the first
of them; a long one runs on from piece to piece, over rows of its own where the
band has too few.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gouji.model.publication import LaidCell, LaidTable
from gouji.render.document.bands import Box, banded, loose_cells, row_heights, shares
from gouji.render.document.columns import Fit
from gouji.render.document.lines import INSET, LEADING, lines, natural, room_of_text, tall
from gouji.render.document.signs import printable

_LONG = 0.5
"""A text that takes more than this part of a page may run on to the next."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The cells of a table as they are drawn, ``height`` rows of them.

    ``whole`` are the rows (numbers) that no page break may cut, except in the
    ``loose`` cells (row, column); ``heights`` says how high the inside of a row
    is at least, in points, where a merged cell beside it needs more than the
    rows themselves.
    """

    cells: tuple[LaidCell, ...]
    height: int
    whole: frozenset[int]
    loose: frozenset[tuple[int, int]]
    heights: Mapping[int, float]


def broken(table: LaidTable, fit: Fit, room: float, more: float = 0.0) -> Broken:
    """The table cut for pages that leave ``room`` points for its body, ``more`` on those after the first."""
    out = [cell._replace(text=printable(cell.text)) for cell in table.cells if cell.row < table.head]
    whole: set[int] = set()
    heights: dict[int, float] = {}
    drawn_at: dict[int, int] = {}  # row of the table → row as drawn; rows are only added below a band's heads
    at = table.head
    untied = loose_cells(table)
    beside = [cell for cell in table.cells if (cell.row, cell.column) in untied]
    for (first, last), cells in banded(table, table.head, table.height):
        leaves = room if first == table.head else room + more  # what does not fit below others begins a page
        drawn_at |= {row: at + row - first for row in range(first, last)}
        for height, piece, fits in _pieces(cells, beside, first, last - first, fit, leaves):
            out += [cell._replace(row=cell.row + at) for cell in piece]
            if fits:
                whole |= set(range(at, at + height))
                heights |= {at + row: high for row, high in shares(piece, height, fit).items()}
            at += height
        drawn_at[last] = at
    loose = [
        cell._replace(
            text=printable(cell.text),
            row=drawn_at[cell.row],
            rows=drawn_at[cell.row + cell.rows] - drawn_at[cell.row],
        )
        for cell in beside
    ]
    places = frozenset((cell.row, cell.column) for cell in loose)
    return Broken((*out, *loose), at, frozenset(whole), places, heights)


def _pieces(
    cells: Sequence[LaidCell], beside: Sequence[LaidCell], first: int, count: int, fit: Fit, room: float
) -> Iterator[tuple[int, list[LaidCell], bool]]:
    """Pieces of one band: rows, cells (rows counted from the piece's first), and whether a page holds it.

    ``beside`` are the loose cells of the table, which reach over rows that are added.
    """
    boxes: list[Box] = []
    for cell in cells:
        high = natural(cell, fit)
        boxes.append(Box(cell, cell.row - first, cell.rows, high, high > _LONG * room))
    heights = row_heights(boxes, count, fit.size)
    if sum(heights) <= room and not any(box.long for box in boxes):
        yield count, [box.cell._replace(row=box.row) for box in boxes], True
        return
    for number in reversed(range(count)):
        taken = {
            column
            for cell in beside
            if cell.row <= first + number < cell.row + cell.rows
            for column in range(cell.column, cell.column + cell.columns)
        }
        _make_room(boxes, heights, number, taken, fit, room)
    at = 0
    while at < len(heights):
        last = at + 1
        while last < len(heights) and _height(boxes, heights, at, last + 1) <= room:
            last += 1
        piece = list(_piece(boxes, heights, at, last, fit))
        yield last - at, piece, _height(boxes, heights, at, last) <= room
        at = last


def _height(boxes: Sequence[Box], heights: Sequence[float], first: int, last: int) -> float:
    """The height of some rows as a piece of their own: short texts that begin there stand there whole."""
    part = list(heights[first:last])
    for box in boxes:
        if first <= box.row < last < box.row + box.rows and not box.long:
            part[-1] += max(0.0, box.tall - sum(part[box.row - first :]))
    return sum(part)


def _make_room(
    boxes: list[Box], heights: list[float], number: int, taken: set[int], fit: Fit, room: float
) -> None:
    """Add rows below row ``number`` for the long texts that end there; ``taken`` columns have their cells."""
    ending = [box for box in boxes if box.long and box.row + box.rows - 1 == number]
    lacking = max((box.tall - sum(heights[box.row : number + 1]) for box in ending), default=0.0)
    if lacking <= 0:
        return
    # The first of them fills the page that the row itself stands on.
    added = (
        [beside]
        if (beside := room - max(sum(heights[b.row : number + 1]) for b in ending) % room)
        > 3 * tall(1, fit.size)
        else []
    )
    lacking -= sum(added)
    while lacking > 0:
        added.append(min(room, max(lacking, tall(1, fit.size))))
        lacking -= added[-1]
    for box in boxes:
        if box.row > number:
            box.row += len(added)
        elif box.row + box.rows - 1 >= number and (box.rows > 1 or box.long):
            box.rows += len(added)
    heights[number + 1 : number + 1] = added
    for row in range(number + 1, number + 1 + len(added)):
        covering = taken | {
            column
            for box in boxes
            if box.row <= row < box.row + box.rows
            for column in range(box.cell.column, box.cell.column + box.cell.columns)
        }
        boxes += [
            Box(LaidCell("", row, column), row, 1, 0.0, False)
            for column in range(len(fit.widths))
            if column not in covering
        ]


def _piece(
    boxes: Sequence[Box], heights: Sequence[float], first: int, last: int, fit: Fit
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
    width = room_of_text(cell, fit)
    most = int((room / fit.size - 1 - 2 * INSET) / LEADING) + 1
    low, high = 0, len(cell.text)
    while low < high:
        middle = (low + high + 1) // 2
        if lines(cell.text[:middle], width, fit.size) <= most:
            low = middle
        else:
            high = middle - 1
    return cell.text[:low], cell.text[low:]
