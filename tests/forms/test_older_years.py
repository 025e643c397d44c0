"""Forms as they were printed in earlier years: fewer tables, other columns, older names."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

import pytest
from tests.printed import document, grid, written

from gouji.check import check_document
from gouji.forms import load_form
from gouji.model.document import Block, Document, Paragraph
from gouji.model.finding import Severity
from gouji.model.report import State, Verdict

_HERE = Path(__file__).parent / "older"
CENTRAL_2019 = (_HERE / "central-2019.txt").read_text(encoding="utf-8")
FINAL_2021 = (_HERE / "final-2021.txt").read_text(encoding="utf-8")
"""``<`` continues the cell to its left, ``^`` the one above."""


def _ruled(text: str) -> Document:
    """A text with drawn tables as a file with merged cells."""
    blocks: list[Block] = []
    for is_table, lines in groupby(text.splitlines(), key=lambda line: line.startswith("|")):
        if is_table:
            blocks.append(grid("\n".join(line[1:].rstrip()[:-1] for line in lines)))
        else:
            blocks += [Paragraph(line) for line in lines if line.strip()]
    return document(*blocks)


def _loose(text: str) -> str:
    """The same without merged cells."""
    return re.sub(r"(?<=\|) [<^] (?=\|)", "  ", text)


def test_a_central_budget_of_2019_is_read_whole() -> None:
    """Eight tables, appropriations by fund, three years of 三公 side by side, last year's execution."""
    report = check_document(written(CENTRAL_2019))
    assert (report.book.form, report.book.year, report.verdict) == ("central", 2019, Verdict.CLEAN)
    assert [(t.id, t.reasons) for t in report.book.tables if t.reasons] == []
    assert report.coverage.count(State.CONFIRMED) > 140
    assert not any(report.coverage.count(state) for state in State if state is not State.CONFIRMED)
    assert report.book.unread == report.findings == ()


def test_a_digit_in_a_column_by_fund_is_found() -> None:
    wrong = CENTRAL_2019.replace(
        "（一）科学技术支出 | 850.00 | 850.00", "（一）科学技术支出 | 850.00 | 805.00"
    )
    report = check_document(written(wrong))
    assert [f.places[0].text for f in report.findings] == ["805.00"]


@pytest.mark.parametrize(("id", "table", "first"), [("central", "C9", 2021), ("final-accounts", "F9", 2020)])
def test_a_table_that_came_later_is_not_missing_before(id: str, table: str, first: int) -> None:
    declared = load_form(id).table(table)
    assert declared is not None
    assert [declared.is_due(year) for year in (None, first - 1, first)] == [True, False, True]


@pytest.mark.parametrize(
    "printed",
    [_ruled(FINAL_2021), _ruled(_loose(FINAL_2021)), written(_loose(FINAL_2021))],
    ids=["ruled", "merges lost", "text"],
)
def test_columns_that_are_numbered_hold_no_amounts(printed: Document) -> None:
    """Final accounts number their columns: 类 款 项 栏次 1 2 3, or 1 2 3 alone; and their lines (行次)."""
    report = check_document(printed)
    assert (report.book.form, report.verdict, report.findings) == ("final-accounts", Verdict.CLEAN, ())
    assert not any(claim.place.text in {"1", "2", "3"} for claim in report.book.claims)
    assert report.coverage.count(State.CONFIRMED) == 148
    assert [t.id for t in report.book.tables if t.status.value == "empty"] == ["F8", "F9"]


def test_numbered_columns_hold_no_amounts_in_an_unknown_form() -> None:
    report = check_document(_ruled(FINAL_2021), None, forms=[])
    assert not [f.message for f in report.findings if f.severity is Severity.ERROR]
    assert not any(claim.place.text in {"1", "2", "3"} for claim in report.book.claims)
