"""Money as exact integers of 分 (0.01 元), with the print it came from.

Nothing in Gouji holds money in floating point.  An :class:`Amount` remembers
how it was printed, because a reviewer needs to know whether a cell was blank,
a zero, a dash or the word 无, and because the unit of the last printed digit
(its *quantum*) decides how far two prints of one fact may lie apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

FEN_PER_YUAN = 100


class Denomination(Enum):
    """The unit an amount is printed in; the value is its size in 分."""

    YUAN = 100
    THOUSAND = 100_000
    WAN = 1_000_000
    YI = 10_000_000_000

    @property
    def label(self) -> str:
        """The Chinese word printed after ``单位：``."""
        return _LABELS[self]


_LABELS = {
    Denomination.YUAN: "元",
    Denomination.THOUSAND: "千元",
    Denomination.WAN: "万元",
    Denomination.YI: "亿元",
}
DENOMINATIONS = {label: denomination for denomination, label in _LABELS.items()}


class Mark(Enum):
    """How a cell says its amount.  Only ``NUMBER`` and ``ZERO`` print digits."""

    NUMBER = "number"
    ZERO = "0"
    BLANK = "blank"
    DASH = "-"
    NONE = "无"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as printed.

    ``fen`` is the value in 分; ``quantum`` the size in 分 of the last printed
    digit (1 means exact); ``mark`` how it was printed.  Blank, dash and 无
    count as 0 分 in sums but are not a statement of zero for completeness;
    so does what could not be read as an amount.
    """

    fen: int
    quantum: int = 1
    mark: Mark = Mark.NUMBER


class NotAnAmount(ValueError):
    """The text is no amount at all."""


class FinerThanFen(ValueError):
    """The text is a number with more digits than 分 can hold."""


_FOLD = str.maketrans(
    "０１２３４５６７８９．，－−–—﹣（）　",
    "0123456789.,-----() ",
)
_NUMBER = re.compile(r"(?P<sign>-?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<fraction>\d+))?", re.ASCII)
_DASHES = frozenset({"-", "--", "---", "----", "/", "—"})
_NONE_WORDS = frozenset({"无", "无。", "暂无"})


def parse_amount(text: str, denomination: Denomination) -> Amount:
    """The amount that ``text`` prints, in units of ``denomination``.

    Thousands separators, full-width digits, spaces and line breaks inside the
    number, and negative numbers in brackets are understood.  Trailing zeros
    beyond 分 are accepted (``1.00`` 分 is one 分).

    Raises :class:`NotAnAmount` for other text and :class:`FinerThanFen` for a
    number with a part below one 分.
    """
    folded = "".join(text.translate(_FOLD).split())
    if not folded:
        return Amount(0, 1, Mark.BLANK)
    if folded in _DASHES:
        return Amount(0, 1, Mark.DASH)
    if folded in _NONE_WORDS:
        return Amount(0, 1, Mark.NONE)
    bracketed = folded.startswith("(") and folded.endswith(")")
    match = _NUMBER.fullmatch(folded[1:-1] if bracketed else folded)
    if match is None:
        raise NotAnAmount(text)
    whole = match["whole"].replace(",", "")
    fraction = match["fraction"] or ""
    scale = denomination.value
    numerator = int(whole + fraction) * scale
    fen, below = divmod(numerator, 10 ** len(fraction))
    if below:
        raise FinerThanFen(text)
    if match["sign"] or bracketed:
        fen = -fen
    quantum = max(1, scale // 10 ** len(fraction))
    return Amount(fen, quantum, Mark.NUMBER if fen else Mark.ZERO)


def format_amount(
    fen: int, denomination: Denomination, decimals: int | None = None, *, separators: bool = True
) -> str:
    """``fen`` printed in ``denomination`` with ``decimals`` digits.

    Without ``decimals`` the amount is printed exactly, with two digits for 元
    and six for 万元.  Rounds half away from zero, as 会计基础工作规范 does.
    """
    exact = len(str(denomination.value)) - 1
    digits = exact if decimals is None else decimals
    if digits >= exact:
        units = abs(fen) * 10 ** (digits - exact)
    else:
        step = 10 ** (exact - digits)
        units = (abs(fen) + step // 2) // step
    whole, fraction = divmod(units, 10**digits)
    sign = "-" if fen < 0 and units else ""
    body = f"{whole:,}" if separators else str(whole)
    return f"{sign}{body}.{fraction:0{digits}d}" if digits else f"{sign}{body}"


def round_to(fen: int, quantum: int) -> int:
    """``fen`` rounded half away from zero to a multiple of ``quantum`` 分."""
    rounded = (abs(fen) + quantum // 2) // quantum * quantum
    return -rounded if fen < 0 else rounded
