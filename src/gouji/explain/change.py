"""Changes that would repair a book, diagnoses made of them, and which looks most like a slip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gouji.explain.slip import Slip, slip_between
from gouji.model.claim import Claim


@dataclass(frozen=True, slots=True)
class Change:
    """One wrong cell, or two cells of a row between which money moved: (claim, error in 分)."""

    errors: tuple[tuple[int, int], ...]

    @property
    def claims(self) -> tuple[int, ...]:
        """The claims it changes."""
        return tuple(claim for claim, _ in self.errors)


def exchanged(claims: Sequence[Claim], change: Change) -> bool:
    """Whether two cells merely stand in each other's place."""
    if len(change.errors) != 2:
        return False
    (one, error), (other, _) = change.errors
    return claims[one].amount.fen + error == claims[other].amount.fen


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One component of broken relations and what would repair it.

    ``solutions`` are all smallest sets of changes, the simplest slips first;
    empty when none of at most three changes repairs everything.  ``broken``
    are indexes of relations.  ``searched`` is false when the search gave up.
    """

    broken: tuple[int, ...]
    solutions: tuple[tuple[Change, ...], ...]
    searched: bool


def rank(claims: Sequence[Claim], solution: tuple[Change, ...]) -> tuple[int, int, int]:
    """Simplest slips first; values that would be negative last; then reading order."""
    negative = cost = 0
    for change in solution:
        for claim, error in change.errors:
            printed = claims[claim].amount.fen
            if printed + error < 0 <= printed:
                negative += 1
            if len(change.errors) == 1:
                slip = slip_between(printed, printed + error)
                blank = not claims[claim].is_printed and slip is Slip.OMITTED
                cost += int(slip) + (2 if blank else 0)
            elif exchanged(claims, change):
                cost += 1
            else:
                cost += 3
    return (negative, cost, min(change.claims[0] for change in solution))
