"""How one amount turns into another under a clerk's hands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.explain.slip import Slip, slip_between

_FEN = st.integers(1, 10**12)


@pytest.mark.parametrize(
    ("printed", "implied", "slip"),
    [
        (1_235, 1_245, Slip.DIGIT),
        (9, 8, Slip.DIGIT),
        (1_324, 1_234, Slip.SWAP),
        (12_340, 1_234, Slip.SHIFT),
        (12_300, 1_230_000, Slip.SHIFT),
        (134, 1_234, Slip.DROPPED),
        (12_334, 1_234, Slip.DROPPED),
        (-1_234, 1_234, Slip.SIGN),
        (0, 1_234, Slip.OMITTED),
        (1_234, 0, Slip.OMITTED),
        (1_432, 1_234, Slip.OTHER),
        (-5_000, 1_234, Slip.OTHER),
        (98_765, 1_234, Slip.OTHER),
    ],
)
def test_kinds(printed: int, implied: int, slip: Slip) -> None:
    assert slip_between(printed, implied) is slip


@given(st.integers(-(10**12), 10**12), st.integers(-(10**12), 10**12))
def test_either_way_it_is_the_same_slip(one: int, other: int) -> None:
    assert slip_between(one, other) is slip_between(other, one)


@given(_FEN, st.integers(0, 11), st.integers(0, 9))
def test_one_digit_changed_is_one_digit(fen: int, at: int, digit: int) -> None:
    text = str(fen)
    at %= len(text)
    changed = int(text[:at] + str(digit) + text[at + 1 :])
    if changed not in (0, fen) and len(str(changed)) == len(text):
        assert slip_between(changed, fen) is Slip.DIGIT


@given(_FEN, st.integers(1, 6))
def test_a_moved_point_is_a_shift(fen: int, places: int) -> None:
    assert slip_between(fen * 10**places, fen) is Slip.SHIFT


@given(_FEN)
def test_a_turned_sign_is_a_sign(fen: int) -> None:
    assert slip_between(-fen, fen) is Slip.SIGN


def test_every_slip_but_the_last_has_a_name() -> None:
    assert [slip for slip in Slip if not slip.label] == [Slip.OTHER]
