"""Rules about performance targets: coverage, names, indicators, values, personal data."""

from __future__ import annotations

import pytest
from tests.printed import YEAR_LINE, written

from gouji.check import check_document
from gouji.model.finding import Finding, Severity
from gouji.model.report import Report

_UNIT, _KIND = "701001-云山区档案馆（本级）", "31-部门项目"
_CODES = "2012604-档案馆\t50201-办公经费\t30201-办公费"
_LISTED = {"馆藏档案数字化": "12.000000", "库房设备备品备件": "3.000000", "地方志编修": "5.000000"}
_LINE = "产出指标\t数量指标\t页数\t≥\t2000\t页\t正向指标"
_SAID = "## （四）绩效目标情况\n\n2023年申报绩效目标的项目有{}个，涉及一般公共预算当年拨款{}万元。"


def _project_table(listed: dict[str, str]) -> str:
    total = f"{sum(map(float, listed.values())):.6f}"
    head = (
        "\n表四 项目支出表\n单位：万元\n"
        "项目单位\t类型\t项目名称\t支出功能分类科目\t政府支出经济分类科目\t部门支出经济分类科目\t合计\t本年拨款"
        "\t\t\t财政拨款结转结余\t\t\t财政专户管理资金\t单位资金\n" + "\t" * 7
    )
    funds = "\t".join(["一般公共预算", "政府性基金预算", "国有资本经营预算"] * 2) + "\t\t\n"
    rows = [
        f"{_UNIT}\t{_KIND}\t{name}\t{_CODES}\t{amount}\t{amount}" + "\t" * 7
        for name, amount in listed.items()
    ]
    return head + funds + "\n".join([*rows, "合计" + "\t" * 6 + f"{total}\t{total}" + "\t" * 7]) + "\n"


def _target_table(targets: dict[str, str], lines: str = _LINE, person: str = "\t") -> str:
    head = (
        "\n表十三 项目支出绩效目标申报表\n单位：万元\n"
        "项目名称\t项目类别\t项目责任人\t项目责任人电话\t项目总额\t其中：\t\t绩效目标\t一级指标\t二级指标\t三级指标"
        "\t绩效指标性质\t本年绩效指标值\t绩效度量单位\t指标方向性\n\t\t\t\t\t财政资金\t其他资金"
        + "\t" * 8
        + "\n"
    )
    rows = [
        f"7010232300000000000{n}-{name}\t{_KIND}\t{person}\t{amount}\t{amount}\t\t保存记忆。\t"
        + lines.replace("\n", "\n" + "\t" * 8)
        for n, (name, amount) in enumerate(targets.items())
    ]
    return head + "\n".join(rows) + "\n"


def _report(said: str, *tables: str) -> Report:
    text = f"# {YEAR_LINE}\n\n{said}\n\n## 第二部分 预算表\n{''.join(tables)}"
    return check_document(written(text), "beijing-2023")


def _found(report: Report, code: str) -> list[Finding]:
    assert not report.crashed
    return [finding for finding in report.findings if finding.code == code]


# Coverage


_TABLES = (_project_table(_LISTED), _target_table(_LISTED))
_FEWER = (_project_table(_LISTED), _target_table({"库房设备备品备件": "3.000000"}))


def test_every_project_has_targets() -> None:
    assert not _found(_report(_SAID.format(3, "20.000000"), *_TABLES), "target-coverage")
    assert not _found(_report("", *_TABLES), "target-coverage")


def test_projects_without_targets_are_named_with_their_money() -> None:
    (finding,) = _found(_report(_SAID.format(3, "20.000000"), *_FEWER), "target-coverage")
    assert "正文说 3 个项目、20.000000 万元" in finding.message
    assert "目标表列有 1 个项目、3.000000 万元" in finding.message
    assert finding.message.endswith("缺目标的项目：馆藏档案数字化 12.000000、地方志编修 5.000000。")
    assert (finding.printed, finding.expected) == (20_000_000, 3_000_000)
    assert finding.severity is Severity.WARNING


