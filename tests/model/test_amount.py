"""Amounts: parse∘format is the identity, and what cannot be an amount is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.amount import (
    Amount,
    Denomination,
    FinerThanFen,
    Mark,
    NotAnAmount,
    format_amount,
    parse_amount,
    round_to,
)

_FEN = st.integers(-(10**16), 10**16)
_UNITS = st.sampled_from(Denomination)
_FULL = str.maketrans("0123456789.,-()", "０１２３４５６７８９．，－（）")


@given(_FEN, _UNITS, st.booleans())
def test_what_is_printed_is_read_back(fen: int, unit: Denomination, separators: bool) -> None:
    amount = parse_amount(format_amount(fen, unit, separators=separators), unit)
    assert amount == Amount(fen, 1, Mark.NUMBER if fen else Mark.ZERO)


@given(_FEN, _UNITS)
def test_full_width_signs_mean_the_same(fen: int, unit: Denomination) -> None:
    printed = format_amount(fen, unit)
    assert parse_amount(printed.translate(_FULL), unit) == parse_amount(printed, unit)


@given(st.integers(1, 10**16), _UNITS, st.sampled_from(["({})", "（{}）", "( {} )"]))
def test_brackets_are_negative(fen: int, unit: Denomination, brackets: str) -> None:
    assert parse_amount(brackets.format(format_amount(fen, unit)), unit).fen == -fen


@given(_FEN, _UNITS, st.integers(0, 10))
def test_fewer_digits_are_the_nearest_multiple(fen: int, unit: Denomination, decimals: int) -> None:
    step = max(1, unit.value // 10**decimals)
    amount = parse_amount(format_amount(fen, unit, decimals), unit)
    assert amount.fen == round_to(fen, step)
    assert amount.quantum == step
    assert 2 * abs(amount.fen - fen) <= step


@given(_FEN, st.sampled_from([1, 100, 10_000, 1_000_000]))
def test_rounding_goes_half_away_from_zero(fen: int, quantum: int) -> None:
    rounded = round_to(fen, quantum)
    assert rounded % quantum == 0
    assert round_to(-fen, quantum) == -rounded
    assert -quantum < 2 * (abs(rounded) - abs(fen)) <= quantum


@pytest.mark.parametrize(
    ("text", "unit", "fen", "quantum"),
    [
        ("12.88", Denomination.WAN, 12_880_000, 10_000),
        ("2,678.604705", Denomination.WAN, 2_678_604_705, 1),
        ("2，678．60", Denomination.WAN, 2_678_600_000, 10_000),
        ("-0.5", Denomination.WAN, -500_000, 100_000),
        ("－3", Denomination.THOUSAND, -300_000, 100_000),
        ("（1,000.00）", Denomination.YUAN, -100_000, 1),
        ("1.000000", Denomination.YUAN, 100, 1),
        ("1.5", Denomination.YI, 15_000_000_000, 1_000_000_000),
        ("12 345.\n67", Denomination.YUAN, 1_234_567, 1),
        ("0.00", Denomination.WAN, 0, 10_000),
    ],
)
def test_prints_found_in_documents(text: str, unit: Denomination, fen: int, quantum: int) -> None:
    amount = parse_amount(text, unit)
    assert (amount.fen, amount.quantum) == (fen, quantum)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("", Mark.BLANK),
        (" 　\n", Mark.BLANK),
        ("-", Mark.DASH),
        ("—", Mark.DASH),
        ("——", Mark.DASH),
        ("/", Mark.DASH),
        ("无", Mark.NONE),
        ("暂无", Mark.NONE),
        ("0", Mark.ZERO),
        ("0.000000", Mark.ZERO),
        ("-0.00", Mark.ZERO),
        ("0.000001", Mark.NUMBER),
    ],
)
def test_blank_dash_none_and_zero_stay_apart(text: str, mark: Mark) -> None:
    amount = parse_amount(text, Denomination.WAN)
    assert amount.mark is mark
    assert amount.fen == (1 if mark is Mark.NUMBER else 0)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("0.001", Denomination.YUAN), ("1.0000001", Denomination.WAN), ("0.00000000001", Denomination.YI)],
)
def test_finer_than_fen_is_refused_not_rounded(text: str, unit: Denomination) -> None:
    with pytest.raises(FinerThanFen):
        parse_amount(text, unit)


@pytest.mark.parametrize(
    "text",
    [
        "合计",
        "1,23",
        "1,2345.00",
        "12.",
        ".5",
        "1.2.3",
        "5%",
        "3万元",
        "+5",
        "(5",
        "5)",
        "--5",
        "1e3",
        "٣",
        "²",
    ],
)
def test_other_text_is_no_amount(text: str) -> None:
    with pytest.raises(NotAnAmount):
        parse_amount(text, Denomination.WAN)


@given(st.text(max_size=12), _UNITS)
def test_any_text_is_an_amount_or_refused(text: str, unit: Denomination) -> None:
    try:
        amount = parse_amount(text, unit)
    except (NotAnAmount, FinerThanFen):
        return
    assert amount.quantum >= 1
    assert (amount.fen != 0) == (amount.mark is Mark.NUMBER)
