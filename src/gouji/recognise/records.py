"""Target tables: projects with their indicators, one indicator a line.

Project cells are merged over their lines.  A ruled grid keeps that; in text
the merged cells are lost, so that lines start late or have a column fewer.
There the comparator (≥ ≤ ＝ 定性) anchors the line: what an indicator prints
stands around it, and what stands before belongs to the project.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gouji.forms import Leaf, Section
from gouji.model.amount import DENOMINATIONS
from gouji.model.document import Cell
from gouji.model.place import Place
from gouji.model.target import Indicator, Personal, Target, ValueKind, masked
from gouji.model.text import fold
from gouji.recognise.labels import coordinate, project_name
from gouji.recognise.matrix import Matrix
from gouji.recognise.values import comparator_of, value_of

_LEVEL1 = re.compile(r"(?:成本|产出|效益|效果|满意度|投入|管理)指标")
_POLARITY = re.compile(r"(?:正|反|逆|负)向(?:指标)?")
_CODE = re.compile(r"([0-9A-Z]{10,30})[-—－_]")
_DETAIL = ("level1", "level2", "level3", "comparator", "target_value", "measure", "polarity")
NO_AMOUNT = "金额栏中不是金额"
_SHORT = 12  # an objective is longer than what someone writes for an amount
_NAME = 8
PHONE = re.compile(r"(?:\d{3,4}[-—]?)?\d{7,8}|1\d{10}")


@dataclass(slots=True)
class Line:
    """One printed line sorted out: project cells, and the cells of one indicator."""

    line: int
    project: Cell | None = None
    activity: Cell | None = None
    amounts: dict[int, Cell] = field(default_factory=dict)
    persons: list[Cell] = field(default_factory=list)
    objective: list[str] = field(default_factory=list)
    detail: dict[str, Cell] = field(default_factory=dict)
    loose: list[Cell] = field(default_factory=list)
    misplaced: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """A target while its lines are read."""

    project: Cell
    activity: str
    amounts: dict[int, Cell] = field(default_factory=dict)
    objective: list[str] = field(default_factory=list)
    details: list[dict[str, Cell]] = field(default_factory=list)
    longer: dict[int, str] = field(default_factory=dict)  # detail → rest of its name


@dataclass(frozen=True, slots=True)
class Records:
    """What the lines of a target table say, before its amounts become claims.

    ``stray`` are cells that belong to nothing, with why (in Chinese).
    """

    drafts: tuple[Draft, ...]
    personal: tuple[Personal, ...]
    stray: tuple[tuple[Cell, str], ...]


def read_records(
    matrix: Matrix,
    section: Section,
    found: dict[int, int],
    lines: range,
    table: str,
    is_amount: re.Pattern[str],
) -> Records:
    """Sort the lines of ``section`` into projects; nothing is lost."""
    leaves = section.leaves()
    sort = _sort_ruled if matrix.ruled else _sort_loose
    drafts: list[Draft] = []
    personal: list[Personal] = []
    stray: list[tuple[Cell, str]] = []
    activity = ""
    for number in lines:
        line = sort(matrix, number, leaves, found, is_amount)
        if _is_head(matrix, number, leaves):
            continue
        if line.activity is not None and line.activity.text.strip():
            activity = fold(line.activity.text)
        if line.project is not None and line.project.text.strip():
            drafts.append(Draft(line.project, activity))
        for cell in line.persons:
            place = matrix.place(cell, table=table)
            hidden = masked(cell.text)
            personal.append(Personal(replace(place, text=hidden), cell.text.strip()))
        if not drafts:
            stray += [(cell, "前面没有项目") for cell in (*line.detail.values(), *line.loose)]
            continue
        draft = drafts[-1]
        for index, cell in line.amounts.items():
            if draft.amounts.setdefault(index, cell) is not cell:
                stray.append((cell, "同一项目的又一个数"))
        draft.objective += line.objective
        if "comparator" in line.detail or "target_value" in line.detail:
            draft.details.append(line.detail)
        elif "level3" in line.detail and "level1" not in line.detail and draft.details:
            at = len(draft.details) - 1
            draft.longer[at] = draft.longer.get(at, "") + line.detail["level3"].text
        elif line.detail:
            draft.details.append(line.detail)
        stray += [(cell, "不知属于哪一项") for cell in line.loose]
        stray += [(cell, NO_AMOUNT) for cell in line.misplaced]
    return Records(tuple(drafts), tuple(personal), tuple(stray))


def _is_head(matrix: Matrix, number: int, leaves: Sequence[Leaf]) -> bool:
    """A head repeated on a later page."""
    words = {fold(name).rstrip("：") for leaf in leaves for head in leaf.path for name in head.labels}
    cells = [cell for cell in matrix.own[number] if cell is not None and cell.text.strip()]
    return len(cells) > 1 and all(fold(cell.text).rstrip("：") in words for cell in cells)


def _sort_ruled(
    matrix: Matrix, number: int, leaves: Sequence[Leaf], found: dict[int, int], is_amount: re.Pattern[str]
) -> Line:
    """Columns say what each cell is; a merged project cell starts on its first line only."""
    line = Line(number)
    for leaf in leaves:
        column = found.get(leaf.index)
        if column is None:
            continue
        cell = matrix.own[number][column]
        if cell is None and leaf.role in _DETAIL:
            cell = matrix.over[number][column]
        if cell is None or not cell.text.strip():
            continue
        _put(line, leaf, cell, leaves)
    own = matrix.own[number]
    line.loose += [c for at, c in enumerate(own) if c is not None and at not in found.values()]
    return line


def _is_phone(cell: Cell, leaves: Sequence[Leaf]) -> bool:
    """Digits like a telephone's in an amount column of a table that prints telephones."""
    return any(leaf.role == "person" for leaf in leaves) and bool(PHONE.fullmatch(fold(cell.text)))


