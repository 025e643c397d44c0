"""Sheets that were moved, renamed, merged or hidden are told; nothing is read wrongly in silence."""

from __future__ import annotations

import io
from typing import Any

import pytest
import xlsxwriter
from tests.prepare.workbooks import FIRST, HEAD, Pages, changed, column, written

from gouji.model.errors import Unreadable
from gouji.model.finding import Severity
from gouji.prepare import prepare_bytes


@pytest.fixture(scope="module")
def clean() -> bytes:
    return written()


def errors(data: bytes) -> list[tuple[str, str, str]]:
    return [(p.sheet, p.cell, p.what) for p in prepare_bytes(data).errors]


def test_a_needed_sheet_that_is_gone_or_renamed_is_an_error(clean: bytes) -> None:
    def drop(pages: Pages) -> None:
        del pages["支出"]

    def rename(pages: Pages) -> None:
        pages["支出明细"] = pages.pop("支出")

    assert ("支出", "", "缺少这张表") in errors(changed(clean, drop))
    (problem,) = [p for p in prepare_bytes(changed(clean, rename)).errors if p.what == "缺少这张表"]
    assert "支出明细" in problem.remedy


def test_an_optional_sheet_may_be_gone(clean: bytes) -> None:
    def drop(pages: Pages) -> None:
        del pages["名词解释"]

    prepared = prepare_bytes(changed(clean, drop))
    assert prepared.ledger is not None
    assert any(p.sheet == "名词解释" and p.severity is Severity.WARNING for p in prepared.problems)


def test_a_renamed_column_is_named_with_what_stands_there(clean: bytes) -> None:
    def rename(pages: Pages) -> None:
        rows = pages["支出"]
        rows[HEAD][column(rows, "部门经济科目")] = "部门经济科目代码"

    (problem,) = [p for p in prepare_bytes(changed(clean, rename)).errors if "找不到" in p.what]
    assert problem.what == "找不到“部门经济科目”栏"
    assert problem.value == "部门经济科目代码"
    assert "改回“部门经济科目”" in problem.remedy


def test_columns_may_be_moved_and_rows_put_above(clean: bytes) -> None:
    def move(pages: Pages) -> None:
        pages["支出"] = [row[:1] + row[:0:-1] for row in pages["支出"]]
        pages["收入"].insert(0, ["某年某部门"])

    assert prepare_bytes(changed(clean, move)).ledger is not None


def test_merged_cells_among_the_data_are_an_error(clean: bytes) -> None:
    def merge(book: Any, pages: dict[str, Any]) -> None:
        pages["支出"].merge_range(FIRST, 1, FIRST + 2, 1, "701001-云山区档案馆（本级）")

    found = errors(changed(clean, lambda pages: None, merge))
    assert any(
        sheet == "支出" and cell == f"B{FIRST + 1}" and "合并单元格" in what for sheet, cell, what in found
    )


def test_a_formula_without_its_result_is_an_error_and_one_with_it_is_a_value(clean: bytes) -> None:
    def formula(value: str) -> bytes:
        def finish(book: Any, pages: dict[str, Any]) -> None:
            pages["支出"].write_formula(FIRST, 9, "=1+1", None, value)

        return changed(clean, lambda pages: None, finish)

    assert any("没有存下它的结果" in what for _, _, what in errors(formula("")))
    assert not any("公式" in what for _, _, what in errors(formula("2")))


def test_hidden_rows_count_and_are_told(clean: bytes) -> None:
    def hide(book: Any, pages: dict[str, Any]) -> None:
        pages["支出"].set_row(FIRST, None, None, {"hidden": True})

    prepared = prepare_bytes(changed(clean, lambda pages: None, hide))
    assert prepared.ledger is not None
    assert any("隐藏" in p.what for p in prepared.problems)


def test_a_sheet_without_its_head_is_an_error(clean: bytes) -> None:
    def behead(pages: Pages) -> None:
        del pages["支出"][: HEAD + 1]

    assert any(sheet == "支出" and "找不到表头" in what for sheet, _, what in errors(changed(clean, behead)))


def test_sheets_of_ones_own_do_no_harm(clean: bytes) -> None:
    def add(pages: Pages) -> None:
        pages["我的草稿"] = [["甲", "乙"], ["1", "2"]]

    prepared = prepare_bytes(changed(clean, add))
    assert prepared.ledger is not None
    assert any(p.sheet == "我的草稿" and p.severity is Severity.NOTE for p in prepared.problems)


def test_another_workbook_is_refused() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.add_worksheet("工资表").write_string(0, 0, "姓名")
    book.close()
    with pytest.raises(Unreadable, match="不是编制预算用的工作簿"):
        prepare_bytes(stream.getvalue())
