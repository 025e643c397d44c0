"""A table under another unit than its amounts are in: the other is tried, and kept if far more agrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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
_UNITS = (Denomination.WAN, Denomination.YUAN, Denomination.THOUSAND)
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
    units = {table.id: table.denomination for table in book.tables if table.place is not None}
    signs = _signs_of_size(book, relations, units)
    printed = Counter(unit for unit in units.values() if unit is not None).most_common()
    agreed = _agreed(book, relations) if len(printed) > 1 else set()
    finer = Counter(u.place.table for u in book.unread if u.reason == FINER)
    for id, own in units.items():
        if own is None:
            continue
        if finer[id]:
            for unit in _UNITS:
                if unit.value > own.value:
                    signs[id, unit] += finer[id] + _LEAST_SIGNS
        elif printed[0][0] is not own and id not in agreed:
            signs[id, printed[0][0]] += _LEAST_SIGNS
    for (id, unit), count in signs.most_common():
        found = next((table for table in book.tables if table.id == id), None)
        if found is not None and count >= _LEAST_SIGNS and unit is not found.denomination:
            yield found, unit


def _signs_of_size(
    book: Book, relations: Sequence[Relation], units: Mapping[str, Denomination | None]
) -> Counter[tuple[str, Denomination]]:
    """How often each table would agree with another in another unit: (table, unit) → relations."""
    values = [claim.amount.fen for claim in book.claims]
    signs: Counter[tuple[str, Denomination]] = Counter()
    for relation in relations:
        bound = relation.kind is RelationKind.BOUND
        if bound and (
            len(relation.terms) != 2 or values[relation.terms[0][0]] == values[relation.terms[1][0]]
        ):
            continue
        if not bound and relation.holds(relation.residual(values)):
            continue
        sums: dict[str, int] = {}
        for i, coefficient in relation.terms:
            source = book.claims[i].source
            sums[source] = sums.get(source, 0) + coefficient * values[i]
        if len(sums) != 2:
            continue
        (one, here), (other, there) = sums.items()
        for source, its, rest in ((one, abs(here), abs(there)), (other, abs(there), abs(here))):
            own = units.get(source)
            if own is not None and its and rest and (its % rest == 0 or rest % its == 0):
                for unit in _UNITS:
                    if unit is not own and its * unit.value == rest * own.value:
                        signs[source, unit] += 1
    return signs


def _agreed(book: Book, relations: Sequence[Relation]) -> set[str]:
    """The tables that agree with another about some money."""
    values = [claim.amount.fen for claim in book.claims]
    agreed: set[str] = set()
    for relation in relations:
        if relation.kind is not RelationKind.BOUND and relation.holds(relation.residual(values)):
            sources = {book.claims[i].source for i, _ in relation.terms if values[i]}
            if len(sources) > 1:
                agreed |= sources
    return agreed


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
