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


def test_notes_below_the_rows_of_a_sheet_are_paragraphs() -> None:
    table = _grid(
        "表八", ("项目", "预算数"), ("合计", ""), ("注：本部门没有此项支出。", ""), ("本表为空表。", "")
    )
    rows, first, second = sheets_of_words(Document((), (table,))).blocks
    assert isinstance(rows, Grid)
    assert (rows.height, [cell.text for cell in rows.cells]) == (2, ["项目", "预算数", "合计", ""])
    assert (first, second) == (Paragraph("注：本部门没有此项支出。"), Paragraph("本表为空表。"))


def test_a_row_of_a_sheet_that_is_no_note_stays_a_row() -> None:
    table = _grid("表一", ("项目", "预算数"), ("其他说明事项支出", ""))
    assert sheets_of_words(Document((), (table,))).blocks == (table,)
