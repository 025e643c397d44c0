"""Tiny books made of claims, for tests of relations that need no document."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.model.amount import Amount, Denomination, Mark
from gouji.model.book import Book, Kind, Table, TableStatus
from gouji.model.claim import Claim, Listing, Part, Sum
from gouji.model.fact import LISTED, Fact, context_of
from gouji.model.place import Place
from gouji.model.relation import Relation, RelationKind
from gouji.relate import relate

SPENT = Fact("expenditure", 2023, "original", "current")
"""Current expenditure of the year, the context of most tiny tables."""


def claim(
    fact: Fact, fen: int | None, table: str = "T1", *, row: str = "", column: str = "金额", quantum: int = 1
) -> Claim:
    """A printed amount in 分; ``None`` is a blank cell."""
    mark = Mark.BLANK if fen is None else Mark.NUMBER if fen else Mark.ZERO
    label = row or "·".join(str(v) for v in (getattr(fact, name) for name in LISTED) if v) or "合计"
    place = Place(table=table, row=(label,), column=(column,), text="" if fen is None else str(fen))
    return Claim(fact, Amount(fen or 0, quantum, mark), place, Denomination.YUAN, table)


def listing(table: str, claims: Sequence[Claim], *members: int) -> Listing:
    """The members as a complete list of their table, over whatever dimensions they print."""
    facts = [fact for i in members if (fact := claims[i].fact) is not None]
    used = tuple(name for name in LISTED if any(getattr(fact, name) for fact in facts))
    return Listing(
        table, context_of(facts[0]), (*used, *(() if "line" in used else ("line",))), members, "金额"
    )


def book(
    claims: Sequence[Claim],
    *,
    sums: Sequence[Sum] = (),
    parts: Sequence[Part] = (),
    listings: Sequence[Listing] = (),
) -> Book:
    """A budget of 2023 that prints just these."""
    tables = dict.fromkeys(c.place.table or "" for c in claims)
    return Book(
        sources=(),
        form="tiny",
        kind=Kind.BUDGET,
        year=2023,
        department="云山区档案馆",
        tables=tuple(Table(id, f"{id}表", TableStatus.READ) for id in tables),
        claims=tuple(claims),
        sums=tuple(sums),
        parts=tuple(parts),
        listings=tuple(listings),
    )


def terms(relation: Relation) -> frozenset[tuple[int, int]]:
    """Claims with their coefficients, the sign of an equality made irrelevant."""
    if relation.kind is RelationKind.BOUND:
        return frozenset(relation.terms)
    first = min(relation.terms)[1]
    return frozenset((i, c if first > 0 else -c) for i, c in relation.terms)


def related(told: Book) -> dict[RelationKind, list[frozenset[tuple[int, int]]]]:
    """Kind → terms of every derived relation."""
    out: dict[RelationKind, list[frozenset[tuple[int, int]]]] = {}
    for relation in relate(told):
        out.setdefault(relation.kind, []).append(terms(relation))
    return out


def broken(told: Book) -> list[Relation]:
    """The derived relations that do not hold."""
    values = [c.amount.fen for c in told.claims]
    return [r for r in relate(told) if not r.holds(r.residual(values))]
