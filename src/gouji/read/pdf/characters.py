"""The characters of a page: what they are, where they stand, and which of them nobody sees."""

from __future__ import annotations

import ctypes
from collections import deque
from dataclasses import dataclass
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from gouji.read.pdf import native
from gouji.read.pdf.clips import TooMuch
from gouji.read.pdf.drawing import Drawing
from gouji.read.pdf.frame import Boxes, Frame
from gouji.read.pdf.native import Address
from gouji.read.pdf.radicals import folded
from gouji.read.pdf.shown import Shown

CHARACTERS = 60_000
"""A page with more characters than this is refused."""

HIDDEN = "隐藏文字（不描印）"
CLEAR = "透明文字"
WHITE = "白底白字"
CLIPPED = "被裁切，页面上看不见"
OUTSIDE = "在页面之外"
DOUBLED = "同一字重叠描印（仿粗体）"
SKEWED = "斜排文字（水印）"
OVERLAID = "叠在表格上的大字（水印）"

REASONS = ("", HIDDEN, CLEAR, WHITE, CLIPPED, OUTSIDE, SKEWED, DOUBLED, OVERLAID)

_INVISIBLE_MODES = (3, 7)
_BLANK = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
UNMAPPED = "\ufffd"
"""A character whose font does not say what it is."""
_FAR = 1e6
_COMPARISONS = 10_000_000


@dataclass(frozen=True, slots=True)
class Characters:
    """n characters in the file's order.

    ``box`` is upright (x0, y0, x1, y1) and loose: as tall as the font, as wide as the advance.  ``blank``
    marks spaces.  ``turn`` counts anticlockwise quarters against upright text.  ``why`` numbers the reason
    in :data:`REASONS` why nobody sees it, 0 for what is seen.  ``size`` is the font's, in points.
    """

    text: list[str]
    box: Boxes
    blank: NDArray[np.bool_]
    turn: NDArray[np.int8]
    why: NDArray[np.intp]
    size: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.text)


def characters(text_page: Address, drawn: Drawing, frame: Frame) -> tuple[Characters, Frame]:
    """The page's characters, and the frame turned so that most of them run left to right.

    Raises :class:`TooMuch` on a page with more than :data:`CHARACTERS`.
    """
    count = native.count_characters(text_page)
    if count > CHARACTERS:
        raise TooMuch
    count = max(count, 0)
    text = _texts(text_page, count)
    unmapped = np.fromiter(map(native.is_unmapped, repeat(text_page), range(count)), np.int8, count) > 0
    for i in np.flatnonzero(unmapped).tolist():
        text[i] = UNMAPPED  # PDFium gives the number of the glyph, which is no text
    raw = _loose_boxes(text_page, count)
    blank = np.fromiter((c.isspace() or c in _BLANK for c in text), bool, count)
    # A space PDFium made up between two words has no box of its own.
    real = ~(blank & ((raw[:, 2] - raw[:, 0] <= 0) | (raw[:, 3] - raw[:, 1] <= 0)))
    text, raw, blank = [c for c, keep in zip(text, real, strict=True) if keep], raw[real], blank[real]
    states, state = _states(text_page, drawn, np.flatnonzero(real))
    turn = np.array([s.turn if s.turn is not None else -1 for s in states], np.int8)[state]
    frame = Frame(frame.bounds, frame.rotate, _dominant(turn[~blank], frame.rotate))
    unseen = _unseen(raw, blank, states, state, drawn, frame)
    upright = frame.upright(raw)
    relative = np.where(turn >= 0, (turn - frame.turn) % 4, 0).astype(np.int8)
    copies = _copies(text, upright, blank | (unseen > 0))
    unseen[copies] = REASONS.index(DOUBLED)
    size = np.array([s.size for s in states])[state]
    return Characters(text, upright, blank, relative, unseen, _sizes(size, upright)), frame


def _sizes(size: NDArray[np.float64], box: Boxes) -> NDArray[np.float64]:
    """The fonts' sizes, or the shorter side of the character where a font says nothing of use."""
    wide, tall = box[:, 2] - box[:, 0], box[:, 3] - box[:, 1]
    short, long = np.minimum(wide, tall), np.maximum(wide, tall)
    sure = (size > 0.3 * long) & (size < 4 * long)
    guess = np.where(short > 0.3 * long, long, short * 2)
    return np.maximum(np.where(sure, size, guess), 0.5)


def _texts(text_page: Address, count: int) -> list[str]:
    """One string per character; a pair of surrogates is a character and an empty string."""
    buffer = (ctypes.c_ushort * (count + 1))()
    if native.page_text(text_page, 0, count, ctypes.addressof(buffer)) == count + 1:
        codes = list(buffer[:count])
    else:  # some characters have no text of their own, so the bulk call cannot be aligned
        codes = [native.character(text_page, i) for i in range(count)]
    if not any(0xD800 <= code < 0xE000 or code in (0, 2, 0xFFFE, 0xFFFF) for code in codes):
        return list(folded("".join(map(chr, codes))))
    out = [folded(chr(code)) for code in codes]
    for i, code in enumerate(codes):
        if 0xD800 <= code < 0xDC00 and i + 1 < count and 0xDC00 <= codes[i + 1] < 0xE000:
            pair = 0x10000 + ((code - 0xD800) << 10) + (codes[i + 1] - 0xDC00)
            out[i], out[i + 1] = folded(chr(pair)), " "
        elif 0xD800 <= code < 0xE000 and out[i] != " ":
            out[i] = UNMAPPED
        elif code in (2, 0xFFFE):  # PDFium's mark for a hyphen at a line's end
            out[i] = "-"
        elif code in (0, 0xFFFF):
            out[i] = UNMAPPED
    return out


