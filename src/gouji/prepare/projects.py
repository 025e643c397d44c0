"""Rows of the sheets of units, projects and their targets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from gouji.model.finding import Severity
from gouji.model.ledger import PlannedIndicator, Project, Unit, UnitKind
from gouji.model.text import fold
from gouji.prepare.cells import Reader
from gouji.prepare.grid import Filled
from gouji.prepare.lines import Known, unit_of
from gouji.prepare.words import OF_A_UNIT

LONGEST_NAME = 200

_UNIT = re.compile(r"([0-9A-Za-z]+)\s*[-－—–]\s*(.+)")


def read_units(sheet: Filled, reader: Reader) -> tuple[Unit, ...]:
    """The units with their staff; a unit named twice is an error."""
    found: dict[str, Unit] = {}
    for row in sheet.rows:
        label = reader.text(sheet, row, "label")
        if not label:
            reader.need(sheet, row[0], sheet.column("label"))
            continue
        match = _UNIT.fullmatch(label)
        code, name = (match[1], match[2]) if match else ("", label)
        column = sheet.column("kind")
        kind = reader.word(sheet, row, column)
        if kind is None:
            if not sheet.text(row[1], "kind"):
                reader.need(sheet, row[0], column)
            kind = UnitKind.ADMINISTRATIVE.name
        staff = tuple(
            (name, number) for name in OF_A_UNIT if (number := reader.count(sheet, row, name)) is not None
        )
        _check_retired(sheet, row[0], dict(staff), reader)
        if fold(label) in found:
            reader.say(Severity.ERROR, sheet, row[0], "label", label, "这个单位填了两行", "请删去一行。")
        else:
            found[fold(label)] = Unit(code, name, UnitKind[kind], staff)
    if not found and "label" in sheet.columns:
        reader.complaints.add(
            Severity.ERROR, sheet.form.name, "一个单位也没有填", "本级也是单位，请至少填一行。"
        )
    return tuple(found.values())


def _check_retired(sheet: Filled, number: int, staff: Mapping[str, int], reader: Reader) -> None:
    parts = [staff[name] for name in ("cadres", "pensioners") if name in staff]
    whole = staff.get("retired")
    if whole is not None and len(parts) == 2 and sum(parts) != whole:
        what = f"离休、退休合计 {sum(parts)} 人，与离退休人员 {whole} 人不符"
        column = "retired" if "retired" in sheet.columns else "value"
        reader.say(Severity.ERROR, sheet, number, column, str(whole), what, "请核对人数。")


def read_projects(sheet: Filled, reader: Reader) -> Iterator[tuple[int, dict[str, str], int | None]]:
    """Each project's row, its texts by field, and its total; a project named twice is an error."""
    seen: set[str] = set()
    for row in sheet.rows:
        texts = {
            field: reader.text(sheet, row, field)
            for field in ("name", "code", "unit", "category", "owner", "telephone")
        }
        total = reader.amount(sheet, row, "total")
        name = texts["name"]
        if not name:
            reader.need(sheet, row[0], sheet.column("name"))
        elif fold(name) in seen:
            reader.say(Severity.ERROR, sheet, row[0], "name", name, "这个项目填了两行", "请删去一行。")
        else:
            seen.add(fold(name))
            if len(name) > LONGEST_NAME:
                what = f"名称有 {len(name)} 字，表格里排不下"
                remedy = f"请缩短到 {LONGEST_NAME} 字以内。"
                reader.say(Severity.ERROR, sheet, row[0], "name", name, what, remedy)
            yield row[0], texts, total


def project_unit(sheet: Filled, number: int, said: str, reader: Reader, known: Known) -> str:
    """The unit of a project: the one named, or the only one."""
    if said:
        return unit_of(sheet, number, said, reader, known) or said
    return known.only or ""


def read_targets(sheet: Filled, reader: Reader, known: Known) -> dict[str, tuple[str, str]]:
    """Project → its activity and objective."""
    found: dict[str, tuple[str, str]] = {}
    for row in sheet.rows:
        name = _project(sheet, row, reader, known)
        if name is None:
            continue
        if name in found:
            reader.say(
                Severity.ERROR, sheet, row[0], "project", name, "这个项目的目标填了两行", "请合成一行。"
            )
            continue
        found[name] = (reader.text(sheet, row, "activity"), sheet.text(row[1], "objective"))
    return found


def read_indicators(sheet: Filled, reader: Reader, known: Known) -> dict[str, list[PlannedIndicator]]:
    """Project → its indicators; an empty project goes on with the one above."""
    found: dict[str, list[PlannedIndicator]] = {}
    above: str | None = None
    for row in sheet.rows:
        if sheet.text(row[1], "project") or above is None:
            above = _project(sheet, row, reader, known)
        if above is None:
            continue
        texts = [
            reader.text(sheet, row, field)
            for field in ("level1", "level2", "level3", "comparator", "value", "measure", "polarity")
        ]
        if not texts[2]:
            reader.need(sheet, row[0], sheet.column("level3"))
        if re.fullmatch(r"\d{4}-\d\d-\d\d", texts[4]):
            what = "表格软件把这里认成了日期，会照这样印出"
            reader.say(
                Severity.WARNING,
                sheet,
                row[0],
                "value",
                texts[4],
                what,
                "请把单元格设为“文本”，再填想印的写法。",
            )
        level1, level2, level3, comparator, value, measure, polarity = texts
        place = sheet.place(row[0])
        indicator = PlannedIndicator(level1, level2, level3, comparator, value, measure, polarity, place)
        if any(_same(indicator, other) for other in found.get(above, ())):
            what = "同一项目有两行一样的指标"
            reader.say(
                Severity.WARNING, sheet, row[0], "level3", texts[2], what, "若是重复填写，请删去一行。"
            )
        found.setdefault(above, []).append(indicator)
    return found


def _same(one: PlannedIndicator, other: PlannedIndicator) -> bool:
    return (one.level1, one.level2, one.level3, one.value) == (
        other.level1,
        other.level2,
        other.level3,
        other.value,
    )


def _project(sheet: Filled, row: tuple[int, Sequence[str]], reader: Reader, known: Known) -> str | None:
    said = reader.text(sheet, row, "project")
    if not said:
        reader.say(Severity.ERROR, sheet, row[0], "project", "", "“项目名称”没有填", "请从下拉框选。")
        return None
    name = known.projects.get(fold(said))
    if name is None:
        remedy = "请从下拉框选；没有的先在“项目”表里登记。"
        reader.say(Severity.ERROR, sheet, row[0], "project", said, "“项目”表里没有这个项目", remedy)
    return name


def projects_of(
    rows: Sequence[tuple[int, dict[str, str], int | None]],
    sheet: Filled,
    reader: Reader,
    known: Known,
    targets: Mapping[str, tuple[str, str]],
    indicators: Mapping[str, Sequence[PlannedIndicator]],
    whole: Mapping[str, Sequence[PlannedIndicator]],
) -> tuple[Project, ...]:
    """The projects with their targets."""
    return tuple(
        Project(
            name=texts["name"],
            code=texts["code"],
            unit=project_unit(sheet, number, texts["unit"], reader, known),
            category=texts["category"],
            owner=texts["owner"],
            telephone=texts["telephone"],
            objective=targets.get(texts["name"], ("", ""))[1],
            activity=targets.get(texts["name"], ("", ""))[0],
            indicators=tuple(indicators.get(texts["name"], ())),
            whole=tuple(whole.get(texts["name"], ())),
            place=sheet.place(number),
        )
        for number, texts, _ in rows
    )
