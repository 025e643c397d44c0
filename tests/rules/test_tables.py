"""Rules about tables as wholes: absent, unlisted, empty, denied."""

from __future__ import annotations

from tests.printed import written

from gouji.check import check_document
from gouji.model.finding import Finding, Severity
from gouji.model.report import Report, Verdict

_HEAD = "2023年云山区档案馆部门预算\n目录\n"
_CONTENTS = (
    "表一 部门收支总体情况表\n表二 部门收入总体情况表\n"
    "表三 部门支出总体情况表\n表十 一般公共预算“三公”经费支出情况表\n"
)
_BODY = "\n本部门负责保管档案。\n"
_T10 = (
    "\n表十 一般公共预算“三公”经费支出情况表\n单位：万元\n项目\t2023年预算数\n"
    "总计\t3.00\n因公出国（境）费\t\n公务接待费\t3.00\n公务用车购置及运行维护费\t\n"
)
_T8 = (
    "\n表八 政府性基金预算支出情况表\n单位：万元\n"
    "支出功能分类科目\t政府支出经济分类科目\t部门支出经济分类科目\t本年预算数\t\t\n"
    "\t\t\t合计\t基本支出\t项目支出\n合计\t\t\t{}\t\t{}\n"
)


def _report(text: str) -> Report:
    return check_document(written(text), "beijing-2023")


def _found(report: Report, code: str) -> dict[str | None, Finding]:
    return {finding.places[0].table: finding for finding in report.findings if finding.code == code}


def test_a_table_in_the_contents_that_is_absent_is_an_error_at_its_line() -> None:
    report = _report(_HEAD + _CONTENTS + _BODY + _T10)
    absent = _found(report, "table-absent")
    assert set(absent) == {"T1", "T2", "T3"}
    assert absent["T2"].severity is Severity.ERROR
    assert absent["T2"].places[0].line == 4
    assert "表二 部门收入总体情况表" in absent["T2"].places[0].text
    assert report.verdict is Verdict.FAULTY


def test_a_narrative_without_any_table_is_one_warning_and_nothing_is_passed() -> None:
    report = _report(_HEAD + _CONTENTS + _BODY)
    (finding,) = [f for f in report.findings if f.code == "table-absent"]
    assert finding.severity is Severity.WARNING
    assert len(finding.places) == 4
    assert "--together" in finding.remedy
    assert report.verdict is Verdict.INCOMPLETE


def test_a_table_of_the_form_that_nobody_names_is_a_warning() -> None:
    report = _report(_HEAD + _CONTENTS + _BODY + _T10)
    unlisted = _found(report, "table-unlisted")
    assert {"T4", "T9", "T14"} <= set(unlisted)
    assert not {"T1", "T2", "T10"} & set(unlisted)
    assert {finding.severity for finding in unlisted.values()} == {Severity.WARNING}


def test_a_table_that_is_there_is_not_missed() -> None:
    assert not _found(_report(_HEAD + _BODY + _T10), "table-absent")


def test_an_empty_table_wants_a_statement() -> None:
    bare = _report(_HEAD + _BODY + _T8.format("", ""))
    said = _report(_HEAD + _BODY + _T8.format("", "") + "注：本部门没有政府性基金预算支出，本表为空表。\n")
    full = _report(_HEAD + _BODY + _T8.format("2.00", "2.00"))
    assert set(_found(bare, "empty-unexplained")) == {"T8"}
    assert not _found(said, "empty-unexplained")
    assert not _found(full, "empty-unexplained")


def test_findings_of_rules_have_places_and_say_what_to_do() -> None:
    report = _report(_HEAD + _CONTENTS + _BODY + _T10 + _T8.format("", ""))
    assert report.findings
    assert all(finding.places and finding.message and finding.remedy for finding in report.findings)
    assert len({finding.id for finding in report.findings}) == len(report.findings)
