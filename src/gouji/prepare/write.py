"""Writing the workbook a clerk fills in: explained, with drop-downs, and with what is known already."""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Sequence
from typing import Any

from gouji.forms import Form
from gouji.model.amount import Denomination, format_amount
from gouji.model.errors import Unreadable
from gouji.model.ledger import Ledger, List
from gouji.prepare import sheets
from gouji.prepare.asked import figures_asked
from gouji.prepare.choose import TAB, Formats, Paper, switch, validate, write_lists
from gouji.prepare.declaration import (
    FIRST_DATA_ROW,
    GUIDE,
    HEAD_ROW,
    MARK,
    MARK_EXAMPLE,
    MARK_EXPLAIN,
    Column,
    Kind,
    Need,
    SheetForm,
)
from gouji.prepare.enter import Entry, rows_of
from gouji.prepare.guide import guide_lines
from gouji.prepare.items import passage_subjects, reason_subjects
from gouji.prepare.lists import drop_downs

_CREATED = datetime.datetime(2020, 1, 1)  # the same ledger makes the same file
_EXACT = 10**15  # what a workbook's binary numbers hold exactly, in 分
_LOOKED_AT = 2000
_WIDEST, _TALLEST, _LINE_HEIGHT, _SMALL_LINE = 50, 405, 15, 12
_LONGEST = 32_767  # signs of a cell
_BLUE, _GREY, _GREEN, _LINE = "#DDEBF7", "#F2F2F2", "#E2EFDA", "#BFBFBF"


def write_workbook(form: Form, ledger: Ledger | None = None, money: Denomination | None = None) -> bytes:
    """The explained workbook for ``form``, filled with a ledger, which may be partial.

    Amounts are in ``money``, 万元 or 元; without it, in that of the form.
    Raises :class:`KeyError` for money the workbook has no words for, and
    :class:`Unreadable` for a text that no cell can hold.
    """
    import xlsxwriter

    if money is None:
        money = Denomination.YUAN if form.denomination is Denomination.YUAN else Denomination.WAN
    known = ledger if ledger is not None else empty_ledger()
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_numbers": False,
            "strings_to_formulas": False,
            "strings_to_urls": False,
        },
    )
    book.set_properties({"title": "部门预算编制工作簿", "created": _CREATED})
    formats = _formats(book)
    guide = book.add_worksheet(GUIDE)
    pages = {sheet.name: book.add_worksheet(sheet.name) for sheet in sheets.SHEETS}
    paper = Paper(book, formats, write_lists(book, formats, drop_downs(form, known.year)), money)
    rows = _asked_too(rows_of(known, money.label), form, known)
    _write_guide(guide, formats, form)
    for sheet in sheets.SHEETS:
        _write_sheet(pages[sheet.name], sheet, rows[sheet.name], paper)
    pages[sheets.INFORMATION.name].activate()
    book.close()
    return stream.getvalue()


def empty_ledger(year: int = 0) -> Ledger:
    """A ledger of which nothing is known but perhaps the year."""
    return Ledger("", "", year, (), dict.fromkeys(List, ()))


def _asked_too(rows: dict[str, list[Entry]], form: Form, ledger: Ledger) -> dict[str, list[Entry]]:
    """The rows with those the form asks for and nobody filled in yet, their answers left empty."""
    for sheet, field, subjects in (
        (sheets.REASONS.name, "subject", reason_subjects(form)),
        (sheets.PASSAGES.name, "subject", passage_subjects(form)),
        (sheets.LAST_YEAR.name, "figure", figures_asked(form)),
    ):
        there = {row.get(field) for row in rows[sheet]}
        rows[sheet] = rows[sheet] + [{field: subject} for subject in subjects if subject not in there]
    return rows


def _formats(book: Any) -> Formats:
    def make(**more: Any) -> Any:
        return book.add_format({"font_name": "宋体", "font_size": 11, "valign": "vcenter", **more})

    line = {"border": 1, "border_color": _LINE}
    return {
        "title": make(bold=True, font_size=16),
        "about": make(font_color="#595959"),
        "head": make(bold=True, align="center", text_wrap=True, bg_color=_BLUE, **line),
        "optional": make(align="center", text_wrap=True, bg_color=_GREY, **line),
        "explain": make(font_size=9, font_color="#595959", text_wrap=True, valign="top", **line),
        "example": make(italic=True, font_color="#7F7F7F", bg_color=_GREEN, text_wrap=True, **line),
        "text": make(num_format="@", **line),
        "long": make(num_format="@", text_wrap=True, **line),
        "count": make(num_format="0", **line),
        "money": make(num_format="#,##0.00####", **line),
        "mark": make(align="center", font_color="#7F7F7F", **line),
        "plain": make(text_wrap=True, valign="top"),
        "strong": make(bold=True, text_wrap=True, valign="top"),
    }


