"""Text made comparable: one spelling for signs that are printed in several ways.

:func:`fold` is how labels, titles, codes and names are compared everywhere.
It never changes what is shown: a folded text is a key, not a print.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_PUNCTUATION = {
    "(": "（",
    ")": "）",
    "[": "［",
    "]": "］",
    ":": "：",
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "〝": '"',
    "〞": '"',
    "〟": '"',
    "‘": "'",
    "’": "'",
    "‚": "'",
    "‛": "'",
}

# Fonts without a proper character map print a radical (U+2E80–2EFF) for the character that looks alike.
# NFKC knows the Kangxi radicals (U+2F00–2FDF) but of these only ⺟ and ⻳.  Strokes that are no character of
# their own are left out.
_RADICALS = dict(
    zip(
        "⺁⺇⺈⺊⺌⺎⺒⺓⺜⺝⺠⺧⺩⺪⺬⺮⺶⺻⺼⺽⻁⻄⻅⻆⻉⻊⻋⻑⻓⻔⻕⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰",
        "厂几刀卜小兀巳幺日月民牛王疋示竹羊聿肉臼虎西见角贝足车長长门阜雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙",
        strict=True,
    )
)


def _fold_sign(sign: str) -> str:
    """What one sign is compared as; empty for white space and marks that print nothing."""
    if "\u4e00" <= sign <= "\u9fff":
        return sign  # an ideograph is compared as it is
    if sign == "，" or unicodedata.decomposition(sign).startswith("<circle>"):
        # A comma may be a thousands separator and ① before a year is not another digit of it.
        return sign
    plain = unicodedata.normalize("NFKC", _RADICALS.get(sign, sign))
    return "".join(_PUNCTUATION.get(c, c) for c in plain if not (c.isspace() or _is_invisible(c)))


def _is_invisible(sign: str) -> bool:
    """Whether a sign is a control or a format character, which prints nothing."""
    return unicodedata.category(sign) in ("Cc", "Cf")


class _Folding(dict[int, str]):
    """A translation table that learns each sign the first time it meets it."""

    def __missing__(self, code_point: int) -> str:
        folded = self[code_point] = _fold_sign(chr(code_point))
        return folded


_FOLDING = _Folding()
_SHORT = 64


def fold(text: str) -> str:
    """``text`` as it is compared with other text; ``fold(fold(t)) == fold(t)``.

    Letters, digits and signs are half-width (Unicode NFKC, sign by sign),
    except that brackets and colons are full-width and commas stay as they are.
    Quotation marks of all shapes are one.  Radicals that stand for a character
    (⻔, ⻋) are that character.  White space and invisible signs are gone.
    """
    return _folded(text) if len(text) <= _SHORT else text.translate(_FOLDING)


@lru_cache(maxsize=16384)
def _folded(text: str) -> str:
    """The same few labels, titles and codes are compared over and over."""
    return text.translate(_FOLDING)
