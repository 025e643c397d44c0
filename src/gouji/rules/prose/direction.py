"""“增加”“减少”应与本年、上年的大小相符，一句之内前后两词方向相同。"""

from __future__ import annotations

from collections.abc import Iterator

from gouji.model.book import Book
from gouji.model.finding import Finding, Severity
from gouji.rules.rule import Rule

_WORDS = {1: "增加", -1: "减少", 0: "持平"}


def _check(book: Book) -> Iterator[Finding]:
    for sentence in book.sentences:
        if sentence.said is None:
            continue
        if sentence.trend is not None and sentence.said and sentence.trend != sentence.said:
            figure = book.figures[sentence.figures["rate"]]
            yield DIRECTION.finding(
                f"先说“{_WORDS[sentence.said]}”，后面的幅度却说“{_WORDS[sentence.trend]}”。",
                figure.place,
                remedy="两处方向应一致。",
            )
        claims = [
            book.figures[sentence.figures[slot]].claim if slot in sentence.figures else None
            for slot in ("this", "last")
        ]
        if claims[0] is None or claims[1] is None:
            continue
        this, last = (book.claims[claim].amount.fen for claim in claims if claim is not None)
        real = (this > last) - (this < last)
        if real != sentence.said and sentence.said != 0:
            size = {1: "大于", -1: "小于", 0: "等于"}[real]
            yield DIRECTION.finding(
                f"写“{_WORDS[sentence.said]}”，但本年数{size}上年数。",
                book.figures[sentence.figures["this"]].place,
                remedy=f"应写“{_WORDS[real]}”，或核对两个数。",
            )


DIRECTION = Rule(
    code="direction",
    severity=Severity.ERROR,
    title="增减方向写反",
    english="a change goes the other way",
    basis="算术",
    since="0.1",
    check=_check,
)
