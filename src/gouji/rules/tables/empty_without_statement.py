"""没有数据的表应列空表并说明；说明没有、表中却有金额的，两处必有一误。"""

from __future__ import annotations

from collections.abc import Iterator

from gouji.model.book import Book, TableStatus
from gouji.model.finding import Finding, Severity
from gouji.model.prose import SUBJECTS
from gouji.rules.rule import Rule


def _check_empty(book: Book) -> Iterator[Finding]:
    denied = {denial.subject for denial in book.denials}
    for table in book.tables:
        if table.status is not TableStatus.EMPTY or table.said_empty or table.place is None:
            continue
        subject = next((word for word in SUBJECTS if word in table.title), None)
        if subject is not None and subject not in denied:
            yield EMPTY_WITHOUT_STATEMENT.finding(
                f"{table.full_name}是空表，表下和正文都没有说明。",
                table.place,
                remedy="在表下注明没有此项收支，故本表为空表。",
            )


def _check_denied(book: Book) -> Iterator[Finding]:
    for denial in book.denials:
        for table in book.tables:
            if denial.subject in table.title and table.status is TableStatus.READ and table.place is not None:
                yield DENIED_BUT_PRINTED.finding(
                    f"正文说没有“{denial.subject}”，{table.name}却有金额。",
                    denial.place,
                    table.place,
                    remedy="两处必有一误，请核对。",
                )


EMPTY_WITHOUT_STATEMENT = Rule(
    code="empty-unexplained",
    severity=Severity.WARNING,
    title="空表没有说明",
    english="an empty table without a statement",
    basis="财预〔2016〕143号 地方预决算公开操作规程",
    since="0.1",
    check=_check_empty,
)
DENIED_BUT_PRINTED = Rule(
    code="denied-but-printed",
    severity=Severity.WARNING,
    title="正文说没有，表中却有",
    english="prose denies what a table prints",
    basis="正文与表应一致",
    since="0.1",
    check=_check_denied,
)
