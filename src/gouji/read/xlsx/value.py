"""The text of one cell's value."""

from __future__ import annotations

import datetime
import re
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


_BUILT_IN = {2: 2, 4: 2, 39: 2, 40: 2}
_FIXED = re.compile(r"[^;%/Ee]*?[#0]\.(0{1,6})(?![0#?])[^;%/Ee.]*")


def decimals_of_format(number: int, code: str | None = None) -> int:
    """The digits behind the point that a number format always shows; 0 where it is no plain one."""
    if code is None:
        return _BUILT_IN.get(number, 0)
    fixed = _FIXED.fullmatch(code.partition(";")[0])
    return len(fixed[1]) if fixed else 0


def with_decimals(text: str, decimals: int) -> str:
    """Plain digits with the zeros that are shown behind them: how finely a figure is given is part of it.

    Nothing is ever cut off: 2678.604705 shown as 2,678.60 is still 2678.604705.
    """
    whole, point, fraction = text.partition(".")
    if (
        len(fraction) >= decimals
        or not whole.removeprefix("-").isdigit()
        or (point and not fraction.isdigit())
    ):
        return text
    return f"{whole}.{fraction:0<{decimals}}"
