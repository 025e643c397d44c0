"""Printed rows become claims: what each is about, and that none is lost."""

from __future__ import annotations

import pytest
from tests.printed import document, grid, loose, under, written

from gouji.check import check_document
from gouji.model.amount import Denomination, Mark
from gouji.model.book import Book, TableStatus
from gouji.model.claim import Claim
from gouji.model.document import Grid, Paragraph
from gouji.recognise.recognise import NotADisclosure, recognise

_T7 = "一般公共预算基本支出情况表"
_T7_HEAD = """支出功能分类科目|政府支出经济分类科目|部门支出经济分类科目|本年预算数|<|<
^|^|^|合计|人员经费|公用经费
"""
_T6 = "一般公共预算支出情况表"
_T6_HEAD = """单位名称|功能分类科目|<|本年预算数|<|<|<|<|<
^|科目编码|科目名称|合计|基本支出|<|<|项目支出|<
^|^|^|^|小计|人员经费|公用经费|项目支出总数|扣除基建项目后预算数
"""


def _book(title: str, table: Grid, unit: str = "单位：万元") -> Book:
    return recognise(under(title, table, unit=unit), "beijing-2023")


def _printed(book: Book) -> dict[str, Claim]:
    """Printed text → claim; every figure of a sample is printed once."""
    return {claim.place.text: claim for claim in book.claims if claim.is_printed}


def test_a_row_of_codes_is_about_its_codes() -> None:
    claim = _printed(
        _book(_T7, grid(_T7_HEAD + "2012601-行政运行|50101-工资奖金津补贴|30101-基本工资|5.10|5.1|"))
    )["5.1"]
    fact = claim.fact
    assert fact is not None
    assert (fact.function, fact.government_economic, fact.department_economic) == (
        "201.26.01",
        "501.01",
        "301.01",
    )
    assert (fact.flow, fact.fund, fact.nature) == ("expenditure", "fiscal.general", "basic.personnel")
    assert (fact.year, fact.stage, fact.position) == (2023, "original", "current")
    assert claim.place.column == ("本年预算数", "人员经费")
    assert claim.place.row == ("2012601-行政运行", "50101-工资奖金津补贴", "30101-基本工资")


@pytest.mark.parametrize(
    "printed",
    [
        "2012601-行政运行",
        "2012601行政运行",
        "[2012601]行政运行",
        "2012601 行政运行",
        "２０１２６０１—行政运行",
    ],
)
def test_codes_are_printed_in_several_ways(printed: str) -> None:
    book = _book(_T7, grid(_T7_HEAD + f"{printed}|50101-工资|30101-基本工资|5.10|5.10|"))
    assert {c.fact.function for c in book.claims if c.fact} == {"201.26.01"}


def test_code_and_name_in_two_cells() -> None:
    book = _book(_T6, grid(_T6_HEAD + "云山区档案馆|2012604|档案馆|7.00|4.00|3.00|1.00|3.00|2.00"))
    claims = _printed(book)
    assert claims["7.00"].fact is not None
    assert (claims["7.00"].fact.unit, claims["7.00"].fact.function) == ("云山区档案馆", "201.26.04")
    assert claims["2.00"].fact is not None
    assert claims["2.00"].fact.tag == "net_of_capital"
    assert [(coded.code, coded.name) for coded in book.coded] == [("2012604", "档案馆")]


def test_a_row_wrapped_onto_a_second_line_is_one_row() -> None:
    text = (
        _T7_HEAD
        + """2080505-机关事业单位基本|50102-社会保障缴费|30108-机关事业单位基本|5.00|5.00|
养老保险缴费支出||养老保险缴费|||
2012601-行政运行|50201-办公经费|30201-办公费|3.00||3.00"""
    )
    book = _book(_T7, loose(text))
    assert {coded.name for coded in book.coded if coded.code == "2080505"} == {
        "机关事业单位基本养老保险缴费支出"
    }
    assert book.unread == ()
    assert next(t for t in book.tables if t.id == "T7").rows == 2


