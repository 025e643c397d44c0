"""Target values typed: numbers, money, ratios, deadlines, grades, placeholders, text."""

from __future__ import annotations

import re
from decimal import Decimal

from gouji.model.amount import DENOMINATIONS
from gouji.model.target import Comparator, TargetValue, ValueKind
from gouji.model.text import fold

_COMPARATORS = {
    "≥": Comparator.AT_LEAST,
    ">=": Comparator.AT_LEAST,
    "≧": Comparator.AT_LEAST,
    "大于等于": Comparator.AT_LEAST,
    "不低于": Comparator.AT_LEAST,
    "不少于": Comparator.AT_LEAST,
    ">": Comparator.MORE,
    "大于": Comparator.MORE,
    "=": Comparator.EQUAL,
    "等于": Comparator.EQUAL,
    "<": Comparator.LESS,
    "小于": Comparator.LESS,
    "≤": Comparator.AT_MOST,
    "<=": Comparator.AT_MOST,
    "≦": Comparator.AT_MOST,
    "小于等于": Comparator.AT_MOST,
    "不高于": Comparator.AT_MOST,
    "不超过": Comparator.AT_MOST,
    "定性": Comparator.QUALITATIVE,
}
_NUMBER = re.compile(r"(?P<number>-?\d+(?:,\d{3})*(?:\.\d+)?)(?P<rest>.*)", re.DOTALL)
_DATE = re.compile(
    r"(?:20\d\d年?)?(?:(?:1[0-2]|0?[1-9])月(?:\d{1,2}日|底|末|初|份)?|第?[一二三四1-4]季度末?|年底|年末|全年|上半年|下半年)(?:底|末)?(?:之?前|以前|内|完成)?"
    r"|20\d\d年?(?:全年|度|底|年底|末|内)?(?:前)?|20\d\d[-/.]\d{1,2}(?:[-/.]\d{1,2})?"
)
_GRADES = frozenset(
    [
        "优",
        "良",
        "中",
        "差",
        "好",
        "较好",
        "很好",
        "良好",
        "优秀",
        "优良",
        "高",
        "较高",
        "中高",
        "合格",
        "达标",
        "得到提升",
        "有所提升",
        "提升",
        "提高",
        "显著",
        "明显",
        "持续",
        "长期",
        "保障到位",
        "满意",
        "完成",
    ]
)
_PLACEHOLDERS = re.compile(r"实际发生额?|据实|按实|按需|待定|视情况|以实际为准")
_MONEY = frozenset(DENOMINATIONS)
_RATIOS = frozenset({"%", "‰"})


def comparator_of(text: str) -> Comparator | None:
    """The comparator that a cell prints, or ``None``."""
    return _COMPARATORS.get(fold(text))


def value_of(text: str, measure: str) -> TargetValue:
    """Type a target value; a measure glued to the number is split off."""
    folded, unit = fold(text), fold(measure)
    unit = "" if unit in ("无", "-", "/") else unit
    if not folded:
        return TargetValue(text, ValueKind.EMPTY, measure=unit)
    if _PLACEHOLDERS.search(folded):
        return TargetValue(text, ValueKind.PLACEHOLDER, measure=unit)
    measured = unit not in ("", "年", "月", "日") and re.fullmatch(r"[\d.]+", folded)
    if not measured and _DATE.fullmatch(folded):
        return TargetValue(text, ValueKind.DEADLINE, measure=unit)
    match = _NUMBER.fullmatch(folded)
    if match is not None:
        number = Decimal(match["number"].replace(",", ""))
        rest = match["rest"]
        glued = rest if len(rest) <= 6 and not re.search(r"[，。；;、\d]", rest) else ""
        kind = _kind(unit or glued)
        known = not rest or rest == unit or (not unit and glued in _MONEY | _RATIOS)
        return TargetValue(text, kind, number, unit or glued, "" if known or (glued and not unit) else rest)
    if folded in _GRADES:
        return TargetValue(text, ValueKind.GRADE, measure=unit)
    return TargetValue(text, ValueKind.TEXT, measure=unit)


def _kind(measure: str) -> ValueKind:
    if measure in _MONEY:
        return ValueKind.MONEY
    return ValueKind.RATIO if measure in _RATIOS else ValueKind.NUMBER
