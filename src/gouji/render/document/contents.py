"""The contents of a publication: its parts, sections and tables, each with the name of its anchor."""

from __future__ import annotations

from typing import NamedTuple

from gouji.model.publication import Headline, LaidTable, Publication
from gouji.render.document.signs import one_line


class Entry(NamedTuple):
    """One line of the contents; ``piece`` is the number of the piece it stands for."""

    text: str
    level: int
    piece: int

    @property
    def anchor(self) -> str:
        """What it is linked by."""
        return f"p{self.piece}"


DEPTH = 2
"""Headings down to this level are listed; tables are listed at it."""


def contents(publication: Publication) -> tuple[Entry, ...]:
    """The lines of the contents, in order."""
    out = []
    for number, piece in enumerate(publication.pieces):
        if isinstance(piece, Headline) and piece.level <= DEPTH:
            out.append(Entry(one_line(piece.text), piece.level, number))
        elif isinstance(piece, LaidTable):
            out.append(Entry(one_line(piece.name), DEPTH, number))
    return tuple(out)


def stands_alone(publication: Publication, number: int) -> bool:
    """Whether a heading has a page of its own: a part that begins with a table."""
    pieces = publication.pieces
    piece = pieces[number]
    after = pieces[number + 1] if number + 1 < len(pieces) else None
    return isinstance(piece, Headline) and piece.level == 1 and isinstance(after, LaidTable)
