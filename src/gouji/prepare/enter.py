"""A ledger as the rows of the workbook's sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gouji.catalogue import subject_list, undotted
from gouji.model.fact import Fact, with_values
from gouji.model.ledger import Ledger, Line, List, Passage, PlannedIndicator, Unit
from gouji.prepare import sheets
from gouji.prepare.declaration import Column, Kind, SheetForm
from gouji.prepare.items import DEPARTMENT_NAME, GLOSSARY, ITEMS, MONEY_UNIT, YEAR
from gouji.prepare.words import ASSETS, FIGURES, OF_A_UNIT, word_of

Entry = Mapping[str, str | int]
"""One row: field → what stands there; amounts in 分, counts as numbers."""

STAGE = "original"


def rows_of(ledger: Ledger, money_unit: str) -> dict[str, list[Entry]]:
    """The rows of every sheet, by its name.

    Raises :class:`KeyError` for money the workbook has no words for.
    """
    return {
        sheets.INFORMATION.name: list(_department(ledger, money_unit)),
        sheets.UNITS.name: [_unit(unit) for unit in ledger.units],
        sheets.PROJECTS.name: list(_projects(ledger)),
        **{form.name: list(_lines(form, ledger)) for form in sheets.SHEETS if form.list is not None},
        sheets.OBJECTIVES.name: [
            {"project": p.name, "activity": p.activity, "objective": p.objective}
            for p in ledger.projects
            if p.activity or p.objective
        ],
        sheets.INDICATORS.name: [_indicator(p.name, i) for p in ledger.projects for i in p.indicators],
        sheets.WHOLE.name: [_indicator(p.name, i) for p in ledger.projects for i in p.whole],
        sheets.ASSETS.name: list(_assets(ledger)),
        sheets.LAST_YEAR.name: list(_figures(ledger)),
        sheets.REASONS.name: [_text(passage) for passage in ledger.reasons],
        sheets.PASSAGES.name: [_text(p) for p in ledger.passages if p.subject != GLOSSARY],
        sheets.TERMS.name: [_term(p) for p in ledger.passages if p.subject == GLOSSARY],
    }


def belongs(form: SheetForm, name: List, fact: Fact) -> bool:
    """Whether a line of the list ``name`` stands on this sheet."""
    carried = (fact.position or "").partition(".")[0] in ("opening", "closing")
    if form is sheets.CARRIED:
        return carried and name in (List.REVENUE, List.EXPENDITURE)
    return form.list is name and not (carried and name in (List.REVENUE, List.EXPENDITURE))


def figure_fact(name: str, year: int) -> Fact:
    """The fact of one of last year's figures; ``year`` is last year."""
    return with_values(Fact(year=year, stage=STAGE), dict(FIGURES[name]))


def coded(dimension: str, dotted: str, year: int, line: Line | None = None) -> str:
    """``2010301-行政运行``: a code and its name, officially or as the line says."""
    code = undotted(dotted)
    name = subject_list(dimension).name(code, year) or (line.text(f"{dimension}.name") if line else "")
    return f"{code}-{name}" if name else code


def _department(ledger: Ledger, money_unit: str) -> Iterator[Entry]:
    known = {
        DEPARTMENT_NAME: ledger.department,
        YEAR: str(ledger.year) if ledger.year else "",
        MONEY_UNIT: money_unit,
    }
    for item in ITEMS:
        count = ledger.count(item.field) if item.field else None
        value = known.get(item.name, "") if count is None else count
        yield {"item": item.name, "value": value, "hint": item.hint}


def _unit(unit: Unit) -> Entry:
    staff = {name: number for name, number in unit.staff if name in OF_A_UNIT}
    return {"label": unit.label, "kind": unit.kind.value, **staff}


def _projects(ledger: Ledger) -> Iterator[Entry]:
    totals: dict[str, int] = {}
    for line in ledger.lines.get(List.EXPENDITURE, ()):
        if line.fact.project:
            totals[line.fact.project] = totals.get(line.fact.project, 0) + line.fen
    for project in ledger.projects:
        row: dict[str, str | int] = {
            "name": project.name,
            "code": project.code,
            "unit": project.unit,
            "category": project.category,
            "owner": project.owner,
            "telephone": project.telephone,
        }
        if project.name in totals:
            row["total"] = totals[project.name]
        yield row


def _lines(form: SheetForm, ledger: Ledger) -> Iterator[Entry]:
    for name in (List.REVENUE, List.EXPENDITURE) if form is sheets.CARRIED else (form.list,):
        for line in ledger.lines.get(name, ()) if name is not None else ():
            if name is not None and belongs(form, name, line.fact):
                yield {
                    column.field: value
                    for column in form.columns
                    if (value := _cell(column, line, ledger.year)) != ""
                }


def _cell(column: Column, line: Line, year: int) -> str | int:
    field = column.field
    if field == "amount":
        return line.fen
    if field == "capital":
        return "是" if line.fact.nature == "project" and "net_of_capital" not in line.tags else ""
    if field.startswith("text:"):
        return line.text(field.removeprefix("text:"))
    if field == "tag":
        tag = line.fact.tag if line.fact.tag != "procurement" else None
        return word_of(column.choices, tag)
    value = getattr(line.fact, field)
    if value is None:
        return ""
    if column.kind is Kind.CODE:
        return coded(field, value, year, line)
    return word_of(column.choices, value) if column.choices else str(value)


def _indicator(project: str, indicator: PlannedIndicator) -> Entry:
    return {
        "project": project,
        "level1": indicator.level1,
        "level2": indicator.level2,
        "level3": indicator.level3,
        "comparator": indicator.comparator,
        "value": indicator.value,
        "measure": indicator.measure,
        "polarity": indicator.polarity,
    }


def _assets(ledger: Ledger) -> Iterator[Entry]:
    figures = [line for line in ledger.lines.get(List.FIGURES, ()) if line.fact.item]
    worth = {(line.fact.unit or "", line.fact.item): line.fen for line in figures}
    counted = {(count.unit, count.name): count.number for count in ledger.counts}
    for unit in ("", *(unit.label for unit in ledger.units)):
        for label, (count, item) in ASSETS.items():
            row: dict[str, str | int] = {"asset": label}
            if (unit, count) in counted:
                row["number"] = counted[unit, count]
            if (unit, item) in worth:
                row["amount"] = worth[unit, item]
            if unit:
                row["unit"] = unit
            if not unit or len(row) > 2:
                yield row


def _figures(ledger: Ledger) -> Iterator[Entry]:
    named = {figure_fact(name, ledger.year - 1): name for name in FIGURES}
    for line in ledger.lines.get(List.FIGURES, ()):
        if line.fact.item:
            continue
        name = named.get(line.fact._replace(unit=None, function=None))
        if name is None:
            raise KeyError(f"the workbook has no row for the figure {line.fact}")
        row: dict[str, str | int] = {"figure": name, "amount": line.fen}
        if line.fact.unit:
            row["unit"] = line.fact.unit
        if line.fact.function:
            row["function"] = coded("function", line.fact.function, ledger.year, line)
        yield row


def _text(passage: Passage) -> Entry:
    return {"subject": passage.subject, "text": passage.text, **_whose(passage)}


def _term(passage: Passage) -> Entry:
    term, colon, text = passage.text.partition("：")
    said = {"term": term, "text": text} if colon and text else {"text": passage.text}
    return {**said, **_whose(passage)}


def _whose(passage: Passage) -> Entry:
    return {"unit": passage.unit} if passage.unit else {}
