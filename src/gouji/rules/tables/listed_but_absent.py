"""目录列出的表应当公开：目录中有名、正文中找不到表格的，应补上；没有数据也应列空表并说明。

一张表也没有的，多半是说明和表分成了几个文件：只提醒一次，不算缺表。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gouji.model.book import Book, TableStatus
from gouji.model.finding import Finding, Severity
from gouji.rules.rule import Rule


def _check(book: Book) -> Iterator[Finding]:
    scanned = bool(book.scanned)
    absent = [
        (table, replace(table.listed, table=table.id))
        for table in book.tables
        if table.status is TableStatus.NOT_FOUND and table.listed is not None
    ]
    if absent and all(table.status is TableStatus.NOT_FOUND for table in book.tables):
        finding = LISTED_BUT_ABSENT.finding(
            f"目录列有 {len(absent)} 张表，这里一张也没有。",
            *(place for _, place in absent),
            remedy="表若另成文件，与本文件一起核对（--together）；否则补上这些表。",
        )
        yield replace(finding, severity=Severity.WARNING)
        return
    for table, place in absent:
        finding = LISTED_BUT_ABSENT.finding(
            f"目录列有“{table.title}”，正文中没有这张表"
            + ("（文中有无文字层的扫描页，表可能在其中）。" if scanned else "。"),
            place,
            remedy="补上这张表；没有数据的，也应列出空表并说明。",
        )
        yield replace(finding, severity=Severity.WARNING) if scanned else finding


LISTED_BUT_ABSENT = Rule(
    code="table-absent",
    severity=Severity.ERROR,
    title="目录所列的表缺失",
    english="a table in the contents is absent",
    basis="财预〔2016〕143号 地方预决算公开操作规程",
    since="0.1",
    check=_check,
)
