"""A publication as the document a reader would make of it, without any file in between."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.model.document import Block, Cell, Document, Grid, Paragraph, Source
from gouji.model.publication import Headline, LaidTable, Prose, Publication


def as_document(publication: Publication) -> Document:
    """Cover, headings, paragraphs and ruled grids, in the order they are read."""
    return Document((Source(publication.title, "publication", ""),), tuple(_blocks(publication)))


def _blocks(publication: Publication) -> Iterator[Block]:
    yield Paragraph(publication.department, level=1)
    yield Paragraph(publication.title, level=1)
    for piece in publication.pieces:
        if isinstance(piece, Headline):
            yield Paragraph(piece.text, level=piece.level)
        elif isinstance(piece, Prose):
            yield Paragraph(piece.text)
        else:
            yield from _table(piece)


def _table(table: LaidTable) -> Iterator[Block]:
    yield Paragraph(table.name, level=3)
    if table.maker:
        yield Paragraph(table.maker)
    if table.unit:
        yield Paragraph(table.unit)
    cells = tuple(Cell(c.text, c.row, c.column, c.rows, c.columns) for c in table.cells)
    yield Grid(cells, table.height, table.width)
    for note in table.notes:
        yield Paragraph(note)
