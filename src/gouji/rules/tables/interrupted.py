"""一张表中间夹有标题，读时接成一张，请核对是否排版有误。"""

from __future__ import annotations

from collections.abc import Iterator

from gouji.model.book import Book
from gouji.model.finding import Finding, Severity
from gouji.rules.rule import Rule


def _check(book: Book) -> Iterator[Finding]:
    for table in book.tables:
        for place in table.interruptions:
            yield INTERRUPTED.finding(
                f"{table.full_name}中间夹有标题“{place.text.strip()}”，前后已按同一张表读入。",
                place,
                remedy="核对标题的位置。",
            )


INTERRUPTED = Rule(
    code="table-interrupted",
    severity=Severity.NOTE,
    title="表中间夹有标题",
    english="a heading inside a table",
    basis="排版",
    since="0.1",
    check=_check,
)
