"""Forms as they were printed in earlier years: fewer tables, other columns, older names."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.printed import written

from gouji.check import check_document
from gouji.forms import load_form
from gouji.model.report import State, Verdict

CENTRAL_2019 = (Path(__file__).parent / "older" / "central-2019.txt").read_text(encoding="utf-8")


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
