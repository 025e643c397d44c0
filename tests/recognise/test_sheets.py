"""Sheets of words."""

from __future__ import annotations

from gouji.model.document import Cell, Document, Grid, Paragraph
from gouji.recognise.sheets import sheets_of_words


def _grid(name: str, *rows: tuple[str, ...]) -> Grid:
    cells = tuple(Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row))
    return Grid(cells, len(rows), max(map(len, rows)), name=name)


def test_a_sheet_of_one_column_is_paragraphs() -> None:
    words = _grid("说明", ("云山区档案馆",), ("",), ("2023年部门预算",))
    table = _grid("表一", ("项目", "预算数"), ("合计", "1.00"))
    blocks = sheets_of_words(Document((), (words, table))).blocks
    assert blocks == (Paragraph("云山区档案馆"), Paragraph("2023年部门预算"), table)


def test_a_narrow_table_that_is_no_sheet_stays_a_table() -> None:
    document = Document((), (_grid("", ("合计",), ("1.00",)),))
    assert sheets_of_words(document) is document
