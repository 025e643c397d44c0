"""What speaks for one solution or another: sentences, misread cells, rounding, bounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gouji.explain.change import Change, Diagnosis, rank
from gouji.explain.misread import resembles
from gouji.explain.search import Search
from gouji.model.amount import Mark
from gouji.model.relation import RelationKind

_STRAIN = 12.0  # a solution that rounding explains 400 times worse than another is none


def refined(search: Search, diagnosis: Diagnosis) -> Diagnosis:
    """Only the solutions that sentences speak for, the simplest slips first."""
    if not diagnosis.solutions:
        return diagnosis
    told = [(_told(search, solution), solution) for solution in diagnosis.solutions]
    least = min(said for said, _ in told)
    best = [solution for said, solution in told if said == least]
    best = [solution for solution in best if _is_misread(search, solution)] or best
    if len(best) > 1:
        touched = {r for s in best for change in s for claim in change.claims for r, _ in search.used[claim]}
        strains = [_strain(search, solution, touched) for solution in best]
        easy = min(strains) + _STRAIN
        best = [s for s, strain in zip(best, strains, strict=True) if strain <= easy]
    return replace(
        diagnosis, solutions=tuple(sorted(best, key=lambda solution: rank(search.claims, solution)))
    )


def folded(
    search: Search, found: Sequence[Diagnosis], bounds: Sequence[Diagnosis]
) -> tuple[list[Diagnosis], list[Diagnosis]]:
    """Overrun bounds that a solution of an open diagnosis restores belong to that diagnosis."""
    out, left = list(found), []
    for bound in bounds:
        at = next(
            (i for i, d in enumerate(out) if any(_restores(search, s, bound) for s in d.solutions)), None
        )
        if at is None:
            left.append(bound)
        else:
            out[at] = replace(out[at], broken=tuple(dict.fromkeys((*out[at].broken, *bound.broken))))
    return out, left


def _restores(search: Search, solution: tuple[Change, ...], bound: Diagnosis) -> bool:
    errors = dict(error for change in solution for error in change.errors)
    return all(
        search.relations[r].holds(
            search.residuals[r] + sum(c * errors.get(claim, 0) for claim, c in search.relations[r].terms)
        )
        for r in bound.broken
    )


def _is_misread(search: Search, solution: tuple[Change, ...]) -> bool:
    """Whether a solution only reads right what was not read as an amount."""
    return all(
        search.claims[claim].amount.mark is Mark.UNREAD
        and resembles(search.claims[claim].place.text, error, search.claims[claim].denomination)
        for change in solution
        for claim, error in change.errors
    )


def _strain(search: Search, solution: tuple[Change, ...], touched: Iterable[int]) -> float:
    """How unlikely rounding alone leaves the residuals that a solution leaves, as −2 log likelihood."""
    errors = dict(error for change in solution for error in change.errors)
    strain = 0.0
    for r in touched:
        relation = search.relations[r]
        if relation.kind is RelationKind.BOUND or not relation.slack:
            continue
        residual = search.residuals[r] + sum(c * errors.get(claim, 0) for claim, c in relation.terms)
        quanta = (c * search.claims[claim].amount.quantum for claim, c in relation.terms)
        strain += residual * residual * 12 / sum(q * q for q in quanta)
    return strain


def _told(search: Search, solution: tuple[Change, ...]) -> int:
    """How many identities with sentences a solution breaks, less those it restores."""
    errors = dict(error for change in solution for error in change.errors)
    count = 0
    for r in {r for claim in errors for r in search.said[claim]}:
        relation = search.relations[r]
        before = search.residuals[r]
        after = before + sum(c * errors.get(claim, 0) for claim, c in relation.terms)
        count += relation.holds(before) - relation.holds(after)
    return count
