"""How one amount turns into another under a clerk's hands: the simplest slip that does it."""

from __future__ import annotations

from enum import IntEnum

from gouji.model.book import Book


class Slip(IntEnum):
    """Kinds of slip, the simplest first; the order ranks rival explanations."""

    DIGIT = 1
    SWAP = 2
    DROPPED = 3
    SHIFT = 4
    SIGN = 5
    OMITTED = 6
    OTHER = 9

    @property
    def label(self) -> str:
        """The slip in Chinese, empty where it has no name."""
        return _LABELS[self]


_LABELS = {
    Slip.DIGIT: "一位数字写错",
    Slip.SWAP: "相邻两位写反",
    Slip.DROPPED: "漏写或多写一位",
    Slip.SHIFT: "小数点移位",
    Slip.SIGN: "正负号相反",
    Slip.OMITTED: "漏填或多填",
    Slip.OTHER: "",
}


def slip_name(printed: int, implied: int) -> str:
    """The slip in Chinese; ten thousand times too much or too little is the other denomination."""
    if printed and implied and 10_000 in (abs(printed) / abs(implied), abs(implied) / abs(printed)):
        return "元与万元弄错"
    return slip_between(printed, implied).label


def slip_between(printed: int, implied: int) -> Slip:
    """The simplest slip that turns ``implied`` into ``printed`` (both in the same unit)."""
    if printed == -implied:
        return Slip.SIGN
    if printed == 0 or implied == 0:
        return Slip.OMITTED
    if (printed < 0) != (implied < 0):
        return Slip.OTHER
    a, b = str(abs(printed)), str(abs(implied))
    if len(a) == len(b):
        differ = [i for i in range(len(a)) if a[i] != b[i]]
        if len(differ) == 1:
            return Slip.DIGIT
        if (
            len(differ) == 2
            and differ[1] == differ[0] + 1
            and a[differ[0]] == b[differ[1]]
            and a[differ[1]] == b[differ[0]]
        ):
            return Slip.SWAP
    if a.rstrip("0") == b.rstrip("0"):
        return Slip.SHIFT
    short, long = sorted((a, b), key=len)
    if len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long))):
        return Slip.DROPPED
    core_short, core_long = sorted((a.rstrip("0"), b.rstrip("0")), key=len)
    if len(core_long) - len(core_short) == 1 and any(
        (core_long[:i] + core_long[i + 1 :]).rstrip("0") == core_short for i in range(len(core_long))
    ):
        return Slip.DROPPED
    return Slip.OTHER


def neighbour(book: Book, claim: int) -> int | None:
    """A cell of the row or column beside this one that prints the same amount, if there is one."""
    own = book.claims[claim]
    if not own.amount.fen or own.place.table is None:
        return None
    same = [i for i, c in enumerate(book.claims) if c.source == own.source and c.place.table is not None]
    row = [i for i in same if book.claims[i].place.row == own.place.row]
    column = [i for i in same if book.claims[i].place.column == own.place.column]
    for line in (column, row):
        at = line.index(claim)
        for other in line[max(0, at - 1) : at] + line[at + 1 : at + 2]:
            if book.claims[other].amount.fen == own.amount.fen:
                return other
    return None
