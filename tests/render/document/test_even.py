"""Heads break into even lines, and no word of theirs is cut without need."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.render.document.even import even
from gouji.render.document.fonts import covered
from gouji.render.document.lines import lines


@pytest.mark.parametrize(
    ("text", "signs", "told"),
    [
        ("支出功能分类科目", 7, "支出功能\n分类科目"),
        ("政府支出经济分类科目", 9, "政府支出经济\n分类科目"),
        ("一般公共预算", 5, "一般公共\n预算"),
        ("财政专户管理资金", 4, "财政专户\n管理资金"),
        ("对附属单位补助支出", 6, "对附属单位\n补助支出"),
        ("合计", 5, "合计"),
        ("已有\n换行的表头", 3, "已有\n换行的表头"),
        ("2023年预算数", 5, "2023年\n预算数"),
    ],
)
def test_a_head_breaks_between_words(text: str, signs: int, told: str) -> None:
    assert even(text, signs * 10.0 + 0.01, 10.0) == told


@given(st.text("支出功能分类科目（）、2023abc", max_size=30), st.floats(12.0, 300.0))
def test_a_broken_head_is_the_same_text_in_as_few_lines(text: str, room: float) -> None:
    broken = even(text, room, 10.0)
    assert broken.replace("\n", "") == text
    assert lines(broken, room, 10.0) == lines(text, room, 10.0)
    if "\n" in broken:
        assert all(covered().width(line) * 10.0 <= room + 1e-6 for line in broken.split("\n"))
