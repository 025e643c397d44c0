"""Rows of the sheets that are no budget lines: units, projects, targets, figures, texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from gouji.model.fact import Fact
from gouji.model.finding import Severity
from gouji.model.ledger import Count, Line, Passage, PlannedIndicator, Project, Unit, UnitKind
from gouji.model.place import Place
from gouji.model.text import fold
from gouji.prepare.cells import Reader
from gouji.prepare.declaration import Column
from gouji.prepare.enter import STAGE, figure_fact
from gouji.prepare.grid import Filled
from gouji.prepare.items import GLOSSARY
from gouji.prepare.lines import Known, unit_of
from gouji.prepare.words import ASSETS, FIGURES, STAFF

_UNIT = re.compile(r"([0-9A-Za-z]+)\s*[-－—–]\s*(.+)")


def place_of(sheet: Filled, number: int) -> Place:
    """A row of a sheet."""
    return Place(section=(sheet.form.name,), line=number + 1)


def column_of(sheet: Filled, field: str) -> Column:
    """The declared column of a field."""
    column = sheet.form.column(field)
    assert column is not None
    return column


def read_units(sheet: Filled, reader: Reader) -> tuple[Unit, ...]:
    """The units with their staff; a unit named twice is an error."""
    found: dict[str, Unit] = {}
    for row in sheet.rows:
        label = reader.text(sheet, row, "label")
        if not label:
            reader.need(sheet, row[0], column_of(sheet, "label"))
            continue
        match = _UNIT.fullmatch(label)
        code, name = (match[1], match[2]) if match else ("", label)
        column = column_of(sheet, "kind")
        kind = reader.word(sheet, row, column)
        if kind is None:
            if not sheet.text(row[1], "kind"):
                reader.need(sheet, row[0], column)
            kind = UnitKind.ADMINISTRATIVE.name
        staff = tuple(
            (name, number) for name in STAFF if (number := reader.count(sheet, row, name)) is not None
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
            reader.need(sheet, row[0], column_of(sheet, "name"))
        elif fold(name) in seen:
            reader.say(Severity.ERROR, sheet, row[0], "name", name, "这个项目填了两行", "请删去一行。")
        else:
            seen.add(fold(name))
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
        found[name] = (reader.text(sheet, row, "activity"), _long(sheet, row, "objective"))
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
            reader.need(sheet, row[0], column_of(sheet, "level3"))
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
        place = place_of(sheet, row[0])
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


def read_figures(sheet: Filled, reader: Reader, known: Known) -> Iterator[Line]:
    """Last year's figures; one without an amount is not known, one given twice is an error."""
    seen: dict[Fact, int] = {}
    by_word = {fold(name): name for name in FIGURES}
    for row in sheet.rows:
        fen = reader.amount(sheet, row)
        said = reader.text(sheet, row, "figure")
        if fen is None:
            continue
        if (name := by_word.get(fold(said))) is None:
            if said:
                what = "不是下拉框里的指标"
                reader.say(Severity.ERROR, sheet, row[0], "figure", said, what, "请从下拉框选。")
            else:
                reader.need(sheet, row[0], column_of(sheet, "figure"))
            continue
        fact = figure_fact(name, reader.year - 1)
        unit = reader.text(sheet, row, "unit")
        if unit:
            fact = fact._replace(unit=unit_of(sheet, row[0], unit, reader, known))
        coded = reader.code(sheet, row, column_of(sheet, "function"))
        texts = (("function.name", coded.name),) if coded.name else ()
        fact = fact._replace(function=coded.dotted)
        if fact in seen:
            same = seen[fact] == fen
            severity = Severity.WARNING if same else Severity.ERROR
            what = "这个指标填了两行" + ("" if same else "，金额还不一样")
            reader.say(severity, sheet, row[0], "figure", said, what, "请删去一行。")
            continue
        seen[fact] = fen
        yield Line(fact, fen, place_of(sheet, row[0]), frozenset(), texts)


def read_assets(sheet: Filled, reader: Reader) -> Iterator[Count | Line]:
    """What the department holds: numbers as counts, values as figures of the budget year."""
    by_word = {fold(label): label for label in ASSETS}
    for row in sheet.rows:
        number, fen = reader.count(sheet, row, "number"), reader.amount(sheet, row)
        if number is None and fen is None:
            continue
        said = reader.text(sheet, row, "asset")
        if (label := by_word.get(fold(said))) is None:
            words = "、".join(ASSETS)
            reader.say(Severity.ERROR, sheet, row[0], "asset", said, "不认识这种资产", f"只能是：{words}。")
            continue
        count, item = ASSETS[label]
        place = place_of(sheet, row[0])
        if number is not None and count:
            yield Count(count, number, place)
        if fen is not None:
            yield Line(Fact(year=reader.year, stage=STAGE, item=item), fen, place)


def read_reasons(sheet: Filled, reader: Reader) -> Iterator[Passage]:
    """One reason for each subject."""
    seen: set[str] = set()
    for row in sheet.rows:
        subject, text = reader.text(sheet, row, "subject"), _long(sheet, row, "text")
        if not text:
            continue
        if not subject:
            reader.need(sheet, row[0], column_of(sheet, "subject"))
        elif subject in seen:
            what = "这个事项写了两行原因，只用第一行"
            reader.say(Severity.WARNING, sheet, row[0], "subject", subject, what, "请合成一行。")
        else:
            seen.add(subject)
            yield Passage(subject, text, place_of(sheet, row[0]))


def read_passages(sheet: Filled, reader: Reader) -> Iterator[Passage]:
    """Texts under their subjects, a paragraph each; a subject without a text says nothing."""
    for row in sheet.rows:
        text = _long(sheet, row, "text")
        if not text:
            continue
        subject = reader.text(sheet, row, "subject")
        if not subject:
            reader.need(sheet, row[0], column_of(sheet, "subject"))
            continue
        for paragraph in text.split("\n"):
            if paragraph.strip():
                yield Passage(subject, paragraph.strip(), place_of(sheet, row[0]))


def read_terms(sheet: Filled, reader: Reader) -> Iterator[Passage]:
    """The glossary as paragraphs: 名词：解释."""
    for row in sheet.rows:
        term, text = reader.text(sheet, row, "term"), _long(sheet, row, "text")
        if term and not text:
            reader.say(
                Severity.WARNING,
                sheet,
                row[0],
                "text",
                term,
                "这个名词没有解释，没有计入",
                "请补上，或删去这一行。",
            )
            continue
        yield Passage(GLOSSARY, f"{term}：{text}" if term else text, place_of(sheet, row[0]))


def _long(sheet: Filled, row: tuple[int, Sequence[str]], field: str) -> str:
    return sheet.text(row[1], field)


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
            place=place_of(sheet, number),
        )
        for number, texts, _ in rows
    )
