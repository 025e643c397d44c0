"""Numbers as automatic numbering writes them (ECMA-376 part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def counting(number: int) -> str:
    """一 … 十、十一 … 九十九、一百零一, without 一 before a leading 十."""
    written = _thousands(number, "零一二三四五六七八九", "十百千")
    return written[1:] if written.startswith("一十") else written


def formal(number: int) -> str:
    """壹、贰 … 壹拾、壹拾壹."""
    return _thousands(number, _FORMAL, "拾佰仟")


def digits(number: int) -> str:
    """一、二 … 一〇、一一: every digit by itself."""
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def roman(number: int) -> str:
    """i, ii, iii, iv."""
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written


def letter(number: int) -> str:
    """a … z, aa, bb, as word processors count."""
    times, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (times + 1)


def _thousands(number: int, signs: str, units: str) -> str:
    if not 0 < number < 10_000:
        return "".join(signs[int(digit)] for digit in str(number))
    written = ""
    for place, digit in enumerate(reversed(str(number))):
        if digit != "0":
            written = signs[int(digit)] + ("", *units)[place] + written
        elif written and not written.startswith(signs[0]):
            written = signs[0] + written
    return written


def _from(first: str, count: int) -> Callable[[int], str]:
    """The signs that stand in a row from ``first`` on, then plain digits."""
    return lambda number: chr(ord(first) + number - 1) if number <= count else str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")

_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": lambda number: counting(number) if number < 100 else digits(number),
    "chineseCountingThousand": counting,
    "chineseLegalSimplified": formal,
    "japaneseCounting": counting,
    "japaneseDigitalTenThousand": digits,
    "taiwaneseCounting": lambda number: counting(number) if number < 100 else digits(number),
    "taiwaneseCountingThousand": counting,
    "taiwaneseDigital": digits,
    "ideographDigital": digits,
    "ideographLegalTraditional": formal,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographEnclosedCircle": _from("㊀", 10),
    "decimalEnclosedCircle": lambda number: _CIRCLED[number - 1] if number <= 20 else str(number),
    "decimalEnclosedCircleChinese": lambda number: _CIRCLED[number - 1] if number <= 20 else str(number),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalFullWidth": lambda number: str(number).translate(_WIDE),
    "decimalFullWidth2": lambda number: str(number).translate(_WIDE),
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda number: letter(number).upper(),
    "lowerLetter": letter,
    "none": lambda number: "",
}


def numeral(number: int, written: str) -> str:
    """``number`` in the format named ``written``; plain digits where the format has no sign for it."""
    return _FORMATS[written](number) if 0 < number < 10_000 and written in _FORMATS else str(number)
