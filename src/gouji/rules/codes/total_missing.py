"""明细表应有合计行：表样规定了合计行而表中没有印出。"""

from __future__ import annotations

from collections.abc import Iterator

from gouji.forms import Row, form_ids, load_form
from gouji.model.book import Book, TableStatus
from gouji.model.finding import Finding, Severity
from gouji.model.text import fold
from gouji.rules.rule import Rule

_TOTALS = ("合计", "总计")


def _check(book: Book) -> Iterator[Finding]:
    if book.form not in form_ids():
        return
    printed: dict[str, set[str]] = {}
    for claim in book.claims:
        if claim.place.table is not None and claim.place.row:
            printed.setdefault(claim.place.table, set()).add(fold(claim.place.row[-1]))
    tables = {table.id: table for table in book.tables}
    for form in load_form(book.form).tables:
        table = tables.get(form.id)
        if table is None or table.place is None or table.status is not TableStatus.READ:
            continue
        for section in form.sections:
            for row in section.rows:
                if _is_total(row) and not any(
                    _ends(label, printed.get(table.id, set())) for label in row.labels
                ):
                    yield TOTAL_MISSING.finding(
                        f"没有“{row.labels[0]}”这一行，明细无从核对。",
                        table.place,
                        remedy=f"补上“{row.labels[0]}”一行。",
                    )


def _is_total(row: Row) -> bool:
    return bool(row.labels) and all(fold(label).endswith(_TOTALS) for label in row.labels)


def _ends(label: str, printed: set[str]) -> bool:
    return any(fold(label) in text for text in printed)


TOTAL_MISSING = Rule(
    code="total-missing",
    severity=Severity.WARNING,
    title="表中没有合计行",
    english="a total row is missing",
    basis="表样",
    since="0.1",
    check=_check,
)
