"""Lists that contradict each other: what must be equal, and what can only be a part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from gouji.forms import Key, load_links
from gouji.model.amount import Denomination, format_amount
from gouji.model.fact import Fact, lies_under
from gouji.model.finding import Severity
from gouji.model.ledger import Ledger, Line, List
from gouji.prepare import sheets
from gouji.prepare.cells import Reader
from gouji.prepare.words import CONTROLLED, FUNDS, word_of

_POTS = {**{word: value for word, value in FUNDS.items() if not value.startswith("non_fiscal.own")}}
_OWN = ("单位资金", "non_fiscal.own")
_LEAST, _MOST = 1_000_000, 10_000_000_000_000  # 分: 1 万元, 1,000 亿元
_FLOW_SHEETS = frozenset({sheets.REVENUE.name, sheets.EXPENDITURE.name, sheets.CARRIED.name})
_PARTS = (
    (List.PROCUREMENT, sheets.PROCUREMENT),
    (List.PURCHASED_SERVICE, sheets.SERVICES),
    (List.TRANSFER, sheets.TRANSFERS),
    (List.CONTROLLED, sheets.THREE_PUBLIC),
)
_DIMENSIONS = (
    "unit",
    "project",
    "function",
    "government_economic",
    "department_economic",
    "fund",
    "origin",
    "nature",
)


def check_balance(ledger: Ledger, totals: Mapping[str, tuple[int, int | None]], reader: Reader) -> None:
    """Everything that two lists say differently; ``totals`` are projects' rows and declared totals (分)."""
    if not reader.torn & _FLOW_SHEETS:
        _check_there(ledger, reader)
        _check_size(ledger, reader)
        _check_funds(ledger, reader)
        _check_carried(ledger, reader)
    if sheets.EXPENDITURE.name not in reader.torn:
        if ledger.lines[List.EXPENDITURE]:
            _check_projects(ledger, totals, reader)
        for name, sheet in _PARTS:
            _check_part(ledger, name, sheet.name, reader)
        if sheets.THREE_PUBLIC.name not in reader.torn:
            _check_controlled(ledger, reader)
        _check_links(ledger, reader)
    for line in ledger.lines[List.REVENUE]:
        if line.fact.fund == "non_fiscal.own" and line.fact.position == "current":
            what = "收入只写了“单位资金”，收入表里没有地方列它"
            _say(reader, Severity.WARNING, sheets.REVENUE.name, line, what, "请分到事业收入、其他收入等。")


def _check_there(ledger: Ledger, reader: Reader) -> None:
    """Every unit has some money."""
    named = {line.fact.unit for name in (List.REVENUE, List.EXPENDITURE) for line in ledger.lines[name]}
    for unit in ledger.units:
        if named and unit.label not in named and len(ledger.units) > 1:
            reader.complaints.add(
                Severity.WARNING,
                sheets.UNITS.name,
                "“收入”“支出”里没有这个单位",
                "确实没有收支的请删去这个单位。",
                value=unit.label,
            )


def _say(reader: Reader, severity: Severity, sheet: str, line: Line | None, what: str, remedy: str) -> None:
    row = (line.place.line or 0) - 1 if line is not None else -1
    reader.complaints.add(severity, sheet, what, remedy, row=row)


def _money(reader: Reader, fen: int) -> str:
    return f"{format_amount(fen, reader.money)} {reader.money.label}"


def _pot(fact: Fact) -> str:
    """Which money must balance by itself: a kind of appropriation, the special account, or the unit's own."""
    fund = fact.fund or ""
    return _OWN[1] if lies_under(fund, _OWN[1]) else fund


def _check_funds(ledger: Ledger, reader: Reader) -> None:
    """Revenue and what was carried in = expenditure and what is carried out, for every kind of money."""
    sums: Counter[tuple[str | None, str, str]] = Counter()
    for name in (List.REVENUE, List.EXPENDITURE):
        for line in ledger.lines[name]:
            sums[line.fact.unit, _pot(line.fact), _side(line.fact)] += line.fen
    named = [*_POTS.items(), _OWN]
    units = {unit for unit, _, _ in sums}
    for word, fund in named:
        whole = Counter[str]()
        for unit in units:
            for side in ("收入", "上年结转", "支出", "结转下年"):
                whole[side] += sums[unit, fund, side]
        if _gap(whole):
            _say_gap(reader, Severity.ERROR, word, whole)
            continue
        for unit in sorted(filter(None, units)) if len(units) > 1 else ():
            own = Counter({side: sums[unit, fund, side] for side in whole})
            if _gap(own):
                _say_gap(reader, Severity.WARNING, f"{unit}的{word}", own)


