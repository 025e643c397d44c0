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


def test_several_tables_below_one_another_in_a_sheet_are_grids_of_their_own() -> None:
    sheet = _grid(
        "预算公开",
        ("公开01表：收支预算总表", ""),
        ("", "单位：万元"),
        ("项目", "金额"),
        ("合计", "3.00"),
        ("", ""),
        ("公开02表：收入预算总表", ""),
        ("云山区档案馆", ""),
        ("", "单位：万元"),
        ("项目名称", "金额"),
        ("收入总计", "3.00"),
        ("统计报表", ""),
        ("其他", "0.00"),
    )
    first, second = sheets_of_words(Document((), (sheet,))).blocks
    assert isinstance(first, Grid)
    assert isinstance(second, Grid)
    assert [cell.text for cell in first.cells if cell.text][-1] == "3.00"
    assert next(cell.text for cell in second.cells if cell.text) == "公开02表：收入预算总表"
    assert (second.height, second.cells[0].row, second.name) == (7, 0, "预算公开")


def test_signatures_below_the_rows_are_no_rows() -> None:
    table = _grid(
        "",
        ("项目", "", "预算数"),
        ("合计", "", "1.00"),
        ("单位负责人：", "甲", "填表人：乙"),
        ("填报日期：2023年2月3日", "", "单位：万元"),
    )
    rows, *signed = sheets_of_words(Document((), (table,))).blocks
    assert isinstance(rows, Grid)
    assert rows.height == 2
    assert signed == [
        Paragraph("单位负责人：　甲　填表人：乙"),
        Paragraph("填报日期：2023年2月3日　单位：万元"),
    ]
