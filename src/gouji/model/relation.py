"""Relations between claims: the 勾稽关系, each derived, none written by hand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class RelationKind(Enum):
    """Why two sides must agree."""

    AGREEMENT = "agreement"
    ROLL_UP = "roll-up"
    BALANCE = "balance"
    BOUND = "bound"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Relation:
    """``Σ coefficient · claim`` is 0 (or, for a bound, not above 0).

    ``terms`` are (index of a claim, coefficient), the stated side first with
    coefficient +1.  ``slack`` is Σ |coefficient| · quantum of the inexact
    claims, in 分: the relation holds when 2·|residual| ≤ slack.  ``soft``
    relations identify facts by their wording and never blame a table cell.
    """

    kind: RelationKind
    terms: tuple[tuple[int, int], ...]
    slack: int
    label: str
    soft: bool = False

    def residual(self, values: list[int]) -> int:
        """Left side minus right side, in 分."""
        left = 0
        for claim, coefficient in self.terms:
            left += coefficient * values[claim]
        return left

    def holds(self, residual: int) -> bool:
        """Whether a residual lies within the printed precision."""
        excess = residual if self.kind is RelationKind.BOUND else abs(residual)
        return 2 * excess <= self.slack
