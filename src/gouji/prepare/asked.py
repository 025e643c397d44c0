"""What a form asks of a workbook: which lists, which figures of last year, and what of it is lacking."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.forms import Form, Key, Section, TableForm
from gouji.model.fact import Fact, with_values
from gouji.model.ledger import List
from gouji.prepare.enter import figure_fact
from gouji.prepare.items import outline_of, sayings
from gouji.prepare.words import FIGURES
from gouji.sentences import Declared, declared_sentences


def figures_asked(form: Form) -> tuple[str, ...]:
    """The names of last year's figures that the form prints or compares with."""
    named = {figure_fact(name, 0): name for name in FIGURES}
    asked = [named[fact] for fact in _last_year_facts(form) if fact in named]
    return tuple(name for name in FIGURES if name in asked)


def _last_year_facts(form: Form) -> Iterator[Fact]:
    """Every fact of the year before that the form speaks of, its year 0."""
    base = with_values(Fact(), dict(form.base))
    outline = outline_of(form)
    ids = {id for saying in sayings(outline) for id in saying.sentences} if outline else set()
    for sentence in declared_sentences():
        if form.id in sentence.forms and sentence.id in ids and compares(sentence):
            yield with_values(base, dict(sentence.keys["last"]))._replace(year=0)
    for table in form.tables:
        for section in table.sections:
            for key in amount_keys(form, table, section):
                if dict(key).get("year") == -1:
                    yield with_values(Fact(), dict(key))._replace(year=0)


def compares(sentence: Declared) -> bool:
    """Whether it compares with the year before."""
    return "last" in sentence.keys and "compare" in sentence.template.slots.values()


def amount_keys(form: Form, table: TableForm, section: Section) -> Iterator[Key]:
    """The coordinates of every amount of a section, what its rows list apart."""
    inherited: Key = (*form.base, *table.base, *section.base)
    for row in section.rows:
        for leaf in section.leaves():
            if leaf.role is None:
                yield (*inherited, *row.key, *leaf.key)


LIST_SHEETS = {
    List.REVENUE: "收入",
    List.EXPENDITURE: "支出",
    List.CONTROLLED: "三公经费",
    List.PROCUREMENT: "政府采购",
    List.PURCHASED_SERVICE: "政府购买服务",
    List.TRANSFER: "上级转移支付",
}
