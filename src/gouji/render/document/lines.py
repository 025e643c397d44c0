"""How many lines a text takes in a column, and how high a cell is that holds it."""

from __future__ import annotations

import re
from functools import lru_cache
from math import ceil

from gouji.model.publication import LaidCell
from gouji.render.document.columns import Fit
from gouji.render.document.fonts import covered

LEADING = 1.45
"""From line to line in a cell, in parts of the size."""
INSET = 0.42
"""Above and below the text of a cell, in parts of the size."""

_HANGING = re.compile(r"[（《“‘〈「『【〔［，。、；：？！）》”’〉」』】〕］]")
BESIDE = 0.17
"""Further room at each side of a cell with full-width marks, in parts of the size.

A typesetter closes up such a mark at the edge of a line; its other half must not reach into the next cell.
"""


def beside(text: str) -> float:
    """The further room that the text of a cell wants at each side, in parts of the size."""
    return BESIDE if _HANGING.search(text) else 0.0


def room_of_text(cell: LaidCell, fit: Fit) -> float:
    """What a cell leaves for its text from side to side, in points."""
    return fit.inner(cell.column, cell.columns) - 2 * beside(cell.text) * fit.size


UNIT = re.compile(r"[（《“‘〈「『【〔［]*(?:[!-~]+|[^!-~])[，。、；：？！）》”’〉」』】〕］％·…—]*")
"""What no line break cuts: a Latin word or number, or one sign, with the marks that cling to it."""


@lru_cache(maxsize=20_000)
def lines(text: str, room: float, size: float) -> int:
    """How many lines ``text`` takes in a column of ``room`` points."""
    measure = covered()
    count = 0
    for line in text.split("\n"):
        count += 1
        at = 0.0
        for unit in UNIT.findall(line):
            wide = measure.width(unit) * size
            if at + wide > room and at > 0:
                count += 1
                at = 0.0
            if wide > room:
                count += ceil(wide / room) - 1
                wide %= room
            at += wide
    return count


def tall(count: int, size: float) -> float:
    """The height of a cell with so many lines, in points."""
    return (1 + (count - 1) * LEADING + 2 * INSET) * size


def natural(cell: LaidCell, fit: Fit) -> float:
    """What the text of a cell takes, in points."""
    return tall(lines(cell.text, room_of_text(cell, fit), fit.size), fit.size)
