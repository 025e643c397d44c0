"""This year's expenditure, line by line: from the tables of basic expenditure, of projects and of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gouji.catalogue import undotted
from gouji.model.amount import Denomination, format_amount
from gouji.model.fact import Fact
from gouji.model.ledger import Line
from gouji.prefill.recovery import (
    CODES,
    LISTED,
    Recovery,
    balances,
    basic_nature,
    is_leaf,
    only_own,
    whole_expenditure,
)


def _is_spent(fact: Fact, year: int) -> bool:
    return (
        fact.flow == "expenditure"
        and fact.position == "current"
        and fact.year == year
        and fact.tag is None
        and fact.controlled is None
    )


def expenditure_lines(recovery: Recovery) -> list[Line]:
    lines = [*_basic(recovery), *_projects(recovery)]
    lines += _rest(recovery, lines)
    whole = whole_expenditure(recovery.origin, recovery.year)
    found = sum(line.fen for line in lines)
    if not lines:
        recovery.notes.append(
            "没有逐行列出功能科目和经济科目的支出表，“支出”要另填；有系统导出的支出明细，请一并用 --from 给出"
        )
    elif whole is not None and whole != found:
        recovery.notes.append(
            f"“支出”读出 {_money(found)} 万元，文件里的支出合计是 {_money(whole)} 万元：其余的行请补填"
        )
    return lines


def _money(fen: int) -> str:
    return format_amount(fen, Denomination.WAN)


def _projects(recovery: Recovery) -> Iterator[Line]:
    year = recovery.year
    claims = recovery.origin.finest(
        lambda f: (
            _is_spent(f, year) and f.nature == "project" and f.project is not None and f.fund is not None
        ),
        LISTED,
    )
    carried = balances(recovery, "opening")
    for claim in claims:
        fact = claim.fact
        if fact is None or not claim.amount.fen:
            continue
        if fact.origin is None and not carried:
            fact = fact._replace(origin="this_year")
        if fact.fund == "non_fiscal.own":
            fact = fact._replace(fund=only_own(recovery) or fact.fund)
        yield recovery.line(fact, claim.amount.fen, claim.place)


def _basic(recovery: Recovery) -> Iterator[Line]:
    """Basic expenditure of the general budget with all its codes: personnel and operating."""
    year = recovery.year
    claims = recovery.origin.finest(
        lambda f: (
            _is_spent(f, year)
            and f.nature in ("basic.personnel", "basic.operating")
            and f.fund == "fiscal.general"
            and f.function is not None
            and f.department_economic is not None
        ),
        LISTED,
    )
    carried = balances(recovery, "opening").get("fiscal.general")
    homes = _homes(recovery)
    told = False
    for claim in claims:
        fact = claim.fact
        if fact is None or not claim.amount.fen:
            continue
        if fact.origin is None:
            fact = fact._replace(origin=None if carried else "this_year")
            told = told or bool(carried)
        if fact.unit is None:
            fact = fact._replace(unit=homes.get(fact.function))
        yield recovery.line(fact, claim.amount.fen, claim.place)
    if told:
        recovery.notes.append("有上年结转，基本支出里哪些用结转安排看不出来：“支出”的“资金年度”空着，请补填")


def _homes(recovery: Recovery) -> dict[str | None, str]:
    """Function → the only unit that tables list it for."""
    seen: dict[str | None, set[str]] = {}
    for claim in recovery.origin.tables():
        if claim.fact and claim.fact.unit and claim.amount.fen:
            seen.setdefault(claim.fact.function, set()).add(claim.fact.unit)
    return {function: next(iter(units)) for function, units in seen.items() if len(units) == 1}


def _rest(recovery: Recovery, known: list[Line]) -> Iterator[Line]:
    """What the table of all expenditure says beyond the lines that are known: other funds, other natures."""
    year = recovery.year
    claims = recovery.origin.finest(
        lambda f: (
            _is_spent(f, year)
            and f.fund is None
            and f.project is None
            and f.nature is not None
            and f.function is not None
            and f.department_economic is not None
        ),
        LISTED,
    )
    have: Counter[tuple[object, ...]] = Counter()
    for line in known:
        nature = (line.fact.nature or "").partition(".")[0]
        have[tuple(getattr(line.fact, d) for d in CODES), nature] += line.fen
    over = 0
    for claim in claims:
        fact = claim.fact
        if fact is None:
            continue
        codes = tuple(getattr(fact, d) for d in CODES)
        left = claim.amount.fen - have[codes, fact.nature]
        if left <= 0 or claim.amount.quantum > 1:
            continue
        over += 1
        fact = fact._replace(
            nature=basic_nature(fact) if fact.nature == "basic" else fact.nature,
            origin=None,
            fund=_only_fund(recovery),
        )
        yield recovery.line(fact, left, claim.place)
    if over:
        recovery.notes.append(
            f"“支出”有 {over} 行不在一般公共预算基本支出表和项目支出表里，资金来源或性质定不了的空着，请补填"
        )


def _only_fund(recovery: Recovery) -> str | None:
    """The one fund besides the general budget that has revenue, if there is just one."""
    funds = {
        claim.fact.fund
        for claim in recovery.origin.tables()
        if claim.fact and claim.fact.flow == "revenue" and claim.amount.fen and is_leaf(claim.fact.fund)
    } - {"fiscal.general"}
    return funds.pop() if len(funds) == 1 else None


def net_of_capital(recovery: Recovery, spent: list[Line]) -> list[Line]:
    """Which projects are no construction: all of a function where nothing is taken off."""
    net: dict[str | None, int] = {}
    whole: dict[str | None, int] = {}
    for claim in recovery.origin.tables():
        fact = claim.fact
        if fact and fact.nature == "project" and fact.function and fact.fund == "fiscal.general":
            if fact.tag == "net_of_capital":
                net[fact.function] = net.get(fact.function, 0) + claim.amount.fen
            elif fact.tag is None and fact.project is None and fact.government_economic is None:
                whole[fact.function] = whole.get(fact.function, 0) + claim.amount.fen
    mixed = sorted(f for f in net if f is not None and net[f] != whole.get(f))
    if mixed:
        codes = "、".join(undotted(code) for code in mixed)
        recovery.notes.append(
            f"功能科目 {codes} 的项目里有基建，看不出是哪些：请在“支出”的“是否基建”里填“是”"
        )
    return [
        Line(line.fact, line.fen, line.place, frozenset({"net_of_capital"}), line.texts)
        if line.fact.nature == "project"
        else line
        for line in spent
    ]
