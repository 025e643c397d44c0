"""Projects under drifting names: paired one to one with the projects the tables list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from gouji.model.claim import Claim
from gouji.model.place import Place
from gouji.model.target import RenamedProject, Target
from gouji.recognise.labels import coordinate

_SIMILAR = 0.6
_VERY_SIMILAR = 0.85


def pair_projects(
    claims: list[Claim], targets: Sequence[Target]
) -> tuple[list[Claim], tuple[Target, ...], tuple[RenamedProject, ...]]:
    """Give each target the name under which its project is listed.

    Equal names pair first, then equal totals with similar names, then nearly
    equal names.  Returns the claims and targets under the listed names, and
    every project that is printed under two names.
    """
    listed = _listed(claims, {target.table for target in targets})
    names: dict[str, str] = {}
    renamed: list[RenamedProject] = []
    free = {
        table: set(listed) - {target.project for target in targets if target.table == table}
        for table in {target.table for target in targets}
    }
    for equal in (True, False):
        for target in targets:
            if target.project not in listed and target.project not in names:
                best = _best(target, claims, listed, free[target.table])
                if best is not None and (best[0] or not equal):
                    names[target.project] = best[1]
            free[target.table].discard(names.get(target.project, ""))
    for target in targets:
        if target.project in names:
            other = listed[names[target.project]][1]
            renamed.append(RenamedProject(target.project, names[target.project], target.place, other))
    if not names:
        return claims, tuple(targets), ()
    coordinates = {coordinate(old): coordinate(new) for old, new in names.items()}
    moved = [
        replace(claim, fact=claim.fact._replace(project=coordinates[claim.fact.project]))
        if claim.fact is not None and claim.fact.project in coordinates
        else claim
        for claim in claims
    ]
    told = tuple(replace(t, project=names.get(t.project, t.project)) for t in targets)
    return moved, told, tuple(renamed)


def _listed(claims: Sequence[Claim], target_tables: set[str]) -> dict[str, tuple[int, Place]]:
    """Projects of the other tables with their largest printed amount (分) and a place."""
    out: dict[str, tuple[int, Place]] = {}
    for claim in claims:
        name = claim.fact.project if claim.fact is not None else None
        if claim.fact is None or name is None or claim.source in target_tables or claim.fact.tag is not None:
            continue
        fen = claim.amount.fen
        if name not in out or fen > out[name][0]:
            out[name] = (fen, claim.place)
    return out


def _best(
    target: Target, claims: Sequence[Claim], listed: dict[str, tuple[int, Place]], free: set[str]
) -> tuple[bool, str] | None:
    """The most likely of ``free`` and whether its total is equal."""
    total = claims[target.total].amount.fen if target.total is not None else None
    ranked: list[tuple[bool, float, str]] = []
    for name in free:
        like = SequenceMatcher(None, target.project, name).ratio()
        same = total is not None and total == listed[name][0]
        if like >= (_SIMILAR if same else _VERY_SIMILAR):
            ranked.append((same, like, name))
    return (max(ranked)[0], max(ranked)[2]) if ranked else None
