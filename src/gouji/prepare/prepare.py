"""Workbook → ledger: the recipe, and everything that is wrong said at once."""

from __future__ import annotations

from pathlib import Path

from gouji.forms import Form
from gouji.model.amount import Denomination
from gouji.model.errors import Unreadable
from gouji.model.finding import Severity
from gouji.model.ledger import Count, Ledger, Line, List, Unit
from gouji.model.text import fold
from gouji.prepare import sheets
from gouji.prepare.balance import check_balance
from gouji.prepare.cells import Reader
from gouji.prepare.grid import Filled, filled_sheets
from gouji.prepare.items import DEPARTMENT_NAME, ITEMS, MONEY_UNIT, YEAR, Item
from gouji.prepare.lacking import check_form
from gouji.prepare.lines import known_units, read_lines
from gouji.prepare.problem import Complaints, Prepared
from gouji.prepare.projects import (
    projects_of,
    read_indicators,
    read_projects,
    read_targets,
    read_units,
)
from gouji.prepare.tables import (
    read_assets,
    read_figures,
    read_passages,
    read_reasons,
    read_terms,
)
from gouji.prepare.words import find
from gouji.read.files import bytes_of
from gouji.read.sniff import sniff

_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_OTHERS = {"pdf": "PDF 文件", "docx": "Word 文档", "html": "网页", "text": "纯文本"}
_OURS = "请给出 gouji new 生成的工作簿；要由这个文件生成工作簿，用 gouji new … --from 文件。"


def prepare_workbook(path: str | Path, form: Form | None = None, unit: str | None = None) -> Prepared:
    """The ledger of the workbook at ``path``, and all its problems by sheet, cell, value and remedy.

    With a form, what that form needs is asked for as well, for the disclosure of one ``unit`` (code,
    name or both) if there is one.  The ledger is
    ``None`` when an error stands.  Raises :class:`Unreadable` for what is no
    workbook, or not one of ours.
    """
    name = str(path)
    try:
        return prepare_bytes(bytes_of(path), Path(path).name, form, unit)
    except Unreadable as problem:
        raise Unreadable(name, problem.what, problem.remedy) from problem


def prepare_bytes(
    data: bytes, source: str = "", form: Form | None = None, unit: str | None = None
) -> Prepared:
    """The same from the workbook's bytes; ``source`` is its name."""
    if (kind := sniff(data)) in _OTHERS:
        raise Unreadable("文件", f"这不是 Excel 工作簿，而是{_OTHERS[kind]}", _OURS)
    complaints = Complaints()
    filled = filled_sheets(data, complaints)
    order = [sheet.name for sheet in sheets.SHEETS]
    reader = Reader(complaints, 0, Denomination.WAN)
    reader.torn |= {name for name, sheet in filled.items() if sheet.form.needed and not sheet.columns}
    department = _read_department(filled[sheets.INFORMATION.name], reader)
    counts = list(_read_counts(filled[sheets.INFORMATION.name], reader))
    units = read_units(filled[sheets.UNITS.name], reader)
    _check_staff(filled[sheets.INFORMATION.name], counts, units, reader)
    page = filled[sheets.PROJECTS.name]
    rows = list(read_projects(page, reader))
    bare = known_units(units, {}, {})
    owners = {
        texts["name"]: label
        for _, texts, _ in rows
        if (label := bare.by_word.get(fold(texts["unit"]), bare.only))
    }
    known = known_units(units, {fold(texts["name"]): texts["name"] for _, texts, _ in rows}, owners)
    lines: dict[List, list[Line]] = {name: [] for name in List}
    for form_sheet in sheets.SHEETS:
        if form_sheet.list is not None:
            for name, line in read_lines(filled[form_sheet.name], reader, known):
                lines[name].append(line)
    lines[List.FIGURES] += read_figures(filled[sheets.LAST_YEAR.name], reader, known)
    for held in read_assets(filled[sheets.ASSETS.name], reader, known):
        (counts if isinstance(held, Count) else lines[List.FIGURES]).append(held)  # type: ignore[arg-type]
    projects = projects_of(
        rows,
        page,
        reader,
        known,
        read_targets(filled[sheets.OBJECTIVES.name], reader, known),
        read_indicators(filled[sheets.INDICATORS.name], reader, known),
        read_indicators(filled[sheets.WHOLE.name], reader, known),
    )
    passages = [
        *read_passages(filled[sheets.PASSAGES.name], reader, known),
        *read_terms(filled[sheets.TERMS.name], reader, known),
    ]
    ledger = Ledger(
        source=source,
        department=department,
        year=reader.year,
        units=units,
        lines={name: tuple(found) for name, found in lines.items()},
        projects=projects,
        passages=tuple(passages),
        reasons=tuple(read_reasons(filled[sheets.REASONS.name], reader, known)),
        counts=tuple(counts),
    )
    totals = {texts["name"]: (number, total) for number, texts, total in rows if total is not None}
    check_balance(ledger, totals, reader)
    check_form(ledger, form, reader, known.by_word.get(fold(unit)) if unit else None)
    problems = complaints.problems(order)
    stands = any(problem.severity is Severity.ERROR for problem in problems)
    return Prepared(None if stands else ledger, problems)


