"""Findings have names that stay, whatever the figures and pages are."""

from __future__ import annotations

from dataclasses import replace

from gouji.model.finding import Finding, Severity, finding_id, numbered
from gouji.model.place import Place

_CELL = Place(0, 12, 414, "T7", ("合计",), ("本年预算数", "人员经费"), text="10.00", box=(1.0, 2.0, 3.0, 4.0))


def _finding(id: str) -> Finding:
    return Finding(id, "roll-up", Severity.ERROR, "合计与明细不符", "", (_CELL,))


def test_an_id_is_free_of_file_page_line_text_and_box() -> None:
    moved = replace(_CELL, file=1, page=3, line=9, text="11.00", box=None)
    assert finding_id("roll-up", _CELL) == finding_id("roll-up", moved)


def test_an_id_stays_across_versions() -> None:
    assert finding_id("roll-up", _CELL) == "e0c1529bb52b"


def test_ids_differ_by_code_table_row_column_section_and_slot() -> None:
    others = [
        finding_id("agreement", _CELL),
        finding_id("roll-up", replace(_CELL, table="T6")),
        finding_id("roll-up", replace(_CELL, row=("总计",))),
        finding_id("roll-up", replace(_CELL, column=("本年预算数", "公用经费"))),
        finding_id("roll-up", replace(_CELL, column=("本年预算数人员经费",))),
        finding_id("roll-up", replace(_CELL, section=("一、收入",))),
        finding_id("roll-up", replace(_CELL, slot="this_year")),
        finding_id("roll-up", _CELL, _CELL),
        finding_id("roll-up", _CELL),
    ]
    assert len(set(others)) == len(others)


def test_a_label_that_moves_from_row_to_column_is_another_place() -> None:
    assert finding_id("x", Place(row=("合计",))) != finding_id("x", Place(column=("合计",)))


def test_only_true_ties_get_an_ordinal() -> None:
    found = numbered([_finding("a"), _finding("b"), _finding("a"), _finding("a")])
    assert [finding.id for finding in found] == ["a", "b", "a-2", "a-3"]


def test_the_difference_is_printed_less_expected() -> None:
    finding = replace(_finding("a"), printed=250, expected=300)
    assert finding.difference == -50
    assert replace(finding, expected=None).difference is None
