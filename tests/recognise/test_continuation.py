"""Tables that go on in another grid."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.printed import YEAR_LINE, document, grid

from gouji.check import check_document
from gouji.model.document import Document, Grid, Paragraph
from gouji.model.finding import Severity
from gouji.model.report import Report, Verdict

_HEAD = """
项目 | < | < | < | 支出预算 | < | <
功能分类科目编码 | < | < | 功能分类科目名称 | 合计 | 基本支出 | 项目支出
类 | 款 | 项 | ^ | ^ | ^ | ^
"""
_ROWS = """
201 | < | < | 一般公共服务支出 | 90.00 | 60.00 | 30.00
20126 | < | < | 档案事务 | 90.00 | 60.00 | 30.00
2012604 | < | < | 档案馆 | 90.00 | 60.00 | 30.00
"""
_TAIL = """
208 | 社会保障和就业支出 | 12.00 | 12.00 |
20805 | 行政事业单位养老支出 | 12.00 | 12.00 |
2080505 | 机关事业单位基本养老保险缴费支出 | 12.00 | 12.00 |
合计 | < | 102.00 | 72.00 | 30.00
"""


def _budget(*blocks: Grid | Paragraph) -> Document:
    return document(Paragraph(YEAR_LINE), Paragraph("部门支出预算总表"), Paragraph("单位：元"), *blocks)


def _read(doc: Document) -> Report:
    return check_document(doc, "shanghai")


def _errors(report: Report) -> list[str]:
    return [f.message for f in report.findings if f.severity is Severity.ERROR and f.code == "roll-up"]


def test_a_tail_with_its_code_in_one_column_goes_on() -> None:
    report = _read(_budget(grid(_HEAD + _ROWS.strip()), grid(_TAIL)))
    assert len([claim for claim in report.book.claims if claim.place.table == "S3"]) == 21
    assert _errors(report) == []


@pytest.mark.parametrize("between", ["— 12 —", "第3页 共20页", "12"])
def test_the_number_of_a_page_between_two_pieces_says_nothing(between: str) -> None:
    tail = grid("类 | 款 | 项 | | | |\n208 | 05 | 05 | 养老保险缴费 | 12.00 | 12.00 |")
    report = _read(_budget(grid(_HEAD + _ROWS.strip()), Paragraph(between), tail))
    assert len([claim for claim in report.book.claims if claim.place.table == "S3"]) == 12


def test_a_table_whose_tail_is_not_understood_is_not_added_up() -> None:
    total = replace(grid(_TAIL), box=(0.0, 0.0, 9.0, 9.0))
    first = grid(_HEAD + _ROWS.strip() + "\n合计 | < | < | | 102.00 | 72.00 | 30.00")
    report = _read(_budget(first, total))
    table = next(table for table in report.book.tables if table.id == "S3")
    assert any("续表" in reason for reason in table.reasons)
    assert _errors(report) == []
    assert report.verdict is Verdict.INCOMPLETE
