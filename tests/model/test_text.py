"""Text made comparable."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.text import fold

_PRINTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from('（）()［］：:“”"，, 　\n⻔⻋⼀①㈠Ａ１２％㎡人员经费合计\u200b\u00ad'),
    )
)


@pytest.mark.parametrize(
    ("printed", "same"),
    [
        ("人员 经费", "人员经费"),
        ("人员\n经费", "人员经费"),
        ("　　人员经费\u200b", "人员经费"),
        ("维修(护)费", "维修（护）费"),
        ("因公出国﹙境﹚费用", "因公出国（境）费用"),
        ("单位:万元", "单位：万元"),
        ("“三公”经费", '"三公"经费'),
        ("”三公“经费", "＂三公＂经费"),
        ("２０１０３０１", "2010301"),
        ("部⻔预算", "部门预算"),
        ("公务用⻋运⾏维护费", "公务用车运行维护费"),
        ("⺠政⻓期⻅⻚⻛⻰", "民政长期见页风龙"),
        ("㈠一般公共预算", "（一）一般公共预算"),
        ("25㎡", "25m2"),
    ],
)
def test_prints_of_one_text_are_the_same(printed: str, same: str) -> None:
    assert fold(printed) == fold(same)


@pytest.mark.parametrize(("one", "other"), [("1，234", "1,234"), ("①2023年", "12023年"), ("科目", "科日")])
def test_what_means_something_else_stays_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(_PRINTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(_PRINTS, _PRINTS)
def test_a_text_folds_sign_by_sign(left: str, right: str) -> None:
    assert fold(left + right) == fold(left) + fold(right)


@given(_PRINTS)
def test_no_white_space_is_left(text: str) -> None:
    assert not any(sign.isspace() or unicodedata.category(sign) == "Cf" for sign in fold(text))


@given(st.text("一二三人员经费合计年初预算数（）：、。0123456789.-abc"))
def test_a_plain_print_is_its_own_fold(text: str) -> None:
    assert fold(text) == text
