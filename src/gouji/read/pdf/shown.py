"""How text objects are shown: which way they run, how large, in what ink, and through which clip."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from math import atan2, degrees, hypot, isfinite
from typing import NamedTuple

from gouji.read.pdf import native
from gouji.read.pdf.clips import Bounds, Clips
from gouji.read.pdf.native import IDENTITY, Address, Matrix

WHITE = 250
"""Ink with no component below this is white."""

_SKEW = 8.0  # degrees off a quarter turn


class Shown(NamedTuple):
    """How a text object is shown.

    ``turn`` counts quarter turns anticlockwise of its reading direction in user
    space, ``None`` when it stands askew.  ``size`` is the font's size in points,
    0 where it says none.  ``clip`` is ``None`` where nothing clips.
    """

    mode: int
    turn: int | None
    size: float
    clip: Bounds | None
    white: bool
    clear: bool


class _Raw(ctypes.Structure):
    """What PDFium says of a text object, laid out so that all but the position is one run of bytes."""

    _fields_ = (
        ("size", ctypes.c_float),
        ("ink", ctypes.c_uint * 4),
        ("matrix", ctypes.c_float * 6),
    )


_LOOK = 36  # bytes: size, ink and matrix without its position


class Texts:
    """Tells how text objects are shown; a page has thousands of them and few different ones."""

    def __init__(self, clips: Clips) -> None:
        self._clips = clips
        self._raw = _Raw()

    def teller(self, outer: Matrix, within: Bounds | None) -> Callable[[Address], Shown]:
        """Tells how an object, drawn under ``outer`` and seen ``within``, is shown.

        Ten calls for each of thousands of objects: everything they need is at hand.
        """
        font_size, colour, matrix = native.font_size, native.fill_colour, native.object_matrix
        mode_of, clip_of = native.render_mode, native.clip_of
        count_clips, segment = native.count_clips, native.clip_segment
        told = self._raw
        size_at = ctypes.addressof(told)
        red_at, green_at, blue_at, alpha_at = (size_at + 4 + 4 * i for i in range(4))
        matrix_at = size_at + 20
        look = (ctypes.c_char * _LOOK).from_buffer(told)
        known: dict[tuple[bytes, int, Address, int], Shown] = {}

        def shown(item: Address) -> Shown:
            if not font_size(item, size_at):
                told.size = 0.0
            if not colour(item, red_at, green_at, blue_at, alpha_at):
                told.ink[:] = (0, 0, 0, 255)  # a pattern: ink of some kind
            if not matrix(item, matrix_at):
                told.matrix[:] = IDENTITY
            mode = mode_of(item)
            clip = clip_of(item)
            clips = count_clips(clip) if clip else 0
            last = segment(clip, clips - 1, 0) or 0 if clips > 0 else 0
            key = (look.raw, mode, last, clips)
            found = known.get(key)
            if found is None:
                found = self._new(mode, self._clips.of(item, outer, within), outer)
                if last or clips <= 0:
                    known[key] = found
            return found

        return shown

    def _new(self, mode: int, clip: Bounds | None, outer: Matrix) -> Shown:
        a, b, c, d, *_ = native.multiplied(native.as_matrix(self._raw.matrix), outer)
        angle = degrees(atan2(b, a))
        if not isfinite(angle):
            angle = 45.0
        quarter = round(angle / 90)
        red, green, blue, alpha = self._raw.ink
        return Shown(
            mode,
            quarter % 4 if abs(angle - 90 * quarter) <= _SKEW else None,
            round(self._raw.size * hypot(c, d), 1),
            clip,
            min(red, green, blue) >= WHITE,
            alpha == 0,
        )
