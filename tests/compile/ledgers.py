"""Fictional ledgers: the generated lines of a department, with projects, targets, texts and last year."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

from tests.ledger import PROJECTS, UNITS, YEAR, random_lines

from gouji.catalogue import UnitType, dotted, economic_mapping, function_list
from gouji.model.fact import Fact
from gouji.model.ledger import Count, Ledger, Line, List, Passage, PlannedIndicator, Project, Unit, UnitKind
from gouji.model.place import Place

DEPARTMENT = "云山区档案馆"
_NOWHERE = Place(section=("支出",), line=3)
_LISTS = {
    "purchased_service": List.PURCHASED_SERVICE,
    "transfer": List.TRANSFER,
    "procurement": List.PROCUREMENT,
}
_TEXTS = (
    "档案资料按时整理归档，查阅服务有序。",
    "完成年度任务；建立平时的预防、巡检和应急三个环节的工作制度，" * 6 + "按期总结。",
    "#let *强调* $x$ @引用 <b>不是标记</b> =SUM(A1) 喆堃㎡",
)


_UNSHOWN = {
    "central": frozenset({"non_fiscal.special_account"}),
    "beijing-2023": frozenset({"non_fiscal.own.business"}),
    "shanghai": frozenset(
        {
            "non_fiscal.own.business",
            "non_fiscal.own.from_superior",
            "non_fiscal.own.from_affiliate",
            "non_fiscal.special_account",
        }
    ),
}


def fits(form: str, fact: Fact) -> bool:
    """Whether the form has a place for such money: no form has one for everything."""
    if form == "shanghai" and (fact.origin == "carried_in" or fact.position in ("opening", "closing")):
        return False
    return fact.fund not in _UNSHOWN.get(form, frozenset())


def random_ledger(
    seed: int, *, form: str = "central", step: int = 1, size: int = 24, empty: frozenset[List] = frozenset()
) -> Ledger:
    """A whole ledger that ``form`` can show; lists named in ``empty`` have no lines."""
    draw = Random(seed)
    lines: dict[List, list[Line]] = {name: [] for name in List}
    for fact, fen in random_lines(seed, step=step, size=size):
        if fact.tag == "net_of_capital" or not fits(form, fact):
            continue
        if fact.controlled:
            name = List.CONTROLLED
        elif fact.tag:
            name = _LISTS[fact.tag]
        else:
            name = List.REVENUE if fact.flow == "revenue" else List.EXPENDITURE
        tags = (
            frozenset({"net_of_capital"}) if fact.nature == "project" and draw.random() < 0.8 else frozenset()
        )
        lines[name].append(Line(fact, fen, _NOWHERE, tags, (("服务领域", "档案服务"), ("类型", ""))))
    for line in [line for line in lines[List.EXPENDITURE] if line.fact.nature == "project"][:3]:
        kind = draw.choice(("goods", "works", "services"))
        bought = line.fact._replace(tag=f"procurement.{kind}")
        lines[List.PROCUREMENT].append(Line(bought, max(step, line.fen // 3 // step * step), _NOWHERE))
    last = Fact(year=YEAR - 1, stage="original")
    total = sum(line.fen for line in lines[List.REVENUE])
    shares = {"flow": None}, {"fund": "fiscal"}
    for share in shares:
        amount = draw.choice(
            (total, max(0, total - step * draw.randrange(1, 10**6)), total + step * draw.randrange(1, 10**8))
        )
        lines[List.FIGURES].append(Line(last._replace(**share), amount, _NOWHERE))
    spent = Fact("expenditure", YEAR - 1, "original", "current", fund="fiscal.general")
    for item in ("overseas_travel", "reception", "vehicles.purchase", "vehicles.operation"):
        fen = draw.choice((0, step * draw.randrange(1, 10**7)))
        lines[List.FIGURES].append(Line(spent._replace(controlled=f"three_public.{item}"), fen, _NOWHERE))
    lines[List.FIGURES].append(Line(spent._replace(nature="basic.operating"), step * 10**6, _NOWHERE))
    assets = Fact(year=YEAR, stage="original", item="fixed_assets")
    lines[List.FIGURES].append(Line(assets, 1_550_353_844_900, _NOWHERE))
    lines[List.FIGURES].append(Line(assets._replace(item="fixed_assets.vehicles"), 18_283_900_000, _NOWHERE))
    used = {line.fact.project for line in lines[List.EXPENDITURE]}
    projects = tuple(_project(draw, number, name) for number, name in enumerate(PROJECTS) if name in used)
    return Ledger(
        source="云山区档案馆.xlsx",
        department=DEPARTMENT,
        year=YEAR,
        units=tuple(
            Unit(*unit.split("-", 1), kind)
            for unit, kind in zip(UNITS, (UnitKind.ADMINISTRATIVE, UnitKind.INSTITUTION), strict=True)
        ),
        lines={name: () if name in empty else tuple(found) for name, found in lines.items()},
        projects=projects,
        passages=tuple(
            Passage(subject, text, _NOWHERE)
            for subject, text in (
                ("部门职责", "负责保管和开放本区档案，内设4个科室。"),
                ("部门职责", "1. 收集、整理和保管档案。"),
                ("整体绩效目标", "按时完成归档和查阅服务。"),
                ("其他说明", "无"),
                ("名词解释", "基本支出：维持机构正常运转的支出。"),
            )
        ),
        reasons=(Passage("收入", "任务增加", _NOWHERE), Passage("机构运行经费", "人员变动", _NOWHERE)),
        counts=tuple(
            Count(name, number, _NOWHERE)
            for name, number in (
                ("administrative", 20),
                ("institution", 8),
                ("support", 2),
                ("actual", 27),
                ("retired", 9),
                ("cadres", 1),
                ("pensioners", 8),
                ("vehicles", 2),
            )
        ),
    )


REASONS = (
    "收入",
    "支出",
    "财政拨款收支",
    "因公出国（境）费",
    "公务接待费",
    "公务用车购置及运行维护费",
    "机构运行经费",
)
SUBJECTS = (
    "部门职责",
    "机构设置",
    "基本支出说明",
    "项目支出说明",
    "“三公”经费的单位范围",
    "绩效评价结果",
    "国有资本经营预算说明",
    "整体绩效目标",
    "其他说明",
)
COUNTS = {
    "administrative": 20,
    "institution": 8,
    "support": 2,
    "actual": 27,
    "retired": 9,
    "cadres": 1,
    "pensioners": 8,
    "vehicles": 2,
    "equipment": 0,
    "vehicles_planned": 1,
    "equipment_planned": 0,
}


def whole_ledger(
    seed: int,
    *,
    form: str = "central",
    step: int = 1,
    size: int = 24,
    units: int = 2,
    empty: frozenset[List] = frozenset(),
    texts: tuple[str, ...] = ("按要求如实填写。",),
) -> Ledger:
    """A ledger that lacks nothing, of one to three units; ``texts`` are what the clerk says, by turns."""
    ledger = random_ledger(seed, form=form, step=step, size=size, empty=empty)
    draw = Random(seed)
    named = (*UNITS, "701003-云山区地方志办公室")[:units]
    kinds = (UnitKind.ADMINISTRATIVE, UnitKind.INSTITUTION, UnitKind.CIVIL_SERVICE_LIKE)
    moved: dict[str | None, str] = {None: named[0]}

    def at_home(line: Line) -> Line:
        project = line.fact.project
        if project is not None:
            unit = moved.setdefault(project, draw.choice(named))
        else:
            unit = line.fact.unit if line.fact.unit in named else named[seed % units]
            if units > 2 and line.fact.flow == "revenue":
                unit = named[0]
        fact = line.fact._replace(unit=unit)
        if fact.department_economic is not None and fact.government_economic is not None:
            kind = UnitType.INSTITUTION if unit == UNITS[1] else UnitType.ADMINISTRATIVE
            code = fact.department_economic.replace(".", "")
            fitting = economic_mapping(kind).get(code) or economic_mapping()[code]
            fact = fact._replace(government_economic=dotted(fitting[0].government))
        return replace(line, fact=fact)

    def said(number: int) -> str:
        return texts[number % len(texts)]

    lines = {
        name: found if name is List.FIGURES else tuple(map(at_home, found))
        for name, found in ledger.lines.items()
    }
    lines[List.REVENUE] = _paying(lines[List.EXPENDITURE])
    before = Fact(year=YEAR - 1, stage="original")
    spent = before._replace(flow="expenditure", position="current")
    came = before._replace(flow="revenue", position="current", fund="fiscal")
    more = [came, spent._replace(fund="fiscal")]
    more += [spent._replace(fund=f"fiscal.{f}") for f in ("general", "government_fund", "state_capital")]
    figures = [Line(fact, step * draw.randrange(10**6), _NOWHERE) for fact in more]
    lines[List.FIGURES] = (*lines[List.FIGURES], *figures)
    return replace(
        ledger,
        units=tuple(
            Unit(*unit.split("-", 1), kind, _staff(number, units))
            for number, (unit, kind) in enumerate(zip(named, kinds, strict=False))
        ),
        lines=lines,
        projects=tuple(
            replace(p, unit=moved.get(p.name, named[0]), objective=said(n))
            for n, p in enumerate(ledger.projects)
        ),
        passages=(
            *(Passage(subject, said(n), _NOWHERE) for n, subject in enumerate(SUBJECTS)),
            Passage("名词解释", "基本支出：维持机构正常运转的支出。", _NOWHERE),
        ),
        reasons=tuple(Passage(subject, "任务有调整", _NOWHERE) for subject in REASONS),
        counts=tuple(Count(name, number, _NOWHERE) for name, number in COUNTS.items()),
    )


def spread(ledger: Ledger, number: int) -> Ledger:
    """The ledger with its general basic expenditure over so many functional codes: long tables."""
    codes = [s.code for s in function_list() if s.level == 3 and s.fund == "general" and s.valid(YEAR)]
    spent = tuple(
        replace(line, fact=line.fact._replace(function=dotted(codes[n % number])))
        if line.fact.fund == "fiscal.general" and (line.fact.nature or "").startswith("basic")
        else line
        for n, line in enumerate(ledger.lines[List.EXPENDITURE])
    )
    lines = ledger.lines | {List.EXPENDITURE: spent, List.REVENUE: _paying(spent)}
    return replace(ledger, lines=lines)


def _staff(number: int, units: int) -> tuple[tuple[str, int], ...]:
    """Counts of one unit that add up to the department's: all of the last one, none of the others."""
    staff = ("administrative", "institution", "support", "actual", "retired", "cadres", "pensioners")
    return tuple((name, COUNTS[name] if number == units - 1 else 0) for name in staff)


