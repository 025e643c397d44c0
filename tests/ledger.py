"""A fictional department's money, line by line: what clean tables are generated from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from random import Random
from typing import NamedTuple

from gouji.catalogue import UnitType, department_economic_list, dotted, economic_mapping, function_list
from gouji.model.fact import Fact, lies_under

YEAR = 2023
UNITS = ("701001-云山区档案馆（本级）", "701002-云山区档案保护中心")
PROJECTS = (
    "馆藏档案数字化",
    "库房恒温恒湿设备运行维护",
    "地方志编修",
    "珍贵档案抢救与保护（二期）",
    "档案查阅大厅改造",
    "2023年度档案进社区活动",
)
_TIED = {"208.05.05": "301.08", "208.05.06": "301.09", "221.02.01": "301.13"}
_OWN = ("service", "business", "from_superior", "from_affiliate", "other")
CONTROLLED = {
    "302.17": "three_public.reception",
    "302.12": "three_public.overseas_travel",
    "302.31": "three_public.vehicles.operation",
    "310.13": "three_public.vehicles.purchase",
}


class Line(NamedTuple):
    """So many 分 for one finest fact."""

    fact: Fact
    fen: int


def random_lines(seed: int, *, step: int = 1, size: int = 24) -> tuple[Line, ...]:
    """Expenditure, what pays for it, and the lists that are only parts of it.

    Amounts are positive multiples of ``step`` 分.  Revenue with what was
    carried in equals expenditure with what is carried out, fund by fund.
    """
    draw = Random(seed)
    spent = _merged([*_basic(draw, step, size), *_projects(draw, step, size // 3), *_rare(draw, step)])
    lines = [*spent]
    for fact, fen in spent:
        kept = _amount(draw, step) if fact.origin == "carried_in" else 0
        position = "opening" if fact.origin == "carried_in" else "current"
        paid = Fact("revenue", fact.year, fact.stage, position, fund=fact.fund)
        lines.append(Line(paid._replace(unit=fact.unit, function=fact.function), fen + kept))
        if kept:
            closing = fact._replace(position="closing", origin=None, nature=None, project=None)
            lines.append(Line(closing._replace(government_economic=None, department_economic=None), kept))
    return _merged([*lines, *_controlled(draw, spent, step), *_tagged(draw, spent, step)])


def matching(lines: Iterable[Line], fact: Fact) -> list[Line]:
    """The lines within ``fact``; a grand total (no flow) is told by its revenue."""
    wanted = fact if fact.flow else fact._replace(flow="revenue")
    return [line for line in lines if _is_within(line.fact, wanted)]


def _is_within(fine: Fact, wide: Fact) -> bool:
    if (fine.tag is None) != (wide.tag is None) or (fine.controlled is None) != (wide.controlled is None):
        return False
    return fine.year == wide.year and all(
        whole is None or lies_under(part, whole)  # type: ignore[arg-type]
        for part, whole in zip(fine, wide, strict=True)
        if not isinstance(part, int)
    )


def _merged(lines: Iterable[Line]) -> tuple[Line, ...]:
    total: Counter[Fact] = Counter()
    for fact, fen in lines:
        total[fact] += fen
    return tuple(Line(fact, fen) for fact, fen in total.items() if fen)


def _amount(draw: Random, step: int) -> int:
    """Many odd amounts, some round ones; never two the same by design."""
    odd = draw.randrange(1, 30_000_000_00 // step) * step
    return odd if draw.random() < 0.8 else odd // 1_000_000 * 1_000_000 + 1_000_000


def _functions(fund: str) -> list[str]:
    found = [s for s in function_list() if s.level == 3 and s.fund == fund and s.valid(YEAR)]
    return [code for s in found if (code := dotted(s.code)) not in _TIED]


def _spending(fund: str, nature: str, unit: str, **more: str) -> Fact:
    return Fact("expenditure", YEAR, "original", "current", "this_year", fund, nature, unit=unit, **more)


def _economic(draw: Random, department: str, unit: str | None) -> dict[str, str]:
    """A pair of economic codes that the unit, an office or an institution, may use together."""
    kind = UnitType.ADMINISTRATIVE if unit == UNITS[0] else UnitType.INSTITUTION
    allowed = economic_mapping(kind).get(department.replace(".", ""))
    pairs = allowed or economic_mapping()[department.replace(".", "")]
    return {
        "department_economic": department,
        "government_economic": dotted(draw.choice(pairs).government),
    }


def _basic(draw: Random, step: int, size: int) -> list[Line]:
    mapped = economic_mapping()
    subjects = [s for s in department_economic_list() if s.natures and s.level == 2 and s.code in mapped]
    pool = draw.sample(_functions("general"), 4)
    lines = []
    for number in range(size):
        subject = subjects[number % 3] if number < 6 else draw.choice(subjects)
        nature = f"basic.{subject.natures[0]}"
        fund = "fiscal.general" if draw.random() < 0.85 else f"non_fiscal.own.{draw.choice(_OWN)}"
        fact = _spending(fund, nature, draw.choice(UNITS), function=draw.choice(pool))
        lines.append(
            Line(fact._replace(**_economic(draw, dotted(subject.code), fact.unit)), _amount(draw, step))  # type: ignore[arg-type]
        )
    for function, department in _TIED.items():
        fact = _spending("fiscal.general", "basic.personnel", UNITS[0], function=function)
        lines.append(Line(fact._replace(**_economic(draw, department, fact.unit)), _amount(draw, step)))  # type: ignore[arg-type]
    return lines


def _projects(draw: Random, step: int, size: int) -> list[Line]:
    mapped = economic_mapping()
    subjects = [s for s in department_economic_list() if s.level == 2 and s.code in mapped]
    pools = {f: draw.sample(_functions(f), 2) for f in ("general", "government_fund", "state_capital")}
    lines = []
    for number in range(size):
        kind = draw.choices(
            ("general", "government_fund", "state_capital", "own", "special"), (6, 2, 1, 2, 1)
        )[0]
        own = {"own": f"non_fiscal.own.{draw.choice(_OWN)}", "special": "non_fiscal.special_account"}
        fact = _spending(own.get(kind, f"fiscal.{kind}"), "project", draw.choice(UNITS))
        fact = fact._replace(
            project=PROJECTS[number % len(PROJECTS)],
            function=draw.choice(pools.get(kind, pools["general"])),
            origin="carried_in" if kind not in own and draw.random() < 0.3 else "this_year",
            **_economic(draw, dotted(draw.choice(subjects).code), fact.unit),
        )
        lines.append(Line(fact, _amount(draw, step)))
    return lines


def _rare(draw: Random, step: int) -> list[Line]:
    """An institution's business expenditure and what it pays to others, at times."""
    lines = []
    for nature in ("business", "to_superior", "to_affiliate"):
        if draw.random() < 0.4:
            fact = _spending("non_fiscal.own.business", nature, UNITS[1], function="201.26.04")
            lines.append(Line(fact._replace(**_economic(draw, "302.99", fact.unit)), _amount(draw, step)))  # type: ignore[arg-type]
    return lines


def _controlled(draw: Random, spent: Iterable[Line], step: int) -> list[Line]:
    """三公: what basic expenditure shows of each item, and what projects add to it."""
    lines = []
    for department, item in CONTROLLED.items():
        basic = sum(
            fen
            for fact, fen in spent
            if fact.department_economic == department
            and fact.fund == "fiscal.general"
            and (fact.nature or "").startswith("basic")
        )
        fact = Fact("expenditure", YEAR, "original", "current", fund="fiscal.general", controlled=item)
        lines.append(Line(fact, basic + (_amount(draw, step) if draw.random() < 0.5 else 0)))
    return lines


def _tagged(draw: Random, spent: Iterable[Line], step: int) -> list[Line]:
    """Parts of projects: purchased services, transfers from above, projects less construction."""
    lines = []
    for fact, fen in spent:
        if fact.nature != "project":
            continue
        tags = ["purchased_service"] if draw.random() < 0.5 else []
        if (fact.fund or "").startswith("fiscal"):
            tags += ["transfer"] if draw.random() < 0.4 else []
            tags += ["net_of_capital"] if fact.fund == "fiscal.general" else []
        lines += [Line(fact._replace(tag=tag), fen // 2 // step * step or step) for tag in tags]
    return lines
