"""Rows of the sheets of budget lines → lines of the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from gouji.catalogue import UnitType, economic_mapping, undotted
from gouji.model.fact import Fact, with_values
from gouji.model.finding import Severity
from gouji.model.ledger import Line, List, Unit
from gouji.model.text import fold
from gouji.prepare import sheets
from gouji.prepare.cells import Reader, Said, loudness
from gouji.prepare.declaration import Column, Kind
from gouji.prepare.enter import STAGE
from gouji.prepare.grid import Filled

_SPREAD = frozenset({List.REVENUE, List.EXPENDITURE})

Row = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Known:
    """The units and projects that lines may name, by any of their spellings."""

    units: tuple[Unit, ...]
    by_word: Mapping[str, str]
    kinds: Mapping[str, UnitType]
    projects: Mapping[str, str]
    owners: Mapping[str, str]

    @property
    def only(self) -> str | None:
        """The unit, where there is just one."""
        return self.units[0].label if len(self.units) == 1 else None


def known_units(units: tuple[Unit, ...], projects: Mapping[str, str], owners: Mapping[str, str]) -> Known:
    """``projects`` maps folded names to names, ``owners`` names to the units they belong to."""
    words: dict[str, list[str]] = {}
    for unit in units:
        for word in {fold(unit.label), fold(unit.code), fold(unit.name)} - {""}:
            words.setdefault(word, []).append(unit.label)
    kinds = {
        unit.label: UnitType.ADMINISTRATIVE if unit.kind.is_administrative else UnitType.INSTITUTION
        for unit in units
    }
    single = {word: labels[0] for word, labels in words.items() if len(labels) == 1}
    return Known(units, single, kinds, projects, owners)


def read_lines(sheet: Filled, reader: Reader, known: Known) -> Iterator[tuple[List, Line]]:
    """The lines of one sheet, each with the list it belongs to; rows that cannot be used are told."""
    seen: dict[tuple[object, ...], int] = {}
    base = with_values(Fact(year=reader.year, stage=STAGE), dict(sheet.form.base))
    for row in sheet.rows:
        line = _line(sheet, row, base, reader, known)
        if line is None:
            continue
        key = (line.fact, line.fen, line.texts)
        first = seen.setdefault(key, row[0])
        if first != row[0] and line.fen:
            reader.complaints.add(
                Severity.WARNING,
                sheet.form.name,
                "这一行与前面的一行完全相同，照常计入",
                "若是重复填写，请删去一行。",
                row=row[0],
            )
        yield _list_of(sheet, line.fact), line


def _list_of(sheet: Filled, fact: Fact) -> List:
    if sheet.form is sheets.CARRIED:
        return List.EXPENDITURE if fact.flow == "expenditure" else List.REVENUE
    assert sheet.form.list is not None
    return sheet.form.list


def _line(sheet: Filled, row: Row, base: Fact, reader: Reader, known: Known) -> Line | None:
    number = row[0]
    values: dict[str, str] = {}
    texts: list[tuple[str, str]] = []
    fen: int | None = None
    usable, capital = True, False
    for column in sheet.form.columns:
        field = column.field
        if field == "amount":
            fen = reader.amount(sheet, row)
            if fen is None:
                usable = False
                if not sheet.text(row[1], field):
                    reader.need(sheet, number, column)
        elif field.startswith("text:"):
            if said := reader.text(sheet, row, field):
                texts.append((field.removeprefix("text:"), said))
        elif field == "capital":
            capital = reader.word(sheet, row, column) == "yes"
        else:
            value = _coordinate(sheet, row, column, reader, known, texts)
            if value is not None:
                values[field] = value
            elif not sheet.text(row[1], field):
                reader.need(sheet, number, column)
            else:
                reader.misread.add((sheet.form.name, number))
    if sheet.form is sheets.CARRIED:
        values["flow"] = "expenditure" if values.get("position") == "closing" else "revenue"
    if sheet.form is sheets.PROCUREMENT:
        values.setdefault("tag", "procurement")
    _place_in_unit(sheet, number, values, reader, known)
    fact = with_values(base, dict(values))
    if sheet.form is sheets.EXPENDITURE:
        _check_project(sheet, number, fact, reader, known)
    _check_mapping(sheet, number, fact, reader, known)
    if not usable or fen is None:
        reader.torn.add(sheet.form.name)
        return None
    net = sheet.form is sheets.EXPENDITURE and fact.nature == "project" and not capital
    tags = frozenset({"net_of_capital"} if net else ())
    return Line(fact, fen, sheet.place(number), tags, tuple(texts))


def _coordinate(
    sheet: Filled, row: Row, column: Column, reader: Reader, known: Known, texts: list[tuple[str, str]]
) -> str | None:
    if column.kind is Kind.CODE:
        coded = reader.code(sheet, row, column)
        if coded.name:
            texts.append((f"{column.field}.name", coded.name))
        return coded.dotted
    if column.kind is Kind.CHOICE:
        return reader.word(sheet, row, column)
    said = reader.text(sheet, row, column.field)
    if not said:
        return None
    return (
        unit_of(sheet, row[0], said, reader, known)
        if column.kind is Kind.UNIT
        else _project_of(sheet, row[0], said, reader, known)
    )


def unit_of(sheet: Filled, number: int, said: str, reader: Reader, known: Known) -> str | None:
    """The label of the unit a cell names, by its label, code or name."""
    label = known.by_word.get(fold(said))
    if label is None:
        remedy = "请从下拉框选；没有的先在“单位”表里登记。"
        reader.say(Severity.ERROR, sheet, number, "unit", said, "“单位”表里没有这个单位", remedy)
    return label


def _project_of(sheet: Filled, number: int, said: str, reader: Reader, known: Known) -> str:
    name = known.projects.get(fold(said))
    if name is None:
        remedy = "请从下拉框选；没有的先在“项目”表里登记。"
        reader.say(Severity.ERROR, sheet, number, "project", said, "“项目”表里没有这个项目", remedy)
    return name or said


def _place_in_unit(sheet: Filled, number: int, values: dict[str, str], reader: Reader, known: Known) -> None:
    """A line without a unit is the only unit's; with several units it must say."""
    if "unit" in values or sheet.columns.get("unit") is None or not known.units:
        return
    if known.only is not None:
        values["unit"] = known.only
        return
    whole = sheet.form.list not in _SPREAD
    reader.say(
        Severity.WARNING if whole else Severity.ERROR,
        sheet,
        number,
        "unit",
        "",
        "没有填单位，各单位的预算里不会有这一笔" if whole else "没有填单位",
        "有几个单位时，每一行都要选单位。",
    )


