"""The report for the terminal says of a bound how far an amount may go, not what it must be."""

from __future__ import annotations

from gouji.model.amount import Denomination
from gouji.model.finding import Finding, Severity
from gouji.model.place import Place
from gouji.render.report.text import wanted


def _finding(code: str) -> Finding:
    return Finding("1", code, Severity.ERROR, "", "", (Place(),))


def test_a_bound_says_how_far_an_amount_may_go() -> None:
    bound = _finding("bound")
    assert wanted(bound, 30000, 20000, Denomination.YUAN) == "不应大于 200.00"
    assert wanted(bound, 20000, 30000, Denomination.YUAN) == "不应小于 300.00"


def test_an_equality_says_what_should_stand_there() -> None:
    assert wanted(_finding("roll-up"), 30000, 20000, Denomination.YUAN) == "应 200.00"
