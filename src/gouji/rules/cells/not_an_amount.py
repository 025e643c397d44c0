"""金额栏应填金额：文字、细于 1 分的数字不能参加勾稽。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gouji.model.book import Book
from gouji.model.finding import Finding, Severity
from gouji.rules.rule import Rule

FINER = "金额细于 1 分"
TEXT = "金额栏中不是金额"


def _check(book: Book) -> Iterator[Finding]:
    for unread in book.unread:
        if unread.reason == FINER:
            finding = NOT_AN_AMOUNT.finding(
                f"“{unread.place.text}”细于 1 分，没有这样的金额。",
                unread.place,
                remedy="按元保留两位小数（万元六位）。",
            )
            yield replace(finding, severity=Severity.ERROR)
        elif unread.reason == TEXT:
            yield NOT_AN_AMOUNT.finding(
                f"金额栏中写的是“{unread.place.text}”，不是金额，未参加勾稽。",
                unread.place,
                remedy="填金额；没有的留空或填 0。",
            )


NOT_AN_AMOUNT = Rule(
    code="not-an-amount",
    severity=Severity.WARNING,
    title="金额栏中不是金额",
    english="an amount cell holds no amount",
    basis="会计基础工作规范",
    since="0.1",
    check=_check,
)
