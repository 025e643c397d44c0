"""Which amounts would be named if they were wrong, told from the relations alone, before any fault.

A wrong cell leaves a trace: the relations it breaks, with their coefficients.
A cell whose trace no other cell leaves, nor two cells of a row between which
money moved, is identifiable.  A trace is a vector; it is compared by its image
under one linear map into large integers, so that the trace of a move is the
difference of two numbers.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from gouji.model.claim import Claim
from gouji.model.relation import Relation, RelationKind

_BITS = 120


def traces(relations: Sequence[Relation], count: int) -> list[int]:
    """The image of each claim's trace; 0 for a claim in no equality.

    Relations that rest on wording count too: they tell a cell from another,
    though they never call one wrong.
    """
    draw = random.Random(2023)
    out = [0] * count
    for relation in relations:
        if relation.kind is RelationKind.BOUND:
            continue
        weight = draw.getrandbits(_BITS)
        for claim, coefficient in relation.terms:
            out[claim] += coefficient * weight
    return out


def rows_of(claims: Sequence[Claim]) -> list[list[int]]:
    """The claims of each printed row of a table, in reading order."""
    rows: dict[tuple[object, ...], list[int]] = {}
    for i, claim in enumerate(claims):
        place = claim.place
        if place.table is not None:
            key = (place.file, place.table, place.row, place.page, place.line)
            rows.setdefault(key, []).append(i)
    return list(rows.values())


def identifiable(claims: Sequence[Claim], relations: Sequence[Relation]) -> frozenset[int]:
    """The printed claims of which a single change would be named uniquely."""
    trace = traces(relations, len(claims))
    hard = {
        claim
        for relation in relations
        if relation.kind is not RelationKind.BOUND and not relation.soft
        for claim, _ in relation.terms
    }
    alike: dict[int, int] = {}
    for own in trace:
        if own:
            alike[abs(own)] = alike.get(abs(own), 0) + 1
    moved = set(_moves(rows_of(claims), trace, alike))
    return frozenset(
        i
        for i, claim in enumerate(claims)
        if claim.is_printed and i in hard and alike[abs(trace[i])] == 1 and abs(trace[i]) not in moved
    )


def _moves(rows: Iterable[list[int]], trace: Sequence[int], alike: dict[int, int]) -> Iterable[int]:
    """Traces of single cells that a move between two other cells of a row leaves too."""
    for row in rows:
        there = [trace[i] for i in row if trace[i]]
        for at, one in enumerate(there):
            for other in there[at + 1 :]:
                difference = abs(one - other)
                if difference in alike:
                    yield difference
