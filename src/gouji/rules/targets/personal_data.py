"""公开文本不应公开个人信息：项目责任人的姓名和电话应删去。"""

from __future__ import annotations

from collections.abc import Iterator

from gouji.model.book import Book
from gouji.model.finding import Finding, Severity
from gouji.rules.rule import Rule


def _check(book: Book) -> Iterator[Finding]:
    by_table: dict[str | None, list[int]] = {}
    for i, person in enumerate(book.personal):
        by_table.setdefault(person.place.table, []).append(i)
    for found in by_table.values():
        places = [book.personal[i].place for i in found]
        yield PERSONAL_DATA.finding(
            f"有 {len(places)} 格姓名或电话（如 {places[0].text}），公开时应删去。",
            *places[:8],
            remedy="公开稿中责任人、电话两栏留空。",
        )


PERSONAL_DATA = Rule(
    code="personal-data",
    severity=Severity.WARNING,
    title="公开了个人信息",
    english="personal data is published",
    basis="个人信息保护法；政府信息公开条例第十五条",
    since="0.1",
    check=_check,
)