def _loose_boxes(text_page: Address, count: int) -> Boxes:
    """(left, bottom, right, top) in user space; what a damaged file puts nowhere is put far away."""
    flat = np.zeros((count, 4), np.float32)
    start, size = flat.ctypes.data, flat.itemsize * 4
    rows = range(start, start + size * count, size)
    deque(map(native.loose_box, repeat(text_page), range(count), rows), maxlen=0)
    left, top, right, bottom = np.nan_to_num(flat.astype(np.float64)).clip(-_FAR, _FAR).T
    return np.column_stack((left, np.minimum(bottom, top), right, np.maximum(bottom, top)))


def _states(
    text_page: Address, drawn: Drawing, index: NDArray[np.intp]
) -> tuple[list[Shown], NDArray[np.intp]]:
    """The different ways text is shown on this page, and each character's."""
    plain = Shown(0, 0, 0.0, None, False, False)
    states = list(dict.fromkeys(drawn.texts.values())) or [plain]
    if len(states) == 1:
        return states, np.zeros(len(index), np.intp)
    number = {shown: i for i, shown in enumerate(states)}
    known = {item: number[shown] for item, shown in drawn.texts.items()}
    states.append(plain)
    owners = map(native.text_object, repeat(text_page), index.tolist())
    return states, np.fromiter(map(known.get, owners, repeat(len(states) - 1)), np.intp, len(index))


def _dominant(turns: NDArray[np.int8], rotate: int) -> int:
    """The quarter turn most text has; as the page is shown when there is none."""
    counts = np.bincount(turns[turns >= 0], minlength=4)
    return int(counts.argmax()) if counts.max() > 0 and counts[rotate % 4] * 2 < counts.sum() else rotate % 4


def _unseen(
    raw: Boxes,
    blank: NDArray[np.bool_],
    states: list[Shown],
    state: NDArray[np.intp],
    drawn: Drawing,
    frame: Frame,
) -> NDArray[np.intp]:
    """For each character the number of its reason in ``REASONS``, 0 for what is seen."""
    x, y = (raw[:, 0] + raw[:, 2]) / 2, (raw[:, 1] + raw[:, 3]) / 2
    everything = (-np.inf, -np.inf, np.inf, np.inf)
    clips = np.array([s.clip or everything for s in states])[state]
    left, bottom, right, top = frame.bounds
    order = {reason: i for i, reason in enumerate(REASONS)}
    out = np.zeros(len(raw), np.intp)
    skewed = np.array([s.turn is None for s in states])[state]
    out[skewed] = order[SKEWED]
    white = np.array([s.white for s in states])[state] & ~blank
    grounds = np.array(drawn.surfaces + drawn.pictures).reshape(-1, 4)
    if white.sum() * len(grounds) <= _COMPARISONS:
        for i in np.flatnonzero(white):
            if not _inside(x[i], y[i], grounds):
                out[i] = order[WHITE]
    out[(x < clips[:, 0]) | (y < clips[:, 1]) | (x > clips[:, 2]) | (y > clips[:, 3])] = order[CLIPPED]
    out[(x < left) | (y < bottom) | (x > right) | (y > top)] = order[OUTSIDE]
    out[np.array([s.clear for s in states])[state]] = order[CLEAR]
    out[np.array([s.mode in _INVISIBLE_MODES for s in states])[state]] = order[HIDDEN]
    return out


def _inside(x: float, y: float, boxes: Boxes) -> bool:
    left, bottom, right, top = boxes.T
    return bool(((left <= x) & (x <= right) & (bottom <= y) & (y <= top)).any())


def _copies(text: list[str], box: Boxes, skip: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Characters that repeat one already printed in the same spot (fake bold drawn twice).

    The spot is 0.3 pt or 8 % of the font's height: no script sets the same glyph closer to itself.
    Pieces of a ligature share one box and follow each other; they are not copies.
    """
    index = np.flatnonzero(~skip)
    if len(index) < 2:
        return index[:0]
    code = np.fromiter((ord(text[i]) for i in index), np.int64, len(index))
    x, y = box[index, 0], (box[index, 1] + box[index, 3]) / 2
    near = np.maximum(0.3, 0.08 * (box[index, 3] - box[index, 1]))
    by_row = np.lexsort((y, code))
    new_row = np.diff(code[by_row], prepend=-1) != 0
    new_row[1:] |= np.diff(y[by_row]) >= near[by_row][1:]
    row = np.empty(len(index), np.int64)
    row[by_row] = np.cumsum(new_row)
    by_place = np.lexsort((index, x, row))
    same = (np.diff(row[by_place]) == 0) & (np.diff(x[by_place]) < near[by_place][1:])
    first, second = index[by_place[:-1][same]], index[by_place[1:][same]]
    ligature = (np.abs(first - second) == 1) & (box[first] == box[second]).all(axis=1)
    return np.asarray(np.maximum(first, second)[~ligature])