def _check_project(sheet: Filled, number: int, fact: Fact, reader: Reader, known: Known) -> None:
    if fact.nature == "project" and fact.project is None:
        reader.say(Severity.ERROR, sheet, number, "project", "", "项目支出没有填项目名称", "请从下拉框选。")
    elif fact.nature not in ("project", None) and fact.project is not None:
        what = "不是项目支出，却填了项目名称"
        reader.say(
            Severity.WARNING, sheet, number, "project", fact.project, what, "请改支出性质，或删去项目名称。"
        )
    elif fact.project and fact.unit and known.owners.get(fact.project, fact.unit) != fact.unit:
        what = "单位与“项目”表里登记的不同"
        reader.say(Severity.WARNING, sheet, number, "unit", fact.unit, what, "请核对这个项目是哪个单位的。")


def _check_mapping(sheet: Filled, number: int, fact: Fact, reader: Reader, known: Known) -> None:
    """Whether the two economic codes of a line go together for the kind of its unit."""
    if fact.government_economic is None or fact.department_economic is None:
        return
    kind = known.kinds.get(fact.unit or "")
    said = mapping_said(fact.department_economic, fact.government_economic, kind)
    if said is not None:
        column = "government_economic"
        value = undotted(fact.government_economic)
        reader.say(said[0], sheet, number, column, value, said[1], said[2])


@cache
def mapping_said(department: str, government: str, kind: UnitType | None) -> Said | None:
    """What to say of a pair of economic codes that 财预〔2017〕98号 does not have for this kind of unit."""
    if department.count(".") != 1 or government.count(".") != 1:
        return None
    allowed = economic_mapping(kind).get(undotted(department), ())
    code = undotted(government)
    if not allowed or any(pair.government == code for pair in allowed):
        return None
    whose = {UnitType.ADMINISTRATIVE: "行政单位", UnitType.INSTITUTION: "事业单位", None: "单位"}[kind]
    right = "、".join(dict.fromkeys(pair.government for pair in allowed))
    what = f"{whose}的部门经济科目 {undotted(department)} 不对应政府经济科目 {code}"
    severity = loudness(max(pair.confidence for pair in allowed))
    return (severity, what, f"政府经济科目应为 {right}；或核对部门经济科目和单位类型。")