def _check_size(ledger: Ledger, reader: Reader) -> None:
    """A department that spends next to nothing, or as much as a province: 元 and 万元 were mixed up."""
    spent = sum(line.fen for line in ledger.lines[List.EXPENDITURE])
    if spent and not _LEAST <= spent <= _MOST:
        other = "元" if reader.money is Denomination.WAN else "万元"
        what = f"支出合计 {_money(reader, spent)}，{'大' if spent > _MOST else '小'}得少见"
        remedy = f"请核对“部门信息”的“金额单位”：各表是不是按{other}填的？"
        _say(reader, Severity.WARNING, sheets.INFORMATION.name, None, what, remedy)


def _side(fact: Fact) -> str:
    if fact.flow == "revenue":
        return "上年结转" if lies_under(fact.position, "opening") else "收入"
    return "结转下年" if fact.position == "closing" else "支出"


def _gap(sums: Mapping[str, int]) -> int:
    return sums["收入"] + sums["上年结转"] - sums["支出"] - sums["结转下年"]


def _say_gap(reader: Reader, severity: Severity, word: str, sums: Mapping[str, int]) -> None:
    m = {side: _money(reader, fen) for side, fen in sums.items()}
    gap = _gap(sums)
    more = "收入多" if gap > 0 else "支出多"
    what = (
        f"{word}收支不平：收入 {m['收入']}＋上年结转 {m['上年结转']}，"
        f"支出 {m['支出']}＋结转下年 {m['结转下年']}，{more} {_money(reader, abs(gap))}"
    )
    _say(
        reader,
        severity,
        sheets.REVENUE.name,
        None,
        what,
        "请核对“收入”“支出”“结转结余”三张表的资金来源和金额。",
    )


def _check_carried(ledger: Ledger, reader: Reader) -> None:
    """What is spent of carried-over money was carried over."""
    opening: Counter[str] = Counter()
    spent: Counter[str] = Counter()
    for line in ledger.lines[List.REVENUE]:
        if lies_under(line.fact.position, "opening"):
            opening[_pot(line.fact)] += line.fen
    for line in ledger.lines[List.EXPENDITURE]:
        if line.fact.origin == "carried_in" and line.fact.position == "current":
            spent[_pot(line.fact)] += line.fen
    for word, fund in [*_POTS.items(), _OWN]:
        if spent[fund] > opening[fund]:
            what = (
                f"{word}用上年结转安排的支出 {_money(reader, spent[fund])}，"
                f"大于上年结转 {_money(reader, opening[fund])}"
            )
            remedy = "请核对“支出”的“资金年度”和“结转结余”。"
            _say(reader, Severity.ERROR, sheets.CARRIED.name, None, what, remedy)


def _check_projects(ledger: Ledger, totals: Mapping[str, tuple[int, int | None]], reader: Reader) -> None:
    spent: Counter[str] = Counter()
    for line in ledger.lines[List.EXPENDITURE]:
        if line.fact.project is not None:
            spent[line.fact.project] += line.fen
    for name, (row, total) in totals.items():
        if total is not None and total != spent[name]:
            what = (
                f"“支出”里这个项目合计 {_money(reader, spent[name])}，"
                f"与项目总额 {_money(reader, total)} 差 {_money(reader, spent[name] - total)}"
            )
            reader.complaints.add(
                Severity.ERROR,
                sheets.PROJECTS.name,
                what,
                "请核对项目总额，或“支出”里漏填、多填的行。",
                row=row,
                value=name,
            )
    for project in ledger.projects:
        if project.name not in spent and not (totals.get(project.name, (0, 0))[1]):
            row = (project.place.line or 1) - 1
            what = "“支出”里没有这个项目的支出"
            reader.complaints.add(
                Severity.WARNING,
                sheets.PROJECTS.name,
                what,
                "没有预算的项目请删去。",
                row=row,
                value=project.name,
            )


