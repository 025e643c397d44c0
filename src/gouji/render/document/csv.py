"""The tables of a publication as CSV, one file each, for programs and spreadsheets."""

from __future__ import annotations

import csv
import io

from gouji.model.publication import LaidCell, LaidTable, Publication
from gouji.render.document.signs import one_line, printable
from gouji.render.report.claims import guarded

_FORBIDDEN = frozenset('<>:"/\\|?*')
_LONGEST = 60


def csv_files(publication: Publication) -> dict[str, bytes]:
    """File name → contents of each table, in order: UTF-8 with the mark Excel looks for, lines ended by CRLF.

    Heads come first, a merged cell stands at its top left, amounts have no
    separators, and no text can be taken for a formula.
    """
    out: dict[str, bytes] = {}
    for number, table in enumerate(publication.tables, 1):
        name = "".join(sign for sign in one_line(table.name) if sign not in _FORBIDDEN).strip(" .")
        out[f"{number:02}-{name[:_LONGEST]}.csv"] = _table(table)
    return out


def _table(table: LaidTable) -> bytes:
    rows = [[""] * table.width for _ in range(table.height)]
    for cell in table.cells:
        rows[cell.row][cell.column] = _value(cell)
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _value(cell: LaidCell) -> str:
    text = printable(cell.text)
    if cell.claim is not None:
        return text.replace(",", "")
    return text if text == "-" else guarded(text)
