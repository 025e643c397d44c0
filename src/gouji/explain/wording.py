"""How places, amounts and accounts are said in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gouji.model.amount import Denomination, format_amount
from gouji.model.book import Book
from gouji.model.finding import Account
from gouji.model.place import Place
from gouji.model.relation import Relation


def table_name(book: Book, place: Place) -> str:
    """表七, or the title where no number is printed; 正文 for prose."""
    for table in book.tables:
        if table.id == place.table:
            return table.name
    return "正文"


def place_name(book: Book, place: Place) -> str:
    """``表七 · 合计 · 人员经费``."""
    column = place.column[-2:] if len(place.column) > 1 and place.column[-1] in _PLAIN else place.column[-1:]
    row = [label if len(label) <= _LONGEST else label[: _LONGEST - 1] + "…" for label in place.row]
    parts = [table_name(book, place), *row, "/".join(column), *place.section[-1:]]
    return " · ".join(part for part in parts if part)


_LONGEST = 28
_PLAIN = frozenset({"合计", "小计", "一般公共预算", "政府性基金预算", "国有资本经营预算", "预算数", "决算数"})


def money(fen: int, denomination: Denomination, *, signed: bool = False) -> str:
    """An amount as printed in reports: exact, with two decimals where they suffice."""
    exact = len(str(denomination.value)) - 1
    text = format_amount(
        fen, denomination, 2 if exact > 2 and fen % (denomination.value // 100) == 0 else None
    )
    if signed and fen > 0:
        return f"+{text}"
    return text.replace("-", "−") if signed else text


def position(book: Book, place: Place) -> str:
    """第 12 页, or 第 414 行; with the file's name where there are several."""
    name = f"{book.sources[place.file].name} " if len(book.sources) > 1 else ""
    if place.page is not None:
        return f"{name}第 {place.page} 页"
    if place.line is not None:
        return f"{name}第 {place.line} 行"
    return name


def line_name(place: Place) -> str:
    """``2010301 行政运行 · 30239 其他交通费用``."""
    coded = [part for part in place.row if part[:3].isdigit()]
    shown = [part for part in place.row if not (len(coded) == 3 and part == coded[1])]
    return " · ".join(part.replace("-", " ", 1) for part in shown) or "/".join(place.column)


def account_text(account: Account, denomination: Denomination) -> str:
    """``差额恰等于一行：…（唯一解）``."""
    count = len(account.lines)
    head = "差额恰等于一行：" if count == 1 else f"差额恰等于 {count} 行之和："
    said = "、".join(f"{line.label} {money(line.amount, denomination)}" for line in account.lines)
    sure = "唯一解" if account.rivals == 0 else f"另有 {account.rivals} 组同样大小的解"
    chance = f"；随机差额有 {account.chance:.1%} 也能如此解释" if account.chance >= 0.0005 else ""
    return f"{head}{said}（{sure}{chance}）"


_NO_ROWS = re.compile(r"Σ\s*0 行")


def labels_of(relations: Sequence[Relation], chosen: Iterable[int]) -> tuple[str, ...]:
    """The relations by name, each once; a sum of no rows is said as what it means."""
    return tuple(dict.fromkeys(_NO_ROWS.sub("0（明细中没有这一项）", relations[r].label) for r in chosen))
