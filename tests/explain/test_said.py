"""A sentence that contradicts the tables is one warning, accounted for where it can be; no cell is blamed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.printed import written

from gouji.check import check_document
from gouji.model.amount import Denomination, format_amount
from gouji.model.finding import Finding, Severity
from gouji.model.prose import Standing
from gouji.model.report import Report, State

_SAID = "预算 223.641477 万元，比 2022 年的 206.384512 万元增加 17.256965 万元，增长 8.36%"
_OPERATING, _LAST = 223_641_477, 206_384_512


@pytest.fixture(scope="module")
def text(project: Path) -> str:
    """The fictional office's budget, which is clean."""
    whole = (project / "examples" / "district-office-2023" / "budget.txt").read_text(encoding="utf-8")
    assert whole.count(_SAID) == 1
    return whole


def _with(text: str, fen: int) -> Report:
    """The budget whose sentence on operating expenses says another amount, itself in order."""
    change = fen - _LAST
    word, trend = ("增加", "增长") if change > 0 else ("减少", "下降")
    this, last, size = (format_amount(n, Denomination.WAN) for n in (fen, _LAST, abs(change)))
    rate = f"{abs(change) * 100 / _LAST:.2f}"
    said = f"预算{this}万元，比2022年的{last}万元{word}{size}万元，{trend}{rate}%"
    return check_document(written(text.replace(_SAID, said)))


def _said(report: Report) -> Finding:
    assert [f.code for f in report.findings] == ["said"]
    return report.findings[0]


def _lines(report: Report, *names: str) -> list[int]:
    """The amounts of 表七's operating lines with these names."""
    found = [
        claim.amount.fen
        for claim in report.book.claims
        if claim.source == "T7" and claim.amount.fen and claim.place.column[-1] == "公用经费"
        if any(name in label for name in names for label in claim.place.row)
    ]
    assert found
    return found


def test_what_agrees_is_not_said(text: str) -> None:
    report = _with(text, _OPERATING)
    assert report.findings == ()
    (judged,) = [j for j in report.prose if j.figure.sentence == "operating" and j.figure.slot == "this"]
    assert judged.standing is Standing.VERIFIED


def test_lines_that_were_left_out_account_for_the_gap(text: str) -> None:
    left_out = _lines(_with(text, _OPERATING), "30228", "30216")
    finding = _said(_with(text, _OPERATING - sum(left_out)))
    assert (finding.severity, finding.printed, finding.expected) == (
        Severity.WARNING,
        _OPERATING - sum(left_out),
        _OPERATING,
    )
    assert finding.account is not None
    assert sum(line.amount for line in finding.account.lines) == sum(left_out)
    assert len(finding.account.lines) <= len(left_out)
    if finding.account.rivals == 0:
        assert sorted(line.amount for line in finding.account.lines) == sorted(left_out)
    assert all(line.place.table == "T7" for line in finding.account.lines)
    assert "差额恰等于" in finding.message


def test_a_gap_no_lines_explain_has_no_account(text: str) -> None:
    finding = _said(_with(text, _OPERATING + 1))
    assert finding.account is None
    assert "223.641477 万元不符" in finding.message


def test_no_cell_of_a_table_is_blamed(text: str) -> None:
    report = _with(text, _OPERATING - 1_000_000)
    finding = _said(report)
    assert [suspect.place.slot for suspect in finding.suspects] == ["this"]
    assert finding.places[0].section[-1] == "（一）机构运行经费说明"
    states = zip(report.book.claims, report.coverage.states, strict=True)
    assert not [claim.place for claim, state in states if claim.source != "prose" and state is State.BROKEN]
    standing = {j.figure.slot: j.standing for j in report.prose if j.figure.sentence == "operating"}
    assert standing["this"] is Standing.CONTRADICTED
    assert standing["last"] is not Standing.CONTRADICTED


def test_a_wrong_cell_does_not_make_a_sentence_wrong(text: str) -> None:
    """The sentence agrees with 表七; that 表六 prints otherwise is 表六's error alone."""
    head, _, tail = text.partition("表六：")
    wrong = head + "表六：" + tail.replace("223.641477", "232.641477", 1)
    report = check_document(written(wrong))
    codes = [f.code for f in report.findings]
    assert codes
    assert "said" not in codes
    assert report.findings[0].places[0].table == "T6"
