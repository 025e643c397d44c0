"""A system's export gives lines of expenditure, whatever its heads are called; subtotals are not lines."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
import xlsxwriter

from gouji.forms import load_form
from gouji.model.document import Document, Source
from gouji.model.fact import Fact
from gouji.model.ledger import List
from gouji.prefill import prefill
from gouji.prefill.export import exported_lines
from gouji.prepare import prepare_bytes, write_workbook
from gouji.read.xlsx import read_xlsx

YEAR = 2027


def sheet(*rows: Sequence[str | float]) -> Document:
    """A workbook of one sheet as it is read."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    page = book.add_worksheet("导出")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            page.write(r, c, value)
    book.close()
    blocks, _ = read_xlsx(stream.getvalue())
    return Document((Source("导出.xlsx", "xlsx", "0" * 64),), blocks)


LISTED = sheet(
    ["单位编码", "单位名称", "项目名称", "项目编码", "功能科目编码", "功能科目名称",
     "政府经济分类科目", "部门经济分类科目", "资金性质", "支出类型", "金额"],
    ["701001", "云山区档案馆", "", "", "2012601", "行政运行", "50201-办公经费", "30201-办公费",
     "111-一般公共预算资金", "公用经费", 12345.67],
    ["701001", "云山区档案馆", "库房改造", "99010127T01", "2012604", "档案馆",
     "50209-维修（护）费", "30213-维修（护）费", "一般公共预算", "项目支出", 20000],
    ["合计", "", "", "", "", "", "", "", "", "", 32345.67],
)  # fmt: skip


def test_rows_say_their_money_and_the_total_is_left_out() -> None:
    exported = exported_lines(LISTED, YEAR)
    assert [line.fen for line in exported.lines] == [1_234_567, 2_000_000]
    first, second = (line.fact for line in exported.lines)
    assert first == Fact(
        "expenditure", YEAR, "original", "current", None, "fiscal.general", "basic.operating",
        unit="701001-云山区档案馆", function="201.26.01",
        government_economic="502.01", department_economic="302.01",
    )  # fmt: skip
    assert (second.nature, second.project) == ("project", "库房改造")
    assert exported.projects == {"库房改造": "99010127T01"}


def test_heads_may_say_the_nature_and_the_sum_of_them_is_no_line() -> None:
    document = sheet(
        ["单位：万元"],
        ["支出功能分类科目", "政府支出经济分类科目", "部门支出经济分类科目", "合计", "基本支出", "项目支出"],
        ["2012601-行政运行", "50101-工资奖金津补贴", "30101-基本工资", 3.5, 3.5, ""],
        ["2012604-档案馆", "50299-其他商品和服务支出", "30299-其他商品和服务支出", 2, "", 2],
    )
    exported = exported_lines(document, YEAR)
    assert [(line.fen, line.fact.nature) for line in exported.lines] == [
        (3_500_000, "basic"),
        (2_000_000, "project"),
    ]


def test_a_row_of_a_code_above_others_is_their_subtotal() -> None:
    document = sheet(
        ["功能科目编码", "功能科目名称", "金额"],
        ["201", "一般公共服务支出", 3],
        ["20126", "档案事务", 3],
        ["2012601", "行政运行", 1],
        ["2012604", "档案馆", 2],
    )
    assert [line.fact.function for line in exported_lines(document, YEAR).lines] == ["201.26.01", "201.26.04"]


def test_what_an_export_does_not_say_is_left_empty_and_told() -> None:
    document = sheet(["功能科目编码", "部门经济分类科目", "金额"], ["2012601", "30201-办公费", 5])
    filled = prefill([document], YEAR, YEAR)
    (line,) = filled.ledger.lines[List.EXPENDITURE]
    assert (line.fact.fund, line.fact.nature, line.fact.origin) == (None, None, None)
    assert any("没有写明资金来源、支出性质、资金年度" in note for note in filled.notes)


def test_an_amount_finer_than_fen_or_no_amount_is_told() -> None:
    document = sheet(
        ["功能科目编码", "金额（元）", "备注"],
        ["2012601", 1.005, ""],
        ["2012604", "若干", ""],
        ["2012602", 7, ""],
    )
    exported = exported_lines(document, YEAR)
    assert [line.fen for line in exported.lines] == [700]
    assert any("2 个金额" in note for note in exported.notes)


def test_a_table_without_codes_is_refused() -> None:
    from gouji.model.errors import Unreadable

    with pytest.raises(Unreadable, match="没有认得出的科目和金额栏"):
        prefill([sheet(["姓名", "工资"], ["甲", 1])], YEAR, YEAR)


def test_money_told_too_widely_is_left_empty_and_the_workbook_is_written() -> None:
    document = sheet(
        ["支出功能分类科目", "部门支出经济分类科目", "财政拨款", "基本支出", "项目支出"],
        ["2012601-行政运行", "30101-基本工资", "", 3.5, ""],
        ["2012601-行政运行", "30299-其他商品和服务支出", 9, "", ""],
    )
    filled = prefill([document], YEAR, YEAR)
    by_code = {line.fact.department_economic: line.fact for line in filled.ledger.lines[List.EXPENDITURE]}
    assert by_code["301.01"].nature == "basic.personnel"
    assert (by_code["302.99"].fund, by_code["302.99"].nature) == (None, None)
    prepared = prepare_bytes(write_workbook(load_form("beijing-2023"), filled.ledger))
    assert any(p.what.startswith("“资金来源”没有填") for p in prepared.errors)
