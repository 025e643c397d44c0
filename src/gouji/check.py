"""Files → Report: the pipeline as a recipe."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.explain.causes import causes_of
from gouji.explain.coverage import cover
from gouji.explain.findings import arithmetic_findings, last_digit_findings
from gouji.explain.said import judge_figures, soft_findings
from gouji.explain.unreliable import unreliable_tables
from gouji.explain.wording import place_name
from gouji.model.book import Book, TableStatus
from gouji.model.document import Document
from gouji.model.finding import Finding, Severity, numbered
from gouji.model.prose import Judged, Standing
from gouji.model.report import Coverage, NotChecked, Report, State, Verdict
from gouji.recognise.recognise import recognise
from gouji.relate import relate
from gouji.rules import RULES, Rule, apply_rules

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def check_document(document: Document, form: str | None = None, rules: Sequence[Rule] = RULES) -> Report:
    """Recognise a document and check it.  Raises what :func:`recognise` raises."""
    return check_book(recognise(document, form), rules)


def check_book(book: Book, rules: Sequence[Rule] = RULES) -> Report:
    """Derive the relations, name what is wrong, and say what was covered."""
    relations = relate(book)
    values = [claim.amount.fen for claim in book.claims]
    broken = tuple(r for r, rel in enumerate(relations) if not rel.holds(rel.residual(values)))
    causes = causes_of(book, relations)
    settled, diagnoses = causes.settled, causes.diagnoses
    unreliable = unreliable_tables(settled.book, settled.relations, diagnoses)
    findings, suspects = arithmetic_findings(settled.book, settled.relations, unreliable.diagnoses)
    findings += [*unreliable.findings, *settled.findings]
    findings += soft_findings(settled.book, settled.relations, diagnoses, suspects)
    findings += last_digit_findings(book, relations)
    ruled, crashed = apply_rules(book, rules)
    known = {finding.id for finding in findings}
    ruled = [finding for finding in ruled if finding.id not in known]
    told = [finding for finding in findings + ruled if not unreliable.concerns(finding)]
    coverage = cover(book, settled.relations, suspects | settled.rows, settled.book)
    ordered = _in_order(numbered(told), book)
    prose = judge_figures(book, relations, ordered)
    return Report(
        book=book,
        verdict=_verdict(book, ordered, coverage),
        findings=ordered,
        coverage=coverage,
        relations=relations,
        broken=broken,
        not_checked=tuple(_not_checked(book, coverage, prose)),
        crashed=tuple(crashed),
        prose=prose,
    )


def _in_order(findings: list[Finding], book: Book) -> tuple[Finding, ...]:
    """Errors first, then as the tables stand in the form."""
    tables = {table.id: i for i, table in enumerate(book.tables)}

    def rank(finding: Finding) -> tuple[int, int, int, int]:
        place = finding.places[0]
        return (_ORDER[finding.severity], tables.get(place.table or "", -1), place.page or 0, place.line or 0)

    return tuple(sorted(findings, key=rank))


def _verdict(book: Book, findings: Sequence[Finding], coverage: Coverage) -> Verdict:
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Verdict.FAULTY
    if any(finding.code == "table-unreliable" for finding in findings):
        return Verdict.INCOMPLETE
    unread = any(table.status in (TableStatus.NOT_FOUND, TableStatus.PARTLY) for table in book.tables)
    if unread or book.form is None or not coverage.count(State.CONFIRMED):
        return Verdict.INCOMPLETE
    return Verdict.CLEAN


_WHY = {
    State.BOUNDED: "只受上限约束，没有等式可核对",
    State.ALONE: "没有别处可核对",
}


def _not_checked(book: Book, coverage: Coverage, prose: Sequence[Judged]) -> list[NotChecked]:
    """Everything nobody may take for checked: tables, then amounts one by one."""
    out = []
    for table in book.tables:
        if table.status is TableStatus.NOT_FOUND:
            out.append(NotChecked(table.full_name, "；".join(table.reasons) or "没有找到这张表"))
        elif table.reasons:
            out.append(NotChecked(table.full_name, "；".join(table.reasons)))
    for place in book.strangers:
        where = f"第 {place.page} 页" if place.page else f"第 {place.line} 行" if place.line else ""
        out.append(NotChecked(f"{book.sources[place.file].name} {where}的表格", "不是表样所列的表，没有读入"))
    for file, page in book.scanned:
        out.append(NotChecked(f"{book.sources[file].name} 第 {page} 页", "没有文字层（扫描页）"))
    for state, why in _WHY.items():
        for claim, found in zip(book.claims, coverage.states, strict=True):
            if found is state:
                out.append(NotChecked(f"{place_name(book, claim.place)} {claim.place.text}", why))
    for judged in prose:
        if judged.standing is Standing.UNMATCHED and judged.figure.claim is None:
            place = judged.figure.place
            out.append(NotChecked(f"{place_name(book, place)} {place.text}", "正文中的数，没有可核对处"))
    for unread in book.unread:
        out.append(NotChecked(f"{place_name(book, unread.place)} {unread.place.text}".strip(), unread.reason))
    return out
