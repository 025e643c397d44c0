"""This year's own tables → the lines of the ledger, as far as they are determined."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.model.fact import Fact, lies_under
from gouji.model.ledger import Line, List
from gouji.model.place import Place
from gouji.model.text import fold
from gouji.prefill.expenditure import expenditure_lines, net_of_capital
from gouji.prefill.recovery import (
    LISTED,
    Recovery,
)
from gouji.prefill.revenue import closing_lines, opening_lines, revenue_lines
from gouji.prefill.source import Origin, rows_of_words
from gouji.prepare.words import CONTROLLED


def recovered_lines(origin: Origin, units: tuple[str, ...]) -> tuple[dict[List, list[Line]], list[str]]:
    """Every list of lines that the tables of one document determine, and notes on what they do not."""
    recovery = Recovery(origin, origin.book.year or 0, units)
    spent = expenditure_lines(recovery)
    lines = {
        List.EXPENDITURE: spent,
        List.REVENUE: [*revenue_lines(recovery, spent), *opening_lines(recovery)],
        List.CONTROLLED: list(_controlled(recovery)),
        List.PURCHASED_SERVICE: list(_services(recovery)),
        List.TRANSFER: list(_tagged(recovery, "transfer")),
        List.PROCUREMENT: list(_procurement(recovery)),
    }
    lines[List.EXPENDITURE] = [*net_of_capital(recovery, spent), *closing_lines(recovery)]
    return lines, recovery.notes


def _controlled(recovery: Recovery) -> Iterator[Line]:
    items = set(CONTROLLED.values())
    seen: set[Fact] = set()
    for claim in recovery.origin.tables():
        fact = claim.fact
        if fact is None or fact.year != recovery.year or fact.controlled not in items or fact in seen:
            continue
        seen.add(fact)
        if claim.amount.fen:
            yield recovery.line(fact, claim.amount.fen, claim.place)


def _tagged(recovery: Recovery, tag: str) -> Iterator[Line]:
    """The lines of a table that lists only part of the expenditure."""
    claims = recovery.origin.finest(
        lambda f: (
            f.year == recovery.year
            and lies_under(f.tag, tag)
            and f.tag is not None
            and (tag != "transfer" or f.fund is not None)
        ),
        LISTED,
    )
    for claim in claims:
        if claim.fact is not None and claim.amount.fen:
            yield recovery.line(claim.fact, claim.amount.fen, claim.place)


def _services(recovery: Recovery) -> Iterator[Line]:
    """Purchased services with what their rows say besides."""
    table = next(
        (t for t in recovery.origin.form.tables if dict(t.base).get("tag") == "purchased_service"), None
    )
    said = list(rows_of_words(recovery.origin, table)) if table is not None else []
    names = ("职能职责与活动", "一级", "二级", "三级", "服务领域", "备注")
    for line in _tagged(recovery, "purchased_service"):
        row = next((r for r in said if fold(r.get("project", "")) == fold(line.fact.project or "")), {})
        texts = tuple((name, row[name]) for name in names if row.get(name))
        yield Line(line.fact, line.fen, line.place, line.tags, texts)


def _procurement(recovery: Recovery) -> Iterator[Line]:
    """The sum of procurement as the narrative says it: no table lists it."""
    base = Fact("expenditure", recovery.year, "original", "current", tag="procurement")
    fen = recovery.origin.worth(base)
    if fen:
        recovery.notes.append("政府采购只读到合计：请在“政府采购”里补采购类别和项目名称，有几个项目分几行")
        yield recovery.line(base, fen, Place())
