"""A report for the terminal: place, figures, reason, what to do."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from gouji.explain.wording import money, place_name, position
from gouji.model.amount import Denomination
from gouji.model.book import TableStatus
from gouji.model.finding import Finding, Severity
from gouji.model.place import Place
from gouji.model.prose import Standing
from gouji.model.relation import RelationKind
from gouji.model.report import Report, State, Verdict

WIDTH = 96
VERDICTS = {
    Verdict.CLEAN: "未发现错误",
    Verdict.FAULTY: "有错误",
    Verdict.INCOMPLETE: "未能全部核对",
    Verdict.UNREADABLE: "无法读取",
}
SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}
STATES = {
    State.CONFIRMED: "已印证",
    State.BROKEN: "有矛盾",
    State.BOUNDED: "只有上限",
    State.ALONE: "孤立",
    State.UNREAD: "未读入",
}
STATUSES = {
    TableStatus.READ: "已读入",
    TableStatus.PARTLY: "部分读入",
    TableStatus.NOT_FOUND: "没有找到",
    TableStatus.EMPTY: "空表",
}
_MOST_RELATIONS = 4
_MOST_SUSPECTS = 6


def report_text(report: Report, *, verbose: bool = False) -> str:
    """The whole report as lines of text."""
    return "\n".join(_lines(report, verbose)) + "\n"


def _lines(report: Report, verbose: bool) -> Iterator[str]:
    book = report.book
    names = "、".join(source.name for source in book.sources)
    year = f"{book.year} 年" if book.year else ""
    kind = {"budget": "部门预算", "final_accounts": "部门决算"}[book.kind.value]
    yield f"{names}：{f'{book.department} {year}{kind}'.strip()}"
    counts = Counter(finding.severity for finding in report.findings)
    said = "，".join(f"{SEVERITIES[s]} {counts[s]}" for s in Severity if counts[s])
    told = f"（{said}）" if said else ""
    yield f"结论：{VERDICTS[report.verdict]}{told}  表样 {book.form or '未知'}"
    cover = report.coverage
    states = "，".join(
        f"{label} {cover.count(state)}" for state, label in STATES.items() if cover.count(state)
    )
    told = f"勾稽关系 {len(report.relations)} 条，不成立 {len(report.broken)} 条"
    yield f"金额 {cover.amounts} 个{'：' if states else ''}{states}；{told}"
    inside = sum(cover.inside)
    if inside:
        yield f"（已印证的金额中 {inside} 个只在本表之内得到印证）"
    if cover.identifiable:
        yield f"（金额中 {len(cover.identifiable)} 个若单独写错，能指明是哪一个）"
    if report.prose:
        counts_of = Counter(judged.standing for judged in report.prose)
        standing = "，".join(f"{s.label} {counts_of[s]}" for s in Standing if counts_of[s])
        yield f"正文数字 {len(report.prose)} 个：{standing}"
    yield ""
    for finding in report.findings:
        yield from finding_lines(report, finding)
        yield ""
    yield from _tables(report)
    yield from _unchecked(report, verbose)
    for line in report.crashed:
        yield f"规则出错（其余规则照常运行）：{line}"


def finding_lines(report: Report, finding: Finding) -> Iterator[str]:
    """One finding: where and what, the figures, why, the relations, the remedy."""
    first = finding.places[0]
    where = place_name(report.book, first)
    if finding.rivals and len(finding.suspects) > 1:
        where += f" 等 {len(finding.suspects)} 处之一"
    kind = f"{finding.title}  {finding.code}"
    tail = f"{kind}  {SEVERITIES[finding.severity]}  {position(report.book, first)}".rstrip()
    yield where + " " * max(2, WIDTH - _width(where) - _width(tail)) + tail
    if finding.printed is not None and finding.denomination is not None:
        unit = finding.denomination
        line = f"  印 {printed_as(first, finding.printed, unit)}"
        if finding.expected is not None and finding.difference is not None:
            line += (
                f"   {wanted(finding, finding.printed, finding.expected, unit)}"
                f"   差 {money(finding.difference, unit, signed=True)}"
            )
        yield line
    shown = [s for s in finding.suspects if s.place != first]
    for suspect in shown[:_MOST_SUSPECTS]:
        label = "/".join(suspect.place.column[-2:]) or place_name(report.book, suspect.place)
        if suspect.place.row != first.row or suspect.place.table != first.table:
            label = place_name(report.book, suspect.place)
        gap = money(suspect.printed - suspect.implied, suspect.denomination, signed=True)
        yield (
            f"  {label} 印 {printed_as(suspect.place, suspect.printed, suspect.denomination)}"
            f"   {wanted(finding, suspect.printed, suspect.implied, suspect.denomination)}   差 {gap}"
        )
    if len(shown) > _MOST_SUSPECTS:
        yield f"  ……共 {len(shown)} 处"
    if finding.message:
        yield f"  {finding.message}"
    ends = []
    if finding.relations:
        more = len(finding.relations) - _MOST_RELATIONS
        rest = f"；另 {more} 条" if more > 0 else ""
        ends.append(f"涉及：{'；'.join(finding.relations[:_MOST_RELATIONS])}{rest}。")
    if finding.remedy:
        ends.append(f"改法：{finding.remedy}")
    for line in ends:
        yield f"  {line}"


def printed_as(place: Place, fen: int, denomination: Denomination) -> str:
    """An amount with its denomination; what stands there instead, where it is none."""
    if not any(sign.isdigit() for sign in place.text):
        return f"“{place.text.strip()}”" if place.text.strip() else "（空）"
    return f"{money(fen, denomination)} {denomination.label}"


def wanted(finding: Finding, printed: int, implied: int, denomination: Denomination) -> str:
    """What should stand there; where only a bound is overrun, how far an amount may go."""
    verb = "应"
    if finding.code == RelationKind.BOUND.value:
        verb = "不应大于" if implied < printed else "不应小于"
    return f"{verb} {money(implied, denomination)}"


def _tables(report: Report) -> Iterator[str]:
    yield "各表"
    for table in report.book.tables:
        amounts = [
            state
            for claim, state in zip(report.book.claims, report.coverage.states, strict=True)
            if claim.source == table.id and state is not None
        ]
        confirmed = sum(state is State.CONFIRMED for state in amounts)
        unread = sum(u.place.table == table.id for u in report.book.unread)
        told = f"{table.rows} 行，金额 {len(amounts)}，已印证 {confirmed}" if amounts else ""
        if unread:
            told += f"{'，' if told else ''}未读入 {unread}"
        why = f"（{'；'.join(table.reasons)}）" if table.reasons else ""
        name = f"{table.label} {table.title}".strip()
        yield f"  {name}{' ' * max(2, 46 - _width(name))}{STATUSES[table.status]}  {told}{why}".rstrip()
    yield ""


def _unchecked(report: Report, verbose: bool) -> Iterator[str]:
    if not report.not_checked:
        return
    by_reason: dict[str, list[str]] = {}
    for entry in report.not_checked:
        by_reason.setdefault(entry.why, []).append(entry.what)
    yield "没有核对的"
    for why, what in by_reason.items():
        if verbose or len(what) <= 3:
            for item in what:
                yield f"  {item}：{why}"
        else:
            yield f"  {what[0]} 等 {len(what)} 处：{why}（--verbose 列出全部）"
    yield ""


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