def _write_guide(page: Any, formats: Formats, form: Form) -> None:
    page.set_tab_color("#C00000")
    page.hide_gridlines(2)
    page.set_column(0, 0, 18)
    page.set_column(1, 1, 96)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    for row, (left, right) in enumerate(guide_lines(form)):
        style = formats["title"] if row == 0 else formats["strong"]
        page.write_string(row, 0, left, style)
        if right:
            page.write_string(row, 1, right, formats["plain"])


def _write_sheet(page: Any, sheet: SheetForm, rows: Sequence[Entry], paper: Paper) -> None:
    formats = paper.formats
    page.set_tab_color(TAB[sheet.needed])
    page.write_string(0, 0, sheet.name, formats["title"])
    page.write_string(1, 0, sheet.about, formats["about"])
    page.write_string(HEAD_ROW, 0, MARK, formats["optional"])
    page.write_string(HEAD_ROW + 1, 0, MARK_EXPLAIN, formats["mark"])
    page.set_column(0, 0, 6)
    page.set_row(0, 26, formats["title"])
    page.set_row(1, None, formats["about"])
    page.set_row(HEAD_ROW, 32)
    page.set_row(HEAD_ROW + 1, _SMALL_LINE * max(3, *map(_small_lines, sheet.columns)) + 4)
    page.freeze_panes(HEAD_ROW + 1, 2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD_ROW)
    has_example = any(column.example for column in sheet.columns)
    if has_example:
        page.write_string(HEAD_ROW + 2, 0, MARK_EXAMPLE, formats["mark"])
    for number, column in enumerate(sheet.columns, 1):
        page.set_column(number, number, _width(column, rows), _format_of(column, formats))
        head = formats["optional" if column.need is Need.OPTIONAL else "head"]
        page.write_string(HEAD_ROW, number, column.head, head)
        page.write_string(HEAD_ROW + 1, number, _explained(column), formats["explain"])
        if has_example:
            page.write_string(HEAD_ROW + 2, number, column.example, formats["example"])
        validate(page, number, column, len(rows), paper)
    for at, entry in enumerate(rows, FIRST_DATA_ROW):
        if (lines := _lines(sheet, entry)) > 1:
            page.set_row(at, min(_TALLEST, _LINE_HEIGHT * lines))
        for number, column in enumerate(sheet.columns, 1):
            if (value := entry.get(column.field, "")) != "":
                _write(page, at, number, column, value, paper)
    if sheet is sheets.INFORMATION:
        switch(page, rows, paper)


def _width(column: Column, rows: Sequence[Entry]) -> float:
    """Wide enough for what stands in it, up to a limit; long texts are wrapped."""
    if column.kind in (Kind.LONG, Kind.AMOUNT, Kind.COUNT):
        return column.width
    longest = max((_breadth(str(row.get(column.field, ""))) for row in rows[:_LOOKED_AT]), default=0)
    return max(column.width, min(_WIDEST, longest + 2))


def _lines(sheet: SheetForm, entry: Entry) -> int:
    """Over how many lines the longest text of a row is wrapped."""
    return max(
        (
            sum(math.ceil(max(1, _breadth(part)) / (column.width - 2)) for part in str(text).split("\n"))
            for column in sheet.columns
            if column.kind is Kind.LONG and (text := entry.get(column.field))
        ),
        default=1,
    )


def _small_lines(column: Column) -> int:
    """Over how many lines a column's explanation is wrapped at its narrowest."""
    return math.ceil(_breadth(_explained(column)) / max(1, column.width - 1))


def _breadth(text: str) -> int:
    """How many Latin signs wide a text is; a Chinese one is as wide as two."""
    return sum(1 if sign.isascii() else 2 for sign in text)


def _explained(column: Column) -> str:
    return "".join(filter(None, (f"【{column.need.value}】", column.explain)))


def _format_of(column: Column, formats: Formats) -> Any:
    return formats[{Kind.AMOUNT: "money", Kind.COUNT: "count", Kind.LONG: "long"}.get(column.kind, "text")]


def _write(page: Any, row: int, number: int, column: Column, value: str | int, paper: Paper) -> None:
    if isinstance(value, str):
        if len(value.encode("utf-16-le")) > 2 * _LONGEST:
            what = f"“{column.name}”里有一段文字超过 {_LONGEST:,} 字，一个单元格放不下：{value[:20]}…"
            raise Unreadable("工作簿", what, "请分成几段。")
        page.write_string(row, number, value, paper.formats["long" if column.kind is Kind.LONG else "text"])
    elif column.kind is not Kind.AMOUNT:
        page.write_number(row, number, value, paper.formats["count"])
    elif abs(value) < _EXACT:
        page.write_number(row, number, value / paper.money.value, paper.formats["money"])
    else:
        text = format_amount(value, paper.money, separators=False)
        page.write_string(row, number, text, paper.formats["money"])
