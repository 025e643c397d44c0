"""Name the wrong cells: the fewest changes that repair every broken relation.

Seen in claim space the relations are ``H·e = s``: the residuals of the broken
ones are a syndrome and the wrong cells the sparse error.  Broken relations
that share a claim form a component; in each, an exact integer search looks
for one change, then two, then three, and counts *all* smallest solutions.
An equal and opposite pair in one row is one change: money in the wrong column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gouji.explain.change import Change, Diagnosis
from gouji.explain.search import MOST_CHANGES, MOST_NODES, Search
from gouji.explain.weigh import folded, refined
from gouji.model.claim import Claim
from gouji.model.relation import Relation

__all__ = ["MOST_CHANGES", "Change", "Diagnosis", "localise", "promising"]


def localise(claims: Sequence[Claim], relations: Sequence[Relation]) -> tuple[Diagnosis, ...]:
    """Diagnose every component of broken hard relations.

    A repair that is the only one of its component is made before the rest is
    diagnosed, and components that one and the same change repairs are one:
    money in the wrong column breaks the relations of two columns.
    """
    search = Search(claims, relations)
    made: list[Diagnosis] = []
    while True:
        raw = [search.diagnose(component) for component in search.components(bounds=False)]
        found = [refined(search, diagnosis) for diagnosis in _joined(raw)]
        sure = [d for d in found if len(d.solutions) == 1 and search.repair(d.solutions[0])]
        made += sure
        if not sure:
            break
    while True:
        bounds = [search.diagnose(component) for component in search.components(bounds=True)]
        found, bounds = folded(search, found, bounds)
        sure = [
            d
            for d in bounds
            if len(d.solutions) == 1 and search.is_clear(d) and search.repair(d.solutions[0])
        ]
        made += sure
        if not sure:
            return (
                *made,
                *found,
                *(replace(d, solutions=()) if len(d.solutions) == 1 else d for d in bounds),
            )


def promising(claims: Sequence[Claim], relations: Sequence[Relation]) -> list[Change]:
    """Single changes, those first that repair most broken relations and break fewest others."""
    search = Search(claims, relations)
    broken = {r for component in search.components(bounds=False) for r in component}
    known: dict[Change, tuple[int, int]] = {}
    for r in sorted(broken, key=search.order):
        for change in search.candidates(r, broken, set()):
            if change in known:
                continue
            touched = search.apply(change, 1)
            left = sum(map(search.is_broken, touched))
            mended = len(touched & broken) - sum(search.is_broken(t) for t in touched & broken)
            search.apply(change, -1)
            known[change] = (left - mended, -mended)
            if len(known) > MOST_NODES:
                break
    return sorted((c for c in known if known[c][1] < 0), key=lambda c: known[c])


def _joined(found: list[Diagnosis]) -> list[Diagnosis]:
    """Diagnoses that share a single change which repairs each of them, as one."""
    by_change: dict[Change, list[int]] = {}
    for at, diagnosis in enumerate(found):
        for solution in diagnosis.solutions:
            if len(solution) == 1:
                by_change.setdefault(solution[0], []).append(at)
    best = max(by_change.values(), key=len, default=[])
    if len(best) < 2:
        return found
    common = tuple((change,) for change, where in by_change.items() if where == best)
    broken = tuple(r for at in best for r in found[at].broken)
    rest = [diagnosis for at, diagnosis in enumerate(found) if at not in best]
    return _joined([Diagnosis(broken, common, all(found[at].searched for at in best)), *rest])
