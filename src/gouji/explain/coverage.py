"""Coverage: what is known about each printed amount, so that silence is never taken for a pass."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.explain.identify import identifiable
from gouji.model.book import Book
from gouji.model.relation import Relation, RelationKind
from gouji.model.report import Coverage, State


def cover(
    book: Book, relations: Sequence[Relation], suspects: frozenset[int], settled: Book | None = None
) -> Coverage:
    """The state of every claim.

    ``settled`` is the book that the relations are about, where rows were
    undone in it: it may hold further claims at its end.

    Confirmed: in a held equality with another printed amount, and no suspect.
    Broken: a suspect, or in equalities none of which holds.  Bounded: only in a
    bound.  Alone: in no relation.  Cells that print no digits have no state.
    """
    claims = (settled or book).claims
    values = [claim.amount.fen for claim in claims]
    printed = [claim.is_printed for claim in claims]
    held = [False] * len(values)
    across = [False] * len(values)
    failed = [False] * len(values)
    bounded = [False] * len(values)
    for relation in relations:
        there = [claim for claim, _ in relation.terms if printed[claim]]
        holds = relation.holds(relation.residual(values))
        if relation.kind is RelationKind.BOUND:
            for claim in there:
                bounded[claim] = True
        elif not holds:
            for claim in there:
                failed[claim] = True
        elif len(there) > 1:
            beyond = len({claims[claim].source for claim in there}) > 1
            for claim in there:
                held[claim] = True
                across[claim] = across[claim] or beyond
    states: list[State | None] = []
    for i in range(len(book.claims)):
        if not printed[i]:
            states.append(None)
        elif i in suspects or (failed[i] and not held[i]):
            states.append(State.BROKEN)
        elif held[i]:
            states.append(State.CONFIRMED)
        else:
            states.append(State.BOUNDED if bounded[i] else State.ALONE)
    inside = tuple(state is State.CONFIRMED and not across[i] for i, state in enumerate(states))
    told = frozenset(i for i in identifiable(claims, relations) if i < len(book.claims))
    return Coverage(tuple(states), inside, len(book.unread), told)
