"""Awkward tables of real forms, declared on paper before anyone reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.printed import grid, under

from gouji.check import check_document
from gouji.forms import load_form
from gouji.model.fact import Fact
from gouji.model.report import Report

_PAPER = Path(__file__).parent / "paper"
_NAMES = sorted(path.stem for path in _PAPER.glob("*.yaml"))


def _check(name: str, text: str) -> Report:
    form = str(_PAPER / f"{name}.yaml")
    return check_document(under(load_form(form).tables[0].titles[0], grid(text)), form)


def _facts(report: Report) -> dict[str, Fact]:
    """Printed text → fact; every figure of a sample is printed once."""
    found = {claim.place.text: claim.fact for claim in report.book.claims if claim.is_printed}
    assert len(found) == sum(claim.is_printed for claim in report.book.claims)
    return found


def _is_clean(report: Report) -> bool:
    return not report.broken and not report.book.unread and bool(report.relations)


@pytest.mark.parametrize("name", _NAMES)
def test_it_loads(name: str) -> None:
    form = load_form(str(_PAPER / f"{name}.yaml"))
    assert form.id == f"paper-{name.replace('_', '-')}"
    assert all(table.sections for table in form.tables)


_CENTRAL_6 = """
人员经费 | < | < | 公用经费 | < | < | < | < | <
科目编码 | 科目名称 | 预算数 | 科目编码 | 科目名称 | 日常公用经费 | 科目编码 | 科目名称 | 日常公用经费
301 | 工资福利支出 | 91.01 | 302 | 商品和服务支出 | 30.00 | 310 | 资本性支出 | 7.50
30101 | 基本工资 | 60.00 | 30201 | 办公费 | 18.00 | 31002 | 办公设备购置 | 7.00
30102 | 津贴补贴 | 31.01 | 30202 | 印刷费 | 12.00 | 31099 | 其他资本性支出 | 0.50
人员经费合计 | < | 91.010 | 公用经费合计 | < | < | < | < | 37.50
"""


def test_groups_side_by_side_have_their_own_nature() -> None:
    facts = _facts(_check("central_6", _CENTRAL_6))
    assert facts["60.00"].nature == "basic.personnel"
    assert facts["60.00"].department_economic == "301.01"
    assert facts["12.00"].nature == facts["0.50"].nature == facts["37.50"].nature == "basic.operating"
    assert facts["0.50"].department_economic == "310.99"
    assert facts["37.50"].department_economic is None


def test_a_total_may_span_two_groups() -> None:
    assert _is_clean(_check("central_6", _CENTRAL_6))


_JIANGSU_01 = """
收入 | < | 支出 | < | < | <
项目名称 | 金额 | 功能分类 | < | 支出用途 | <
^ | ^ | 功能科目名称 | 金额 | 项目名称 | 金额
一、财政拨款 | 61.00 | 一、一般公共服务支出 | 64.00 | 一、基本支出 | 50.00
1.一般公共预算 | 59.00 | 八、社会保障和就业支出 | 6.99 | 二、项目支出 | 20.00
2.政府性基金预算 | 2.00 | 十八、住房保障支出 | 2.01 | 三、单位预留机动经费 | 3.00
三、其他资金 | 8.00 | | | |
当年收入小计 | 69.00 | | | 当年支出小计 | 73.00
上年结转资金 | 5.00 | | | 结转下年资金 | 1.00
收入合计 | 74.000 | | | 支出合计 | 74.00
"""


def test_three_parts_side_by_side() -> None:
    report = _check("jiangsu_01", _JIANGSU_01)
    facts = _facts(report)
    assert _is_clean(report)
    assert facts["74.000"] == facts["74.00"] == Fact(year=2023, stage="original")
    assert facts["2.00"].fund == "fiscal.government_fund"
    assert (facts["6.99"].flow, facts["6.99"].function) == ("expenditure", "208")
    assert (facts["3.00"].nature, facts["3.00"].position) == ("reserve", "current")


@pytest.mark.parametrize("figure", ["61.00", "59.00", "69.00", "5.00", "6.99", "64.00", "50.00", "73.00"])
def test_a_wrong_figure_of_three_parts_is_noticed(figure: str) -> None:
    assert _check("jiangsu_01", _JIANGSU_01.replace(f" {figure}", " 99.99")).broken


_JIANGSU_02 = """
项目名称 | < | 金额
收入总计 | < | 58.00
一般公共预算资金 | 小计 | 40.00
^ | 公共财政拨款(补助)资金 | 33.00
^ | 专项收入 | 7.00
政府性基金 | 小计 |
财政专户管理资金 | 小计 | 1.50
其他资金 | 小计 | 12.50
^ | 事业收入 | 9.00
^ | 经营收入 |
^ | 其他收入 | 3.50
上年结转和结余资金 | 小计 | 4.00
^ | 其中：动用上年结转和结余资金 | 2.50
"""


def test_a_repeated_subtotal_belongs_to_the_name_beside_it() -> None:
    report = _check("jiangsu_02", _JIANGSU_02)
    facts = _facts(report)
    assert _is_clean(report)
    assert facts["40.00"].fund == "fiscal.general"
    assert facts["1.50"].fund == "non_fiscal.special_account"
    assert facts["12.50"].fund == "non_fiscal.own"
    assert facts["3.50"].fund == "non_fiscal.own.other"
    assert (facts["4.00"].position, facts["2.50"].position) == ("opening", "opening.reserve_used")


@pytest.mark.parametrize("figure", ["40.00", "33.00", "12.50", "9.00"])
def test_a_wrong_part_of_a_subtotal_is_noticed(figure: str) -> None:
    assert _check("jiangsu_02", _JIANGSU_02.replace(f" {figure}", " 99.99")).broken


def test_a_wrong_grand_total_of_subtotals_is_noticed() -> None:
    assert _check("jiangsu_02", _JIANGSU_02.replace(" 58.00", " 59.00")).broken


def test_a_part_larger_than_its_subtotal_is_noticed() -> None:
    assert _check("jiangsu_02", _JIANGSU_02.replace(" 2.50", " 4.50")).broken


_THREE_PUBLIC = """
财政拨款“三公”经费 | < | < | < | < | < | < | < | < | < | < | <
合计 | < | 因公出国（境）费 | < | 公务用车购置及运行维护费 | < | < | < | < | < | 公务接待费 | <
^ | ^ | ^ | ^ | 小计 | < | 公务用车购置费 | < | 公务用车运行维护费 | < | ^ | ^
预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数
12.00 | 9.50 | 3.00 | 2.50 | 7.00 | 6.00 | 2.00 | 1.50 | 5.00 | 4.50 | 2.000 | 1.00
"""


def test_each_item_has_an_original_and_an_actual_figure() -> None:
    report = _check("final_three_public", _THREE_PUBLIC)
    facts = _facts(report)
    assert _is_clean(report)
    assert (facts["12.00"].controlled, facts["12.00"].stage) == ("three_public", "original")
    assert (facts["9.50"].controlled, facts["9.50"].stage) == ("three_public", "actual")
    assert facts["4.50"].controlled == "three_public.vehicles.operation"
    assert (facts["2.000"].controlled, facts["2.000"].stage) == ("three_public.reception", "original")


@pytest.mark.parametrize("figure", ["12.00", "9.50", "2.50", "7.00", "6.00", "1.50", "5.00", "2.000", "1.00"])
def test_a_wrong_figure_of_the_three_public_row_is_noticed(figure: str) -> None:
    text = _THREE_PUBLIC.replace(f" {figure} ", " 99.99 ").replace(f"\n{figure} ", "\n99.99 ")
    assert _check("final_three_public", text.replace(f" {figure}\n", " 99.99\n")).broken


def test_an_amount_beside_a_heading_is_not_lost(tmp_path: Path) -> None:
    declared = (
        (_PAPER / "jiangsu_02.yaml").read_text(encoding="utf-8").replace("                key: {}\n", "")
    )
    (tmp_path / "form.yaml").write_text(declared, encoding="utf-8")
    book = _check(str(tmp_path / "form"), _JIANGSU_02).book
    printed = {claim.place.text for claim in book.claims} | {unread.place.text for unread in book.unread}
    assert "4.00" in printed
