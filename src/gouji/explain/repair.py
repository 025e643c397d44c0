"""A book with changes made, and what is broken in it when its relations are derived anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gouji.explain.change import Change
from gouji.model.amount import Mark
from gouji.model.book import Book
from gouji.model.relation import Relation
from gouji.relate import relate, trusted

RelationMark = tuple[object, ...]


def repaired(book: Book, changes: Sequence[Change]) -> Book:
    """``book`` with the named cells saying what they should."""
    claims = list(book.claims)
    for change in changes:
        for claim, error in change.errors:
            amount = claims[claim].amount
            fen = amount.fen + error
            mark = Mark.NUMBER if fen else amount.mark
            claims[claim] = replace(claims[claim], amount=replace(amount, fen=fen, mark=mark))
    return replace(book, claims=tuple(claims))


def derived(book: Book) -> tuple[Relation, ...]:
    """The relations to check a changed book by."""
    return trusted(book, relate(book))[0]


def still_broken(book: Book) -> set[RelationMark]:
    """The marks of the hard relations of ``book``, derived anew, that do not hold."""
    values = [claim.amount.fen for claim in book.claims]
    return {
        mark_of(relation)
        for relation in derived(book)
        if not relation.soft and not relation.holds(relation.residual(values))
    }


def mark_of(relation: Relation) -> RelationMark:
    """What makes a relation the same one in two derivations."""
    return (relation.kind, frozenset(relation.terms))
