"""A what-if for the terminal: what was set, what it solves, what is new, what stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gouji.explain.whatif import broken_apart
from gouji.explain.wording import money, place_name
from gouji.model.amount import Amount
from gouji.model.finding import Finding, Severity
from gouji.model.relation import Relation
from gouji.model.report import Report
from gouji.render.report.text import VERDICTS, finding_lines

_MOST = 8


def whatif_text(before: Report, after: Report, amounts: Mapping[int, Amount]) -> str:
    """The answer as lines of text."""
    return "\n".join(_lines(before, after, amounts)) + "\n"


def _lines(before: Report, after: Report, amounts: Mapping[int, Amount]) -> Iterator[str]:
    yield "假如"
    for i, amount in amounts.items():
        claim = before.book.claims[i]
        unit = claim.denomination
        printed = money(claim.amount.fen, unit) if claim.place.text.strip() else "（空）"
        yield f"  {place_name(before.book, claim.place)}  {printed} → {money(amount.fen, unit)} {unit.label}"
    if all(before.book.claims[i].amount.fen == amount.fen for i, amount in amounts.items()):
        yield "  与所印相同，什么也没有变。"
    solved, new, left = broken_apart(before, after)
    yield ""
    yield from _relations("由此成立的勾稽关系", solved)
    yield from _relations("由此不成立的勾稽关系", new)
    if left:
        yield f"仍不成立的勾稽关系：{len(left)} 条"
    if not (solved or new or left):
        yield "没有勾稽关系因此变化，也没有不成立的。"
    yield ""
    gone = _missing(before, after)
    fresh = _missing(after, before)
    if gone:
        yield f"解决的结论（{len(gone)} 条）"
        for finding in gone:
            place = finding.places[0]
            yield f"  {place_name(before.book, place)}：{finding.title}"
        yield ""
    if fresh:
        yield f"新出现的结论（{len(fresh)} 条）"
        yield ""
        for finding in fresh:
            yield from finding_lines(after, finding)
            yield ""
    stay = [f for f in after.findings if f not in fresh and f.severity is Severity.ERROR]
    if stay:
        yield f"仍在的错误（{len(stay)} 条）"
        for finding in stay:
            yield f"  {place_name(after.book, finding.places[0])}：{finding.title}"
        yield ""
    yield f"结论：{VERDICTS[before.verdict]} → {VERDICTS[after.verdict]}"


def _relations(title: str, relations: list[Relation]) -> Iterator[str]:
    if relations:
        yield f"{title}：{len(relations)} 条"
        for label in list(dict.fromkeys(relation.label for relation in relations))[:_MOST]:
            yield f"  {label}"
        if len(relations) > _MOST:
            yield "  ……"


def _missing(one: Report, other: Report) -> list[Finding]:
    """Findings of one report that the other does not have (figures compared)."""
    known = {(f.id, f.printed, f.expected) for f in other.findings}
    return [f for f in one.findings if (f.id, f.printed, f.expected) not in known]
