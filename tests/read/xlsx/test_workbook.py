"""Workbooks: each visible sheet is one grid, and nothing is lost."""

from __future__ import annotations

import datetime
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.document import Dropped, Grid
from gouji.model.errors import Unreadable
from gouji.read.xlsx import ooxml, read_xlsx, xls
from gouji.read.xlsx.sheet import address, column_index, position
from gouji.read.xlsx.value import text_of


def _written(fill: Callable[[Any], None]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        fill(book)
    return buffer.getvalue()


def _one(fill: Callable[[Any], None], name: str = "表一") -> bytes:
    """A workbook of one sheet that ``fill`` writes."""
    return _written(lambda book: fill(book.add_worksheet(name)))


def _shape(grid: Any) -> list[tuple[str, int, int, int, int]]:
    return [(cell.text, cell.row, cell.column, cell.rows, cell.columns) for cell in grid.cells if cell.text]


def _listed(dropped: tuple[Dropped, ...]) -> list[tuple[str, str]]:
    return [(one.text, one.reason) for one in dropped]


def test_a_sheet_is_a_grid_without_its_empty_margins() -> None:
    def fill(sheet: Any) -> None:
        sheet.merge_range("B2:D2", "部门收支总表")
        sheet.write_row("B4", ["科目", "金额", "备注"])
        sheet.write_row("B5", ["基本支出", 1234.5])

    blocks, dropped = read_xlsx(_one(fill), file=1)
    (grid,) = blocks
    assert isinstance(grid, Grid)
    assert (grid.name, grid.file, grid.height, grid.width) == ("表一", 1, 4, 3)
    assert _shape(grid) == [
        ("部门收支总表", 0, 0, 1, 3),
        ("科目", 2, 0, 1, 1),
        ("金额", 2, 1, 1, 1),
        ("备注", 2, 2, 1, 1),
        ("基本支出", 3, 0, 1, 1),
        ("1234.5", 3, 1, 1, 1),
    ]
    assert sum(cell.rows * cell.columns for cell in grid.cells) == 12
    assert dropped == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2678.604705, "2678.604705"),
        (2678.6047049999997, "2678.604705"),
        (1234.56000000001, "1234.56"),
        (-2.9103830456733704e-11, "0"),
        (0.1 + 0.2, "0.3"),
        (0.123456789012, "0.123456789012"),
        (100.0, "100"),
        (-0.0, "0"),
        (1e13 + 0.25, "10000000000000.2"),
        (1e20, "100000000000000000000"),
        (True, "TRUE"),
        (" 2010301 ", " 2010301 "),
        ("007", "007"),
        ("一\r\n二", "一\n二"),
        (datetime.date(2025, 1, 31), "2025-01-31"),
    ],
)
def test_the_text_of_a_value(value: Any, text: str) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        date = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
        sheet.write(0, 0, value, date if isinstance(value, datetime.date) else None)

    blocks, _ = read_xlsx(_written(fill))
    assert [cell.text for cell in blocks[0].cells] == [text]  # type: ignore[union-attr]


@given(st.decimals(min_value=-(10**8), max_value=10**8, places=6).map(lambda d: format(d.normalize(), "f")))
def test_a_figure_with_six_decimals_is_exact(figure: str) -> None:
    blocks, _ = read_xlsx(_one(lambda sheet: sheet.write_number(0, 0, float(figure))))
    assert [cell.text for cell in blocks[0].cells] == [
        figure.replace("-0", "0") if figure == "-0" else figure
    ]  # type: ignore[union-attr]


def test_a_cell_knows_its_row_of_the_sheet() -> None:
    def fill(sheet: Any) -> None:
        sheet.write_row("B3", ["科目", "金额"])
        sheet.write_row("B4", ["藏", 1])
        sheet.write_row("B5", ["基本支出", 2])
        sheet.set_row(3, options={"hidden": True})

    (grid,), _ = read_xlsx(_one(fill))
    assert isinstance(grid, Grid)
    assert [(cell.text, cell.line) for cell in grid.cells] == [
        ("科目", 3),
        ("金额", 3),
        ("基本支出", 5),
        ("2", 5),
    ]
    assert grid.line == 3


def test_what_is_hidden_is_listed() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("表一")
        for row in range(4):
            sheet.write_row(row, 0, [f"{column}{row + 1}" for column in "ABC"])
        sheet.set_row(1, options={"hidden": True})
        sheet.set_column(1, 1, options={"hidden": True})
        book.add_worksheet("藏").write("B2", "密")
        book.get_worksheet_by_name("藏").hide()
        book.get_worksheet_by_name("藏").very_hidden()

    blocks, dropped = read_xlsx(_written(fill))
    (grid,) = blocks
    assert [cell.text for cell in grid.cells] == ["A1", "C1", "A3", "C3", "A4", "C4"]  # type: ignore[union-attr]
    assert (grid.height, grid.width) == (3, 2)  # type: ignore[union-attr]
    assert _listed(dropped) == [
        ("A2\tB2\tC2", "隐藏的行"),
        ("B1\nB3\nB4", "隐藏的列"),
        ("藏\n密", "隐藏的工作表"),
    ]