def _check_part(ledger: Ledger, name: List, sheet: str, reader: Reader) -> None:
    """No part of the expenditure is larger than the expenditure it is part of."""
    groups: dict[tuple[str, ...], Counter[tuple[str, ...]]] = {}
    first: dict[tuple[tuple[str, ...], tuple[str, ...]], Line] = {}
    for line in ledger.lines[name]:
        said = tuple(d for d in _DIMENSIONS if getattr(line.fact, d) and getattr(line.fact, d) != _OWN[1])
        key = tuple(getattr(line.fact, d) for d in said)
        groups.setdefault(said, Counter())[key] += line.fen
        first.setdefault((said, key), line)
    for said, parts in groups.items():
        whole: Counter[tuple[str, ...]] = Counter()
        for line in ledger.lines[List.EXPENDITURE]:
            if line.fact.position == "current":
                whole[tuple(getattr(line.fact, d) for d in said)] += line.fen
        for key, fen in parts.items():
            if fen > whole[key]:
                what = f"这里合计 {_money(reader, fen)}，大于“支出”里相应的 {_money(reader, whole[key])}"
                remedy = "这张表只填“支出”里已有的钱；请核对金额、单位、项目和科目。"
                _say(reader, Severity.ERROR, sheet, first[said, key], what, remedy)


def _check_controlled(ledger: Ledger, reader: Reader) -> None:
    """Expenditure marked as 三公 is within what the list of 三公 says."""
    listed, marked = Counter[tuple[str | None, str | None]](), Counter[tuple[str | None, str | None]]()
    first: dict[tuple[str | None, str | None], Line] = {}
    for line in ledger.lines[List.CONTROLLED]:
        listed[line.fact.fund, line.fact.controlled] += line.fen
    for line in ledger.lines[List.EXPENDITURE]:
        if line.fact.controlled is not None:
            marked[line.fact.fund, line.fact.controlled] += line.fen
            first.setdefault((line.fact.fund, line.fact.controlled), line)
    for key, fen in marked.items():
        if fen > listed[key]:
            item = word_of("“三公”等项目", key[1])
            more, less = _money(reader, fen), _money(reader, listed[key])
            what = f"标明属“{item}”的支出合计 {more}，大于“三公经费”表的 {less}"
            _say(reader, Severity.ERROR, sheets.EXPENDITURE.name, first[key], what, "请核对“三公经费”表。")


def _check_links(ledger: Ledger, reader: Reader) -> None:
    """Inclusions between classifications (links.yaml): a part never exceeds its whole."""
    spent = _grouped(ledger.lines[List.EXPENDITURE])
    listed = _grouped(ledger.lines[List.CONTROLLED])
    for link in load_links():
        if link.since is not None and ledger.year < link.since:
            continue
        controlled = dict(link.whole).get("controlled")
        part = list(_within(spent, link.part))
        fen, whole = _sum(part), _sum(_within(listed if controlled else spent, link.whole))
        if fen <= whole:
            continue
        if isinstance(controlled, str):
            item = next(word for word, value in CONTROLLED.items() if value == controlled)
            what = f"基本支出里的{item} {_money(reader, fen)}，大于“三公经费”表的 {_money(reader, whole)}"
            _say(
                reader,
                Severity.ERROR,
                sheets.THREE_PUBLIC.name,
                None,
                what,
                f"请在“三公经费”表填足“{item}”。",
            )
        else:
            more, less = _money(reader, fen), _money(reader, whole)
            what = f"一般公共预算里这个功能科目合计 {more}，大于对应经济科目的 {less}"
            _say(reader, Severity.ERROR, sheets.EXPENDITURE.name, part[0], what, f"依据：{link.basis}。")


def _grouped(lines: Iterable[Line]) -> list[Line]:
    """The lines of the general budget, those of one kind added up: what links.yaml speaks of."""
    sums: dict[tuple[str | None, ...], tuple[Line, int]] = {}
    for line in lines:
        fact = line.fact
        if fact.fund == "fiscal.general":
            kind = (fact.nature, fact.function, fact.department_economic, fact.controlled)
            first, fen = sums.get(kind, (line, 0))
            sums[kind] = (first, fen + line.fen)
    return [replace(first, fen=fen) for first, fen in sums.values()]


def _within(lines: Iterable[Line], key: Key) -> Iterator[Line]:
    wanted = [(dimension, value) for dimension, value in key if isinstance(value, str)]
    for line in lines:
        if all(lies_under(getattr(line.fact, dimension), value) for dimension, value in wanted):
            yield line


def _sum(lines: Iterable[Line]) -> int:
    return sum(line.fen for line in lines)
