"""A table under another unit than its amounts are in: the other is tried, and kept if far more agrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gouji.explain.repair import derived
from gouji.model.amount import Amount, Denomination, FinerThanFen, Mark, NotAnAmount, parse_amount
from gouji.model.book import Book, Table
from gouji.model.claim import Claim
from gouji.model.finding import Finding, Severity, finding_id
from gouji.model.relation import Relation, RelationKind
from gouji.rules.cells.not_an_amount import FINER

_MOST_TRIED = 3
_LEAST_SIGNS = 2
_LEAST_GAIN = 3
_TARGETS = frozenset({"cost", "whole_cost"})


@dataclass(frozen=True, slots=True)
class Scaled:
    """A book whose tables are read in the units their amounts are in, its relations, and what was found."""

    book: Book
    relations: Sequence[Relation]
    findings: tuple[Finding, ...]


def settle_units(book: Book, relations: Sequence[Relation]) -> Scaled:
    """Read tables in another unit where that explains what broke; without any, everything as it was."""
    findings: list[Finding] = []
    tried = 0
    again = True
    while again:
        again = False
        for table, unit in _suspects(book, relations):
            trial = _in_unit(book, table, unit) if tried < _MOST_TRIED else None
            if trial is None:
                continue
            tried += 1
            fresh = derived(trial)
            before, after = _Standing(book, relations, table), _Standing(trial, fresh, table)
            if after.explains(before):
                findings.append(_finding(book, table, unit, before, after))
                book, relations, again = trial, fresh, True
                break
    return Scaled(book, relations, tuple(findings))


class _Standing:
    """How many relations of the book are broken, and how many tell of a table from outside and hold."""

    def __init__(self, book: Book, relations: Sequence[Relation], table: Table) -> None:
        values = [claim.amount.fen for claim in book.claims]
        self.broken = self.told = 0
        self.finer = len(_finer(book, table))
        for relation in relations:
            holds = relation.holds(relation.residual(values))
            if not holds and not relation.soft:
                self.broken += 1
            if holds and relation.kind is not RelationKind.BOUND:
                sources = {book.claims[i].source for i, _ in relation.terms if values[i]}
                self.told += table.id in sources and len(sources) > 1

    def explains(self, before: _Standing) -> bool:
        """Whether far less is broken, or no more and the table is now borne out by others."""
        if self.finer or self.told <= before.told or self.broken > before.broken:
            return False
        gain = self.told - before.told
        return (
            self.broken * 2 <= before.broken and before.broken - self.broken + gain >= _LEAST_GAIN
        ) or gain + before.finer >= _LEAST_GAIN


def _suspects(book: Book, relations: Sequence[Relation]) -> Iterator[tuple[Table, Denomination]]:
    """Tables whose unit something speaks against, with the unit to try, the most suspected first.

    Amounts finer than 分; amounts in relations with others that are as many times as large as one
    unit is of the other; a unit that hardly another table has, where nothing outside agrees with the table.
    """
    values = [claim.amount.fen for claim in book.claims]
    signs: Counter[tuple[str, Denomination]] = Counter()
    units = {table.id: table.denomination for table in book.tables if table.place is not None}
    agreed: set[str] = set()
    for relation in relations:
        sums: dict[str, int] = {}
        for i, coefficient in relation.terms:
            source = book.claims[i].source
            sums[source] = sums.get(source, 0) + coefficient * values[i]
        if len(sums) != 2 or not all(sums.values()):
            continue
        if relation.kind is not RelationKind.BOUND and relation.holds(sum(sums.values())):
            agreed |= sums.keys()
        (one, here), (other, there) = sums.items()
        for source, its, rest in ((one, here, there), (other, there, here)):
            unit = _unit_for(units.get(source), its, rest)
            if unit is not None:
                signs[source, unit] += 1
    usual = Counter(unit for unit in units.values() if unit is not None).most_common(1)
    for table in book.tables:
        own = units.get(table.id)
        if own is None:
            continue
        finer = len(_finer(book, table))
        for unit in (Denomination.WAN, Denomination.YUAN, Denomination.THOUSAND):
            if finer and unit.value > own.value:
                signs[table.id, unit] += finer + _LEAST_SIGNS
            elif usual and unit is usual[0][0] and unit is not own and table.id not in agreed:
                signs[table.id, unit] += _LEAST_SIGNS
    for (id, unit), count in signs.most_common():
        found = next((table for table in book.tables if table.id == id), None)
        if found is not None and count >= _LEAST_SIGNS and unit is not found.denomination:
            yield found, unit


def _unit_for(own: Denomination | None, here: int, there: int) -> Denomination | None:
    """The unit in which ``here`` would be as large as ``there``, if there is one."""
    if own is None:
        return None
    return next(
        (u for u in Denomination if u is not own and abs(here) * u.value == abs(there) * own.value), None
    )


def _finer(book: Book, table: Table) -> list[str]:
    return [u.place.text for u in book.unread if u.place.table == table.id and u.reason == FINER]


def _in_unit(book: Book, table: Table, unit: Denomination) -> Book | None:
    """The book with one table read in another unit; ``None`` where its amounts would be finer than 分."""
    claims = list(book.claims)
    finest: dict[tuple[str, ...], int] = {}
    for i, claim in enumerate(claims):
        if not _has_unit_of(claim, table):
            continue
        read = _reread(claim, unit)
        if read is None:
            return None
        claims[i] = replace(claim, amount=read, denomination=unit)
        if read.mark is Mark.NUMBER:
            column = claim.place.column
            finest[column] = min(finest.get(column, read.quantum), read.quantum)
    for i, claim in enumerate(claims):
        if _has_unit_of(book.claims[i], table) and claim.is_printed:
            quantum = finest.get(claim.place.column, claim.amount.quantum)
            claims[i] = replace(claim, amount=replace(claim.amount, quantum=quantum))
    tables = tuple(replace(t, denomination=unit) if t.id == table.id else t for t in book.tables)
    unread = tuple(u for u in book.unread if u.place.table != table.id or u.reason != FINER)
    return replace(book, claims=tuple(claims), tables=tables, unread=unread)


def _has_unit_of(claim: Claim, table: Table) -> bool:
    """Whether an amount is in the unit above its table; targets say their own."""
    tag = claim.fact.tag if claim.fact is not None else None
    return claim.source == table.id and claim.denomination is table.denomination and tag not in _TARGETS


def _reread(claim: Claim, unit: Denomination) -> Amount | None:
    """What the cell prints in that unit; ``None`` where it would be finer than 分."""
    try:
        return parse_amount(claim.place.text, unit)
    except NotAnAmount:
        return claim.amount if not claim.amount.fen else None
    except FinerThanFen:
        return None


def _finding(book: Book, table: Table, unit: Denomination, before: _Standing, after: _Standing) -> Finding:
    assert table.place is not None
    assert table.denomination is not None
    own = table.denomination.label
    place = replace(table.place, table=table.id)
    finer = f"以{own}为单位，本表有 {before.finer} 个数细于 1 分，不会有这样的金额；" if before.finer else ""
    return Finding(
        id=finding_id("table-unreliable", place),
        code="table-unreliable",
        severity=Severity.ERROR,
        title="单位像是写错",
        message=f"{finer}按{own}读，本表与别处的勾稽关系成立 {before.told} 条；"
        f"按{unit.label}读，成立 {after.told} 条。像是把{own}与{unit.label}弄错了。",
        places=(place,),
        remedy="核对表上方的“单位”；单位无误的，核对全表。",
    )
