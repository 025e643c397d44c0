"""Slips about a whole row: one finding, at the row."""

from __future__ import annotations

import pytest
from tests.altered import checked, example, line, news, replaced

from gouji.model.finding import Severity
from gouji.model.report import Verdict

_UNIT = "209001-示例市示例区人民政府办公室（本级）"
_T6 = line(_UNIT, "2010350", "13.172876")


def test_a_row_that_is_missing_is_named_with_what_it_should_print() -> None:
    report = checked(replaced(_T6 + "\n", ""))
    (finding,) = news(report)
    assert (finding.code, finding.severity, finding.places[0].table) == ("row-missing", Severity.ERROR, "T6")
    assert finding.places[0].row == ("2010350-事业运行",)
    assert "68.944794" in finding.message
    assert "55.771918" in finding.message


def test_a_row_of_three_codes_is_missing() -> None:
    row = line("2010301-行政运行", "30399-其他对个人和家庭的补助\t56.088000\t56.088000\t\t")
    (finding,) = news(checked(replaced(row + "\n", "")))
    assert (finding.code, finding.places[0].table) == ("row-missing", "T3")
    assert "30399-其他对个人和家庭的补助" in finding.places[0].row[0]


def test_a_row_printed_twice_is_one_finding_at_the_second() -> None:
    report = checked(replaced(_T6, f"{_T6}\n{_T6}"))
    (finding,) = news(report)
    assert (finding.code, finding.severity, finding.places[0].table) == ("row-doubled", Severity.ERROR, "T6")
    assert finding.places[0].line == example().split("\n").index(_T6) + 2


@pytest.mark.parametrize("code", ["2010359", "2010302"])
def test_a_wrong_code_is_one_finding_that_says_the_right_one(code: str) -> None:
    report = checked(replaced(_T6, _T6.replace("2010350", code)))
    (finding,) = news(report)
    assert (finding.code, finding.severity, finding.places[0].table) == ("code-name", Severity.ERROR, "T6")
    assert code in finding.message
    assert "2010350" in finding.remedy
    assert report.verdict is Verdict.FAULTY


def test_a_wrong_amount_is_not_taken_for_a_row() -> None:
    report = checked(replaced(_T6, _T6.replace("13.172876", "13.127876")))
    (finding,) = news(report)
    assert (finding.code, finding.places[0].column[-1]) == ("roll-up", "公用经费")
