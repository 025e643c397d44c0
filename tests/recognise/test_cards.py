"""Target cards: money, objective and indicators of a project, whatever the form."""

from __future__ import annotations

import pytest
from tests.printed import document, grid

from gouji.check import check_document
from gouji.model.book import Book
from gouji.model.document import Document, Paragraph
from gouji.model.finding import Severity
from gouji.model.target import Comparator, ValueKind
from gouji.recognise.recognise import recognise

_CARD = """项目名称|<|{name}|<|<|<|<
主管部门及代码|<|[101]云山部|<|实施单位|云山观测站|<
项目资金（万元）|<|年度资金总额：|<|{total}|<|执行率分值（10）
^|<|其中：财政拨款|<|{fiscal}|<|^
^|<|上年结转资金|<|{carried}|<|^
^|<|其他资金|<|0.00|<|^
年度总体目标|观测设备稳定运行。|<|<|<|<|<
绩效指标|一级指标|二级指标|三级指标|<|指标值|分值权重（90）
^|产出指标|数量指标|开机时长|<|≥4000小时|40
^|成本指标|经济成本指标|项目成本|<|≤{total}万元|20
^|效益指标|社会效益指标|公共平台作用|<|定期发布数据|20
^|满意度指标|服务对象满意度指标|用户满意度|<|92%|10
"""
_PROJECTS = (
    ("望远镜运行", "120.00", "100.00", "20.00"),
    ("数据中心建设", "80.50", "80.50", "0.00"),
    ("基础研究", "64.00", "60.00", "4.00"),
    ("设备更新", "33.25", "30.00", "3.25"),
)


def _budget(*cards: tuple[str, str, str, str]) -> Document:
    """One budget table, and the cards of the projects behind it."""
    table = grid(
        """科目编码|科目名称|合计|基本支出|项目支出
        206|科学技术支出|400.00|100.00|300.00
        20602|基础研究|400.00|100.00|300.00
        合计||400.00|100.00|300.00"""
    )
    blocks = [Paragraph("2024年云山部部门预算"), Paragraph("部门支出总表"), Paragraph("单位：万元"), table]
    for name, total, fiscal, carried in cards:
        blocks += [
            Paragraph("项目绩效目标表"),
            Paragraph("（2024年度）"),
            grid(_CARD.format(name=name, total=total, fiscal=fiscal, carried=carried)),
        ]
    return document(*blocks)


@pytest.fixture(scope="module")
def book() -> Book:
    return recognise(_budget(*_PROJECTS))


def test_each_card_is_a_target(book: Book) -> None:
    assert [target.project for target in book.targets] == [name for name, *_ in _PROJECTS]
    first = book.targets[0]
    assert first.objective == "观测设备稳定运行。"
    assert [i.level3 for i in first.indicators] == ["开机时长", "项目成本", "公共平台作用", "用户满意度"]
    assert [i.level1 for i in first.indicators][:2] == ["产出指标", "成本指标"]
    assert first.total is not None
    assert book.claims[first.total].place.text == "120.00"
    assert book.unread == ()
    assert book.strangers == ()


def test_a_comparator_glued_to_the_value_is_split_off(book: Book) -> None:
    hours, cost, quality, rate = book.targets[0].indicators
    assert (hours.comparator, hours.value.number, hours.value.measure) == (Comparator.AT_LEAST, 4000, "小时")
    assert (cost.comparator, cost.value.kind) == (Comparator.AT_MOST, ValueKind.MONEY)
    assert quality.comparator is Comparator.QUALITATIVE
    assert (rate.comparator, rate.value.kind) == (Comparator.EQUAL, ValueKind.RATIO)
    assert hours.place.text == "≥4000小时"


def test_the_money_of_a_card_adds_up() -> None:
    report = check_document(_budget(*_PROJECTS))
    assert [f.message for f in report.findings if f.severity is Severity.ERROR] == []
    wrong = ("设备更新", "33.25", "30.00", "5.25")
    report = check_document(_budget(*_PROJECTS[:3], wrong))
    (finding,) = [f for f in report.findings if f.severity is Severity.ERROR]
    assert "5.25" in [place.text for place in finding.places]
    assert finding.places[0].row == ("设备更新",)


def test_a_single_card_that_does_not_add_up_is_only_doubtful() -> None:
    report = check_document(_budget(("设备更新", "33.25", "30.00", "5.25")))
    assert [f for f in report.findings if f.severity is Severity.ERROR] == []
    assert any("依据不足" in entry.why for entry in report.not_checked)


def test_a_card_in_yuan() -> None:
    made = _budget(*_PROJECTS)
    blocks = tuple(
        block
        if isinstance(block, Paragraph)
        else type(block)(
            tuple(c._replace(text=c.text.replace("（万元）", "（元）")) for c in block.cells),
            block.height,
            block.width,
        )
        for block in made.blocks
    )
    book = recognise(document(*blocks))
    total = book.targets[0].total
    assert total is not None
    assert book.claims[total].amount.fen == 12_000
