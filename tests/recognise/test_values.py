"""Target values and comparators, as they are printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gouji.model.target import Comparator, TargetValue, ValueKind
from gouji.recognise.values import comparator_of, value_of


@pytest.mark.parametrize(
    ("printed", "comparator"),
    [
        ("≥", Comparator.AT_LEAST),
        (" ≥\n", Comparator.AT_LEAST),
        (">=", Comparator.AT_LEAST),
        ("＞＝", Comparator.AT_LEAST),
        ("≧", Comparator.AT_LEAST),
        ("大于等于", Comparator.AT_LEAST),
        ("不低于", Comparator.AT_LEAST),
        ("不少于", Comparator.AT_LEAST),
        (">", Comparator.MORE),
        ("＞", Comparator.MORE),
        ("大于", Comparator.MORE),
        ("=", Comparator.EQUAL),
        ("＝", Comparator.EQUAL),
        ("等 于", Comparator.EQUAL),
        ("<", Comparator.LESS),
        ("＜", Comparator.LESS),
        ("小于", Comparator.LESS),
        ("≤", Comparator.AT_MOST),
        ("≦", Comparator.AT_MOST),
        ("<=", Comparator.AT_MOST),
        ("小于等于", Comparator.AT_MOST),
        ("不超过", Comparator.AT_MOST),
        ("不高于", Comparator.AT_MOST),
        ("定性", Comparator.QUALITATIVE),
        ("定　性", Comparator.QUALITATIVE),
        ("", None),
        ("9", None),
        ("正向指标", None),
        ("≥80", None),
    ],
)
def test_comparators(printed: str, comparator: Comparator | None) -> None:
    assert comparator_of(printed) is comparator


@pytest.mark.parametrize(
    ("text", "measure", "kind", "number", "unit"),
    [
        # a number with its measure in its own column, or glued on
        ("40", "场次", ValueKind.NUMBER, "40", "场次"),
        ("1,000", "个", ValueKind.NUMBER, "1000", "个"),
        ("１２", "次", ValueKind.NUMBER, "12", "次"),
        ("-3", "℃", ValueKind.NUMBER, "-3", "°C"),
        ("98.5", "%", ValueKind.RATIO, "98.5", "%"),
        ("98.5", "％", ValueKind.RATIO, "98.5", "%"),
        ("2", "‰", ValueKind.RATIO, "2", "‰"),
        ("80%", "", ValueKind.RATIO, "80", "%"),
        ("80 ％", "", ValueKind.RATIO, "80", "%"),
        ("80%", "%", ValueKind.RATIO, "80", "%"),
        ("125000", "元", ValueKind.MONEY, "125000", "元"),
        ("12.5", "万元", ValueKind.MONEY, "12.5", "万元"),
        ("1903582元", "", ValueKind.MONEY, "1903582", "元"),
        ("1903582 元", "元", ValueKind.MONEY, "1903582", "元"),
        ("30万元", "无", ValueKind.MONEY, "30", "万元"),
        ("12场次", "", ValueKind.NUMBER, "12", "场次"),
        ("0", "-", ValueKind.NUMBER, "0", ""),
        # a number that looks like a year or a date is a number when it is measured
        ("2000", "份", ValueKind.NUMBER, "2000", "份"),
        ("2023", "元", ValueKind.MONEY, "2023", "元"),
        ("2046.35", "万元", ValueKind.MONEY, "2046.35", "万元"),
        ("2010.5", "万元", ValueKind.MONEY, "2010.5", "万元"),
        # dates and periods
        ("2023年7月", "", ValueKind.DEADLINE, None, ""),
        ("2023 年 7 月", "", ValueKind.DEADLINE, None, ""),
        ("11月底前", "", ValueKind.DEADLINE, None, ""),
        ("1季度", "", ValueKind.DEADLINE, None, ""),
        ("第一季度末", "", ValueKind.DEADLINE, None, ""),
        ("2023年12月31日前", "", ValueKind.DEADLINE, None, ""),
        ("2023 年全年", "年", ValueKind.DEADLINE, None, "年"),
        ("2023", "年", ValueKind.DEADLINE, None, "年"),
        ("2023", "", ValueKind.DEADLINE, None, ""),
        ("2023-11-30", "", ValueKind.DEADLINE, None, ""),
        ("年底前", "", ValueKind.DEADLINE, None, ""),
        ("上半年", "", ValueKind.DEADLINE, None, ""),
        # grades
        ("优", "", ValueKind.GRADE, None, ""),
        ("优 良", "", ValueKind.GRADE, None, ""),
        ("高", "", ValueKind.GRADE, None, ""),
        ("合格", "", ValueKind.GRADE, None, ""),
        ("得到提升", "", ValueKind.GRADE, None, ""),
        # placeholders
        ("实际发生额", "元", ValueKind.PLACEHOLDER, None, "元"),
        ("据实结算", "", ValueKind.PLACEHOLDER, None, ""),
        # what is left
        ("符合目标，达到预期", "", ValueKind.TEXT, None, ""),
        ("约百人", "", ValueKind.TEXT, None, ""),
        ("", "个", ValueKind.EMPTY, None, "个"),
        (" \n", "/", ValueKind.EMPTY, None, ""),
    ],
)
def test_values(text: str, measure: str, kind: ValueKind, number: str | None, unit: str) -> None:
    value = value_of(text, measure)
    assert value == TargetValue(text, kind, Decimal(number) if number else None, unit)
    assert value.raw == text


@pytest.mark.parametrize(
    ("text", "measure", "number", "rest"),
    [
        ("1000 个数据支撑", "个", 1000, "个数据支撑"),
        ("1 次全区大会", "次", 1, "次全区大会"),
        ("3份，其中年报1份", "份", 3, "份，其中年报1份"),
        ("12、13", "", 12, "、13"),
        ("5-8", "天", 5, "-8"),
        ("80%以上", "%", 80, "%以上"),
    ],
)
def test_words_beside_a_number_are_kept(text: str, measure: str, number: int, rest: str) -> None:
    value = value_of(text, measure)
    assert (value.number, value.rest, value.raw) == (number, rest, text)
