"""A file as it stands: paragraphs and grids of cells with their text and place.

A :class:`Document` knows nothing of budgets.  Every visible character of the
file is in exactly one cell or paragraph, or in the list of what was dropped
and why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from gouji.model.place import Box


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a disclosure.  ``pages`` is ``None`` where the format has no pages."""

    name: str
    format: str
    sha256: str
    pages: int | None = None


class Cell(NamedTuple):
    """One cell of a grid, counted from 0; a merged cell stands at its top left.

    ``text`` keeps line breaks as ``\\n``.  ``rows`` and ``columns`` are the
    numbers of grid rows and columns it covers.  ``line`` is the line of a text
    file or the row of a sheet, ``box`` the cell's rectangle in PDF points from the page's top left.
    ``page`` counts from 1 and is ``None`` where the format has no pages.
    """

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    page: int | None = None
    line: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as printed: ``height`` × ``width`` with cells in reading order.

    ``ruled`` is false where the source has no sure cell borders (text with
    tabs), so that merged cells may have been lost and rows may be ragged.
    ``name`` is the sheet's name in a workbook, else empty.
    """

    cells: tuple[Cell, ...]
    height: int
    width: int
    file: int = 0
    page: int | None = None
    line: int | None = None
    box: Box | None = None
    ruled: bool = True
    name: str = ""


class Printed(NamedTuple):
    """One printed line of a paragraph: it begins at ``start`` of the text and stands in ``box``."""

    start: int
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text outside grids; ``level`` is the heading level (1 highest), 0 for body.

    ``page`` and ``box`` are those of its beginning: a paragraph may run on over
    a page.  ``printed`` says where each of its lines stands, in formats with pages.
    """

    text: str
    file: int = 0
    page: int | None = None
    line: int | None = None
    box: Box | None = None
    level: int = 0
    printed: tuple[Printed, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """Visible or hidden content that was left out of the blocks, and why (in Chinese)."""

    text: str
    reason: str
    file: int = 0
    page: int | None = None
    line: int | None = None


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """One disclosure: its files, its blocks in reading order, and what was dropped.

    ``scanned`` lists (file, page) of pages that are pictures without text.
    """

    sources: tuple[Source, ...]
    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...] = ()
    scanned: tuple[tuple[int, int], ...] = ()
