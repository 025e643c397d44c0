"""Where each claim stands in the grids of its document, so that tables can be drawn as printed."""

from __future__ import annotations

from dataclasses import replace

from gouji.model.document import Block, Document, Grid

Spot = tuple[int, int, int]
"""(block, row, column) of a cell."""


class Located(str):
    """A cell's text that knows its spot.

    Recognition hands the text of a cell on to the places it makes, in every
    format; page, line and box do not tell equal amounts of a web page or a
    workbook apart.
    """

    spot: Spot


def located(document: Document) -> Document:
    """``document`` with the text of every cell knowing where it stands; otherwise the same."""
    blocks: list[Block] = []
    for number, block in enumerate(document.blocks):
        if isinstance(block, Grid):
            cells = []
            for cell in block.cells:
                text = Located(cell.text)
                text.spot = (number, cell.row, cell.column)
                cells.append(cell._replace(text=text))
            block = replace(block, cells=tuple(cells))
        blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def spot_of(text: str) -> Spot | None:
    """The spot of a cell's text; ``None`` for a text that is no whole cell."""
    return text.spot if isinstance(text, Located) else None
