"""Which relations of tables that no form declares may be held against a document.

The vocabulary only suggests what such a table says.  Whether its columns and
rows really add up is borne out by the document: a broken relation counts only
among many of its kind that hold, or where its very words define it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from gouji.model.book import Book
from gouji.model.fact import PARTITIONS, Fact
from gouji.model.relation import Relation, RelationKind

_LEAST_HELD = 3
_TIMES_AS_MANY = 4


def trusted(book: Book, relations: Sequence[Relation]) -> tuple[tuple[Relation, ...], tuple[Relation, ...]]:
    """The relations to check by, and the broken ones that may only be a misreading.

    Relations between tables that a form declares are always kept, and so are
    all that hold.
    """
    guessed = {table.id for table in book.tables if table.by_vocabulary}
    if not guessed:
        return tuple(relations), ()
    values = [claim.amount.fen for claim in book.claims]
    held: Counter[Hashable] = Counter()
    broken: Counter[Hashable] = Counter()
    kinds: dict[int, tuple[Hashable, ...]] = {}
    failing: list[int] = []
    for r, relation in enumerate(relations):
        if relation.soft or not any(book.claims[i].source in guessed for i, _ in relation.terms):
            continue
        kinds[r] = _kinds(book, relation)
        holds = relation.holds(relation.residual(values))
        if not holds:
            failing.append(r)
        if sum(bool(values[i]) for i, _ in relation.terms) >= 2:
            (held if holds else broken).update(kinds[r])
    sure = {
        r
        for r in failing
        if _inside(book, relations[r])
        and relations[r].kind is not RelationKind.BOUND
        and _says_both(book, relations[r])
        and (
            _is_definition(book, relations[r])
            or any(
                held[kind] >= _LEAST_HELD and held[kind] >= _TIMES_AS_MANY * broken[kind] for kind in kinds[r]
            )
        )
    }
    wrong = {i for r in sure for i, _ in relations[r].terms}
    inside = {
        i for r in kinds if _inside(book, relations[r]) for i, _ in relations[r].terms if len(relations[r].terms) > 1
    }
    for r in failing:
        relation = relations[r]
        if r in sure or relation.kind is RelationKind.BOUND or not _says_both(book, relation):
            continue
        supported = any(
            held[kind] >= _LEAST_HELD and held[kind] >= _TIMES_AS_MANY * broken[kind] for kind in kinds[r]
        )
        claims = {i for i, _ in relation.terms}
        if supported and (claims & wrong or not claims & inside):
            sure.add(r)
    kept = tuple(rel for r, rel in enumerate(relations) if r not in failing or r in sure)
    return kept, tuple(relations[r] for r in failing if r not in sure)


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
    columns = tuple(sorted({place.column for place in places}))
    if len({place.row for place in places}) == 1 and len(columns) > 1:
        return (("across", table, columns),)
    if len(columns) == 1 and relation.kind is RelationKind.ROLL_UP:
        listed = any(_is_listed(book.claims[i].fact) for i, _ in relation.terms)
        return (("down", table, columns), ("down", table)) if listed else (("labels",),)
    return (("in", table, relation.kind),)


def _is_listed(fact: Fact | None) -> bool:
    return fact is not None and any((fact.unit, fact.project, fact.government_economic, fact.department_economic)) or (
        fact is not None and fact.function is not None and "." in fact.function
    )


def _is_definition(book: Book, relation: Relation) -> bool:
    """Whether a row states a whole with all the parts that make it up by definition, or two grand totals balance."""
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
