"""Files → Report: the pipeline as a recipe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gouji.explain.causes import causes_of
from gouji.explain.coverage import cover
from gouji.explain.findings import arithmetic_findings, last_digit_findings
from gouji.explain.said import judge_figures, soft_findings
from gouji.explain.unreliable import unreliable_tables
from gouji.explain.wording import place_name, position
from gouji.model.book import Book, TableStatus
from gouji.model.document import Document
from gouji.model.finding import Finding, Severity, numbered
from gouji.model.place import Place
from gouji.model.prose import Judged, Standing
from gouji.model.relation import Relation
from gouji.model.report import Coverage, NotChecked, Report, State, Verdict
from gouji.recognise.cards import TABLE as TARGET_CARDS
from gouji.recognise.several import apart, joined, recognise_several
from gouji.relate import relate, trusted
from gouji.rules import RULES, Rule, apply_rules

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def check_document(
    document: Document,
    form: str | None = None,
    rules: Sequence[Rule] = RULES,
    forms: Sequence[str] | None = None,
) -> Report:
    """Recognise a document and check it; ``forms`` restricts the known forms it may be in.

    Files of a department and of its units give one report over all of them.
    Raises what :func:`recognise` raises.
    """
    books = recognise_several(document, form, forms)
    if len(books) == 1:
        return check_book(books[0], rules)
    return check_book(joined(books, document), rules, books)


def check_book(book: Book, rules: Sequence[Rule] = RULES, members: Sequence[Book] = ()) -> Report:
    """Derive the relations, name what is wrong, and say what was covered.

    ``members`` are the books that ``book`` joins, the department's first: what
    arithmetic cannot see is judged in each of them alone.
    """
    relations, doubtful = trusted(book, relate(book))
    values = [claim.amount.fen for claim in book.claims]
    broken = tuple(r for r, rel in enumerate(relations) if not rel.holds(rel.residual(values)))
    causes = causes_of(book, relations)
    settled, diagnoses = causes.settled, causes.diagnoses
    unreliable = unreliable_tables(settled.book, settled.relations, diagnoses)
    findings, suspects = arithmetic_findings(settled.book, settled.relations, unreliable.diagnoses)
    findings += [*causes.scaled.findings, *unreliable.findings, *settled.findings]
    findings += soft_findings(settled.book, settled.relations, diagnoses, suspects)
    findings += last_digit_findings(book, relations)
    ruled, crashed = _apply(rules, causes.scaled.book if not members else book, members)
    known = {finding.id for finding in findings}
    ruled = [finding for finding in ruled if finding.id not in known]
    told = [finding for finding in findings + ruled if not unreliable.concerns(finding)]
    coverage = cover(book, settled.relations, suspects | settled.rows, settled.book)
    ordered = _in_order(numbered(told), book)
    prose = judge_figures(settled.book, settled.relations, ordered)
    return Report(
        book=book,
        verdict=_verdict(book, ordered, coverage),
        findings=ordered,
        coverage=coverage,
        relations=relations,
        broken=broken,
        not_checked=tuple(_not_checked(book, coverage, prose, doubtful)),
        crashed=tuple(crashed),
        prose=prose,
    )


def _apply(rules: Sequence[Rule], book: Book, members: Sequence[Book]) -> tuple[list[Finding], list[str]]:
    if not members:
        return apply_rules(book, rules)
    findings: list[Finding] = []
    crashed: list[str] = []
    for number, member in enumerate(members):
        own = (
            member
            if not number
            else apart(member, book.members[number - 1].mark, book.members[number - 1].name)
        )
        found, failed = apply_rules(own, rules)
        file = min((t.place.file for t in own.tables if t.place is not None), default=0)
        findings += [_in_file(finding, file) for finding in found]
        crashed += failed
    return findings, crashed


def _in_file(finding: Finding, file: int) -> Finding:
    """What is said of a whole book stands nowhere in particular: in the book's own first file."""
    places = tuple(
        replace(p, file=file) if p.page is None and p.line is None and p.box is None else p
        for p in finding.places
    )
    return replace(finding, places=places)


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


_UNKNOWN_FORM = "没有一种已知表样与本文件相符；只按通用词汇核对各表之内的合计和各表之间的同一数字"
_WHY = {
    State.BOUNDED: "只受上限约束，没有等式可核对",
    State.ALONE: "没有别处可核对",
}


def _units_not_checked(book: Book) -> list[NotChecked]:
    """Why the department was not compared with the sum of its units."""
    if not book.members:
        return []
    what = "部门＝各单位之和"
    out = [
        NotChecked(f"{member.name}的各表", "与部门的年度不同，没有与部门比较")
        for member in book.members
        if not member.comparable
    ]
    if book.units_missing:
        missing = "、".join(book.units_missing)
        out.append(NotChecked(what, f"没有给出 {missing} 的文件，只核对各单位之和不大于部门"))
    elif not book.units_listed:
        out.append(
            NotChecked(what, "部门的文件中没有找到所属单位名单，不知是否齐全，只核对各单位之和不大于部门")
        )
    return out


def _not_checked(
    book: Book, coverage: Coverage, prose: Sequence[Judged], doubtful: Sequence[Relation]
) -> list[NotChecked]:
    """Everything nobody may take for checked: the form, tables, then amounts one by one."""
    out = []
    if book.form is None:
        out.append(NotChecked("表样", _UNKNOWN_FORM))
    out += _units_not_checked(book)
    for table in book.tables:
        if table.status is TableStatus.NOT_FOUND:
            out.append(NotChecked(table.full_name, "；".join(table.reasons) or "没有找到这张表"))
        elif table.reasons:
            out.append(NotChecked(table.full_name, "；".join(table.reasons)))
        if table.by_vocabulary and table.id != TARGET_CARDS and book.form is not None:
            out.append(NotChecked(table.full_name, "不是表样所列的表，只按通用词汇读入"))
    for place in book.strangers:
        where = f"第 {place.page} 页" if place.page else f"第 {place.line} 行" if place.line else ""
        why = "不是表样所列的表，没有读入" if book.form else "按通用词汇看不懂，没有读入"
        out.append(NotChecked(f"{book.sources[place.file].name} {where}的表格", why))
    for relation in doubtful:
        out.append(
            NotChecked(relation.label, "表样未知，看来应相等而不相等；依据不足，不作错误报告，请人工核对")
        )
    for file, page in book.scanned:
        out.append(
            NotChecked(
                f"{book.sources[file].name} 第 {page} 页", "没有可读的文字（扫描的图片，或字体没有文字对应）"
            )
        )
    for state, why in _WHY.items():
        for claim, found in zip(book.claims, coverage.states, strict=True):
            if found is state:
                out.append(NotChecked(_told(book, claim.place), why))
    for judged in prose:
        if judged.standing is Standing.UNMATCHED and judged.figure.claim is None:
            out.append(NotChecked(_told(book, judged.figure.place), "正文中的数，没有可核对处"))
    for unread in book.unread:
        out.append(NotChecked(_told(book, unread.place), unread.reason))
    return out


def _told(book: Book, place: Place) -> str:
    """表七 · 合计 · 人员经费 12.00（第 12 页）."""
    where = position(book, place).strip()
    return f"{place_name(book, place)} {place.text}".strip() + (f"（{where}）" if where else "")
