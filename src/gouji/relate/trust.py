"""Which relations of tables that no form declares may be held against a document.

The vocabulary only suggests what such a table says.  Whether its columns and
rows really add up is borne out by the document: a broken relation counts only
among many of its kind that hold, or where its very words define it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from gouji.model.book import Book
from gouji.model.fact import DIMENSIONS, PARTITIONS, Fact
from gouji.model.relation import Relation, RelationKind

_LEAST_HELD = 3
_TIMES_AS_MANY = {"across": 3, "sources": 3, "down": 3, "totals": 2}
_TIMES_ELSEWHERE = 4
_LEAST_TOTALS = 2
_AXES = {
    "across": "row",
    "sources": "row",
    "down": "column",
    "totals": "column",
    "labels": "column",
    "between": "table",
}


def trusted(book: Book, relations: Sequence[Relation]) -> tuple[tuple[Relation, ...], tuple[Relation, ...]]:
    """The relations to check by, and the broken ones that may only be a misreading.

    Relations between tables that a fitting form declares are always kept, and
    so are all that hold.
    """
    guessed = {table.id for table in book.tables if not table.sure}
    if not guessed:
        return tuple(relations), ()
    evidence = _Evidence(book, relations, guessed)
    sure = {r for r in evidence.failing if evidence.stands_inside(r)}
    sure |= evidence.together()
    wrong = {i for r in sure for i, _ in relations[r].terms}
    sure |= {r for r in evidence.failing if evidence.stands_between(r, wrong)}
    failing = set(evidence.failing)
    kept = tuple(rel for r, rel in enumerate(relations) if r not in failing or r in sure)
    doubtful = [r for r in evidence.failing if r not in sure and _says_both(book, relations[r])]
    return kept, tuple(relations[r] for r in doubtful if relations[r].kind is not RelationKind.BOUND)


class _Evidence:
    """How many relations of each kind hold and fail, and in which columns those that hold print money."""

    def __init__(self, book: Book, relations: Sequence[Relation], guessed: set[str]) -> None:
        self.book = book
        self.relations = relations
        self.values = [claim.amount.fen for claim in book.claims]
        self.held: Counter[Hashable] = Counter()
        self.broken: Counter[Hashable] = Counter()
        self.columns: dict[Hashable, set[tuple[str, ...]]] = {}
        self.kinds: dict[int, tuple[Hashable, ...]] = {}
        self.failing: list[int] = []
        self.inside: set[int] = set()
        for r, relation in enumerate(relations):
            if not relation.soft and any(book.claims[i].source in guessed for i, _ in relation.terms):
                self._count(r, relation)

    def _count(self, r: int, relation: Relation) -> None:
        self.kinds[r] = kinds = _kinds(self.book, relation)
        holds = relation.holds(relation.residual(self.values))
        if not holds:
            self.failing.append(r)
        telling = [i for i, _ in relation.terms if self.values[i]]
        if len(telling) < 2:
            return
        if _inside(self.book, relation):
            self.inside.update(telling)
        (self.held if holds else self.broken).update(kinds)
        for kind in kinds if holds else ():
            self.columns.setdefault(kind, set()).update(self.book.claims[i].place.column for i in telling)

    def is_one_of_many(self, r: int, elsewhere: int = _TIMES_ELSEWHERE) -> bool:
        """Whether many of its kind hold and few fail, with money in each of its columns in some that hold."""
        relation = self.relations[r]
        columns = {self.book.claims[i].place.column for i, _ in relation.terms if self.values[i]}
        return any(
            self.held[kind] >= (_LEAST_TOTALS if kind[0] == "totals" else _LEAST_HELD)  # type: ignore[index]
            and self.held[kind] >= _TIMES_AS_MANY.get(kind[0], elsewhere) * self.broken[kind]  # type: ignore[index]
            and (kind[0] != "across" or columns <= self.columns[kind])  # type: ignore[index]
            for kind in self.kinds[r]
        )

    def may_count(self, r: int) -> bool:
        """Bounds, and relations that print nothing on one side, are never held against an unknown form."""
        return self.relations[r].kind is not RelationKind.BOUND and _says_both(self.book, self.relations[r])

    def stands_inside(self, r: int) -> bool:
        """A relation inside one table: one of many, or true by the definition of its words."""
        relation = self.relations[r]
        return (
            self.may_count(r)
            and _inside(self.book, relation)
            and (_is_definition(self.book, relation) or (self.is_one_of_many(r) and not self.is_misplaced(r)))
        )

    def is_misplaced(self, r: int) -> bool:
        """Whether a total's gap is just another row of its column: then that row lies elsewhere."""
        if self.kinds[r][0][0] != "labels":  # type: ignore[index]
            return False
        relation = self.relations[r]
        gap = abs(relation.residual(self.values))
        place = self.book.claims[relation.terms[0][0]].place
        return any(
            abs(claim.amount.fen) in (gap, 2 * gap) or 2 * abs(claim.amount.fen) == gap
            for claim in self.book.claims
            if claim.place.table == place.table and claim.place.column == place.column
        )

    def together(self) -> set[int]:
        """Failing relations on two axes (row, column, another table) that one change of one cell repairs."""
        by_change: dict[tuple[int, int], dict[str, list[int]]] = {}
        for r in self.failing:
            relation = self.relations[r]
            axis = str(self.kinds[r][0][0])  # type: ignore[index]
            if (
                not self.may_count(r)
                or axis not in _AXES
                or (axis == "between" and not self.is_one_of_many(r, _LEAST_HELD))
            ):
                continue
            residual = relation.residual(self.values)
            for i, coefficient in relation.terms:
                if residual % coefficient == 0:
                    change = (i, -residual // coefficient)
                    witness = _AXES[axis]
                    if witness == "column":  # the total of some rows may be a row of another total
                        witness += " total" if i == relation.terms[0][0] else " row"
                    by_change.setdefault(change, {}).setdefault(witness, []).append(r)
        return {r for axes in by_change.values() if len(axes) > 1 for found in axes.values() for r in found}

    def stands_between(self, r: int, wrong: set[int]) -> bool:
        """Between tables: one of many, about a cell that its own table contradicts or says nothing of."""
        claims = {i for i, _ in self.relations[r].terms}
        return (
            self.may_count(r)
            and not _inside(self.book, self.relations[r])
            and self.is_one_of_many(r)
            and bool(claims & wrong or not claims & self.inside)
        )


def _inside(book: Book, relation: Relation) -> bool:
    return len({book.claims[i].source for i, _ in relation.terms}) == 1


def _says_both(book: Book, relation: Relation) -> bool:
    """Whether digits stand on either side: what prints nothing states nothing."""
    signs = {c > 0 for i, c in relation.terms if book.claims[i].is_printed}
    return len(signs) == 2


def _kinds(book: Book, relation: Relation) -> tuple[Hashable, ...]:
    """What makes a relation one of many: the same columns of a table, one table's rows, two tables."""
    places = [book.claims[i].place for i, _ in relation.terms]
    tables = frozenset(book.claims[i].source for i, _ in relation.terms)
    if len(tables) > 1:
        return (("between", tables),)
    (table,) = tables
    if _tells_sources(book, relation):
        return (("sources", table),)
    columns = tuple(sorted({place.column for place in places}))
    if len({place.row for place in places}) == 1 and len(columns) > 2:
        return (("across", table, columns),)
    if len(columns) == 1 and relation.kind is RelationKind.ROLL_UP:
        listed = any(_is_listed(book.claims[i].fact) for i, _ in relation.terms)
        if not listed:
            return (("labels",),)
        stated = book.claims[relation.terms[0][0]].fact
        total = stated is not None and not any((stated.function, *stated[DIMENSIONS.index("unit") :]))
        return (("totals", table),) if total else (("down", table, columns), ("down", table))
    return (("in", table, relation.kind),)


def _is_listed(fact: Fact | None) -> bool:
    if fact is None:
        return False
    listed = (fact.unit, fact.project, fact.government_economic, fact.department_economic)
    return any(listed) or (fact.function is not None and "." in fact.function)


def _is_definition(book: Book, relation: Relation) -> bool:
    """Whether it is a whole with all the parts that make it up by definition, or two grand totals."""
    facts = [book.claims[i].fact for i, _ in relation.terms]
    if any(fact is None for fact in facts):
        return False
    if relation.kind is RelationKind.BALANCE:
        return all("总计" in "".join(book.claims[i].place.row) for i, _ in relation.terms)
    whole, *parts = (fact for fact in facts if fact is not None)
    for (name, value), values in PARTITIONS.items():
        if value is not None and getattr(whole, name) == value and len(parts) == len(values):
            return {part._replace(**{name: value}) for part in parts} == {whole} and {  # type: ignore[arg-type]
                getattr(part, name) for part in parts
            } == set(values)
    return False


def _tells_sources(book: Book, relation: Relation) -> bool:
    """Whether it is the sum of all sources of some money, in a table of which everything was read."""
    facts = [fact for i, _ in relation.terms if (fact := book.claims[i].fact) is not None]
    return (
        relation.kind is RelationKind.ROLL_UP
        and len(facts) == len(relation.terms)
        and _are_all_sources(facts[0], facts[1:])
        and not any(unread.place.table == book.claims[relation.terms[0][0]].source for unread in book.unread)
    )


def _are_all_sources(whole: Fact, parts: Sequence[Fact]) -> bool:
    """Whether parts tell where all money of a whole comes from: the budget, last year, and all else."""
    sources = {(part.origin, part.fund) for part in parts}
    return (
        whole.fund is None
        and len(sources) == len(parts) > 1
        and {part._replace(origin=whole.origin, fund=whole.fund) for part in parts} == {whole}
        and any(fund == "non_fiscal" for _, fund in sources)
        and all(
            fund in ("fiscal", "non_fiscal") or (o == "carried_in" and fund is None) for o, fund in sources
        )
    )
