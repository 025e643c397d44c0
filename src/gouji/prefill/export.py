"""A system's export, any table with heads the shared vocabulary knows → lines of the ledger."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gouji.catalogue import dotted
from gouji.forms import vocabulary
from gouji.model.amount import DENOMINATIONS, Denomination, FinerThanFen, NotAnAmount, parse_amount
from gouji.model.document import Document, Grid, Paragraph
from gouji.model.fact import Fact, with_values
from gouji.model.ledger import Line
from gouji.model.place import Place
from gouji.model.text import fold
from gouji.prepare.enter import STAGE
from gouji.prepare.words import find
from gouji.recognise.head import head_limit, printed_paths
from gouji.recognise.labels import plain, split_code, undated
from gouji.recognise.matrix import Matrix, matrix_of

_CODED = ("function", "government_economic", "department_economic")
_MONEY_UNIT = re.compile(r"（(?:人民币)?[万千亿]?元）$")
_SUMS = frozenset({"合计", "总计", "小计"})
# Columns that say in each row what forms say in their heads: what a vocabulary of heads has no words for.
_SAID = {
    "资金性质": ("fund", "资金来源"),
    "资金来源": ("fund", "资金来源"),
    "支出性质": ("nature", "支出性质"),
    "支出类型": ("nature", "支出性质"),
    "支出类别": ("nature", "支出性质"),
    "资金年度": ("origin", "资金年度"),
    "预算来源": ("origin", "资金年度"),
}
_UNIT_CODE = frozenset({"单位编码", "单位代码", "预算单位编码", "预算单位代码"})
_PROJECT_CODE = frozenset({"项目编码", "项目代码"})
_NAMES = {
    "功能科目": "function",
    "政府经济科目": "government_economic",
    "部门经济科目": "department_economic",
    "政府经济分类": "government_economic",
    "部门经济分类": "department_economic",
}
_AMOUNTS = frozenset(
    {"金额", "预算数", "批复数", "预算金额", "申报数", "年初预算数", "本年预算数", "合计", "总计"}
)


@dataclass(slots=True)
class Exported:
    """What an export gives: lines, the units and projects it names, and what it could not tell."""

    lines: list[Line] = field(default_factory=list)
    units: dict[str, None] = field(default_factory=dict)
    projects: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a grid's columns stand: codes and names, what rows say, amounts with what their heads say."""

    roles: Mapping[str, int]
    amounts: Mapping[int, tuple[tuple[str, str | int | None], ...]]
    rows: int


def exported_lines(document: Document, year: int) -> Exported:
    """The expenditure lines of every grid that has codes and amounts; totals are left out."""
    out = Exported()
    captions: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            captions.append(block.text)
            continue
        columns, matrix = _columns(block, year)
        if columns is None:
            name = f"“{block.name}”" if block.name else "一张表"
            out.notes.append(f"{name}的表头认不出科目和金额，没有用")
        else:
            _read(matrix, columns, _money(block, captions), year, block.name, out)
        captions = []
    return out


def _columns(grid: Grid, year: int) -> tuple[_Columns | None, Matrix]:
    matrix = matrix_of([grid])
    rows = head_limit(matrix)
    words = vocabulary()
    roles: dict[str, int] = {}
    amounts: dict[int, tuple[tuple[str, str | int | None], ...]] = {}
    for column, path in enumerate(printed_paths(matrix, rows, year)):
        labels = [_MONEY_UNIT.sub("", undated(plain(text))) for text in path if text]
        if not labels:
            continue
        last = labels[-1]
        if last in _SAID:
            roles.setdefault(f"said:{last}", column)
        elif last in _UNIT_CODE:
            roles.setdefault("unit.code", column)
        elif last in _PROJECT_CODE:
            roles.setdefault("project.code", column)
        elif last in _NAMES:
            roles.setdefault(_NAMES[last], column)
        else:
            head = words.get(last)
            if head is not None and head.role is not None:
                roles.setdefault(head.role, column)
            elif head is not None or last in _AMOUNTS:
                above = [words[label] for label in labels if label in words]
                amounts[column] = tuple(pair for entry in above for pair in entry.key)
    has_codes = any(role.partition(".")[0] in _CODED for role in roles)
    return (_Columns(roles, _leaves(amounts), rows) if has_codes and amounts else None), matrix


