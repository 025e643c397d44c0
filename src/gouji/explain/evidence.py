"""Relations that a wrong cell made disappear: equalities that come back once a total adds up again.

That a part equals its whole is derived where a sound total leaves nothing over
(decision 3).  An error in such a list takes its total's soundness away, and
with it the very relations that would tell which row is wrong: bounds are left.
They come back whichever row is repaired, so one repair made on trial shows them.
"""

from __future__ import annotations

from collections.abc import Sequence

from gouji.explain.change import Change, Diagnosis
from gouji.explain.repair import derived, mark_of, repaired
from gouji.model.book import Book
from gouji.model.relation import Relation, RelationKind


def lost_relations(
    book: Book, relations: Sequence[Relation], diagnoses: Sequence[Diagnosis]
) -> tuple[Relation, ...]:
    """Equalities that hold good again after any repair of the open diagnoses, some of which then are broken.

    Empty where nothing was lost, or where what came back contradicts nothing.
    A repair that itself makes a part equal its whole is no witness that it does.
    """
    if all(len(diagnosis.solutions) < 2 for diagnosis in diagnoses):
        return ()
    bounds = _bounds(book, relations)
    trial: list[Change] = []
    is_open = False
    for diagnosis in diagnoses:
        if len(diagnosis.solutions) == 1:
            trial += diagnosis.solutions[0]
        elif any(change for s in diagnosis.solutions for change in s if _is_loose(book, bounds, change)):
            neutral = [s for s in diagnosis.solutions if not any(_tightens(book, bounds, c) for c in s)]
            if neutral:
                trial += neutral[-1]
                is_open = True
    if not is_open:
        return ()
    known = set(map(mark_of, relations))
    back = tuple(
        relation
        for relation in derived(repaired(book, trial))
        if relation.kind is not RelationKind.BOUND and not relation.soft and mark_of(relation) not in known
    )
    values = [claim.amount.fen for claim in book.claims]
    return back if any(not relation.holds(relation.residual(values)) for relation in back) else ()


Bounds = dict[int, list[tuple[Relation, int, int]]]
"""By claim: the bounds it stands in, its coefficient there, and what is left over in them (分)."""


def _bounds(book: Book, relations: Sequence[Relation]) -> Bounds:
    values = [claim.amount.fen for claim in book.claims]
    out: Bounds = {}
    for relation in relations:
        if relation.kind is RelationKind.BOUND and not relation.soft:
            residual = relation.residual(values)
            for claim, coefficient in relation.terms:
                out.setdefault(claim, []).append((relation, coefficient, residual))
    return out


def _is_loose(book: Book, bounds: Bounds, change: Change) -> bool:
    """Whether a part and a whole that print money differ at one of its cells."""
    return any(
        not _is_tight(relation, residual) and all(book.claims[i].amount.fen for i, _ in relation.terms)
        for claim in change.claims
        for relation, _, residual in bounds.get(claim, ())
    )


def _tightens(book: Book, bounds: Bounds, change: Change) -> bool:
    """Whether a change makes a part equal its whole that did not before."""
    return any(
        not _is_tight(relation, residual) and _is_tight(relation, residual + coefficient * error)
        for claim, error in change.errors
        for relation, coefficient, residual in bounds.get(claim, ())
    )


def _is_tight(relation: Relation, residual: int) -> bool:
    return 2 * abs(residual) <= relation.slack
