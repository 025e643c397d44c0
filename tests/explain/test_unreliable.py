"""A table that breaks everywhere is one finding."""

from __future__ import annotations

from tests.altered import checked, example, news

from gouji.model.finding import Severity
from gouji.model.report import Verdict


def _with_unit_of(title: str) -> str:
    """The example whose table of this title says 元 instead of 万元."""
    lines = example().split("\n")
    at = max(i for i, text in enumerate(lines) if text.strip("# ").endswith(title))
    unit = next(i for i in range(at, at + 6) if "单位：万元" in lines[i])
    lines[unit] = lines[unit].replace("万元", "元")
    return "\n".join(lines)


def test_another_denomination_is_one_finding_at_the_table() -> None:
    report = checked(_with_unit_of("部门支出总体情况表"))
    (finding,) = news(report)
    assert (finding.code, finding.severity) == ("table-unreliable", Severity.ERROR)
    assert finding.title == "单位像是写错"
    assert finding.places[0].table == "T3"


def test_tables_under_each_others_titles_are_not_called_clean() -> None:
    text = example()
    one, other = "部门收支总体情况表", "部门收入总体情况表"
    report = checked(text.replace(one, "§").replace(other, one).replace("§", other))
    assert report.verdict is Verdict.INCOMPLETE
    told = [entry.what for entry in report.not_checked if "表头与表样的不符" in entry.why]
    assert len(told) == 2
    assert all(any(title in what for what in told) for title in (one, other))
