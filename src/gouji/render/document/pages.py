"""On which page each piece will stand, reckoned before anything is drawn."""

from __future__ import annotations

from math import ceil

from gouji.model.publication import Headline, LaidTable, Prose, Publication
from gouji.render.document.bands import head_height, page_count
from gouji.render.document.columns import Fit, fit, smaller
from gouji.render.document.contents import stands_alone
from gouji.render.document.lines import lines
from gouji.render.document.signs import paragraphs_of, printable

ABOVE = 62.0
"""Margins above and below a table, in points."""
_TITLE = 50.0
_SAFE = 0.94
_FEW = 6  # pages: of more, one page less saves little
_SHRUNK, _LEAST = 0.84, 8.0  # how much smaller, and how small, a table may be set to save a page
_LINES = 22  # of running text on a page, as GB/T 9704 has it
_ACROSS = 442.0
_SIZE = 16.0
_CONTENTS = 23


def settled(table: LaidTable) -> Fit:
    """How the table is set: a little smaller than it might be where that saves a page.

    Raises :class:`CannotDraw` where an amount is too long for any size.
    """
    found = fit(table)
    pages = _pages(table, found)
    if 1 < pages <= _FEW:
        for closer in smaller(table, found, max(_LEAST, _SHRUNK * found.size)):
            if _pages(table, closer) < pages:
                return closer
    return found


def _pages(table: LaidTable, found: Fit) -> int:
    room = _room(table, found)
    return page_count(table, found, room * _SAFE, (room + _TITLE) * _SAFE)


def room_of(table: LaidTable, found: Fit) -> float:
    """What the first page leaves for the rows below the heads, in points, with something to spare."""
    return _room(table, found) * _SAFE


def more_room() -> float:
    """What pages after the first leave beyond that, in points: they bear no title."""
    return _TITLE * _SAFE


def _room(table: LaidTable, found: Fit) -> float:
    return found.height - 2 * ABOVE - _TITLE - head_height(table, found)


def page_of_pieces(publication: Publication, fits: dict[int, Fit], listed: int) -> dict[int, int]:
    """The page of each piece, counted from 1 at the cover; ``listed`` are the lines of the contents."""
    page = 1 + max(1, ceil(listed / _CONTENTS))
    line = _LINES  # full: what follows begins a page
    out: dict[int, int] = {}
    for number, piece in enumerate(publication.pieces):
        if isinstance(piece, LaidTable):
            out[number] = page + 1
            room = _room(piece, fits[number])
            page += page_count(piece, fits[number], room, room + _TITLE)
            line = _LINES
            continue
        if isinstance(piece, Headline) and (piece.level == 1 or stands_alone(publication, number)):
            line = _LINES
        needs = _needs(piece)
        if line + min(needs, 2 if isinstance(piece, Headline) else 1) > _LINES:
            page, line = page + 1, 0
        out[number] = page
        line += needs
        page, line = page + line // (_LINES + 1), line % (_LINES + 1)
        if stands_alone(publication, number):
            line = _LINES
    return out


def _needs(piece: Headline | Prose) -> int:
    """Lines of running text that a heading or paragraph takes."""
    if isinstance(piece, Headline):
        return 3 if piece.level == 1 else lines(printable(piece.text), _ACROSS - 2 * _SIZE, _SIZE)
    return sum(lines("　　" + text, _ACROSS, _SIZE) for text in paragraphs_of(piece))