def _paying(spent: tuple[Line, ...]) -> tuple[Line, ...]:
    """The revenue that pays for expenditure, unit by unit: what was carried in, and what came this year."""
    total: Counter[Fact] = Counter()
    for line in spent:
        fact = line.fact
        carried = fact.origin == "carried_in" or fact.position == "closing"
        position = "opening" if carried else "current"
        paid = Fact("revenue", fact.year, fact.stage, position, fund=fact.fund)
        total[paid._replace(unit=fact.unit, function=fact.function)] += line.fen
    return tuple(Line(fact, fen, _NOWHERE) for fact, fen in total.items())


def _project(draw: Random, number: int, name: str) -> Project:
    frame = (
        ("产出指标", "数量指标", "整理档案数量", "≥", "1200", "卷", "正向指标"),
        ("产出指标", "时效指标", "完成时间", "定性", "2023年12月底前", "", ""),
        ("效益指标", "社会效益指标", "查阅人次", "≥", "3,000", "人次", "正向指标"),
        ("满意度指标", "服务对象满意度指标", "读者满意度", "≥", "95", "%", "正向指标"),
        ("成本指标", "经济成本指标", "单卷成本", "≤", "35", "元", "反向指标"),
    )
    indicators = tuple(
        PlannedIndicator(*texts, _NOWHERE) for texts in draw.sample(frame, draw.randrange(1, 6))
    )
    return Project(
        name,
        f"99010123T0000000{number:05d}",
        UNITS[number % 2],
        "31-部门项目",
        "",
        "",
        draw.choice(_TEXTS),
        "档案管理-保护" if number % 2 else "档案管理-服务",
        indicators,
        (),
        _NOWHERE,
    )
