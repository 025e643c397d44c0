"""What a sheet of a workbook prints besides a table: words in a single column, notes below the rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from gouji.model.document import Block, Document, Grid, Paragraph
from gouji.model.text import fold

_NOTE = re.compile(r"(?:备?注|说明)\d*[：、.]|本?(?:部门|单位)[^。]{0,30}(?:没有|无|未)|[^。]{0,30}空表")
_NOTES = 3


def sheets_of_words(document: Document) -> Document:
    """The document with words for what they look like.

    A sheet of one column is paragraphs, one for each cell; lines of words below
    the rows of a sheet that are notes are paragraphs after its grid.
    """
    if not any(isinstance(block, Grid) and block.name for block in document.blocks):
        return document
    return replace(document, blocks=tuple(out for block in document.blocks for out in _told(block)))


def _told(block: Block) -> Iterator[Block]:
    if not isinstance(block, Grid) or not block.name:
        yield block
    elif block.width == 1:
        yield from (Paragraph(cell.text, block.file) for cell in block.cells if cell.text.strip())
    else:
        height, notes = _notes(block)
        cells = tuple(cell for cell in block.cells if cell.row < height)
        yield replace(block, cells=cells, height=height) if notes else block
        yield from notes


def _notes(grid: Grid) -> tuple[int, list[Paragraph]]:
    """How many rows are left without the notes below them, and these."""
    height = grid.height
    notes: list[Paragraph] = []
    while height > 1 and len(notes) < _NOTES:
        last = [cell for cell in grid.cells if cell.row == height - 1 and cell.text.strip()]
        if len(last) != 1 or last[0].column or last[0].rows > 1 or not _NOTE.match(fold(last[0].text)):
            break
        notes.insert(0, Paragraph(last[0].text, grid.file))
        height -= 1
    return height, notes