@pytest.mark.parametrize("column", [0, 1, 2])
def test_the_total_may_be_named_in_any_label_column(column: int) -> None:
    labels = ["", "", ""]
    labels[column] = "合 计"
    row = "|".join(labels)
    book = _book(
        _T7, loose(_T7_HEAD + f"2012601-行政运行|50101-工资|30101-基本工资|5.00|5.00|\n{row}|5.000|5.00|")
    )
    total = _printed(book)["5.000"]
    assert total.fact is not None
    assert total.fact.function is None
    assert total.place.row == ("合计",)
    assert book.unread == ()


@pytest.mark.parametrize(
    "nothing", ["无|||||", "无|无|无|0|0|0", "|||0.00|0.00|0.00", "-|-|-|-|-|-", "|||||"]
)
def test_a_row_that_says_nothing_makes_the_table_empty(nothing: str) -> None:
    book = _book(_T7, loose(_T7_HEAD + nothing))
    assert next(t for t in book.tables if t.id == "T7").status is TableStatus.EMPTY
    assert book.unread == ()
    assert sum(claim.amount.fen for claim in book.claims) == 0


def test_a_lost_merged_unit_is_carried_down() -> None:
    text = (
        _T6_HEAD
        + """云山区档案馆|2012604|档案馆|1.00|1.00||1.00||
|2080505|养老|2.00|2.00|2.00|||
云山区志办|2012650|事业运行|3.00|3.00|3.00|||
|2080506|年金|4.00|4.00|4.00|||"""
    )
    book = _book(_T6, loose(text))
    units = {c.place.text: c.fact.unit for c in book.claims if c.fact and c.is_printed}
    assert units == {
        "1.00": "云山区档案馆",
        "2.00": "云山区档案馆",
        "3.00": "云山区志办",
        "4.00": "云山区志办",
    }


def test_a_merged_unit_covers_its_rows() -> None:
    text = _T6_HEAD + "云山区档案馆|2012604|档案馆|1.00|1.00||1.00||\n^|2080505|养老|2.00|2.00|2.00|||"
    assert {c.fact.unit for c in _book(_T6, grid(text)).claims if c.fact} == {"云山区档案馆"}


def test_the_same_key_twice_is_two_lines_not_two_prints_of_one_fact() -> None:
    row = "2012601-行政运行|50101-工资|30101-基本工资|{0}|{0}|\n"
    book = _book(_T7, grid(_T7_HEAD + row.format("5.00") + row.format("6.00") + "合计|||11.00|11.00|"))
    lines = {c.fact.line for c in book.claims if c.fact and c.fact.function}
    assert len(lines) == 2
    assert None not in lines


@pytest.mark.parametrize(
    ("text", "reason"), [("约5", "不是金额"), ("5.0000001", "细于"), ("1,23", "不是金额")]
)
def test_what_is_no_amount_is_unread_with_its_reason(text: str, reason: str) -> None:
    book = _book(_T7, grid(_T7_HEAD + f"2012601-行政运行|50101-工资|30101-基本工资|5.00|{text}|"))
    assert [(u.place.text, reason in u.reason) for u in book.unread] == [(text, True)]
    assert next(t for t in book.tables if t.id == "T7").status is TableStatus.PARTLY


def test_a_number_in_a_row_nobody_understands_is_unread() -> None:
    book = _book("一般公共预算“三公”经费支出情况表", grid("项目|2023年预算数\n总计|3.00\n会议及其他|2.00"))
    assert [u.place.text for u in book.unread] == ["2.00"]


def test_blank_zero_dash_and_none_stay_apart() -> None:
    table = grid(
        "项目|2023年预算数\n总计|3.00\n因公出国（境）费|\n公务接待费|0.00\n公务用车购置及运行维护费|-\n其中：公务用车购置费|无"
    )
    marks = [claim.amount.mark for claim in _book("一般公共预算“三公”经费支出情况表", table).claims]
    assert marks == [Mark.NUMBER, Mark.BLANK, Mark.ZERO, Mark.DASH, Mark.NONE]


def test_the_denomination_is_the_tables() -> None:
    table = grid("项目|2023年预算数\n总计|30,000.00")
    title = "一般公共预算“三公”经费支出情况表"
    yuan = _book(title, table, "金额单位：元").claims[0]
    wan = _book(title, table, "").claims[0]
    assert (yuan.denomination, yuan.amount.fen) == (Denomination.YUAN, 3_000_000)
    assert (wan.denomination, wan.amount.fen) == (Denomination.WAN, 30_000_000_000)


