"""Where a table may be broken over pages: rows tied by merged cells stay together while a page holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from gouji.model.publication import LaidCell, LaidTable
from gouji.render.document.columns import Fit
from gouji.render.document.lines import INSET, natural, tall
from gouji.render.document.signs import printable

Span = tuple[int, int]
"""A row and the row after the last."""


_BESIDE = 3
"""Rows that stay together beside the text of a cell that does not tie its rows."""


def loose_cells(table: LaidTable) -> frozenset[tuple[int, int]]:
    """Merged cells (row, column) that do not tie their rows: headings beside whole groups of them.

    Only a table of small ones below each other has such: there a merged cell
    may stand beside merged cells that are groups of their own.
    """
    if table.head:
        return frozenset()
    merged = [cell for cell in table.cells if cell.rows > 1 and cell.claim is None]
    spans = {(cell.row, cell.row + cell.rows) for cell in merged}
    return frozenset(
        (cell.row, cell.column)
        for cell in merged
        if any(
            cell.row <= first and last <= cell.row + cell.rows and last - first < cell.rows
            for first, last in spans
        )
    )


def bands(table: LaidTable, start: int, end: int) -> Iterator[Span]:
    """The rows from ``start`` up to ``end`` in bands: no page break should cut one.

    Rows of heads inside the table belong to the band below them.
    """
    loose = loose_cells(table)
    last_row = list(range(1, table.height + 1))
    words = [True] * table.height
    for cell in table.cells:
        tied = cell.rows if (cell.row, cell.column) not in loose else min(cell.rows, _BESIDE)
        last_row[cell.row] = max(last_row[cell.row], cell.row + tied)
        if tied == cell.rows:
            words[cell.row] = words[cell.row] and (cell.bold or not cell.text)
    first, reach = start, start
    for number in range(start, end):
        reach = max(reach, last_row[number])
        heads = not table.head and all(words[first : number + 1]) and number + 1 < end
        if reach == number + 1 and not heads:
            yield first, reach
            first = reach


@dataclass(slots=True)
class Box:
    """A cell of a band; ``tall`` is what its text takes, in points; ``row`` counts from the band's first.

    A ``long`` text may run on from one page to the next.
    """

    cell: LaidCell
    row: int
    rows: int
    tall: float
    long: bool = False


def row_heights(boxes: Sequence[Box], count: int, size: float) -> list[float]:
    """The height of each row, without what long texts take."""
    heights = [tall(1, size)] * count
    for box in boxes:
        if box.rows == 1 and not box.long:
            heights[box.row] = max(heights[box.row], box.tall)
    for box in sorted(boxes, key=lambda box: box.row + box.rows):
        if box.rows > 1 and not box.long:
            end = box.row + box.rows
            heights[end - 1] += max(0.0, box.tall - sum(heights[box.row : end]))
    return heights


def head_height(table: LaidTable, fit: Fit) -> float:
    """The height of the heads, in points."""
    return sum(_height(cells, *span, fit) for span, cells in banded(table, 0, table.head))


def page_count(table: LaidTable, fit: Fit, first: float, later: float) -> int:
    """How many pages the rows below the heads take; the first leaves ``first`` points, others ``later``."""
    pages, left = 1, first
    for span, cells in banded(table, table.head, table.height):
        height = _height(cells, *span, fit)
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
    for start, end in ((0, table.head), (table.head, table.height)):
        for (first, last), cells in banded(table, start, end):
            if _height(cells, first, last, fit) > room:
                continue
            whole |= set(range(first, last))
            followed |= set(range(first, last - 1))
            own = [cell._replace(row=cell.row - first) for cell in cells]
            for row, inside in shares(own, last - first, fit).items():
                heights[first + row] = inside + 2 * INSET * fit.size
    return Kept(frozenset(whole), frozenset(followed), heights)


def _height(cells: Sequence[LaidCell], first: int, last: int, fit: Fit) -> float:
    """The height of a band, in points."""
    boxes = [Box(cell, cell.row - first, cell.rows, natural(cell, fit)) for cell in cells]
    return sum(row_heights(boxes, last - first, fit.size))


def banded(table: LaidTable, start: int, end: int) -> Iterator[tuple[Span, list[LaidCell]]]:
    """The bands with their cells, loose ones left out, texts as they are printed."""
    loose = loose_cells(table)
    rows: list[list[LaidCell]] = [[] for _ in range(table.height)]
    for cell in table.cells:
        if (cell.row, cell.column) not in loose:
            rows[cell.row].append(cell._replace(text=printable(cell.text)))
    for first, last in bands(table, start, end):
        yield (first, last), [cell for row in rows[first:last] for cell in row]


def shares(piece: Sequence[LaidCell], count: int, fit: Fit) -> dict[int, float]:
    """What each row is to be high inside, so that a tall merged cell spreads over all its rows alike."""
    if all(cell.rows == 1 for cell in piece):
        return {}
    high = [tall(1, fit.size)] * count
    heights = {id(cell): natural(cell, fit) for cell in piece}
    for cell in piece:
        if cell.rows == 1:
            high[cell.row] = max(high[cell.row], heights[id(cell)])
    grown: dict[int, float] = {}
    for cell in sorted(piece, key=lambda cell: cell.rows):
        end = cell.row + cell.rows
        lacking = heights[id(cell)] - sum(high[cell.row : end])
        if cell.rows > 1 and lacking > 0:
            for row in range(cell.row, end):
                high[row] += lacking / cell.rows
                grown[row] = high[row] - 2 * INSET * fit.size
    return grown
