"""This year's own tables → the lines of the ledger, as far as they are determined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from gouji.catalogue import department_economic_list, undotted
from gouji.model.amount import Denomination, format_amount
from gouji.model.fact import Fact, lies_under
from gouji.model.ledger import Line, List
from gouji.model.place import Place
from gouji.model.text import fold
from gouji.prefill.source import Origin, rows_of_words
from gouji.prepare.words import CONTROLLED

_CODES = ("function", "government_economic", "department_economic")
_LISTED = ("unit", "project", *_CODES)
_FISCAL = ("fiscal.general", "fiscal.government_fund", "fiscal.state_capital")


@dataclass(slots=True)
class Recovery:
    """The lines found so far, and what could not be told (in Chinese)."""

    origin: Origin
    year: int
    units: tuple[str, ...]
    notes: list[str] = field(default_factory=list)

    def line(self, fact: Fact, fen: int, place: Place, **more: tuple[tuple[str, str], ...]) -> Line:
        """A line; the only unit is every line's unit."""
        if fact.unit is None and len(self.units) == 1:
            fact = fact._replace(unit=self.units[0])
        return Line(fact._replace(line=None), fen, place, frozenset(), more.get("texts", ()))


def recovered_lines(origin: Origin, units: tuple[str, ...]) -> tuple[dict[List, list[Line]], list[str]]:
    """Every list of lines that the tables of one document determine, and notes on what they do not."""
    recovery = Recovery(origin, origin.book.year or 0, units)
    spent = _expenditure(recovery)
    lines = {
        List.EXPENDITURE: spent,
        List.REVENUE: [*_revenue(recovery, spent), *_opening(recovery)],
        List.CONTROLLED: list(_controlled(recovery)),
        List.PURCHASED_SERVICE: list(_services(recovery)),
        List.TRANSFER: list(_tagged(recovery, "transfer")),
        List.PROCUREMENT: list(_procurement(recovery)),
    }
    lines[List.EXPENDITURE] = [*_net_of_capital(recovery, spent), *_closing(recovery)]
    return lines, recovery.notes


def _is_spent(fact: Fact, year: int) -> bool:
    return (
        fact.flow == "expenditure"
        and fact.position == "current"
        and fact.year == year
        and fact.tag is None
        and fact.controlled is None
    )


def _expenditure(recovery: Recovery) -> list[Line]:
    lines = [*_projects(recovery), *_basic(recovery)]
    lines += _rest(recovery, lines)
    whole = recovery.origin.worth(
        Fact("expenditure", recovery.year, "original", "current")
    ) or recovery.origin.worth(Fact(None, recovery.year, "original"))
    found = sum(line.fen for line in lines)
    if whole is not None and whole != found and not _balances(recovery, "closing"):
        recovery.notes.append(
            f"“支出”读出 {_money(found)} 万元，文件里的支出合计是 {_money(whole)} 万元：其余的行请补填"
        )
    return lines


def _money(fen: int) -> str:
    return format_amount(fen, Denomination.WAN)


def _balances(recovery: Recovery, position: str) -> dict[str | None, int]:
    """Opening or closing money by fund, as far as tables tell; nothing where all of it is nil."""
    found: dict[str | None, int] = {}
    for claim in recovery.origin.tables():
        fact = claim.fact
        if fact is None or fact.position != position or fact.year != recovery.year or not claim.amount.fen:
            continue
        if fact.unit is None and fact.function is None:
            found[fact.fund] = claim.amount.fen
    return found


def _projects(recovery: Recovery) -> Iterator[Line]:
    year = recovery.year
    claims = recovery.origin.finest(
        lambda f: (
            _is_spent(f, year) and f.nature == "project" and f.project is not None and f.fund is not None
        ),
        _LISTED,
    )
    carried = _balances(recovery, "opening")
    for claim in claims:
        fact = claim.fact
        if fact is None or not claim.amount.fen:
            continue
        if fact.origin is None and not carried:
            fact = fact._replace(origin="this_year")
        if fact.fund == "non_fiscal.own":
            fact = fact._replace(fund=_only_own(recovery) or fact.fund)
        yield recovery.line(fact, claim.amount.fen, claim.place)


