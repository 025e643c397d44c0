"""A workbook (.xlsx, .xlsm, .xls, .et): each visible sheet as one grid."""

from __future__ import annotations

from gouji.model.document import Block, Dropped
from gouji.read.sniff import refusal, sniff
from gouji.read.xlsx import ooxml, xls
from gouji.read.xlsx.layout import lay_out
from gouji.read.xlsx.sheet import MAX_CELLS, Sheet

HIDDEN_SHEET = "隐藏的工作表"
NOT_A_TABLE = "图表或宏工作表"

_SHEETS = {"xlsx": ooxml.sheets, "xls": xls.sheets}


def sheets_of(data: bytes, most: int = MAX_CELLS) -> list[Sheet]:
    """All sheets as they stand, hidden ones too, each of at most ``most`` cells.

    Raises :class:`Unreadable` like :func:`read_xlsx`.
    """
    sheets = _SHEETS.get(sniff(data))
    if sheets is None:
        raise refusal(data)
    return sheets(data, most)


def read_xlsx(data: bytes, file: int = 0) -> tuple[tuple[Block, ...], tuple[Dropped, ...]]:
    """Each visible sheet that says something as one :class:`Grid`, and what was left out and why.

    Cells hold values, not the look their number formats give them; dates are
    ISO.  Hidden sheets, rows and columns are left out.  Raises
    :class:`Unreadable` for anything that is not a whole, safe workbook; its
    ``name`` is for the caller to put right.
    """
    blocks: list[Block] = []
    left_out: list[tuple[str, str]] = []
    for sheet in sheets_of(data):
        if not sheet.is_table:
            left_out.append((sheet.name, NOT_A_TABLE))
        elif not sheet.visible:
            words = "\n".join("\t".join(filter(None, row)) for row in sheet.texts if any(row))
            left_out.append((f"{sheet.name}\n{words}".rstrip(), HIDDEN_SHEET))
        else:
            grid, more = lay_out(sheet, file)
            left_out += more
            if grid is not None:
                blocks.append(grid)
    return tuple(blocks), tuple(Dropped(text, reason, file) for text, reason in left_out if text.strip())
