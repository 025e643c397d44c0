"""Characters become lines of text: top down, then left to right, with the spaces a reader sees."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gouji.read.pdf.characters import Characters
from gouji.read.pdf.frame import Boxes

PITCH = 0.45
"""Characters whose middles differ by less than this part of their size stand on one line."""
SPACE = 0.9
"""A gap wider than this part of the size is a space, whatever stands beside it."""
WORD_SPACE = 0.22
"""Between two Latin letters a gap wider than this is a space."""

_HEAD = re.compile(r"[0-9A-Za-z.,%+/(\[（《“〔-]*.?[，。；：、！？）)》”〕%％]*", re.DOTALL)

Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Setting:
    """Characters in reading order: indices, group and line of each, the gap or space before it."""

    order: Indices
    group: NDArray[np.int64]
    line: NDArray[np.int64]
    space: NDArray[np.bool_]
    gap: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Text that stands together on one line.

    ``index`` are its characters in order, ``box`` is upright (x0, y0, x1, y1),
    ``size`` the usual size of its font, ``head`` the width of what a
    line break may not part from its beginning.
    """

    index: Indices
    text: str
    box: NDArray[np.float64]
    group: int
    line: int
    size: float
    head: float


def setting(chars: Characters, index: Indices, group: NDArray[np.int64], box: Boxes) -> Setting:
    """Set the characters ``index`` line by line inside each ``group``; ``box`` is theirs, upright.

    Blanks among them only say where a space stands.
    """
    if len(index) == 0:
        none = np.zeros(0, np.int64)
        return Setting(index, none, none, none.astype(bool), none.astype(float))
    height = chars.size[index]
    middle = (box[:, 1] + box[:, 3]) / 2
    rows = np.lexsort((middle, group))
    step = np.diff(middle[rows])
    small = np.minimum(height[rows][1:], height[rows][:-1])
    fresh = np.ones(len(index), bool)
    fresh[1:] = (np.diff(group[rows]) != 0) | (step > PITCH * small)
    line = np.empty(len(index), np.int64)
    line[rows] = np.cumsum(fresh)
    # By middles: where full-width marks are closed up, the blank half of one lies over the sign before it.
    order = np.lexsort((np.arange(len(index)), box[:, 0] + box[:, 2], line))
    blank = chars.blank[index][order]
    seen = np.flatnonzero(~blank)
    order, skipped = order[seen], np.diff(seen, prepend=-1) > 1
    gap = np.zeros(len(order))
    gap[1:] = box[order[1:], 0] - box[order[:-1], 2]
    tall = height[order]
    latin = np.fromiter((_latin(chars.text[i]) for i in index[order].tolist()), bool, len(order))
    word = latin.copy()
    word[1:] &= latin[:-1]
    space = skipped | (gap > SPACE * tall) | (word & (gap > WORD_SPACE * tall))
    return Setting(index[order], group[order], line[order], space, gap / tall)


def _latin(character: str) -> bool:
    return character < "\u0250" and character.isalpha()


def texts(chars: Characters, place: Setting) -> dict[int, str]:
    """The text of each group, its lines joined by a line break."""
    out: dict[int, list[str]] = {}
    last_line = -1
    text = chars.text
    for i, group, line, space in zip(
        place.order.tolist(), place.group.tolist(), place.line.tolist(), place.space.tolist(), strict=True
    ):
        parts = out.get(group)
        if parts is None:
            out[group] = [text[i]]
        else:
            if line != last_line:
                parts.append("\n")
            elif space:
                parts.append(" ")
            parts.append(text[i])
        last_line = line
    return {group: "".join(parts) for group, parts in out.items()}


def runs(chars: Characters, place: Setting, apart: float) -> list[Run]:
    """Lines, cut where a gap is wider than ``apart`` times the font's size, in reading order.

    A line of single characters set wide apart (a title such as 目　　录) is not cut.
    """
    if len(place.order) == 0:
        return []
    new_line = np.diff(place.line, prepend=-1) != 0
    wide = ~new_line & (place.gap > apart)
    spread = ~new_line & (place.gap > 1)
    out: list[Run] = []
    for part in np.split(np.arange(len(place.order)), np.flatnonzero(new_line)[1:]):
        cuts = part[wide[part]]
        if len(cuts) and spread[part].sum() == len(part) - 1:
            cuts = cuts[:0]
        for piece in np.split(part, cuts - part[0]):
            out.append(_run(chars, place, piece))
    return out


def _run(chars: Characters, place: Setting, piece: Indices) -> Run:
    index = place.order[piece]
    letters = [chars.text[i] for i in index.tolist()]
    box = chars.box[index]
    around = np.array((*box[:, :2].min(axis=0), *box[:, 2:].max(axis=0)))
    size = float(np.sort(chars.size[index])[len(index) // 2])
    kept = _HEAD.match("".join(letters))
    head = float(box[kept.end() - 1, 2] - box[0, 0]) if kept else 0.0
    for i in np.flatnonzero(place.space[piece])[::-1].tolist():
        if i:
            letters.insert(i, " ")
    return Run(
        index, "".join(letters), around, int(place.group[piece[0]]), int(place.line[piece[0]]), size, head
    )
