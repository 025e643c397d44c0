"""申报绩效目标的项目数和金额，正文与目标表应一致；项目支出表所列项目应当都有目标。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gouji.model.amount import Denomination, format_amount
from gouji.model.book import Book, TableStatus
from gouji.model.finding import Finding, Severity
from gouji.rules.rule import Rule


def _check(book: Book) -> Iterator[Finding]:
    projects = _listed(book)
    detailed = [target for target in book.targets if target.total is not None]
    if not detailed or any(
        table.status is TableStatus.PARTLY and table.id in {t.table for t in detailed}
        for table in book.tables
    ):
        return
    names = {target.project for target in detailed}
    money = sum(book.claims[t.total].amount.fen for t in detailed if t.total is not None)
    missing = [(name, fen) for name, fen in projects.items() if name not in names]
    told = f"目标表列有 {len(names)} 个项目、{_money(money)} 万元"
    lacking = "、".join(f"{name} {_money(fen)}" for name, fen in missing)
    for sentence in book.sentences:
        if sentence.id != "targets":
            continue
        count = book.figures[sentence.figures["count"]]
        amount = book.figures[sentence.figures["this"]]
        claim = book.claims[amount.claim] if amount.claim is not None else None
        if claim is None or (int(count.number) == len(names) and claim.amount.fen == money):
            continue
        message = f"正文说 {count.number} 个项目、{_money(claim.amount.fen)} 万元，{told}。"
        if missing:
            message += f"缺目标的项目：{lacking}。"
        finding = TARGET_COVERAGE.finding(
            message, count.place, amount.place, remedy="补申报这些项目的绩效目标，或改正文。"
        )
        yield replace(finding, printed=claim.amount.fen, expected=money, denomination=claim.denomination)
        return
    if missing and projects and names & projects.keys():
        finding = TARGET_COVERAGE.finding(
            f"{told}；项目支出表中没有目标的项目：{lacking}。",
            detailed[0].place,
            remedy="补申报这些项目的绩效目标；按规定不申报的，在正文说明。",
        )
        yield finding


def _money(fen: int) -> str:
    return format_amount(fen, Denomination.WAN)


def _listed(book: Book) -> dict[str, int]:
    """The projects of the project table with their totals (分)."""
    out: dict[str, int] = {}
    targets = {target.table for target in book.targets}
    for listing in book.listings:
        context = listing.context
        if "project" not in listing.dimensions or context.tag or context.fund or context.origin:
            continue
        if listing.table in targets or context.nature != "project":
            continue
        for i in listing.members:
            fact = book.claims[i].fact
            if fact is not None and fact.project:
                out[fact.project] = out.get(fact.project, 0) + book.claims[i].amount.fen
    return out


TARGET_COVERAGE = Rule(
    code="target-coverage",
    severity=Severity.WARNING,
    title="有项目没有绩效目标",
    english="projects without performance targets",
    basis="预算法实施条例；财预〔2018〕167号",
    since="0.1",
    check=_check,
)
