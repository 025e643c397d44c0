"""Printed heads find their declared columns, however they are broken, merged or ordered."""

from __future__ import annotations

import pytest
from tests.printed import grid, loose

from gouji.forms import load_form
from gouji.model.document import Grid
from gouji.recognise.head import Columns, covering_texts, match_head
from gouji.recognise.matrix import matrix_of

_T4 = """
项目单位|类型|项目名称|支出功能分类科目|政府支出经济分类科目|部门支出经济分类科目|合计|本年拨款|<|<|财政拨款结转结余|<|<|财政专户管理资金|单位资金
^|^|^|^|^|^|^|一般公共预算|政府性基金预算|国有资本经营预算|一般公共预算|政府性基金预算|国有资本经营预算|^|^
甲|乙|丙|2012604-档案馆|50201-办公经费|30201-办公费|1.00|1.00||||||||
"""
_T7 = """
支出功能分类科目|政府支出经济分类科目|部门支出经济分类科目|本年预算数|<|<
^|^|^|合计|人员经费|公用经费
2012601-行政运行|50101-工资奖金津补贴|30101-基本工资|5.00|5.00|
"""


def _columns(table: str, printed: Grid) -> Columns | None:
    declared = load_form("beijing-2023").table(table)
    assert declared is not None
    return match_head(matrix_of([printed]), declared.sections, 2023)


def _found(table: str, printed: Grid) -> dict[str, int]:
    """``上级/栏`` → printed column."""
    columns = _columns(table, printed)
    declared = load_form("beijing-2023").table(table)
    assert columns is not None
    assert declared is not None
    leaves = declared.sections[0].leaves()
    return {"/".join(leaves[i].labels): column for i, column in columns.found[0].items()}


@pytest.mark.parametrize("printed", [grid(_T4), loose(_T4)], ids=["merged", "merged cells lost"])
def test_a_name_under_two_heads_is_two_columns(printed: Grid) -> None:
    found = _found("T4", printed)
    assert found["本年拨款/一般公共预算"] == 7
    assert found["财政拨款结转结余/一般公共预算"] == 10
    assert found["财政拨款结转结余/国有资本经营预算"] == 12
    assert found["单位资金"] == 14
    assert sorted(found.values()) == list(range(15))


@pytest.mark.parametrize("printed", [grid(_T4), loose(_T4)], ids=["merged", "merged cells lost"])
def test_the_head_ends_before_the_first_amount(printed: Grid) -> None:
    columns = _columns("T4", printed)
    assert columns is not None
    assert (columns.rows, columns.missing) == (2, ())


@pytest.mark.parametrize("shown", [grid, loose], ids=["ruled", "loose"])
def test_a_word_broken_inside_its_cell_is_one_word(shown: type[Grid]) -> None:
    text = _T7.replace("部门支出经济分类科目", "部门支出经济 分类科目").replace("人员经费", "人员 经费")
    assert _found("T7", shown(text)) == _found("T7", grid(_T7))  # type: ignore[call-arg, arg-type]


def test_a_word_broken_over_two_rows_of_the_head_is_one_word() -> None:
    text = """
    支出功能分类|政府支出经济|部门支出经济|本年预算数|<|<
    科目|分类科目|分类科目|合计|人员经费|公用经费
    2012601-行政运行|50101-工资奖金津补贴|30101-基本工资|5.00|5.00|
    """
    assert sorted(_found("T7", grid(text)).values()) == [0, 1, 2, 3, 4, 5]


def test_columns_may_stand_in_another_order() -> None:
    text = """
    部门支出经济分类科目|支出功能分类科目|政府支出经济分类科目|本年预算数|<|<
    ^|^|^|公用经费|人员经费|合计
    30101-基本工资|2012601-行政运行|50101-工资奖金津补贴||5.00|5.00
    """
    found = _found("T7", grid(text))
    assert [found[f"本年预算数/{name}"] for name in ("合计", "人员经费", "公用经费")] == [5, 4, 3]
    assert (found["支出功能分类科目"], found["部门支出经济分类科目"]) == (1, 0)


def test_an_optional_column_may_be_missing() -> None:
    columns = _columns(
        "T2",
        grid(
            "合计|本年收入|<|<|<|<|<|上年结转结余\n^|小计|一般公共预算|政府性基金预算|国有资本经营预算|财政专户管理资金|单位资金|^\n1.00|1.00|1.00||||||"
        ),
    )
    assert columns is not None
    assert columns.missing == ()


def test_a_required_column_that_is_missing_is_told() -> None:
    text = "\n".join(line.rpartition("|")[0] for line in _T7.strip().splitlines())
    columns = _columns("T7", grid(text))
    declared = load_form("beijing-2023").table("T7")
    assert columns is not None
    assert declared is not None
    assert [declared.sections[0].leaves()[i].labels[-1] for _, i in columns.missing] == ["公用经费"]


def test_a_row_of_column_numbers_is_part_of_the_head() -> None:
    text = _T7.replace("\n2012601", "\n1|2|3|4|5|6\n2012601")
    columns = _columns("T7", grid(text))
    assert columns is not None
    assert sorted(columns.found[0].values()) == [0, 1, 2, 3, 4, 5]


def test_another_table_is_no_match() -> None:
    assert _columns("T7", grid("采购品目|数量|单价\n台式机|3|0.50")) is None


def test_a_column_of_another_year_is_another_column() -> None:
    assert _columns("T10", grid("项目|2023年预算数\n总计|1.00")) is not None
    assert _columns("T10", grid("项目|2021年预算数\n总计|1.00")) is None


def test_a_title_and_a_unit_line_in_single_cells_above_the_head_are_no_heads() -> None:
    table = grid(
        """
        支出预算总表 | | | | | |
        云山区档案馆 | | | | | |
         | | | | | | 单位：元
        项目 | < | < | < | 支出预算 | < | <
        功能分类科目编码 | < | < | 功能分类科目名称 | 合计 | 基本支出 | 项目支出
        类 | 款 | 项 | ^ | ^ | ^ | ^
        201 | | | 一般公共服务支出 | 9.00 | 6.00 | 3.00
        """
    )
    form = next(t for t in load_form("shanghai").tables if t.id == "S3")
    columns = match_head(matrix_of([table]), form.sections, 2023)
    assert columns is not None
    assert (columns.rows, columns.missing, columns.score > 0.99) == (6, (), True)


def test_where_merged_cells_were_lost_a_head_reaches_right() -> None:
    table = grid(
        """
        “三公”经费 | | | | |
        2022年预算数 | | | 2023年预算数 | |
        合计 | 公务接待费 | 因公出国（境）费 | 合计 | 公务接待费 | 因公出国（境）费
        3.00 | 1.00 | 2.00 | 3.00 | 1.00 | 2.00
        """
    )
    assert [texts[1] for texts in covering_texts(matrix_of([table]), 3)] == ["2022年预算数"] * 3 + [
        "2023年预算数"
    ] * 3


def test_a_head_reaches_right_no_further_than_the_head_above_it() -> None:
    table = grid(
        """
        项目 | | 本年收入 | 本年支出 | |
        科目编码 | 科目名称 | | | |
         | | | 合计 | 基本支出 | 项目支出
        201 | 一般公共服务支出 | 3.00 | 3.00 | 1.00 | 2.00
        """
    )
    assert covering_texts(matrix_of([table]), 3)[4:] == [("本年支出", "基本支出"), ("本年支出", "项目支出")]
