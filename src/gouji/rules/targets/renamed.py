"""同一项目在各表中的名称应一致。"""

from __future__ import annotations

from collections.abc import Iterator

from gouji.model.book import Book
from gouji.model.finding import Finding, Severity
from gouji.rules.rule import Rule


def _check(book: Book) -> Iterator[Finding]:
    for pair in book.renamed:
        yield RENAMED.finding(
            f"此处名为“{pair.printed}”，项目支出表中名为“{pair.listed}”，金额与名称看来是同一项目。",
            pair.place,
            pair.other,
            remedy="各表使用同一名称。",
        )


RENAMED = Rule(
    code="project-renamed",
    severity=Severity.WARNING,
    title="项目名称不一致",
    english="a project under two names",
    basis="同一项目各表应一致",
    since="0.1",
    check=_check,
)
