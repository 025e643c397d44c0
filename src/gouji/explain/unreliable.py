"""Tables that break everywhere, or of which much was not read: one finding for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gouji.explain.localise import Diagnosis
from gouji.explain.wording import labels_of
from gouji.model.book import Book, Table
from gouji.model.finding import Finding, Severity, finding_id
from gouji.model.relation import Relation, RelationKind
from gouji.rules.cells.not_an_amount import FINER

_FEWEST = 6
_SHARE = 0.15
_UNREAD = 0.2
_MOST_OUTSIDE = 0.1
_UNIT = "核对表上方的“单位”；单位无误的，核对全表。"
_WHOLE = "对照原件通看；确系文件如此的，逐格核对。"
_MOST_UNSOLVED = 12
_FACTORS = {10_000: "一万倍，像是把元与万元弄错了", 1_000: "一千倍，像是把元与千元弄错了"}


@dataclass(frozen=True, slots=True)
class Unreliable:
    """Tables of which no single cell can be judged: their findings, and what is left to say of others."""

    tables: frozenset[str]
    findings: tuple[Finding, ...]
    diagnoses: tuple[Diagnosis, ...]

    def concerns(self, finding: Finding) -> bool:
        """Whether a finding about cells or figures is only an echo of such a table."""
        cells = finding.code in ("not-an-amount", "said")
        return cells and any(place.table in self.tables for place in finding.places)


def unreliable_tables(
    book: Book, relations: Sequence[Relation], diagnoses: Sequence[Diagnosis]
) -> Unreliable:
    """Findings about whole tables, and the diagnoses that are left.

    A table is unreliable when much of it is no amount, or when no few changes
    explain what broke, all of it touches the table, and it is no small part of
    what is known of the table.
    """
    findings = {table.id: _unread(table, reasons) for table, reasons in _illegible(book)}
    findings |= {table.id: found for table, found in _scaled(book, diagnoses) if table.id not in findings}
    left = [d for d in diagnoses if not _touches(book, relations, d, set(findings))]
    while True:
        unsolved = [d for d in left if not d.solutions and not _only_bounds(relations, d)]
        broken = [r for d in unsolved for r in d.broken if relations[r].kind is not RelationKind.BOUND]
        found = _worst(book, relations, broken)
        if found is None and len(unsolved) > _MOST_UNSOLVED:
            among = {table for r in broken for table in _tables_of(book, relations[r])}
            tables = [table for table in book.tables if table.id in among]
            findings[tables[0].id] = _among(tables, [relations[r] for r in broken])
            left = [d for d in left if d not in unsolved]
            found = None
        if found is None:
            return Unreliable(frozenset(findings), tuple(findings.values()), tuple(left))
        table, touched = found
        findings[table.id] = _finding(relations, table, touched)
        left = [d for d in left if not _touches(book, relations, d, {table.id})]


def _touches(book: Book, relations: Sequence[Relation], diagnosis: Diagnosis, tables: set[str]) -> bool:
    """Whether everything that broke touches one of those tables."""
    return all(_tables_of(book, relations[r]) & tables for r in diagnosis.broken)


def _scaled(book: Book, diagnoses: Sequence[Diagnosis]) -> Iterator[tuple[Table, Finding]]:
    """Tables of which several amounts are named, each off by the factor between two denominations."""
    factors: dict[str, Counter[int]] = {}
    for diagnosis in diagnoses:
        if len(diagnosis.solutions) == 1 and len(diagnosis.solutions[0]) == 1:
            for claim, error in diagnosis.solutions[0][0].errors:
                printed = book.claims[claim].amount.fen
                where = book.claims[claim].place.table or ""
                factors.setdefault(where, Counter())[_factor(printed, printed + error)] += 1
    for table in book.tables:
        seen = factors.get(table.id, Counter())
        factor, count = max(((f, n) for f, n in seen.items() if f), key=lambda pair: pair[1], default=(0, 0))
        if table.place is not None and count >= 3 and count * 2 >= seen.total():
            told = f"本表有 {count} 个数与别处相差{_FACTORS[factor]}。"
            yield table, _of_table(table, told, unit=True, relations=())


def _factor(one: int, other: int) -> int:
    """How many times larger one amount is, where that is the factor between two denominations; else 0."""
    large, small = max(abs(one), abs(other)), min(abs(one), abs(other))
    if not small:
        return 0
    factor, rest = divmod(large, small)
    return factor if factor in _FACTORS and rest * 100 <= large else 0


def _among(tables: Sequence[Table], broken: Sequence[Relation]) -> Finding:
    """The finding where tables contradict each other all over, and none of them alone."""
    names = "、".join(table.name for table in tables)
    finding = _of_table(
        tables[0],
        f"{names} 之间有 {len(broken)} 条勾稽关系不成立，改动少数几格都不能说明，不再逐条列出："
        "可能有一张表放错了位置、缺了行，或没有读对。",
        unit=False,
        relations=labels_of(broken, range(len(broken))),
    )
    places = tuple(replace(table.place, table=table.id) for table in tables if table.place is not None)
    return replace(finding, places=places, title="几张表之间对不上，未能可靠读入")


def _illegible(book: Book) -> Iterator[tuple[Table, Counter[str]]]:
    """Tables of whose amounts many were not read, with the reasons."""
    for table in book.tables:
        reasons = Counter(unread.reason for unread in book.unread if unread.place.table == table.id)
        read = sum(claim.source == table.id and claim.is_printed for claim in book.claims)
        count = sum(reasons.values())
        if table.place is not None and count >= _FEWEST and count >= _UNREAD * (count + read):
            yield table, reasons


def _unread(table: Table, reasons: Counter[str]) -> Finding:
    reason, count = reasons.most_common(1)[0]
    finer = reason == FINER
    unit = f"“{table.denomination.label}”" if table.denomination is not None else "表上所写"
    return _of_table(
        table,
        f"以{unit}为单位，本表有 {count} 个数细于 1 分，不会有这样的金额。"
        if finer
        else f"本表有 {sum(reasons.values())} 个数没有读入（{reason}）。",
        unit=finer,
        relations=(),
    )


def _only_bounds(relations: Sequence[Relation], diagnosis: Diagnosis) -> bool:
    return all(relations[r].kind is RelationKind.BOUND for r in diagnosis.broken)


def _tables_of(book: Book, relation: Relation) -> set[str]:
    return {table for claim, _ in relation.terms if (table := book.claims[claim].place.table) is not None}


def _worst(book: Book, relations: Sequence[Relation], broken: Sequence[int]) -> tuple[Table, set[int]] | None:
    """The table that most of the broken relations touch, if nearly all of them do."""
    touches: dict[str, set[int]] = {}
    for r in broken:
        for table in _tables_of(book, relations[r]):
            touches.setdefault(table, set()).add(r)
    if not touches:
        return None
    all_of: Counter[str] = Counter()
    for relation in relations:
        if relation.kind is not RelationKind.BOUND and not relation.soft:
            all_of.update(_tables_of(book, relation))
    id, touched = max(touches.items(), key=lambda pair: (len(pair[1]), len(pair[1]) / all_of[pair[0]]))
    outside = len(broken) - len(touched)
    if len(touched) < max(_FEWEST, _SHARE * all_of[id]) or outside > _MOST_OUTSIDE * len(broken):
        return None
    return next(table for table in book.tables if table.id == id), touched


def _finding(relations: Sequence[Relation], table: Table, touched: set[int]) -> Finding:
    message = (
        f"牵连本表的 {len(touched)} 条勾稽关系不成立，改动少数几格都不能说明，不再逐条列出："
        "可能是这张表放错了位置、单位不对、整列错开，也可能是没有读对。"
    )
    return _of_table(table, message, unit=False, relations=labels_of(relations, sorted(touched)))


def _of_table(table: Table, message: str, *, unit: bool, relations: tuple[str, ...]) -> Finding:
    assert table.place is not None
    place = replace(table.place, table=table.id)
    return Finding(
        id=finding_id("table-unreliable", place),
        code="table-unreliable",
        severity=Severity.ERROR if unit else Severity.WARNING,
        title="单位像是写错" if unit else "整张表未能可靠读入",
        message=message,
        places=(place,),
        relations=relations,
        remedy=_UNIT if unit else _WHOLE,
    )
