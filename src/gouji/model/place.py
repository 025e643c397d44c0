"""Where something stands: in which file, page and line, and in which cell of which table."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """A place a person can go to and look.

    ``file`` indexes the disclosure's files.  ``page`` counts from 1 (``None``
    in text files), ``line`` is the line of a text file or the row of a sheet.
    ``table`` is the form's table id, ``row`` and ``column`` the labels on the way to the cell
    from the outermost in.  In prose ``section`` is the path of headings and
    ``slot`` the name of the figure inside its sentence.  ``text`` is exactly
    the printed span and ``box`` its rectangle in PDF points from the top left.
    """

    file: int = 0
    page: int | None = None
    line: int | None = None
    table: str | None = None
    row: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    slot: str | None = None
    text: str = ""
    box: Box | None = None