def test_they_are_named_even_where_prose_is_silent() -> None:
    (finding,) = _found(_report("", *_FEWER), "target-coverage")
    assert "项目支出表中没有目标的项目：馆藏档案数字化 12.000000、地方志编修 5.000000" in finding.message
    assert finding.places[0].table == "T13"


@pytest.mark.parametrize(("count", "money"), [(2, "20.000000"), (3, "20.100000")])
def test_prose_that_miscounts_is_told(count: int, money: str) -> None:
    (finding,) = _found(_report(_SAID.format(count, money), *_TABLES), "target-coverage")
    assert f"正文说 {count} 个项目、{money} 万元" in finding.message
    assert "缺目标的项目" not in finding.message


# Names


def test_a_renamed_project_has_both_names_and_is_covered() -> None:
    drifted = {"馆藏档案数字化": "12.000000", "库房设备备件": "3.000000", "地方志编修": "5.000000"}
    report = _report(_SAID.format(3, "20.000000"), _project_table(_LISTED), _target_table(drifted))
    (finding,) = _found(report, "project-renamed")
    assert "“库房设备备件”" in finding.message
    assert "“库房设备备品备件”" in finding.message
    assert [place.table for place in finding.places] == ["T13", "T4"]
    assert not _found(report, "target-coverage")
    assert not report.broken
    assert not _found(_report("", *_TABLES), "project-renamed")


# Indicators


def test_a_project_without_indicators() -> None:
    report = _report("", _target_table({"地方志编修": "5.000000"}, lines="\t\t\t\t\t\t"))
    (finding,) = _found(report, "no-indicators")
    assert "“地方志编修”" in finding.message
    assert not _found(_report("", *_TABLES), "no-indicators")


@pytest.mark.parametrize(
    ("comparator", "value", "measure", "said"),
    [
        ("≥", "98.5", "%", None),
        ("≤", "1,200", "元", None),
        ("＝", "80%", "", None),
        ("≤", "2023年11月", "", None),
        ("定性", "优", "", None),
        ("定性", "达到预期", "", None),
        ("定性", "据实", "", None),
        ("≥", "优", "", "“优”，不是数"),
        ("＝", "实际发生额", "元", "“实际发生额”，不是数"),
        ("≥", "1000 个目录数据", "个", "“1000 个目录数据”，不是数"),
        ("≤", "若干", "个", "“若干”，不是数"),
        ("≥", "", "个", "没有指标值"),
        ("", "40", "个", "没有性质"),
    ],
)
def test_target_values(comparator: str, value: str, measure: str, said: str | None) -> None:
    line = f"产出指标\t数量指标\t卷数\t{comparator}\t{value}\t{measure}\t正向指标"
    report = _report("", _target_table({"地方志编修": "5.000000"}, lines=f"{_LINE}\n{line}"))
    found = _found(report, "target-value")
    assert [said in finding.message for finding in found if said] == ([True] if said else [])
    assert len(found) == (said is not None)
    assert all(finding.severity is Severity.NOTE and finding.places[0].table == "T13" for finding in found)


# Money of indicators


def test_a_whole_cost_that_differs_blames_no_table_cell() -> None:
    lines = _LINE + "\n成本指标\t经济成本指标\t项目预算控制数\t≤\t{}\t元\t正向指标"
    for printed, codes in (("50000", []), ("50001", ["said"])):
        report = _report("", _target_table({"地方志编修": "5.000000"}, lines=lines.format(printed)))
        found = [f for f in report.findings if f.code != "table-unlisted"]
        assert [f.code for f in found] == codes
        assert all(f.severity is Severity.WARNING and f.places[0].text == printed for f in found)


# Personal data


def test_names_and_telephones_are_counted_and_masked() -> None:
    report = _report("", _target_table(_LISTED, person="王小明\t010-55501230"))
    (finding,) = _found(report, "personal-data")
    assert finding.message.startswith("有 6 格姓名或电话（如 王**）")
    assert {place.text for place in finding.places} == {"王**", "010********0"}
    assert not _found(_report("", *_TABLES), "personal-data")
