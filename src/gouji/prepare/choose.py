"""The drop-downs of the workbook: the sheet of lists, and the cells that choose from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gouji.model.amount import Denomination
from gouji.prepare import sheets
from gouji.prepare.declaration import FIRST_DATA_ROW, LISTS, Column, Kind
from gouji.prepare.enter import Entry

ROOM = 2000
"""Rows below the filled ones that drop-downs reach."""

TAB = {True: "#2F75B5", False: "#A6A6A6"}

Formats = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Paper:
    """What every sheet needs: the workbook, its formats, the lists with their ranges."""

    book: Any
    formats: Formats
    ranges: Mapping[str, str]
    money: Denomination


def write_lists(book: Any, formats: Formats, lists: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """The sheet of lists at the end; list name → the range that drop-downs refer to."""
    page = book.add_worksheet(LISTS)
    page.set_tab_color(TAB[False])
    page.freeze_panes(1, 0)
    ranges: dict[str, str] = {}
    for column, (name, words) in enumerate(lists.items()):
        page.write_string(0, column, _LIST_NAMES.get(name, name), formats["head"])
        page.set_column(column, column, max(12, min(44, 2 * max(map(len, words), default=6))))
        for row, word in enumerate(words, 1):
            page.write_string(row, column, word, formats["text"])
        if words:
            letters = letters_of(column)
            ranges[name] = f"='{LISTS}'!${letters}$2:${letters}${len(words) + 1}"
    first = FIRST_DATA_ROW + 1
    for name, sheet, field in (("unit", sheets.UNITS, "label"), ("project", sheets.PROJECTS, "name")):
        at = letters_of(1 + next(n for n, c in enumerate(sheet.columns) if c.field == field))
        ranges[name] = f"='{sheet.name}'!${at}${first}:${at}${first + ROOM - 1}"
    return ranges


_LIST_NAMES = {
    "function": "功能科目",
    "government_economic": "政府经济科目",
    "department_economic": "部门经济科目",
}


def validate(page: Any, number: int, column: Column, count: int, paper: Paper) -> None:
    last = FIRST_DATA_ROW + count + ROOM
    source = column.choices or (column.field if column.kind is Kind.CODE else "")
    if column.kind in (Kind.UNIT, Kind.PROJECT):
        source = column.kind.value
    options: dict[str, Any] = {}
    if source in paper.ranges:
        strict = column.kind is Kind.CHOICE and not column.free
        options = {
            "validate": "list",
            "source": paper.ranges[source],
            "error_type": "stop" if strict else "information",
            "error_title": "请从下拉框选择",
            "error_message": "这里应填下拉框里的内容。" if strict else "下拉框里没有这一项，请核对后再确认。",
        }
    elif column.kind is Kind.AMOUNT:
        options = {
            "validate": "decimal",
            "criteria": ">=",
            "value": 0,
            "error_type": "stop",
            "error_title": "请填数字",
            "error_message": "金额只填数字，不带单位，不能为负。",
        }
    elif column.kind is Kind.COUNT:
        options = {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "error_type": "stop",
            "error_title": "请填整数",
            "error_message": "这里填整数。",
        }
    if options:
        page.data_validation(FIRST_DATA_ROW, number, last, number, options)


def switch(page: Any, rows: Sequence[Entry], paper: Paper) -> None:
    """The drop-down of 元 and 万元 beside its item."""
    at = next(n for n, row in enumerate(rows) if row["item"] == "金额单位")
    page.data_validation(
        FIRST_DATA_ROW + at,
        2,
        FIRST_DATA_ROW + at,
        2,
        {
            "validate": "list",
            "source": paper.ranges["金额单位"],
            "error_title": "请从下拉框选择",
            "error_message": "只能是 万元 或 元。",
        },
    )


def letters_of(column: int) -> str:
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