def test_the_precision_is_the_columns_not_the_cells() -> None:
    text = (
        _T7_HEAD
        + """2012601-行政运行|50101-工资|30101-基本工资|5.123456|5.123456|
2012601-行政运行|50101-工资|30102-津贴补贴|23.04|23.04|"""
    )
    assert {c.amount.quantum for c in _book(_T7, grid(text)).claims} == {1}


def test_a_table_goes_on_under_its_repeated_title() -> None:
    row = "2012601-行政运行|50101-工资|{}|5.00|5.00|"
    first = grid(_T7_HEAD + row.format("30101-基本工资"))
    rest = grid(row.format("30102-津贴补贴") + "\n合计|||10.00|10.00|")
    book = recognise(document(*under(_T7, first).blocks, *under(_T7, rest).blocks[1:]), "beijing-2023")
    assert next(t for t in book.tables if t.id == "T7").rows == 3
    assert book.unread == ()


def test_a_head_that_does_not_fit_leaves_every_number_unread() -> None:
    book = _book(_T7, grid("采购品目|数量|单价\n台式机|3|0.50"))
    table = next(t for t in book.tables if t.id == "T7")
    assert table.status is TableStatus.PARTLY
    assert {u.place.text for u in book.unread} == {"3", "0.50"}


def test_a_text_without_a_known_table_is_no_disclosure() -> None:
    with pytest.raises(NotADisclosure):
        recognise(written("云山游记\n\n山高水长。\n\n日期\t里程\n一月\t12\n"))


def test_a_grid_nobody_declared_is_a_stranger() -> None:
    stranger = grid("车辆|数量\n轿车|2")
    known = under("一般公共预算“三公”经费支出情况表", grid("项目|2023年预算数\n总计|3.00"))
    far = [Paragraph(text) for text in ("附注", "附表甲", "车辆情况", "另附")]
    book = recognise(document(*known.blocks, *far, stranger), "beijing-2023")
    assert len(book.strangers) == 1


def test_rows_of_an_outline_add_up_to_the_row_they_hang_below() -> None:
    """政府采购预算表: a row's level is the last column it fills; a project of two subjects stands once."""
    head = "采购品目大类|专项名称|经济科目|采购物品名称|采购组织形式|总计\n"
    rows = """合计|||||90.00
    一、货物A|||||30.00
    |设备更新|设备购置|||30.00
    |||计算机|分散采购|12.00
    |||复印机|分散采购|18.00
    三、服务C|||||60.00
    |信息化|维修费|||40.00
    |||运维|分散采购|40.00
    ||租赁费|||20.00
    |||线路|分散采购|20.00"""
    book = recognise(under("政府采购预算表", grid(head + rows)), "jiangsu")
    sums = {
        (book.claims[s.total].place.text, tuple(book.claims[i].place.text for i in s.parts))
        for s in book.sums
    }
    assert sums >= {
        ("30.00", ("12.00", "18.00")),
        ("60.00", ("40.00", "20.00")),
        ("40.00", ("40.00",)),
        ("90.00", ("30.00", "60.00")),
    }


def test_a_total_over_two_parts_is_the_right_ones_where_its_merged_cell_was_lost() -> None:
    table = grid(
        """
        收入 | | 支出 | | |
        项目名称 | 金额 | 功能分类 | | 支出用途 |
         | | 功能科目名称 | 金额 | 项目名称 | 金额
        一、财政拨款 | 9.00 | 一、一般公共服务支出 | 9.00 | 一、基本支出 | 9.00
        当年收入小计 | 9.00 | 当年支出小计 | | | 9.00
        收入合计 | 9.00 | 支出合计 | | | 9.00
        """
    )
    report = check_document(under("收支预算总表", table), "jiangsu")
    assert not any(
        claim.place.column[0] == "功能分类" and claim.place.row == ("当年支出小计",) and claim.is_printed
        for claim in report.book.claims
    )
    assert {c.place.row[-1] for c in report.book.claims if c.place.column[0] == "支出用途"} == {
        "一、基本支出",
        "当年支出小计",
        "支出合计",
    }
    assert report.book.unread == ()
    assert not [f for f in report.findings if f.code == "roll-up"]