def _put(line: Line, leaf: Leaf, cell: Cell, leaves: Sequence[Leaf]) -> None:
    role = leaf.role
    if role is None and _is_phone(cell, leaves):
        line.persons.append(cell)
    elif role is None:
        line.amounts[leaf.index] = cell
    elif role == "project":
        line.project = cell
    elif role == "activity":
        line.activity = cell
    elif role == "person":
        line.persons.append(cell)
    elif role == "objective":
        line.objective.append(cell.text)
    elif role in _DETAIL:
        line.detail[role] = cell


def _sort_loose(
    matrix: Matrix, number: int, leaves: Sequence[Leaf], found: dict[int, int], is_amount: re.Pattern[str]
) -> Line:
    """Without rules: read around the comparator, then what stands before it."""
    line = Line(number)
    cells = [cell for cell in matrix.own[number] if cell is not None and cell.text.strip()]
    anchor = _anchor(cells, leaves)
    roles = {leaf.role: leaf for leaf in leaves if leaf.role}
    before: Sequence[Cell] = cells
    if anchor is not None:
        line.detail["comparator"] = cells[anchor]
        before = _take_before(line, cells[:anchor], roles)
        _take_after(line, cells[anchor], cells[anchor + 1 :])
    elif (
        level := next((i for i, c in enumerate(cells) if _LEVEL1.fullmatch(fold(c.text))), None)
    ) is not None:
        before = cells[:level]
        line.detail |= dict(zip(("level1", "level2", "level3"), cells[level : level + 3], strict=False))
        line.loose += cells[level + 3 :]
    elif len(cells) == 1 and "objective" not in roles:
        line.detail["level3"] = cells[0]
        return line
    _take_project(line, before, leaves, found, roles, is_amount)
    return line


def _anchor(cells: Sequence[Cell], leaves: Sequence[Leaf]) -> int | None:
    """The comparator: the last such cell with something on either side."""
    for at in range(len(cells) - 1, -1, -1):
        if comparator_of(cells[at].text) is not None and at > 0:
            return at
    return None


def _take_before(line: Line, cells: Sequence[Cell], roles: dict[str, Leaf]) -> Sequence[Cell]:
    """Level 3, 2 and 1 stand left of the comparator; the rest is the project's."""
    rest = list(cells)
    if rest:
        line.detail["level3"] = rest.pop()
    if rest and fold(rest[-1].text).endswith(("指标", "成本")):
        line.detail["level2"] = rest.pop()
    if rest and "level1" in roles and _LEVEL1.fullmatch(fold(rest[-1].text)):
        line.detail["level1"] = rest.pop()
    return rest


def _take_after(line: Line, anchor: Cell, cells: Sequence[Cell]) -> None:
    """Value and measure stand in the next two columns, the polarity last."""
    for cell in cells:
        if _POLARITY.fullmatch(fold(cell.text)):
            line.detail["polarity"] = cell
        elif cell.column == anchor.column + 1:
            line.detail["target_value"] = cell
        elif cell.column == anchor.column + 2:
            line.detail["measure"] = cell
        else:
            line.loose.append(cell)


