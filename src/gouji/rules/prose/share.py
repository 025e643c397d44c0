"""占比＝这一项÷总数，四舍五入到印出的位数；总数取表中或正文印出的数。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from gouji.model.book import Book
from gouji.model.claim import Claim
from gouji.model.fact import Fact, with_values
from gouji.model.finding import Finding, Severity
from gouji.rules.rule import Rule
from gouji.sentences import declared_sentences


def _check(book: Book) -> Iterator[Finding]:
    shares = [sentence for sentence in book.sentences if {"this", "share"} <= sentence.figures.keys()]
    if not shares:
        return
    wholes = {d.id: d.of for d in declared_sentences(book.form) if d.of is not None}
    for sentence in shares:
        if sentence.id not in wholes:
            continue
        claim = book.figures[sentence.figures["this"]].claim
        fact = book.claims[claim].fact if claim is not None else None
        if claim is None or fact is None:
            continue
        all_of_it = with_values(Fact(year=fact.year, stage=fact.stage), dict(wholes[sentence.id] or ()))
        whole = _most_precise(book, all_of_it)
        if whole is None:
            continue
        share = book.figures[sentence.figures["share"]]
        printed = share.number
        exact = Decimal(book.claims[claim].amount.fen) * 100 / Decimal(whole.amount.fen)
        unit = Decimal(1).scaleb(printed.as_tuple().exponent)  # type: ignore[arg-type]
        right = exact.quantize(unit, ROUND_HALF_UP)
        if abs(printed - right) < unit:
            continue
        finding = SHARE.finding(
            f"写占 {printed}%，按这一项÷总数应为 {right}%。",
            share.place,
            whole.place,
            remedy=f"改为 {right}%。",
        )
        tail = abs(printed - exact) < unit
        yield replace(finding, severity=Severity.NOTE, title="占比的尾差") if tail else finding


def _most_precise(book: Book, fact: Fact) -> Claim | None:
    """The printed amount of ``fact`` with the finest last digit, if it is not nothing."""
    found = [c for c in book.claims if c.fact == fact and c.is_printed and c.amount.fen > 0]
    return min(found, key=lambda claim: claim.amount.quantum, default=None)


SHARE = Rule(
    code="share",
    severity=Severity.WARNING,
    title="占比不对",
    english="a share is wrong",
    basis="算术",
    since="0.1",
    check=_check,
)
