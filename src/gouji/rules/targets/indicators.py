"""每个申报目标的项目都应有指标；数值型指标应填数值，每条指标应有性质和指标值。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gouji.model.book import Book
from gouji.model.finding import Finding, Severity
from gouji.model.target import Comparator, ValueKind
from gouji.rules.rule import Rule

_WORDS = (ValueKind.TEXT, ValueKind.GRADE, ValueKind.PLACEHOLDER)


def _check(book: Book) -> Iterator[Finding]:
    for target in book.targets:
        if not target.indicators:
            yield NO_INDICATORS.finding(
                f"项目“{target.project}”没有一条指标。",
                target.place,
                remedy="补填绩效指标，或核对表格是否缺行。",
            )


def _check_values(book: Book) -> Iterator[Finding]:
    for target in book.targets:
        for indicator in target.indicators:
            if indicator.comparator is None or indicator.value.kind is ValueKind.EMPTY:
                lacking = "性质" if indicator.comparator is None else "指标值"
                finding = VALUES.finding(
                    f"指标“{indicator.level3[:30]}”没有{lacking}。",
                    indicator.place,
                    remedy=f"补填{lacking}，或核对表格是否在此处截断。",
                )
                yield replace(finding, title="指标行不完整")
            elif indicator.comparator is not Comparator.QUALITATIVE and (
                indicator.value.kind in _WORDS or indicator.value.rest
            ):
                yield VALUES.finding(
                    f"性质为“{indicator.comparator.value}”的指标，指标值写的是“{indicator.value.raw}”，不是数。",
                    indicator.place,
                    remedy="填数值，说明文字移到指标名称；或性质改为“定性”。",
                )


NO_INDICATORS = Rule(
    code="no-indicators",
    severity=Severity.WARNING,
    title="项目没有绩效指标",
    english="a project without indicators",
    basis="财预〔2018〕167号",
    since="0.1",
    check=_check,
)
VALUES = Rule(
    code="target-value",
    severity=Severity.NOTE,
    title="指标值不是数值",
    english="a target value is not a number",
    basis="财预〔2021〕101号",
    since="0.1",
    check=_check_values,
)