def _items(sheet: Filled, reader: Reader) -> dict[str, tuple[int, str]]:
    """Item → its row and what is filled in."""
    found: dict[str, tuple[int, str]] = {}
    for row in sheet.rows:
        item, value = sheet.text(row[1], "item"), reader.text(sheet, row, "value")
        before = found.setdefault(fold(item), (row[0], value))
        if before[0] != row[0] and value and before[1] not in ("", value):
            what = f"“{item}”填了两行，内容不一样"
            reader.say(Severity.ERROR, sheet, row[0], "value", value, what, "请只留一行。")
        elif not before[1]:
            found[fold(item)] = (row[0], value)
    return found


def _read_department(sheet: Filled, reader: Reader) -> str:
    """The department's name; the reader learns year and money unit."""
    items = _items(sheet, reader)

    def asked(name: str) -> tuple[int, str]:
        row, value = items.get(fold(name), (-1, ""))
        if not value and "value" in sheet.columns:
            hint = next(item.hint for item in ITEMS if item.name == name)
            what = f"“{name}”没有填" if row >= 0 else f"缺少“{name}”这一行"
            column = sheet.columns.get("value") if row >= 0 else None
            reader.complaints.add(Severity.ERROR, sheet.form.name, what, hint, row=row, column=column)
        return row, value

    row, department = asked(DEPARTMENT_NAME)
    row, year = asked(YEAR)
    digits = fold(year).removesuffix("年度").removesuffix("年")
    if digits.isdigit() and _FIRST_YEAR <= int(digits) <= _LAST_YEAR:
        reader.year = int(digits)
    elif year:
        reader.say(Severity.ERROR, sheet, row, "value", year, "不是年度", "请填四位数字，如 2027。")
    row, money = asked(MONEY_UNIT)
    known = find(MONEY_UNIT, money) if money else None
    if known is not None:
        reader.money = Denomination[known]
    elif money:
        reader.say(Severity.ERROR, sheet, row, "value", money, "金额单位只能是 万元 或 元", "请从下拉框选。")
    return department


def _read_counts(sheet: Filled, reader: Reader) -> list[Count]:
    fields: dict[str, Item] = {fold(item.name): item for item in ITEMS if item.field}
    found = []
    for row in sheet.rows:
        item = fields.get(fold(sheet.text(row[1], "item")))
        number = reader.count(sheet, row, "value") if item is not None else None
        if item is not None and number is not None:
            found.append(Count(item.field, number, sheet.place(row[0])))
    return found


def _check_staff(sheet: Filled, counts: list[Count], units: tuple[Unit, ...], reader: Reader) -> None:
    """Retired staff add up, and the units' staff to the department's where all units tell it."""
    said = {count.name: count for count in counts}
    parts = [said[name].number for name in ("cadres", "pensioners") if name in said]
    whole = said.get("retired")
    if whole is not None and len(parts) == 2 and sum(parts) != whole.number:
        what = f"离休、退休合计 {sum(parts)} 人，与离退休人员 {whole.number} 人不符"
        row = (whole.place.line or 1) - 1
        reader.say(Severity.ERROR, sheet, row, "value", str(whole.number), what, "请核对人数。")
    for name, count in said.items():
        numbers = [dict(unit.staff).get(name) for unit in units]
        if numbers and None not in numbers and sum(n or 0 for n in numbers) != count.number:
            total = sum(n or 0 for n in numbers)
            what = f"各单位合计 {total}，与全部门 {count.number} 不符"
            row = (count.place.line or 1) - 1
            reader.say(
                Severity.ERROR, sheet, row, "value", str(count.number), what, "请核对“单位”表和这里的人数。"
            )
