"""Rules about sentences: rates, directions, counts, denials."""

from __future__ import annotations

import pytest
from tests.printed import YEAR_LINE, written

from gouji.check import check_document
from gouji.model.finding import Finding, Severity
from gouji.model.prose import Standing
from gouji.model.report import Report

_BOUGHT = (
    "\n表十一 政府购买服务预算表\n单位：万元\n"
    "单位信息\t项目名称\t职能职责与活动\t指导性目录\t\t\t服务领域\t本年预算金额\t备注\n"
    "\t\t\t一级\t二级\t三级\t\t\t\n"
    "701001-云山区档案馆（本级）\t馆藏档案数字化\t档案管理\t甲\t乙\t丙\t公共服务\t12.000000\t\n"
    "701001-云山区档案馆（本级）\t库房设备运维\t档案管理\t甲\t乙\t丙\t公共服务\t3.000000\t\n"
)
_FUND = (
    "\n表八 政府性基金预算支出情况表\n单位：万元\n"
    "支出功能分类科目\t政府支出经济分类科目\t部门支出经济分类科目\t本年预算数\t\t\n"
    "\t\t\t合计\t基本支出\t项目支出\n"
    "2120899-其他支出\t50299-其他商品和服务支出\t30299-其他商品和服务支出\t{0}\t\t{0}\n合计\t\t\t{0}\t\t{0}\n"
)


def _report(body: str, tables: str = _BOUGHT) -> Report:
    return check_document(written(f"# {YEAR_LINE}\n\n{body}\n\n## 第二部分 预算表\n{tables}"), "beijing-2023")


def _found(report: Report, *codes: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.code in codes]


def _revenue(said: str) -> Report:
    return _report(f"### （一）收入预算说明\n\n2023年收入预算{said}。")


@pytest.mark.parametrize(
    ("rate", "severity"),
    [
        ("16.69", None),
        ("16.7", None),
        ("17", None),
        ("16.690", Severity.NOTE),  # 16.6907… cut off, not rounded
        ("16.68", Severity.ERROR),
        ("16.70", Severity.NOTE),
        ("20.03", Severity.ERROR),  # the change over this year instead of last
        ("61.69", Severity.ERROR),
    ],
)
def test_a_rate_is_change_over_last_year(rate: str, severity: Severity | None) -> None:
    report = _revenue(f"3,819.053886万元，比2022年4,584.187561万元减少765.133675万元，减少{rate}%")
    found = [finding.severity for finding in _found(report, "rate")]
    assert found == ([severity] if severity else [])
    assert not _found(report, "direction", "sentence")


def test_a_wrong_rate_names_the_right_one_at_its_own_digits() -> None:
    (finding,) = _found(_revenue("3万元，比2022年2万元增加1万元，增长5.0%"), "rate")
    assert "50.0%" in finding.message
    assert "50.0%" in finding.remedy
    assert (finding.places[0].text, finding.places[0].slot) == ("5.0", "rate")


def test_on_nothing_there_is_no_rate() -> None:
    assert not _found(_revenue("3万元，比2022年0万元增加3万元"), "rate")
    (finding,) = _found(_revenue("3万元，比2022年0万元增加3万元，增长100%"), "rate")
    assert "上年为零" in finding.message
    assert finding.remedy == "删去幅度。"


@pytest.mark.parametrize(
    "said",
    [
        "3万元，比2022年2万元增加1万元，增长50%",
        "2万元，比2022年3万元减少1万元，下降33.33%",
        "2万元，与上年2万元持平",
        "2万元，与上年持平",
        "2万元",
    ],
)
def test_directions_that_hold(said: str) -> None:
    assert not _found(_revenue(said), "direction", "rate")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("3万元，比2022年2万元减少1万元，下降50%", ["本年数大于上年数"]),
        ("2万元，比2022年3万元增加1万元，增长33.33%", ["本年数小于上年数"]),
        ("2万元，比2022年2万元增加1万元，增长50%", ["本年数等于上年数"]),
        ("3万元，比2022年2万元增加1万元，下降50%", ["先说“增加”，后面的幅度却说“减少”"]),
        ("3万元，比2022年2万元减少1万元，增长50%", ["先说“减少”", "本年数大于上年数"]),
    ],
)
def test_directions_that_do_not(said: str, told: list[str]) -> None:
    found = _found(_revenue(said), "direction")
    assert len(found) == len(told)
    assert all(part in finding.message for part, finding in zip(told, found, strict=True))
    assert {finding.severity for finding in found} == {Severity.ERROR}
    assert all(finding.places[0].section[-1] == "（一）收入预算说明" for finding in found)


_SERVICES = "## （三）政府购买服务预算说明\n\n2023年涉及政府购买服务项目{}个，预算资金15万元。"


def test_projects_of_purchased_services_are_counted() -> None:
    held = _report(_SERVICES.format(2))
    assert not _found(held, "count", "said")
    assert {judged.standing for judged in held.prose} == {Standing.VERIFIED}
    (finding,) = _found(_report(_SERVICES.format(3)), "count")
    assert "写 3 个项目，表中列有 2 个" in finding.message
    assert finding.places[0].text == "3"


def test_without_the_table_there_is_nothing_to_count() -> None:
    assert not _found(_report(_SERVICES.format(3), _FUND.format("")), "count")


def test_the_retired_add_up() -> None:
    text = "## （二）人员构成情况\n\n离退休人员{}人，其中：离休1人，退休76人。"
    assert not _found(_report(text.format(77)), "count")
    (finding,) = _found(_report(text.format(78)), "count")
    assert "相加为 77 人" in finding.message
    assert finding.severity is Severity.WARNING


def test_a_denial_is_held_against_its_table() -> None:
    text = "## （五）其他\n\n本部门2023年无政府性基金预算财政拨款安排。"
    empty, full = _FUND.format("").split("2120899")[0] + "合计\t\t\t\t\t\n", _FUND.format("2.000000")
    held = _report(text, empty)
    assert not _found(held, "denied-but-printed", "empty-unexplained")
    assert _found(_report("## （五）其他\n\n甲。", empty), "empty-unexplained")
    (finding,) = _found(_report(text, full), "denied-but-printed")
    assert "政府性基金" in finding.message
    assert finding.places[0].slot == "denial"
    assert finding.places[1].table == "T8"


def test_a_heading_inside_a_table_is_noted() -> None:
    whole = _report("", _BOUGHT)
    lines = _BOUGHT.splitlines(keepends=True)
    split = _report("", "".join([*lines[:-1], "\n### （四）插入的标题\n\n", lines[-1]]))
    assert not _found(whole, "table-interrupted")
    (finding,) = _found(split, "table-interrupted")
    assert "（四）插入的标题" in finding.message
    assert finding.severity is Severity.NOTE
    told = [[claim.amount.fen for claim in report.book.claims] for report in (whole, split)]
    assert told == [[12_000_000, 3_000_000]] * 2
