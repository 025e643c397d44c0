"""Sheets of a workbook that hold no table: words in a single column are the paragraphs they look like."""

from __future__ import annotations

from dataclasses import replace

from gouji.model.document import Block, Document, Grid, Paragraph


def sheets_of_words(document: Document) -> Document:
    """The document with every sheet of one column as paragraphs, one for each cell."""
    if not any(_is_words(block) for block in document.blocks):
        return document
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Grid) and _is_words(block):
            blocks += [Paragraph(cell.text, block.file) for cell in block.cells if cell.text.strip()]
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _is_words(block: Block) -> bool:
    return isinstance(block, Grid) and bool(block.name) and block.width == 1
