"""This year's revenue, and money carried over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from gouji.model.fact import Fact
from gouji.model.ledger import Line
from gouji.model.place import Place
from gouji.prefill.recovery import (
    FISCAL,
    Recovery,
    balances,
    is_leaf,
    only_own,
)


def revenue_lines(recovery: Recovery, spent: list[Line]) -> Iterator[Line]:
    """This year's revenue; by function where a table says so, or where it can only be as it is spent."""
    year = recovery.year

    def current(fact: Fact) -> bool:
        return (
            fact.flow == "revenue"
            and fact.position == "current"
            and fact.year == year
            and fact.tag is None
            and (is_leaf(fact.fund) or fact.fund == "non_fiscal.own")
        )

    listed = recovery.origin.finest(current, ("unit", "function"))
    plain = {
        claim.fact.fund: claim
        for claim in recovery.origin.tables()
        if claim.fact
        and current(claim.fact)
        and claim.fact.unit is None
        and claim.fact.function is None
        and claim.fact.item is None
        and is_leaf(claim.fact.fund)
    }
    items = _items(recovery, current)
    moved = balances(recovery, "opening") | balances(recovery, "closing")
    if listed:
        for claim in listed:
            if claim.fact is not None and claim.amount.fen:
                fund = claim.fact.fund
                if fund == "non_fiscal.own":
                    fund = only_own(recovery)
                yield recovery.line(claim.fact._replace(fund=fund), claim.amount.fen, claim.place)
        return
    for fund, claim in plain.items():
        if not claim.amount.fen:
            continue
        own = [line for line in spent if line.fact.fund == fund]
        base = Fact("revenue", year, "original", "current", fund=fund)
        if not moved and own and sum(line.fen for line in own) == claim.amount.fen:
            split: Counter[tuple[str | None, str | None]] = Counter()
            for line in own:
                split[line.fact.unit, line.fact.function] += line.fen
            named = items.get(fund, {})
            (item,) = named if len(named) == 1 and set(named.values()) == {claim.amount.fen} else (None,)
            if item is None and named:
                recovery.notes.append("收入有几类，看不出各科目是哪一类：“收入”的“收入类别”空着，请补填")
            for (unit, function), fen in split.items():
                yield recovery.line(base._replace(unit=unit, function=function, item=item), fen, claim.place)
        else:
            recovery.notes.append("收入没有按功能科目的明细：“收入”的“功能科目”空着，请补填")
            named = items.get(fund, {})
            whole = sum(named.values()) == claim.amount.fen
            for item, fen in (named if whole else {None: claim.amount.fen}).items():
                yield recovery.line(base._replace(item=item), fen, claim.place)


def _items(recovery: Recovery, current: Callable[[Fact], bool]) -> dict[str | None, dict[str | None, int]]:
    """Fund → item → 分, where a table tells revenue by items."""
    found: dict[str | None, dict[str | None, int]] = {}
    for claim in recovery.origin.tables():
        fact = claim.fact
        if not fact or fact.item is None or fact.unit is not None or fact.function is not None:
            continue
        if claim.amount.fen and current(fact):
            found.setdefault(fact.fund, {})[fact.item] = claim.amount.fen
    return found


def opening_lines(recovery: Recovery) -> Iterator[Line]:
    found = balances(recovery, "opening")
    yield from _carried(recovery, found, Fact("revenue", recovery.year, "original", "opening"))


def closing_lines(recovery: Recovery) -> Iterator[Line]:
    found = balances(recovery, "closing")
    yield from _carried(recovery, found, Fact("expenditure", recovery.year, "original", "closing"))


def _carried(recovery: Recovery, found: dict[str | None, int], base: Fact) -> Iterator[Line]:
    """Money carried over, fund by fund; what no fund is told of stays without one."""
    told = 0
    for fund, fen in found.items():
        if fund in FISCAL:
            told += fen
            yield recovery.line(base._replace(fund=fund), fen, Place())
    whole = found.get(None) or found.get("fiscal") or 0
    if whole > told:
        recovery.notes.append("结转结余里有一笔看不出资金来源：“结转结余”的“资金来源”空着，请补填")
        yield recovery.line(base, whole - told, Place())
