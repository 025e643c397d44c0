"""正文中的个数应与表中一致：购买服务项目数、离退休人数之和。"""

from __future__ import annotations

from collections.abc import Iterator

from gouji.model.book import Book
from gouji.model.finding import Finding, Severity
from gouji.rules.rule import Rule


def _check(book: Book) -> Iterator[Finding]:
    for sentence in book.sentences:
        figures = {slot: book.figures[number] for slot, number in sentence.figures.items()}
        if sentence.id == "purchased_service" and "count" in figures:
            listed = {
                (claim.fact.project, claim.fact.unit, claim.fact.line)
                for claim in book.claims
                if claim.fact is not None and claim.fact.tag == "purchased_service" and claim.fact.project
            }
            if listed and len(listed) != int(figures["count"].number):
                yield COUNTS.finding(
                    f"写 {figures['count'].number} 个项目，表中列有 {len(listed)} 个。",
                    figures["count"].place,
                )
        if sentence.id == "retired" and {"retired", "cadres", "pensioners"} <= figures.keys():
            parts = figures["cadres"].number + figures["pensioners"].number
            if parts != figures["retired"].number:
                yield COUNTS.finding(
                    f"写离退休 {figures['retired'].number} 人，离休与退休相加为 {parts} 人。",
                    figures["retired"].place,
                )


COUNTS = Rule(
    code="count",
    severity=Severity.WARNING,
    title="个数不一致",
    english="a count differs",
    basis="正文与表应一致",
    since="0.1",
    check=_check,
)
