"""Which cell a person means."""

from __future__ import annotations

import pytest
from tests.altered import checked, example

from gouji.explain.address import NoSuchCell, find_cell
from gouji.model.book import Book


@pytest.fixture(scope="module")
def book() -> Book:
    return checked(example()).book


@pytest.mark.parametrize(
    ("path", "table", "row", "column"),
    [
        ("表七/合计/人员经费", "T7", "合计", "人员经费"),
        ("表七/2010301/30239/公用", "T7", "30239-其他交通费用", "公用经费"),
        ("T6/事业运行/公用经费", "T6", "2010350-事业运行", "公用经费"),
        ("表一/收入总计/预算数", "T1", "收入总计", "预算数"),
        ("表六/合计/本年预算数/合计", "T6", "合计", "合计"),
        ("部门支出总体/2210201/30113/基本支出", "T3", "30113-住房公积金", "基本支出"),
    ],
)
def test_labels_may_be_shortened(book: Book, path: str, table: str, row: str, column: str) -> None:
    place = book.claims[find_cell(book, path)].place
    assert (place.table, place.row[-1], place.column[-1]) == (table, row, column)


def test_doubt_is_listed(book: Book) -> None:
    with pytest.raises(NoSuchCell) as problem:
        find_cell(book, "表七/2010301/公用经费")
    assert "30239" in str(problem.value) or "……" in str(problem.value)
    assert "公用经费" in str(problem.value)


@pytest.mark.parametrize("path", ["表九十/合计/人员经费", "表七/没有这一行/人员经费", "合计", ""])
def test_what_is_not_there_is_said(book: Book, path: str) -> None:
    with pytest.raises(NoSuchCell):
        find_cell(book, path)
