"""表样规定的表应当齐全：既不在目录、也不在正文的表，请核对是否应公开。"""

from __future__ import annotations

from collections.abc import Iterator

from gouji.model.book import Book, TableStatus
from gouji.model.finding import Finding, Severity
from gouji.model.place import Place
from gouji.rules.rule import Rule


def _check(book: Book) -> Iterator[Finding]:
    if book.scanned or not any(table.status is not TableStatus.NOT_FOUND for table in book.tables):
        return
    for table in book.tables:
        if table.status is TableStatus.NOT_FOUND and table.listed is None:
            yield UNLISTED_AND_ABSENT.finding(
                f"没有找到“{table.title}”，目录中也没有。",
                table.place or Place(table=table.id),
                remedy="核对这张表是否应公开；没有数据的，也应列出空表并说明。",
            )


UNLISTED_AND_ABSENT = Rule(
    code="table-unlisted",
    severity=Severity.WARNING,
    title="表样规定的表没有找到",
    english="a table of the form was not found",
    basis="财预〔2016〕143号 地方预决算公开操作规程",
    since="0.1",
    check=_check,
)
