"""What a form asks of a ledger that has none of it: final accounts of a ledger of budgets."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.compile.remark import Remark
from gouji.compile.worth import list_of
from gouji.forms import Form, Key, Row
from gouji.model.fact import Fact, with_values
from gouji.model.finding import Severity
from gouji.model.ledger import Ledger, List

_STAGES = {"original": "年初预算数", "adjusted": "全年预算数", "actual": "决算数"}
_LISTS = {
    List.REVENUE: "收入",
    List.EXPENDITURE: "支出",
    List.CONTROLLED: "“三公”等经费",
    List.PROCUREMENT: "政府采购",
    List.PURCHASED_SERVICE: "政府购买服务",
    List.TRANSFER: "上级转移支付",
}


def needs(ledger: Ledger, form: Form) -> Iterator[Remark]:
    """An error with the columns to fill where the ledger has no amount of a stage the form prints.

    A list without lines is not lacking: there may be no such money.
    """
    there = {line.fact.stage for lines in ledger.lines.values() for line in lines}
    if not there:
        return
    asked: dict[str, dict[str, None]] = {}
    for fact in _facts(form):
        if fact.stage is not None and fact.stage not in there:
            asked.setdefault(fact.stage, {})[_LISTS.get(list_of(fact, fact.flow), "")] = None
    for stage, lists in asked.items():
        named = "、".join(f"{name}的{_STAGES[stage]}" for name in lists if name)
        yield Remark(
            Severity.ERROR,
            f"表样“{form.title}”要印{_STAGES[stage]}，工作簿里一笔也没有；要补的栏：{named}。",
        )


def _facts(form: Form) -> Iterator[Fact]:
    """The fact of every kind of cell of this year."""
    for table in form.tables:
        for section in table.sections:
            base: Key = (*form.base, *table.base, *section.base)
            for row, above in _rows(section.rows, ()):
                for leaf in section.leaves():
                    fact = with_values(Fact(), dict((*base, *above, *row.key, *leaf.key)))
                    if leaf.role is None and fact.year is None and fact.item is None:
                        yield fact


def _rows(rows: tuple[Row, ...], above: Key) -> Iterator[tuple[Row, Key]]:
    for row in rows:
        yield row, above
        yield from _rows(row.rows, (*above, *row.key))
