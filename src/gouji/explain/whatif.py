"""What if some cells said something else: which relations then hold, and which then break."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gouji.model.amount import Amount, format_amount
from gouji.model.book import Book
from gouji.model.relation import Relation
from gouji.model.report import Report


def with_amounts(book: Book, amounts: Mapping[int, Amount]) -> Book:
    """``book`` with the amounts of some claims replaced; a column keeps its precision."""
    claims = list(book.claims)
    for i, amount in amounts.items():
        own = claims[i].amount
        quantum = min(amount.quantum, own.quantum) if claims[i].is_printed else amount.quantum
        said = format_amount(amount.fen, claims[i].denomination)
        place = replace(claims[i].place, text=said)
        claims[i] = replace(claims[i], amount=replace(amount, quantum=quantum), place=place)
    return replace(book, claims=tuple(claims))


def broken_apart(before: Report, after: Report) -> tuple[list[Relation], list[Relation], list[Relation]]:
    """Broken relations: solved by the change, new after it, and those that stay."""
    old, new = (_broken(report) for report in (before, after))
    return (
        [relation for mark, relation in old.items() if mark not in new],
        [relation for mark, relation in new.items() if mark not in old],
        [relation for mark, relation in new.items() if mark in old],
    )


def _broken(report: Report) -> dict[tuple[object, ...], Relation]:
    relations = (report.relations[r] for r in report.broken)
    return {(relation.kind, frozenset(relation.terms)): relation for relation in relations}