def test_a_merge_over_hidden_columns_shows_its_text() -> None:
    def fill(sheet: Any) -> None:
        sheet.merge_range("A1:C1", "标题")
        sheet.write_row("A2", ["a", "b", "c"])
        sheet.set_column(0, 0, options={"hidden": True})

    blocks, dropped = read_xlsx(_one(fill))
    assert _shape(blocks[0]) == [("标题", 0, 0, 1, 2), ("b", 1, 0, 1, 1), ("c", 1, 1, 1, 1)]
    assert _listed(dropped) == [("a", "隐藏的列")]


def test_text_under_a_merge_is_listed() -> None:
    def fill(sheet: Any) -> None:
        sheet.merge_range("A1:B2", "见")
        sheet.write("B2", "不见")
        sheet.write("C3", "x")

    blocks, dropped = read_xlsx(_one(fill))
    assert _shape(blocks[0]) == [("见", 0, 0, 2, 2), ("x", 2, 2, 1, 1)]
    assert _listed(dropped) == [("不见", "合并单元格中被覆盖的文字")]


def test_empty_sheets_are_nothing_and_chart_sheets_are_listed() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("空")
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=空!$A$1:$A$2"})
        book.add_chartsheet("图").set_chart(chart)

    blocks, dropped = read_xlsx(_written(fill))
    assert blocks == ()
    assert _listed(dropped) == [("图", "图表或宏工作表")]


def test_comments_headers_and_shapes_are_listed() -> None:
    def fill(sheet: Any) -> None:
        sheet.write("A1", "x")
        sheet.write_comment("A1", "批一下", {"author": ""})
        sheet.set_header("&C眉")
        sheet.insert_textbox("C3", "框")

    blocks, dropped = read_xlsx(_one(fill))
    assert len(blocks) == 1
    assert set(_listed(dropped)) >= {("批一下", "批注"), ("&C眉", "页眉页脚"), ("框", "图形中的文字")}


_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}<sheetData>{}</sheetData>{}'
    "</worksheet>"
)


