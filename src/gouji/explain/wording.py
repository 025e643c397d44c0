"""How places, amounts and accounts are said in Chinese."""

from __future__ import annotations

from gouji.model.amount import Denomination, format_amount
from gouji.model.book import Book
from gouji.model.finding import Account
from gouji.model.place import Place


def table_name(book: Book, place: Place) -> str:
    """表七, or the title where no number is printed; 正文 for prose."""
    for table in book.tables:
        if table.id == place.table:
            return table.name
    return "正文"


def place_name(book: Book, place: Place) -> str:
    """``表七 · 合计 · 人员经费``."""
    column = place.column[-2:] if len(place.column) > 1 and place.column[-1] in _PLAIN else place.column[-1:]
    parts = [table_name(book, place), *place.row, "/".join(column), *place.section[-1:]]
    return " · ".join(part for part in parts if part)


_PLAIN = frozenset({"合计", "小计", "一般公共预算", "政府性基金预算", "国有资本经营预算", "预算数", "决算数"})


def money(fen: int, denomination: Denomination, *, signed: bool = False) -> str:
    """An amount as printed in reports; exact, never fewer digits than it has."""
    text = format_amount(fen, denomination)
    if signed and fen > 0:
        return f"+{text}"
    return text.replace("-", "−") if signed else text


def line_name(place: Place) -> str:
    """``2010301 行政运行 · 30239 其他交通费用``."""
    return " · ".join(part.replace("-", " ", 1) for part in place.row) or "/".join(place.column)


def account_text(account: Account, denomination: Denomination) -> str:
    """``差额恰等于一行：…（唯一解）``."""
    count = len(account.lines)
    head = "差额恰等于一行：" if count == 1 else f"差额恰等于 {count} 行之和："
    said = "、".join(f"{line.label} {money(line.amount, denomination)}" for line in account.lines)
    sure = "唯一解" if account.rivals == 0 else f"另有 {account.rivals} 组同样大小的解"
    return f"{head}{said}（{sure}；随机差额也能如此解释的比例 {account.chance:.1%}）"
