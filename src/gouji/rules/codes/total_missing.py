"""明细表应有合计行：表样规定了合计行而表中没有印出。"""

from __future__ import annotations

from collections.abc import Iterator

from gouji.model.book import Book
from gouji.model.finding import Finding, Severity
from gouji.rules.rule import Rule


def _check(book: Book) -> Iterator[Finding]:
    for table in book.tables:
        if table.place is not None:
            for label in table.totals_missing:
                yield TOTAL_MISSING.finding(
                    f"没有“{label}”这一行，明细无从核对。", table.place, remedy=f"补上“{label}”一行。"
                )


TOTAL_MISSING = Rule(
    code="total-missing",
    severity=Severity.WARNING,
    title="表中没有合计行",
    english="a total row is missing",
    basis="表样",
    since="0.1",
    check=_check,
)
