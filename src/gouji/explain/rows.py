"""Slips that are about a whole row: a code that is another's, a row that is missing, a row printed twice.

A sum shows amounts, never labels, so one such row breaks relations in every
column and in other tables, and no single amount explains it.  Each slip that
something speaks for is undone on trial and the relations are derived anew;
if then clearly fewer of them break, that row is the root cause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gouji.catalogue import dotted
from gouji.explain.missing import Gap, missing_rows
from gouji.explain.repair import derived
from gouji.explain.wording import table_name
from gouji.model.book import Book
from gouji.model.claim import Claim, Sum
from gouji.model.finding import Finding, Severity, finding_id
from gouji.model.relation import Relation, RelationKind
from gouji.rules.codes.name_matches_code import NAME_MATCHES_CODE, Miscoded, miscoded
from gouji.rules.codes.rows_doubled import ROW_DOUBLED, doubled_rows
from gouji.rules.codes.rows_missing import ROW_MISSING

_MOST_TRIED = 6


@dataclass(frozen=True, slots=True)
class Settled:
    """A book with its row slips undone (claims may be appended), its relations, and what was found.

    ``rows`` are the claims of the rows in question.
    """

    book: Book
    relations: Sequence[Relation]
    findings: tuple[Finding, ...]
    rows: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Trial:
    """A slip undone: the book as it should be, and the finding if that settles something."""

    book: Book
    finding: Finding
    rows: tuple[int, ...]


def settle_rows(book: Book, relations: Sequence[Relation]) -> Settled:
    """Undo the row slips that explain broken equalities; without any, everything as it was."""
    findings: list[Finding] = []
    rows: set[int] = set()
    broken = _broken(book, relations)
    tried = 0
    again = True
    while again and len(broken) > 1 and tried < _MOST_TRIED:
        again = False
        for trial in _trials(book, relations, broken):
            tried += 1
            fresh = derived(trial.book)
            left = _broken(trial.book, fresh)
            if len(left) * 2 <= len(broken) and len(left) < len(broken) - 1:
                count = len(broken) - len(left)
                said = f"{trial.finding.message}改正后，{count} 条不成立的勾稽关系成立。"
                findings.append(replace(trial.finding, message=said))
                rows |= set(trial.rows)
                book, relations, broken, again = trial.book, fresh, left, True
                break
            if tried >= _MOST_TRIED:
                break
    return Settled(book, relations, tuple(findings), frozenset(rows))


def _broken(book: Book, relations: Sequence[Relation]) -> list[int]:
    values = [claim.amount.fen for claim in book.claims]
    return [
        r
        for r, relation in enumerate(relations)
        if relation.kind is not RelationKind.BOUND
        and not relation.soft
        and not relation.holds(relation.residual(values))
    ]


def _trials(book: Book, relations: Sequence[Relation], broken: Sequence[int]) -> Iterator[_Trial]:
    """The slips that something speaks for, the surest first."""
    involved = {claim for r in broken for claim, _ in relations[r].terms}
    for wrong in miscoded(book):
        yield from _recoded(book, wrong, involved)
    yield from _undoubled(book, involved)
    for gap in missing_rows(book, relations, broken):
        yield _filled(book, gap)


def _recoded(book: Book, wrong: Miscoded, involved: set[int]) -> Iterator[_Trial]:
    """The row of a code that contradicts its name, with the code that the name means."""
    cell = wrong.cell
    own, meant = dotted(cell.code), dotted(wrong.code)
    place = cell.place
    rows = tuple(
        i
        for i, claim in enumerate(book.claims)
        if claim.fact is not None
        and claim.place.table == place.table
        and (claim.place.file, claim.place.page, claim.place.line) == (place.file, place.page, place.line)
        and getattr(claim.fact, cell.list) == own
        and any(label.startswith(cell.code) for label in claim.place.row)
    )
    if not involved & set(rows):
        return
    claims = list(book.claims)
    for i in rows:
        fact = claims[i].fact
        assert fact is not None
        claims[i] = replace(claims[i], fact=fact._replace(**{cell.list: meant}))  # type: ignore[arg-type]
    first = book.claims[rows[0]].place
    yield _Trial(
        replace(book, claims=tuple(claims)),
        Finding(
            id=finding_id(NAME_MATCHES_CODE.code, place),
            code="code-name",
            severity=Severity.ERROR,
            title=NAME_MATCHES_CODE.title,
            message=f"印“{cell.code} {cell.name.strip()}”，{wrong.why}。",
            places=(replace(place, row=first.row),),
            remedy=f"把编码改为 {wrong.code}。",
        ),
        rows,
    )


def _undoubled(book: Book, involved: set[int]) -> Iterator[_Trial]:
    """A row that repeats the row above it, taken out of the lists."""
    index = {id(claim): i for i, claim in enumerate(book.claims)}
    for one, other in doubled_rows(book):
        twins, twice = [index[id(c)] for c in one], [index[id(c)] for c in other]
        if not involved & set(twice):
            continue
        claims = list(book.claims)
        for i in twice:
            claims[i] = replace(claims[i], fact=None)
        for i in twins:
            fact = claims[i].fact
            claims[i] = replace(claims[i], fact=fact._replace(line=None) if fact is not None else None)
        listings = tuple(
            replace(listing, members=tuple(m for m in listing.members if m not in twice))
            for listing in book.listings
        )
        where = next((claim for claim in other if claim.amount.fen), other[0])
        yield _Trial(
            replace(book, claims=tuple(claims), listings=listings, sums=_without(book, set(twice))),
            Finding(
                id=finding_id(ROW_DOUBLED.code, where.place),
                code="row-doubled",
                severity=Severity.ERROR,
                title=ROW_DOUBLED.title,
                message="与上一行的名称和各栏金额完全相同，合计只计了一次。",
                places=(where.place,),
                remedy="删去重复的一行。",
            ),
            tuple(twice),
        )


def _without(book: Book, gone: set[int]) -> tuple[Sum, ...]:
    """The declared sums without those rows."""
    out = []
    for total in book.sums:
        if total.total not in gone:
            out.append(replace(total, parts=tuple(part for part in total.parts if part not in gone)))
    return tuple(out)


def _filled(book: Book, gap: Gap) -> _Trial:
    """The table with the row that it lacks."""
    claims: list[Claim] = list(book.claims)
    listings = list(book.listings)
    said = []
    for column in gap.columns:
        claims.append(column.claim)
        at = listings.index(column.listing)
        listings[at] = replace(listings[at], members=(*listings[at].members, len(claims) - 1))
        if column.shown:
            said.append(column.shown)
    here = table_name(book, gap.place)
    return _Trial(
        replace(book, claims=tuple(claims), listings=tuple(listings)),
        Finding(
            id=finding_id(ROW_MISSING.code, gap.place),
            code="row-missing",
            severity=Severity.ERROR,
            title=ROW_MISSING.title,
            message=f"{gap.there}列有“{gap.label}”，{here}没有这一行；{here}的合计比明细之和多：{'、'.join(said)}。",
            places=(gap.place,),
            remedy=f"补上“{gap.label}”一行。",
        ),
        (),
    )
