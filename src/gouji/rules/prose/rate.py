"""增减幅度＝增减额÷上年数，四舍五入到印出的位数；上年为零时没有幅度。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from gouji.model.book import Book
from gouji.model.finding import Finding, Severity
from gouji.rules.rule import Rule


def _check(book: Book) -> Iterator[Finding]:
    for sentence in book.sentences:
        figures = {slot: book.figures[number] for slot, number in sentence.figures.items()}
        if not {"rate", "last", "change"} <= figures.keys():
            continue
        last, change = figures["last"].claim, figures["change"].claim
        if last is None or change is None:
            continue
        base = book.claims[last].amount.fen
        printed, place = figures["rate"].number, figures["rate"].place
        if base == 0:
            yield RATE.finding(f"上年为零，没有增减幅度可言，却写了 {printed}%。", place, remedy="删去幅度。")
            continue
        exact = Decimal(book.claims[change].amount.fen) * 100 / Decimal(base)
        unit = Decimal(1).scaleb(printed.as_tuple().exponent)  # type: ignore[arg-type]
        right = exact.quantize(unit, ROUND_HALF_UP)
        if abs(printed - right) >= unit:
            finding = RATE.finding(
                f"写 {printed}%，按增减额÷上年数应为 {right}%。", place, remedy=f"改为 {right}%。"
            )
            tail = abs(printed - exact) < unit
            yield replace(finding, severity=Severity.NOTE, title="增减幅度的尾差") if tail else finding


RATE = Rule(
    code="rate",
    severity=Severity.ERROR,
    title="增减幅度不对",
    english="a rate of change is wrong",
    basis="算术",
    since="0.1",
    check=_check,
)