def _take_project(
    line: Line,
    cells: Sequence[Cell],
    leaves: Sequence[Leaf],
    found: dict[int, int],
    roles: dict[str, Leaf],
    is_amount: re.Pattern[str],
) -> None:
    """What a project's first line prints, in order; a lone text goes on with the objective."""
    if not cells:
        return
    if "objective" not in roles:
        line.project = cells[-1]
        if len(cells) > 1:
            line.activity = cells[-2]
        line.loose += cells[:-2]
        return
    by_column = {found[leaf.index]: leaf for leaf in leaves if leaf.index in found}
    first = found.get(roles["project"].index) if "project" in roles else None
    if cells[0].column != first and not _CODE.match(fold(cells[0].text)):
        for cell in cells:
            _go_on(line, cell, is_amount)
        return
    shifted = any(
        _is_phone(cell, leaves) and (leaf := by_column.get(cell.column)) is not None and leaf.role != "person"
        for cell in cells
    )
    for cell in cells:
        leaf = by_column.get(cell.column)
        if cell is cells[0]:
            line.project = cell
        elif shifted and is_amount.fullmatch(fold(cell.text)) and not _is_phone(cell, leaves):
            line.loose.append(cell)
        elif _is_phone(cell, leaves):
            line.persons.append(cell)
        elif leaf is not None and leaf.role is None and is_amount.fullmatch(fold(cell.text)):
            line.amounts[leaf.index] = cell
        elif leaf is not None and leaf.role and "." in cell.text and is_amount.fullmatch(fold(cell.text)):
            line.loose.append(cell)
        elif leaf is not None and leaf.role == "person":
            line.persons.append(cell)
        elif leaf is not None and leaf.role == "text":
            continue
        elif PHONE.fullmatch(fold(cell.text)) or _is_beside_phone(cell, cells):
            line.persons.append(cell)
        elif (
            cell is not cells[-1]
            and leaf is not None
            and leaf.role is None
            and len(fold(cell.text)) <= _SHORT
        ):
            line.misplaced.append(cell)
        else:
            _go_on(line, cell, is_amount)


def _is_word(cell: Cell) -> bool:
    """Whether a text is too short to be part of an objective."""
    return len(fold(cell.text)) <= _SHORT


def _is_beside_phone(cell: Cell, cells: Sequence[Cell]) -> bool:
    """A short word right before a telephone is a person's name, whatever the head says."""
    at = next(i for i, other in enumerate(cells) if other is cell)
    after = cells[at + 1] if at + 1 < len(cells) else None
    return after is not None and bool(PHONE.fullmatch(fold(after.text))) and len(fold(cell.text)) <= _NAME


def _go_on(line: Line, cell: Cell, is_amount: re.Pattern[str]) -> None:
    """Words go on with the objective; a bare number is no part of it."""
    if is_amount.fullmatch(fold(cell.text)):
        line.loose.append(cell)
    else:
        line.objective.append(cell.text)


CALL = re.compile(r"(?<![\d.,])(?:1\d{10}|\d{8}|\d{3,4}[-—]\d{7,8})(?![\d.,]|[万亿千]?元|[个次份人台套件户])")
"""A telephone inside running text: as many digits, and no amount or count."""


def project_code(text: str) -> str:
    """The code printed before a project's name, or ``""``."""
    match = _CODE.match(fold(text))
    return match[1] if match else ""


def indicator_of(
    detail: dict[str, Cell], longer: str, project: str, matrix: Matrix, table: str, labels: dict[str, str]
) -> Indicator:
    """One indicator; its place is the cell of the value (or what there is of it)."""

    def text(role: str) -> str:
        cell = detail.get(role)
        return cell.text if cell is not None else ""

    name = text("level3") + longer
    cell = next((detail[r] for r in ("target_value", "comparator", "level3", "level2") if r in detail), None)
    role = next(
        (r for r in ("target_value", "comparator", "level3", "level2") if r in detail), "target_value"
    )
    place = replace(
        matrix.place(cell, table=table),
        row=(project, fold(name)[:60]),
        column=(labels.get(role, ""),),
    )
    return Indicator(
        level1=fold(text("level1")),
        level2=fold(text("level2")),
        level3=fold(name),
        comparator=comparator_of(text("comparator")),
        value=value_of(text("target_value"), text("measure")),
        polarity=fold(text("polarity")),
        place=place,
    )


def is_money(indicator: Indicator) -> bool:
    """Whether the value is an amount Gouji can weigh against the project's total."""
    value = indicator.value
    return (
        value.kind is ValueKind.MONEY
        and value.number is not None
        and value.measure in DENOMINATIONS
        and not value.rest
    )


def target_of(
    draft: Draft, indicators: Sequence[Indicator], total: int | None, place: Place, table: str
) -> Target:
    """The finished record."""
    name = coordinate(project_name(draft.project.text))
    return Target(
        table=table,
        printed=fold(draft.project.text),
        project=name,
        code=project_code(draft.project.text),
        activity=draft.activity,
        objective=CALL.sub(
            lambda found: masked(found[0]), "\n".join(part.strip() for part in draft.objective)
        ),
        indicators=tuple(indicators),
        place=place,
        total=total,
    )
