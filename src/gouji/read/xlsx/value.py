"""The text of one cell's value."""

from __future__ import annotations

import datetime
from decimal import Decimal

Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta

# Amounts have at most six decimals (分 in 万元). What a sum in binary leaves behind them is no figure.
_DECIMALS = Decimal("0.000001")
_NOISE = Decimal("1e-9")
_RELATIVE_NOISE = Decimal("1e-12")


def text_of(value: Value) -> str:
    """What the value says, without its number format: plain digits, ISO dates, text as typed."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return decimal_text(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(value)


def decimal_text(value: float) -> str:
    """The decimal a binary number stands for, as a spreadsheet shows it: at most 15 digits, no exponent.

    A number within 10⁻⁹ (or 10⁻¹² of its size) of one with six decimals is that
    one: 2678.6047049999997, a sum, is 2678.604705.
    """
    shortest = repr(value)
    whole, _, fraction = shortest.partition(".")
    if len(fraction) <= 6 and len(shortest) <= 16 and "e" not in shortest:
        return shortest if fraction != "0" else whole if value else "0"
    exact = Decimal(format(value, ".15g"))
    if abs(exact) < Decimal("1e15"):
        short = exact.quantize(_DECIMALS)
        if abs(exact - short) <= max(_NOISE, abs(exact) * _RELATIVE_NOISE):
            exact = short
    text = format(exact, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
