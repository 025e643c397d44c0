"""Diagnoses of a book: localise, then derive anew, because a wrong cell may have made relations appear.

Some relations rest on evidence in the document: where a total shows that
nothing is over, a part equals its whole (decision 3), and a code that one of
two lists leaves out is nothing there.  A wrong cell can be such evidence.  So
what is still open is asked again on the book in which the named cells say
what they should; what no longer breaks then was only an echo.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gouji.explain.change import Change, Diagnosis
from gouji.explain.evidence import lost_relations
from gouji.explain.localise import localise, promising
from gouji.explain.repair import mark_of, repaired, still_broken
from gouji.model.book import Book
from gouji.model.relation import Relation, RelationKind

_MOST_TRIED = 2
_MOST_ECHOES = 3


@dataclass(frozen=True, slots=True)
class Diagnosed:
    """The diagnoses, one for each root cause, and the relations whose indexes they name."""

    relations: tuple[Relation, ...]
    diagnoses: tuple[Diagnosis, ...]


def diagnose(book: Book, relations: Sequence[Relation]) -> Diagnosed:
    """What is wrong in ``book``; relations that the error itself had made disappear are added."""
    known = tuple(relations)
    diagnoses = localise(book.claims, known)
    lost = lost_relations(book, known, diagnoses)
    if lost:
        fuller = (*known, *lost)
        found = localise(book.claims, fuller)
        if _unsolved(found, fuller) < _unsolved(diagnoses, known):
            known, diagnoses = fuller, found
    return Diagnosed(known, _without_echoes(book, known, diagnoses))


def _unsolved(diagnoses: Sequence[Diagnosis], relations: Sequence[Relation]) -> int:
    return sum(len(d.solutions) != 1 for d in diagnoses if not _only_bounds(d, relations))


def _without_echoes(
    book: Book, relations: Sequence[Relation], diagnoses: tuple[Diagnosis, ...]
) -> tuple[Diagnosis, ...]:
    named = [d for d in diagnoses if len(d.solutions) == 1]
    unsure = [d for d in diagnoses if len(d.solutions) != 1 and not _only_bounds(d, relations)]
    if not unsure:
        return diagnoses
    if not named:
        found = _tried(book, relations, diagnoses, unsure)
        return found if found is not None else diagnoses
    changes = [change for d in named for change in d.solutions[0]]
    still = still_broken(repaired(book, changes))
    kept = [d for d in diagnoses if d not in named and d not in unsure]
    kept += [d for d in unsure if any(mark_of(relations[r]) in still for r in d.broken)]
    return (*named, *kept)


def _tried(
    book: Book, relations: Sequence[Relation], diagnoses: Sequence[Diagnosis], unsure: Sequence[Diagnosis]
) -> tuple[Diagnosis, ...] | None:
    """The one change after which nothing is broken any more, where searching found none."""
    open_ = [d for d in unsure if not d.solutions]
    broken = tuple(r for d in unsure for r in d.broken)
    if not open_ or len(broken) < _MOST_ECHOES:
        return None
    changes = promising(book.claims, relations)[:_MOST_TRIED]
    bounds = {mark_of(relations[r]) for d in diagnoses if d not in unsure for r in d.broken}
    good = [change for change in changes if not still_broken(repaired(book, [change])) - bounds]
    if not good:
        return None
    touched = {r for r in broken for change in good if _stands(relations[r], change)}
    diagnosis = Diagnosis(tuple(sorted(touched)), tuple((change,) for change in good), True)
    rest = (d for d in diagnoses if d not in unsure)
    return (diagnosis, *rest)


def _only_bounds(diagnosis: Diagnosis, relations: Sequence[Relation]) -> bool:
    """A bound holds whatever the evidence, so that it is never an echo."""
    return all(relations[r].kind is RelationKind.BOUND for r in diagnosis.broken)


def _stands(relation: Relation, change: Change) -> bool:
    return any(claim in change.claims for claim, _ in relation.terms)