def _leaves(
    amounts: Mapping[int, tuple[tuple[str, str | int | None], ...]],
) -> Mapping[int, tuple[tuple[str, str | int | None], ...]]:
    """The amount columns without those that are sums of finer ones: a head without coordinates of its own."""
    said = {column: key for column, key in amounts.items() if key}
    if not said:
        first = min(amounts)
        return {first: amounts[first]}
    return {
        column: key
        for column, key in said.items()
        if not any(other != column and _is_finer(dict(more), dict(key)) for other, more in said.items())
    }


def _is_finer(fine: Mapping[str, object], wide: Mapping[str, object]) -> bool:
    """Whether one head says more than another and nothing else."""
    if fine == wide:
        return False
    return all(name in fine and str(fine[name]).startswith(str(value)) for name, value in wide.items())


def _money(grid: Grid, captions: Sequence[str]) -> Denomination:
    texts = [*captions, *(cell.text for cell in grid.cells if cell.row < 4)]
    for text in reversed(texts):
        folded = fold(text)
        for word in ("万元", "千元", "亿元", "元"):
            if f"单位：{word}" in folded or folded.endswith(f"（{word}）"):
                return DENOMINATIONS[word]
    return Denomination.YUAN


def _read(
    matrix: Matrix, columns: _Columns, money: Denomination, year: int, name: str, out: Exported
) -> None:
    base = Fact("expenditure", year, STAGE, "current")
    refused = 0
    found: list[Line] = []
    for row in range(columns.rows, matrix.height):
        words = {role: _text(matrix, row, column) for role, column in columns.roles.items()}
        if any(fold(text) in _SUMS for text in words.values()):
            continue
        values = _values(words)
        if not any(dimension in values for dimension in _CODED):
            continue
        for column, key in columns.amounts.items():
            try:
                fen = parse_amount(_text(matrix, row, column), money).fen
            except (NotAnAmount, FinerThanFen):
                refused += 1
                continue
            if fen:
                fact = with_values(with_values(base, dict(key)), dict(values))
                if fact.project and fact.nature is None:
                    fact = fact._replace(nature="project")
                net = frozenset({"net_of_capital"}) if fact.nature == "project" else frozenset[str]()
                found.append(Line(fact, fen, Place(), net))
                if fact.unit:
                    out.units.setdefault(fact.unit)
                if fact.project:
                    out.projects.setdefault(fact.project, words.get("project.code", ""))
    finest = _finest(found)
    if finest and out.lines:
        out.notes.append(f"{f'“{name}”' if name else '后面的表'}也有支出，一并取来；与前面重复的请删去")
    out.lines += finest
    if refused:
        out.notes.append(f"{f'“{name}”' if name else '表中'}有 {refused} 个金额看不懂或细于分，没有用")


def _finest(lines: list[Line]) -> list[Line]:
    """The lines without subtotals: those of a 类 or 款 of which the same grid lists the parts."""
    below: dict[str, set[str]] = {dimension: set() for dimension in _CODED}
    for line in lines:
        for dimension in _CODED:
            code = getattr(line.fact, dimension)
            while code and "." in code:
                code = code.rpartition(".")[0]
                below[dimension].add(code)
    return [line for line in lines if not any(getattr(line.fact, d) in below[d] for d in _CODED)]


def _text(matrix: Matrix, row: int, column: int) -> str:
    cell = matrix.over[row][column]
    return cell.text.strip() if cell is not None else ""


def _values(words: Mapping[str, str]) -> dict[str, str]:
    """The coordinates a row says."""
    values: dict[str, str] = {}
    for dimension in _CODED:
        code, _ = split_code(words.get(f"{dimension}.code") or words.get(dimension, ""))
        if len(code) in (3, 5, 7):
            values[dimension] = dotted(code)
    unit = words.get("unit", "")
    code = words.get("unit.code", "")
    if unit or code:
        values["unit"] = f"{code}-{unit}" if code and unit and not unit.startswith(code) else unit or code
    if words.get("project"):
        values["project"] = words["project"]
    for role, text in words.items():
        if role.startswith("said:") and text:
            dimension, choices = _SAID[role.removeprefix("said:")]
            value = find(choices, split_code(text)[1] or text)
            if value is not None:
                values[dimension] = value
    return values