def _raw(zipped: Callable[..., bytes], rows: str, before: str = "", after: str = "") -> bytes:
    """A workbook of one sheet, written as it stands."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    )
    end = "</Relationships>"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    book = (
        f'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{office}">'
        '<sheets><sheet name="甲" sheetId="1" r:id="s"/></sheets></workbook>'
    )
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": f'{link} Id="b" Type="{office}/officeDocument" Target="xl/workbook.xml"/>{end}',
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": f'{link} Id="s" Type="{office}/worksheet"'
            ' Target="worksheets/sheet1.xml"/>' + end,
            "xl/worksheets/sheet1.xml": _SHEET.format(before, rows, after),
        }
    )


def test_formulas_without_a_value_are_listed(zipped: Callable[..., bytes]) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>SUM(A1)</f><v></v></c><c r="C1"><f>A1+1</f></c></row>'
        '<row r="2"><c r="A2"><f>A1</f><v>1</v></c><c r="B2" t="str"><f>""</f><v></v></c></row>'
    )
    blocks, dropped = read_xlsx(_raw(zipped, rows))
    assert [cell.text for cell in blocks[0].cells] == ["1", "1"]  # type: ignore[union-attr]
    assert _listed(dropped) == [("甲!B1 =SUM(A1)", "公式没有缓存值"), ("甲!C1 =A1+1", "公式没有缓存值")]


def test_error_values_are_read_as_they_show(zipped: Callable[..., bytes]) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    blocks, _ = read_xlsx(_raw(zipped, rows))
    assert _shape(blocks[0]) == [("1", 0, 0, 1, 1), ("#DIV/0!", 1, 1, 1, 1)]


def test_cells_and_rows_without_addresses_are_counted(zipped: Callable[..., bytes]) -> None:
    rows = '<row><c><v>1</v></c><c t="e"><v>#REF!</v></c></row><row hidden="1"><c><v>2</v></c></row>'
    blocks, dropped = read_xlsx(_raw(zipped, rows))
    assert [cell.text for cell in blocks[0].cells] == ["1", "#REF!"]  # type: ignore[union-attr]
    assert _listed(dropped) == [("2", "隐藏的行")]


def test_a_stray_format_at_the_last_row_is_nothing(zipped: Callable[..., bytes]) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    blocks, _ = read_xlsx(_raw(zipped, rows))
    assert (blocks[0].height, blocks[0].width) == (1, 1)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("rows", "after", "says"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "", "1048576 行 × 16384 列"),
        (
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1000001"><c r="B1000001"><v>1</v></c></row>',
            "",
            "“甲”占到 1000001 行",
        ),
        ("<row>", "", "不是合法的 XML"),
        ("<row><c>" + "<x>" * 300 + "</x>" * 300 + "</c></row>", "", "嵌套层数过深"),
    ],
)
def test_a_sheet_that_is_too_large_or_broken_is_refused(
    zipped: Callable[..., bytes], rows: str, after: str, says: str
) -> None:
    with pytest.raises(Unreadable, match=says):
        read_xlsx(_raw(zipped, rows, after=after))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="é1"><v>1</v></c></row>',
        '<row r="0"><c r="A0"><v>1</v></c></row>',
        '<row r="x"><c><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>x</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
    ],
)
def test_what_does_not_hold_together_is_refused(zipped: Callable[..., bytes], rows: str) -> None:
    with pytest.raises(Unreadable, match="损坏"):
        read_xlsx(_raw(zipped, rows))


def test_kinds_of_text(zipped: Callable[..., bytes]) -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>一</t></r><r><t>二</t></r><rPh><t>yi</t></rPh></is></c>'
        '<c r="B1" t="str"><f>A1</f><v>甲_x000D_\n乙</v></c><c r="C1" t="b"><v>0</v></c>'
        '<c r="D1" t="d"><v>2025-01-31T00:00:00</v></c><c r="E1"><v>2678.6047050000002</v></c></row>'
    )
    blocks, _ = read_xlsx(_raw(zipped, rows))
    texts = [cell.text for cell in blocks[0].cells]  # type: ignore[union-attr]
    assert texts == ["一二", "甲\n乙", "FALSE", "2025-01-31", "2678.604705"]


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_a_cell_is_found_by_its_name(row: int, column: int) -> None:
    assert position(address(row, column)) == (row, column)


def test_names_of_columns() -> None:
    assert [column_index(name) for name in ("A", "Z", "AA", "XFD")] == [0, 25, 26, 16_383]


def test_merges_over_the_whole_sheet_are_cut_to_what_is_used(zipped: Callable[..., bytes]) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
    merges = "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 1000 + "</mergeCells>"
    blocks, dropped = read_xlsx(_raw(zipped, rows, after=merges))
    assert _shape(blocks[0]) == [("1", 0, 0, 1, 1)]
    assert _listed(dropped) == [("2", "合并单元格中被覆盖的文字")]


def test_a_document_type_in_a_sheet_is_refused(zipped: Callable[..., bytes]) -> None:
    with pytest.raises(Unreadable, match="DTD"):
        read_xlsx(zipped({"xl/workbook.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>'}))


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "空的"), (b"<table>", "网页"), ("表一\t1".encode(), "纯文本"), (b"PK\x03\x04 xl/", "损坏")],
)
def test_what_is_no_workbook_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read_xlsx(data)


_GRID = st.lists(st.lists(st.text(alphabet="表0 ", max_size=3), min_size=4, max_size=4), max_size=5)


@given(_GRID, st.sets(st.integers(0, 4), max_size=2), st.sets(st.integers(0, 3), max_size=2))
def test_every_sign_is_in_one_cell_or_dropped(rows: list[list[str]], row: set[int], column: set[int]) -> None:
    def fill(sheet: Any) -> None:
        for index, texts in enumerate(rows):
            for place, text in enumerate(texts):
                sheet.write_string(index, place, text)
        for index in row:
            sheet.set_row(index, options={"hidden": True})
        for index in column:
            sheet.set_column(index, index, options={"hidden": True})

    blocks, dropped = read_xlsx(_one(fill))
    read = "".join(cell.text for block in blocks if isinstance(block, Grid) for cell in block.cells)
    read += "".join(one.text for one in dropped)
    printed = "".join(text for texts in rows for text in texts)
    assert Counter("".join(read.split())) == Counter("".join(printed.split()))


@pytest.mark.parametrize(
    ("name", "sheets"), [("budget-template-2026.xls", 16), ("department-budget-template-2026.xlsx", 17)]
)
def test_published_forms_are_whole(shared: Path, name: str, sheets: int) -> None:
    blocks, dropped = read_xlsx((shared / "corpus" / "shanghai" / name).read_bytes())
    assert len(blocks) == sheets
    assert dropped == ()
    for grid in blocks:
        assert isinstance(grid, Grid)
        assert sum(cell.rows * cell.columns for cell in grid.cells) == grid.height * grid.width


@pytest.mark.parametrize(
    ("name", "reader"), [("budget-template-2026.xls", xls), ("department-budget-template-2026.xlsx", ooxml)]
)
def test_values_and_merges_are_those_another_reader_finds(shared: Path, name: str, reader: Any) -> None:
    calamine = pytest.importorskip("python_calamine")
    data = (shared / "corpus" / "shanghai" / name).read_bytes()
    book = calamine.load_workbook(io.BytesIO(data))
    for sheet in reader.sheets(data):
        other = book.get_sheet_by_name(sheet.name)
        theirs = {
            (row, column): text.replace("\r\n", "\n")
            for row, values in enumerate(other.to_python(), other.start[0])
            for column, value in enumerate(values, other.start[1])
            if (text := text_of(value)).strip()
        }
        ours = {
            (row, column): text
            for row, texts in enumerate(sheet.texts)
            for column, text in enumerate(texts)
            if text
        }
        assert ours == theirs
        areas = {((area.top, area.left), (area.bottom, area.right)) for area in sheet.areas}
        assert areas == set(other.merged_cell_ranges)
