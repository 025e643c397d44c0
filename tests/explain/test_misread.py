"""Cells that are no amounts as they were read."""

from __future__ import annotations

import pytest
from tests.altered import checked, line, news, replaced

from gouji.explain.misread import resembles
from gouji.model.amount import Denomination
from gouji.model.finding import Severity
from gouji.model.report import State

_ROW = line("209001-示例市示例区人民政府办公室（本级）", "2010350", "13.172876")


@pytest.mark.parametrize("text", ["13.l72876", "13.17.2876", "13 172 876", "1З.172876", "l3.I72876"])
def test_a_scanned_amount_resembles_what_it_was(text: str) -> None:
    assert resembles(text, 13_172_876, Denomination.WAN)


@pytest.mark.parametrize("text", ["见附表", "—", "约", "2023年", "9"])
def test_words_and_other_numbers_resemble_no_amount(text: str) -> None:
    assert not resembles(text, 13_172_876, Denomination.WAN)


def test_a_misread_cell_is_said_to_be_one_and_nothing_else_is_blamed() -> None:
    report = checked(replaced(_ROW, _ROW.replace("13.172876", "13.l72876")))
    (finding,) = news(report)
    assert (finding.code, finding.severity) == ("not-an-amount", Severity.WARNING)
    assert finding.places[0].text == "13.l72876"
    assert "13.172876" in finding.message
    assert "没有读对" in finding.message
    assert report.coverage.count(State.UNREAD) == 1
    assert report.coverage.count(State.BROKEN) == 0


def test_words_in_an_amount_cell_are_not_called_a_misreading() -> None:
    (finding,) = news(checked(replaced(_ROW, _ROW.replace("13.172876", "见附表"))))
    assert finding.code == "not-an-amount"
    assert "没有读对" not in finding.message
