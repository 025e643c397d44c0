"""Rows of the sheets of figures and texts."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.model.fact import Fact
from gouji.model.finding import Severity
from gouji.model.ledger import Count, Line, Passage
from gouji.model.text import fold
from gouji.prepare.cells import Reader
from gouji.prepare.enter import STAGE, figure_fact
from gouji.prepare.grid import Filled
from gouji.prepare.items import GLOSSARY
from gouji.prepare.lines import Known, Row, unit_of
from gouji.prepare.words import ASSETS, FIGURES


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
                reader.need(sheet, row[0], sheet.column("figure"))
            continue
        fact = figure_fact(name, reader.year - 1)
        unit = reader.text(sheet, row, "unit")
        if unit:
            fact = fact._replace(unit=unit_of(sheet, row[0], unit, reader, known))
        coded = reader.code(sheet, row, sheet.column("function"))
        texts = (("function.name", coded.name),) if coded.name else ()
        fact = fact._replace(function=coded.dotted)
        if fact in seen:
            same = seen[fact] == fen
            severity = Severity.WARNING if same else Severity.ERROR
            what = "这个指标填了两行" + ("" if same else "，金额还不一样")
            reader.say(severity, sheet, row[0], "figure", said, what, "请删去一行。")
            continue
        seen[fact] = fen
        yield Line(fact, fen, sheet.place(row[0]), frozenset(), texts)


def read_assets(sheet: Filled, reader: Reader, known: Known) -> Iterator[Count | Line]:
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
        place, unit = sheet.place(row[0]), _whose(sheet, row, reader, known)
        if number is not None and count:
            yield Count(count, number, place, unit)
        if fen is not None:
            yield Line(Fact(year=reader.year, stage=STAGE, item=item, unit=unit or None), fen, place)


def read_reasons(sheet: Filled, reader: Reader, known: Known) -> Iterator[Passage]:
    """One reason for each subject, of the department and of each unit."""
    seen: set[tuple[str, str]] = set()
    for row in sheet.rows:
        subject, text = reader.text(sheet, row, "subject"), sheet.text(row[1], "text")
        if not text:
            continue
        unit = _whose(sheet, row, reader, known)
        if not subject:
            reader.need(sheet, row[0], sheet.column("subject"))
        elif (subject, unit) in seen:
            what = "这个事项写了两行原因，只用第一行"
            reader.say(Severity.WARNING, sheet, row[0], "subject", subject, what, "请合成一行。")
        else:
            seen.add((subject, unit))
            yield Passage(subject, text, sheet.place(row[0]), unit)


def read_passages(sheet: Filled, reader: Reader, known: Known) -> Iterator[Passage]:
    """Texts under their subjects, a paragraph each; a subject without a text says nothing."""
    for row in sheet.rows:
        text = sheet.text(row[1], "text")
        if not text:
            continue
        subject = reader.text(sheet, row, "subject")
        if not subject:
            reader.need(sheet, row[0], sheet.column("subject"))
            continue
        unit = _whose(sheet, row, reader, known)
        for paragraph in text.split("\n"):
            if paragraph.strip():
                yield Passage(subject, paragraph.strip(), sheet.place(row[0]), unit)


def read_terms(sheet: Filled, reader: Reader, known: Known) -> Iterator[Passage]:
    """The glossary as paragraphs: 名词：解释."""
    for row in sheet.rows:
        term, text = reader.text(sheet, row, "term"), sheet.text(row[1], "text")
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
        unit = _whose(sheet, row, reader, known)
        yield Passage(GLOSSARY, f"{term}：{text}" if term else text, sheet.place(row[0]), unit)


def _whose(sheet: Filled, row: Row, reader: Reader, known: Known) -> str:
    """The unit a row speaks of, empty for the whole department."""
    said = reader.text(sheet, row, "unit")
    return (unit_of(sheet, row[0], said, reader, known) or said) if said else ""
