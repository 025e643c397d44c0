"""The exact search: who stands in what, and the fewest changes that repair one component."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from gouji.explain.change import Change, Diagnosis, rank
from gouji.explain.identify import rows_of
from gouji.model.claim import Claim
from gouji.model.relation import Relation, RelationKind

MOST_CHANGES = 3
MOST_NODES = 5_000
_MOST_SOLUTIONS = 200


class Search:
    """The claims' values, the relations' residuals, and who stands in what."""

    def __init__(self, claims: Sequence[Claim], relations: Sequence[Relation]) -> None:
        self.claims = claims
        self.relations = relations
        self.values = [claim.amount.fen for claim in claims]
        self.used: list[list[tuple[int, int]]] = [[] for _ in claims]
        self.said: list[list[int]] = [[] for _ in claims]
        self.residuals = [0] * len(relations)
        for r, relation in enumerate(relations):
            self.residuals[r] = relation.residual(self.values)
            if relation.soft:
                if relation.kind is not RelationKind.BOUND:
                    for member, _ in relation.terms:
                        self.said[member].append(r)
                continue
            for member, coefficient in relation.terms:
                self.used[member].append((r, coefficient))
        self.open = {r for r, rel in enumerate(relations) if not rel.soft and self.is_broken(r)}
        self.apart: set[int] = set()
        self.nodes = 0

    @cached_property
    def rows(self) -> dict[int, list[int]]:
        """The claims of the printed row that each claim stands in."""
        return {claim: row for row in rows_of(self.claims) for claim in row}

    def is_broken(self, r: int) -> bool:
        return not self.relations[r].holds(self.residuals[r])

    def components(self, *, bounds: bool) -> list[list[int]]:
        """Broken equalities (or bounds) grouped by the claims they share."""
        self.open = {r for r in self.open if self.is_broken(r)}
        broken = sorted(r for r in self.open if (self.relations[r].kind is RelationKind.BOUND) == bounds)
        self.apart = set(self.open) if bounds else self.open - set(broken)
        group = {r: r for r in broken}

        def root(r: int) -> int:
            while group[r] != r:
                group[r] = group[group[r]]
                r = group[r]
            return r

        first: dict[int, int] = {}
        for r in broken:
            for claim, _ in self.relations[r].terms:
                group[root(r)] = root(first.setdefault(claim, r))
        found: dict[int, list[int]] = {}
        for r in broken:
            found.setdefault(root(r), []).append(r)
        return list(found.values())

    def diagnose(self, component: list[int]) -> Diagnosis:
        """The smallest repairs of one component."""
        self.nodes = 0
        only_bounds = all(self.relations[r].kind is RelationKind.BOUND for r in component)
        for size in range(1, 2 if only_bounds else MOST_CHANGES + 1):
            solutions: dict[frozenset[int], tuple[Change, ...]] = {}
            open_relations = set(component)
            complete = self._search(open_relations, size, [], set(), solutions)
            if solutions:
                return Diagnosis(tuple(component), tuple(solutions.values()), complete)
            if not complete:
                break
        return Diagnosis(tuple(component), (), self.nodes < MOST_NODES)

    def is_clear(self, diagnosis: Diagnosis) -> bool:
        """Whether no cell of its relations stands in a broken relation of another component."""
        members = {claim for r in diagnosis.broken for claim, _ in self.relations[r].terms}
        others = {r for claim in members for r, _ in self.used[claim]} - set(diagnosis.broken)
        return not any(map(self.is_broken, others))

    def repair(self, solution: tuple[Change, ...]) -> bool:
        """Make the changes for good, so that what they repair is not diagnosed again.

        Where another repair of the same round stands in the way, so that no
        fewer relations are broken than before, they are taken back.
        """
        touched = {r for change in solution for claim in change.claims for r, _ in self.used[claim]}
        before = sum(map(self.is_broken, touched))
        for change in solution:
            self.apply(change, 1)
        if sum(map(self.is_broken, touched)) < before:
            self.open |= touched
            return True
        for change in solution:
            self.apply(change, -1)
        return False

    def _search(
        self,
        broken: set[int],
        left: int,
        made: list[Change],
        changed: set[int],
        solutions: dict[frozenset[int], tuple[Change, ...]],
    ) -> bool:
        """Depth-first; false when the budget ran out."""
        if not broken:
            key = frozenset(claim for change in made for claim in change.claims)
            known = solutions.get(key)
            if known is None or rank(self.claims, tuple(made)) < rank(self.claims, known):
                solutions[key] = tuple(made)
            return len(solutions) < _MOST_SOLUTIONS
        if left == 0:
            return True
        shortest = min(broken, key=self.order)
        for change in self.candidates(shortest, broken, changed):
            if left == 1 and not self._touches_all(change, broken):
                continue
            self.nodes += 1
            if self.nodes > MOST_NODES:
                return False
            touched = self.apply(change, 1)
            now = (broken - touched) | {r for r in touched if self.is_broken(r) and self._counts(r, broken)}
            done = True
            if left > 1 or not now:
                changed.update(change.claims)
                made.append(change)
                done = self._search(now, left - 1, made, changed, solutions)
                made.pop()
                changed.difference_update(change.claims)
            self.apply(change, -1)
            if not done:
                return False
        return True

    def _touches_all(self, change: Change, broken: set[int]) -> bool:
        if len(broken) == 1:
            return True
        touched = {r for claim in change.claims for r, _ in self.used[claim]}
        return broken <= touched

    def _is_told(self, claim: int) -> bool:
        """Whether some equality would show a change of it."""
        return bool(self.said[claim]) or any(
            self.relations[r].kind is not RelationKind.BOUND for r, _ in self.used[claim]
        )

    def _counts(self, r: int, broken: set[int]) -> bool:
        """Bounds that were overrun before are another matter, and to bounds everything that was broken."""
        return r not in self.apart or r in broken

    def order(self, r: int) -> tuple[bool, int, int]:
        """Equalities before bounds, which only say where a cell may not go; short ones first."""
        relation = self.relations[r]
        return (relation.kind is RelationKind.BOUND, len(relation.terms), r)

    def candidates(self, relation: int, broken: set[int], changed: set[int]) -> list[Change]:
        """Changes of one member that repair a broken relation of it, moves in a row included."""
        out: list[Change] = []
        seen: set[tuple[tuple[int, int], ...]] = set()
        for claim, _ in self.relations[relation].terms:
            if claim in changed:
                continue
            for r, coefficient in self.used[claim]:
                if r not in broken or self.residuals[r] % coefficient:
                    continue
                if self.relations[r].kind is RelationKind.BOUND and r != relation:
                    continue
                error = -self.residuals[r] // coefficient
                alone = ((claim, error),)
                if error and alone not in seen:
                    seen.add(alone)
                    out.append(Change(alone))
                    if self.relations[relation].kind is not RelationKind.BOUND:
                        out += self._moves(claim, error, changed, seen)
        return out

    def _moves(
        self, claim: int, error: int, changed: set[int], seen: set[tuple[tuple[int, int], ...]]
    ) -> list[Change]:
        """The same error taken back from another cell of the row."""
        out = []
        for other in self.rows.get(claim, ()):
            if other == claim or other in changed or not self._is_told(other):
                continue
            if self.values[other] - error < 0 or self.values[claim] + error < 0:
                continue
            pair = tuple(sorted(((claim, error), (other, -error))))
            if pair not in seen:
                seen.add(pair)
                out.append(Change(pair))
        return out

    def apply(self, change: Change, sign: int) -> set[int]:
        """Change the values (or take it back); the relations it touches."""
        touched = set()
        for claim, error in change.errors:
            self.values[claim] += sign * error
            for r, coefficient in self.used[claim]:
                self.residuals[r] += sign * error * coefficient
                touched.add(r)
        return touched
