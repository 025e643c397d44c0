"""Cells that were not read as amounts: whether what stands there looks like what should stand there."""

from __future__ import annotations

from difflib import SequenceMatcher

from gouji.model.amount import Denomination, format_amount
from gouji.model.text import fold

_LIKE = str.maketrans("OoQDlIi|ZzSsB", "0000111122558")
_ALIKE = 0.75


def resembles(text: str, fen: int, denomination: Denomination) -> bool:
    """Whether ``text``, which is no amount, could be a misread print of ``fen`` (分).

    Letters that scanners take for digits count as those digits.  A text of
    words never resembles an amount.
    """
    seen = "".join(sign for sign in fold(text).translate(_LIKE) if sign.isdigit())
    if len(seen) < 2 or not fen:
        return False
    exact = format_amount(abs(fen), denomination, separators=False)
    digits = exact.replace(".", "").lstrip("0")
    for kept in {digits, digits.rstrip("0")}:
        if kept and SequenceMatcher(None, seen.strip("0"), kept.strip("0"), autojunk=False).ratio() >= _ALIKE:
            return True
    return False
