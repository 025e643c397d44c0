"""Name the wrong cells: the fewest changes that repair every broken relation.

Seen in claim space the relations are ``H·e = s``: the residuals of the broken
ones are a syndrome and the wrong cells the sparse error.  Broken relations
that share a claim form a component; in each, an exact integer search looks
for one change, then two, then three, and counts *all* smallest solutions.
An equal and opposite pair in one row is one change: money in the wrong column.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gouji.explain.identify import traces
from gouji.explain.slip import Slip, slip_between
from gouji.model.claim import Claim
from gouji.model.relation import Relation, RelationKind

MOST_CHANGES = 3
_MOST_NODES = 5_000
_MOST_SOLUTIONS = 200
_STRAIN = 12.0  # a solution that rounding explains 400 times worse than another is none


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


def localise(claims: Sequence[Claim], relations: Sequence[Relation]) -> tuple[Diagnosis, ...]:
    """Diagnose every component of broken hard relations.

    A repair that is the only one of its component is made before the rest is
    diagnosed, and components that one and the same change repairs are one:
    money in the wrong column breaks the relations of two columns.
    """
    search = _Search(claims, relations)
    made: list[Diagnosis] = []
    while True:
        raw = [search.diagnose(component) for component in search.components(bounds=False)]
        found = [search.refined(diagnosis) for diagnosis in _joined(raw)]
        sure = [d for d in found if len(d.solutions) == 1 and search.repair(d.solutions[0])]
        made += sure
        if not sure:
            break
    while True:
        bounds = [search.diagnose(component) for component in search.components(bounds=True)]
        sure = [d for d in bounds if len(d.solutions) == 1 and search.repair(d.solutions[0])]
        made += sure
        if not sure:
            return (*made, *found, *bounds)


def promising(claims: Sequence[Claim], relations: Sequence[Relation]) -> list[Change]:
    """Single changes, those first that repair most broken relations and break fewest others."""
    search = _Search(claims, relations)
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
            if len(known) > _MOST_NODES:
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


class _Search:
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
        self.rows: dict[tuple[object, ...], list[int]] = {}
        for i, claim in enumerate(claims):
            place = claim.place
            if place.table is not None:
                self.rows.setdefault((place.file, place.table, place.row, place.page, place.line), []).append(
                    i
                )
        self.trace = traces(relations, len(claims))
        self.stands_in = [frozenset(member for member, _ in rel.terms) for rel in relations]
        self.overrun: set[int] = set()
        self.nodes = 0

    def is_broken(self, r: int) -> bool:
        return not self.relations[r].holds(self.residuals[r])

    def components(self, *, bounds: bool) -> list[list[int]]:
        """Broken equalities (or bounds) grouped by the claims they share."""
        broken = [
            r
            for r, relation in enumerate(self.relations)
            if (relation.kind is RelationKind.BOUND) == bounds and not relation.soft and self.is_broken(r)
        ]
        self.overrun = {
            r
            for r, relation in enumerate(self.relations)
            if relation.kind is RelationKind.BOUND and not relation.soft and self.is_broken(r)
        }
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
        return Diagnosis(tuple(component), (), self.nodes < _MOST_NODES)

    def refined(self, diagnosis: Diagnosis) -> Diagnosis:
        """Only the solutions that sentences speak for, the simplest slips first."""
        if not diagnosis.solutions:
            return diagnosis
        told = [(self._told(solution), solution) for solution in diagnosis.solutions]
        least = min(said for said, _ in told)
        best = [solution for said, solution in told if said == least]
        if len(best) > 1:
            touched = {
                r for s in best for change in s for claim in change.claims for r, _ in self.used[claim]
            }
            strains = [self._strain(solution, touched) for solution in best]
            easy = min(strains) + _STRAIN
            best = [s for s, strain in zip(best, strains, strict=True) if strain <= easy]
        return replace(diagnosis, solutions=tuple(sorted(best, key=self._rank)))

    def _strain(self, solution: tuple[Change, ...], touched: Iterable[int]) -> float:
        """How unlikely rounding alone leaves the residuals that a solution leaves, as −2 log likelihood."""
        errors = dict(error for change in solution for error in change.errors)
        strain = 0.0
        for r in touched:
            relation = self.relations[r]
            if relation.kind is RelationKind.BOUND or not relation.slack:
                continue
            residual = self.residuals[r] + sum(c * errors.get(claim, 0) for claim, c in relation.terms)
            quanta = (c * self.claims[claim].amount.quantum for claim, c in relation.terms)
            strain += residual * residual * 12 / sum(q * q for q in quanta)
        return strain

    def _told(self, solution: tuple[Change, ...]) -> int:
        """How many identities with sentences a solution breaks, less those it restores."""
        errors = dict(error for change in solution for error in change.errors)
        count = 0
        for r in {r for claim in errors for r in self.said[claim]}:
            relation = self.relations[r]
            before = self.residuals[r]
            after = before + sum(c * errors.get(claim, 0) for claim, c in relation.terms)
            count += relation.holds(before) - relation.holds(after)
        return count

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
            if known is None or self._rank(tuple(made)) < self._rank(known):
                solutions[key] = tuple(made)
            return len(solutions) < _MOST_SOLUTIONS
        if left == 0:
            return True
        shortest = min(broken, key=self.order)
        for change in self.candidates(shortest, broken, changed):
            if left == 1 and any(not self.stands_in[r].intersection(change.claims) for r in broken):
                continue
            self.nodes += 1
            if self.nodes > _MOST_NODES:
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

    def _counts(self, r: int, broken: set[int]) -> bool:
        """Bounds that were overrun before are another matter."""
        return r not in self.overrun or r in broken

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
        place = self.claims[claim].place
        if place.table is None:
            return []
        row = self.rows[place.file, place.table, place.row, place.page, place.line]
        out = []
        for other in row:
            if other == claim or other in changed or not self.trace[other]:
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

    def _rank(self, solution: tuple[Change, ...]) -> tuple[int, int, int]:
        """Simplest slips first; values that would be negative last; then reading order."""
        negative = pairs = 0
        cost = 0
        for change in solution:
            pairs += len(change.errors) - 1
            for claim, error in change.errors:
                printed = self.claims[claim].amount.fen
                if printed + error < 0 <= printed:
                    negative += 1
                if len(change.errors) == 1:
                    slip = slip_between(printed, printed + error)
                    blank = not self.claims[claim].is_printed and slip is Slip.OMITTED
                    cost += int(slip) + (2 if blank else 0)
                elif exchanged(self.claims, change):
                    cost += 1
                else:
                    cost += 3
        return (negative, cost, min(change.claims[0] for change in solution))
