"""What was read, as a workbook: a sheet per table as printed, one of claims, one of what was not read."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import xlsxwriter

from gouji import __version__
from gouji.model.amount import Mark
from gouji.model.book import Book
from gouji.model.document import Document
from gouji.model.fact import DIMENSIONS, NOWHERE
from gouji.model.place import Place
from gouji.recognise.printed import PrintedTable
from gouji.render.report.hiding import Hide, hiding
from gouji.render.report.sheet import Look, Sheets, draw_table

CLAIMS, UNREAD = "金额", "未读入"
_MARKS = {Mark.NUMBER: "数", Mark.ZERO: "零", Mark.BLANK: "空白", Mark.DASH: "横线", Mark.NONE: "无"}
_EXACT = 10**15  # 分; a double holds no more digits
_HEADS = (
    "文件",
    "表",
    "标题",
    "页",
    "行号",
    "行",
    "栏",
    "节",
    "原文",
    "记号",
    "金额（元）",
    "印制单位",
    "精度（元）",
    "事实",
)
_WIDTHS = (16, 10, 24, 6, 6, 36, 30, 20, 16, 8, 20, 8, 10, 48)


def read_workbook(document: Document, tables: Sequence[PrintedTable], book: Book | None) -> bytes:
    """The workbook (.xlsx).  Without a ``book`` the form is unknown, and there are tables only.

    Amounts are numbers with the digits printed; every text is a string, whatever
    sign it begins with.  Names and telephones are masked.
    """
    out = io.BytesIO()
    hide = hiding(book)
    with xlsxwriter.Workbook(out, {"in_memory": True}) as file:
        file.set_properties(
            {
                "created": datetime.datetime(2000, 1, 1),
                "comments": f"gouji {__version__}",
            }  # the same every time
        )
        sheets = Sheets(file)
        look = Look(file)
        for number, table in enumerate(tables, 1):
            draw_table(sheets.add(_sheet_name(table, number)), look, table, document.sources, hide, book)
        if book is not None:
            _claims(sheets.add(CLAIMS), look, book, hide)
        _unread(sheets.add(UNREAD), look, document, book, hide)
    return out.getvalue()


def _sheet_name(table: PrintedTable, number: int) -> str:
    return " ".join(filter(None, (table.label, table.title))) or f"第{number}个表格"


def _claims(sheet: Any, look: Look, book: Book, hide: Hide) -> None:
    titles = {table.id: table for table in book.tables}
    used = [
        (at, name)
        for at, name in enumerate(DIMENSIONS)
        if any(claim.fact is not None and claim.fact[at] is not None for claim in book.claims)
    ]
    _heads(sheet, look, (*_HEADS, *(name for _, name in used)), (*_WIDTHS, *(16 for _ in used)))
    for row, claim in enumerate(book.claims, 1):
        place, table = claim.place, titles.get(claim.place.table or "")
        fact = claim.fact or NOWHERE
        said = [f"{name}={value}" for name, value in zip(DIMENSIONS, fact, strict=True) if value is not None]
        texts = (
            book.sources[place.file].name,
            (table.label or table.id) if table else "正文",
            table.title if table else "",
            place.page,
            place.line,
            *map(" / ".join, (place.row, place.column, place.section)),
            place.text,
            _MARKS[claim.amount.mark],
            claim.amount.fen if claim.is_printed else None,
            claim.denomination.label,
            claim.amount.quantum,
            "；".join(said),
            *(fact[at] for at, _ in used),
        )
        for column, value in enumerate(texts):
            if column in (10, 12) and isinstance(value, int):
                _money(sheet, look, row, column, value)
            elif isinstance(value, int):
                sheet.write_number(row, column, value, look.plain)
            elif value:
                sheet.write_string(row, column, hide(str(value)), look.plain)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(book.claims), len(_HEADS) + len(used) - 1)


def _money(sheet: Any, look: Look, row: int, column: int, fen: int) -> None:
    """分 as 元, exact: a number where a double holds all its digits, else a string."""
    if abs(fen) < _EXACT:
        sheet.write_number(row, column, fen / 100, look.number(2, separators=True))
    else:
        sheet.write_string(
            row, column, f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02}", look.plain
        )


def _unread(sheet: Any, look: Look, document: Document, book: Book | None, hide: Hide) -> None:
    _heads(sheet, look, ("文件", "页", "行号", "表", "内容", "原因"), (16, 6, 6, 20, 60, 40))
    row = 0
    for entry in _not_read(document, book):
        row += 1
        for column, value in enumerate(entry):
            if isinstance(value, int):
                sheet.write_number(row, column, value, look.plain)
            elif value:
                sheet.write_string(row, column, hide(value)[:32_000], look.plain)
    if not row:
        sheet.write_string(1, 0, "没有未读入的内容。", look.plain)
    sheet.freeze_panes(1, 0)


Entry = tuple[str, int | None, int | None, str, str, str]


def _not_read(document: Document, book: Book | None) -> Iterable[Entry]:
    """Numbers that became no claim, tables of no form, pages without text, and what was left out of all."""
    names = [source.name for source in document.sources]
    told: Callable[[Place], str] = lambda place: place.table or ""  # noqa: E731
    if book is not None:
        titles = {table.id: table.name for table in book.tables}
        told = lambda place: titles.get(place.table or "", "")  # noqa: E731
        for unread in book.unread:
            place = unread.place
            where = " / ".join((*place.row, *place.column))
            yield (
                *(names[place.file], place.page, place.line, told(place)),
                f"{where}：{place.text}" if where else place.text,
                unread.reason,
            )
        for place in book.strangers:
            yield (
                names[place.file],
                place.page,
                place.line,
                "",
                "一个表格",
                "不是表样所列的表，没有读成金额",
            )
    else:
        yield (names[0], None, None, "", "全部表格", "没有认出表样，只照原样列出表格，没有读成金额")
    for file, page in document.scanned:
        yield (names[file], page, None, "", "整页", "没有可读的文字（扫描的图片，或字体没有文字对应）")
    for dropped in document.dropped:
        yield (names[dropped.file], dropped.page, dropped.line, "", dropped.text, dropped.reason)


def _heads(sheet: Any, look: Look, heads: Sequence[str], widths: Sequence[int]) -> None:
    for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.write_string(0, column, head, look.head)
        sheet.set_column(column, column, width)
