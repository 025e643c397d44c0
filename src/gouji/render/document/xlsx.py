"""A publication as workbook: a sheet of words, then a sheet for each table with its sums as formulas.

Every text is written as text, whatever it begins with.  A formula is written
with its value, so that a reader that does not reckon sees it too.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import xlsxwriter

from gouji.model.publication import Headline, LaidTable, Prose, Publication
from gouji.render.document.contents import contents
from gouji.render.document.lines import lines
from gouji.render.document.signs import one_line, paragraphs_of
from gouji.render.document.xlsx_table import DRAFT, FOOT, TALLEST, Formats, TableSheet, checked

_NAME = 31  # signs of a sheet's name
_FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")
_WORDS = 72.0  # the width of the sheet of words


def xlsx_bytes(publication: Publication, *, draft: bool = False) -> bytes:
    """The publication as .xlsx; the same publication gives the same bytes.

    ``draft`` writes 草稿 above every table and into the head of every printed
    page.  Raises :class:`~gouji.model.errors.CannotDraw` for a text longer than a cell may be.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": one_line(publication.title),
                "author": one_line(publication.department),
                "created": datetime(publication.year, 1, 1),
            }
        )
        book.set_calc_mode("auto")
        formats = Formats(book)
        names = sheet_names(publication)
        _words(book.add_worksheet("说明"), publication, names, formats, draft)
        for table in publication.tables:
            TableSheet(book.add_worksheet(names[table.id]), table, formats).write(draft)
    return out.getvalue()


def sheet_names(publication: Publication) -> dict[str, str]:
    """A name for the sheet of each table, by its id: as Excel allows them, no two alike."""
    taken = {"说明"}
    out: dict[str, str] = {}
    for number, table in enumerate(publication.tables, 1):
        name = one_line(table.name).translate(_FORBIDDEN).strip() or f"表{number}"
        if len(name) > _NAME or name in taken:
            name = f"{number:02} {one_line(table.title).translate(_FORBIDDEN)}"[:_NAME]
        taken.add(name)
        out[table.id] = name
    return out


def _words(
    sheet: Any, publication: Publication, names: dict[str, str], formats: Formats, draft: bool
) -> None:
    """The first sheet: what the cover says, the contents, the narrative."""
    sheet.set_column(0, 0, _WORDS)
    plain = formats.of(text_wrap=True, align="left", font_size=11)
    heading = formats.of(text_wrap=True, align="left", font_name="黑体", font_size=12)
    row = 0
    for text, size in ((publication.department, 14), (publication.title, 20), (publication.date, 12)):
        if text:
            shown = formats.of(font_name="黑体", font_size=size, align="center")
            sheet.write_string(row, 0, one_line(text), shown)
            sheet.set_row(row, size * 2)
            row += 1
    if draft:
        red = formats.of(font_name="黑体", font_color="#C00000", align="center", font_size=16)
        sheet.write_string(row, 0, "草稿", red)
        row += 1
    sheet.write_string(row, 0, "目录", formats.of(font_name="黑体", font_size=14, align="center"))
    row += 1
    link = formats.of(font_color="#1F4E79", align="left", font_size=11)
    for entry in contents(publication):
        piece = publication.pieces[entry.piece]
        if isinstance(piece, LaidTable):
            sheet.write_url(row, 0, f"internal:'{names[piece.id]}'!A1", link, entry.text)
        else:
            sheet.write_string(row, 0, entry.text, plain)
        row += 1
    row += 1
    for piece in publication.pieces:
        if isinstance(piece, Headline):
            sheet.write_string(row, 0, one_line(piece.text), heading)
            row += 1
        elif isinstance(piece, Prose):
            for text in paragraphs_of(piece):
                sheet.write_string(row, 0, checked("　　" + text, "正文"), plain)
                sheet.set_row(row, min(TALLEST, lines("　　" + text, _WORDS * 5.4, 11.0) * 16.0 + 4))
                row += 1
    sheet.set_paper(9)
    sheet.set_margins(top=1.1 if draft else 0.8, bottom=0.8)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(FOOT)
    if draft:
        sheet.set_header(DRAFT, {"margin": 0.3})
    sheet.hide_gridlines(2)