def _only_own(recovery: Recovery) -> str | None:
    """The one kind of own money there is, if there is just one."""
    funds = {
        claim.fact.fund
        for claim in recovery.origin.tables()
        if claim.fact
        and claim.fact.flow == "revenue"
        and claim.amount.fen
        and (claim.fact.fund or "").startswith("non_fiscal.own.")
    }
    return funds.pop() if len(funds) == 1 else None


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
        _LISTED,
    )
    carried = _balances(recovery, "opening").get("fiscal.general")
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
        _LISTED,
    )
    have: Counter[tuple[object, ...]] = Counter()
    for line in known:
        nature = (line.fact.nature or "").partition(".")[0]
        have[tuple(getattr(line.fact, d) for d in _CODES), nature] += line.fen
    over = 0
    for claim in claims:
        fact = claim.fact
        if fact is None:
            continue
        codes = tuple(getattr(fact, d) for d in _CODES)
        left = claim.amount.fen - have[codes, fact.nature]
        if left <= 0 or claim.amount.quantum > 1:
            continue
        over += 1
        fact = fact._replace(nature=_nature(fact), origin=None, fund=_only_fund(recovery))
        yield recovery.line(fact, left, claim.place)
    if over:
        recovery.notes.append(
            f"“支出”有 {over} 行不在一般公共预算基本支出表和项目支出表里，资金来源或性质定不了的空着，请补填"
        )


def _nature(fact: Fact) -> str | None:
    """Personnel or operating where the economic code has only one of them."""
    if fact.nature != "basic":
        return fact.nature
    subject = department_economic_list().at(undotted(fact.department_economic or ""), fact.year)
    natures = subject.natures if subject else ()
    return f"basic.{natures[0]}" if len(natures) == 1 else None


def _only_fund(recovery: Recovery) -> str | None:
    """The one fund besides the general budget that has revenue, if there is just one."""
    funds = {
        claim.fact.fund
        for claim in recovery.origin.tables()
        if claim.fact and claim.fact.flow == "revenue" and claim.amount.fen and _is_leaf(claim.fact.fund)
    } - {"fiscal.general"}
    return funds.pop() if len(funds) == 1 else None


def _is_leaf(fund: str | None) -> bool:
    return fund is not None and (
        fund in _FISCAL or fund.count(".") == 2 or fund == "non_fiscal.special_account"
    )


def _revenue(recovery: Recovery, spent: list[Line]) -> Iterator[Line]:
    """This year's revenue; by function where a table says so, or where it can only be as it is spent."""
    year = recovery.year

    def current(fact: Fact) -> bool:
        return (
            fact.flow == "revenue"
            and fact.position == "current"
            and fact.year == year
            and fact.tag is None
            and (_is_leaf(fact.fund) or fact.fund == "non_fiscal.own")
        )

    listed = recovery.origin.finest(current, ("unit", "function"))
    plain = {
        claim.fact.fund: claim
        for claim in recovery.origin.tables()
        if claim.fact
        and current(claim.fact)
        and claim.fact.unit is None
        and claim.fact.function is None
        and _is_leaf(claim.fact.fund)
    }
    moved = _balances(recovery, "opening") | _balances(recovery, "closing")
    if listed:
        for claim in listed:
            if claim.fact is not None and claim.amount.fen:
                fund = claim.fact.fund
                if fund == "non_fiscal.own":
                    fund = _only_own(recovery)
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
            for (unit, function), fen in split.items():
                yield recovery.line(base._replace(unit=unit, function=function), fen, claim.place)
        else:
            recovery.notes.append("收入没有按功能科目的明细：“收入”的“功能科目”空着，请补填")
            yield recovery.line(base, claim.amount.fen, claim.place)


def _opening(recovery: Recovery) -> Iterator[Line]:
    found = _balances(recovery, "opening")
    yield from _carried(recovery, found, Fact("revenue", recovery.year, "original", "opening"))


def _closing(recovery: Recovery) -> Iterator[Line]:
    found = _balances(recovery, "closing")
    yield from _carried(recovery, found, Fact("expenditure", recovery.year, "original", "closing"))


def _carried(recovery: Recovery, found: dict[str | None, int], base: Fact) -> Iterator[Line]:
    """Money carried over, fund by fund; what no fund is told of stays without one."""
    told = 0
    for fund, fen in found.items():
        if fund in _FISCAL:
            told += fen
            yield recovery.line(base._replace(fund=fund), fen, Place())
    whole = found.get(None) or found.get("fiscal") or 0
    if whole > told:
        recovery.notes.append("结转结余里有一笔看不出资金来源：“结转结余”的“资金来源”空着，请补填")
        yield recovery.line(base, whole - told, Place())


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
        _LISTED,
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


def _net_of_capital(recovery: Recovery, spent: list[Line]) -> list[Line]:
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
