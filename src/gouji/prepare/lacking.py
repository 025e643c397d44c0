"""What a form needs and the workbook does not say: columns, last year's figures, reasons, texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from gouji.compile.narrative import count_of
from gouji.compile.worth import Worth, list_of, worth_of
from gouji.forms import Form, Key, Row, Section, TableForm
from gouji.forms.outline import Saying
from gouji.model.fact import Fact, with_values
from gouji.model.finding import Severity
from gouji.model.ledger import Ledger, Line, List
from gouji.prepare import sheets
from gouji.prepare.asked import amount_keys, compares, figures_asked
from gouji.prepare.cells import Reader
from gouji.prepare.enter import belongs, figure_fact
from gouji.prepare.items import all_forms, outline_of, sayings
from gouji.prepare.words import ASSETS, OTHER_COUNTS, STAFF
from gouji.sentences import Declared, declared_sentences

_SHOWN = 200  # lines of a list that are looked at for an empty column: the first ones tell
_CODES = ("unit", "function", "government_economic", "department_economic")


def check_form(ledger: Ledger, form: Form | None, reader: Reader, unit: str | None = None) -> None:
    """Say what ``form`` needs and lacks; without a form only which changes have no reason.

    A reason is only a matter of the forms that want one: without a form it is a warning.
    With a ``unit`` (its label) it is that unit's disclosure that is to be made.
    """
    worth = worth_of(ledger, unit)
    if form is None:
        for known in all_forms():
            _check_reasons(ledger, worth, known, reader, Severity.WARNING)
        return
    _check_columns(ledger, form, reader)
    _check_items(worth, form, reader)
    _check_figures(worth, form, reader)
    if not ledger.lines[List.EXPENDITURE] and sheets.EXPENDITURE.name not in reader.torn:
        what, remedy = "一行支出也没有填", "请一笔一行地填；系统里能导出的，用 gouji new … --from 导出表。"
        reader.complaints.add(Severity.ERROR, sheets.EXPENDITURE.name, what, remedy)
    elif sheets.EXPENDITURE.name not in reader.torn:
        _check_reasons(ledger, worth, form, reader, Severity.ERROR)
    _check_texts(ledger, worth, form, reader)


def _check_columns(ledger: Ledger, form: Form, reader: Reader) -> None:
    """A column of codes that a table prints must be filled in every line the table sums."""
    bare = {
        name: tuple(islice((x for x in lines if not all(getattr(x.fact, d) for d in _CODES)), _SHOWN))
        for name, lines in ledger.lines.items()
    }
    worth = worth_of(replace(ledger, lines=bare))
    for table in form.tables:
        for section in table.sections:
            wanted = _listed(section)
            for fact in _facts(form, table, section, ledger.year) if wanted else ():
                name = list_of(fact)
                for line in worth.lines_of(fact, fact.flow):
                    for dimension in wanted:
                        if getattr(line.fact, dimension) is None:
                            _say_column(name, line, dimension, table, reader)


def _check_items(worth: Worth, form: Form, reader: Reader) -> None:
    """Revenue that a table prints by items must say of which it is."""
    for table in form.tables:
        for section in table.sections:
            base: Key = (*form.base, *table.base, *section.base)
            for key in (key for row in section.rows for key in _item_keys(row, base)):
                fact = with_values(Fact(year=worth.year), dict(key))._replace(item=None)
                if list_of(fact, fact.flow) is not List.REVENUE or fact.flow is None:
                    continue
                for line in worth.lines_of(fact, fact.flow):
                    if line.fact.item is None:
                        _say_column(List.REVENUE, line, "item", table, reader)


def _item_keys(row: Row, above: Key) -> Iterator[Key]:
    """The coordinates of the rows that stand for items; what a row takes from its key is its own affair."""
    key: Key = (*above, *row.key)
    if dict(row.key).get("item") is not None and not row.of_which:
        yield key
    for inner in row.rows:
        yield from _item_keys(inner, (*above, *(pair for pair in row.key if pair[1] is not None)))


def _listed(section: Section) -> tuple[str, ...]:
    """The codes and units a section must print in every row."""
    each = {dimension for row in section.rows for dimension in row.each if not row.detail}
    said = {
        leaf.role.partition(".")[0]
        for leaf in section.leaves()
        if leaf.role is not None and not any(head.optional for head in leaf.path)
    }
    return tuple(d for d in _CODES if d in each and d in said)


def _facts(form: Form, table: TableForm, section: Section, year: int) -> Iterator[Fact]:
    for key in amount_keys(form, table, section):
        values = dict(key)
        if "year" not in values:
            yield with_values(Fact(year=year), values)


def _say_column(name: List, line: Line, dimension: str, table: TableForm, reader: Reader) -> None:
    sheet = next(s for s in sheets.SHEETS if s.list is not None and belongs(s, name, line.fact))
    column, row = sheet.column(dimension), (line.place.line or 1) - 1
    if column is None or (sheet.name, row) in reader.misread:
        return
    reader.complaints.add(
        Severity.ERROR,
        sheet.name,
        f"“{column.name}”没有填，而《{table.titles[0]}》要用",
        "请补上。" if column.choices else "请补上，可从下拉框选。",
        row=row,
    )


def _check_figures(worth: Worth, form: Form, reader: Reader) -> None:
    for name in figures_asked(form):
        if worth.of(figure_fact(name, worth.year - 1)) is None:
            reader.complaints.add(
                Severity.WARNING,
                sheets.LAST_YEAR.name,
                "没有上年数，不能与上年比较" if worth.unit is None else "这个单位没有上年数，不能与上年比较",
                "请填上年公布的数；确实没有的填 0。"
                if worth.unit is None
                else f"请另起一行填，“单位”栏选“{worth.unit}”；确实没有的填 0。",
                value=name,
            )


def _sentences(form: Form, saying: Saying) -> Iterator[Declared]:
    for sentence in declared_sentences():
        if sentence.id in saying.sentences and form.id in sentence.forms:
            yield sentence


def _fact(form: Form, key: Key, year: int) -> Fact:
    values = {d: year + int(v or 0) if d == "year" else v for d, v in key}
    return with_values(with_values(Fact(year=year), dict(form.base)), values)


def _says(form: Form, saying: Saying, worth: Worth) -> bool:
    """Whether it stands at all."""
    if saying.when is not None and not worth.of(_fact(form, saying.when, worth.year)):
        return False
    return saying.unless is None or not worth.of(_fact(form, saying.unless, worth.year))


def _check_reasons(ledger: Ledger, worth: Worth, form: Form, reader: Reader, loud: Severity) -> None:
    outline = outline_of(form)
    for saying in sayings(outline) if outline else ():
        if not saying.reason or ledger.reason(saying.reason, worth.unit) or not _says(form, saying, worth):
            continue
        for sentence in _sentences(form, saying):
            if not compares(sentence):
                continue
            this, last = (worth.of(_fact(form, sentence.keys[slot], worth.year)) for slot in ("this", "last"))
            if this is not None and last is not None and this != last:
                reader.complaints.add(
                    loud,
                    sheets.REASONS.name,
                    "比上年有增减，没有写原因",
                    "请在“变动原因”表写一句。" if worth.unit is None else _own("变动原因", worth.unit),
                    value=saying.reason,
                )
                break


def _check_texts(ledger: Ledger, worth: Worth, form: Form, reader: Reader) -> None:
    outline = outline_of(form)
    names = {**STAFF, **OTHER_COUNTS}
    assets = {count: label for label, (count, _) in ASSETS.items() if count}
    for saying in sayings(outline) if outline else ():
        if not _says(form, saying, worth):
            continue
        if saying.passage and not saying.optional and not ledger.passage(saying.passage, worth.unit):
            reader.complaints.add(
                Severity.WARNING,
                sheets.PASSAGES.name,
                "这个栏目没有文字" if worth.unit is None else "这个单位的这个栏目没有文字",
                "请写一段；确实没有可写的，写“无”。" if worth.unit is None else _own("文字说明", worth.unit),
                value=saying.passage,
            )
        if saying.terms and not (ledger.passage("名词解释", worth.unit) or ledger.passage("名词解释")):
            reader.complaints.add(Severity.WARNING, sheets.TERMS.name, "没有名词解释", "请至少写一个。")
        for sentence in _sentences(form, saying):
            for slot, kind in sentence.template.slots.items():
                name = sentence.counts.get(slot, slot)
                if (
                    kind != "count"
                    or name in ("projects", "entries")
                    or count_of(ledger, name, worth.unit) is not None
                ):
                    continue
                whole = sheets.INFORMATION if worth.unit is None else sheets.UNITS
                sheet = sheets.ASSETS.name if name in assets else whole.name
                value = assets.get(name) or names.get(name, name)
                reader.complaints.add(
                    Severity.WARNING, sheet, "没有填，情况说明里会少一句", "请填数；没有的填 0。", value=value
                )


def _own(sheet: str, unit: str) -> str:
    return f"请在“{sheet}”表另起一行写，“单位”栏选“{unit}”。"
