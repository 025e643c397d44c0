"""How text objects are shown: which way they run, how large, in what ink, and through which clip."""

from __future__ import annotations

import ctypes
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


class Texts:
    """Tells how text objects are shown; a page has thousands of them and few different ones."""

    def __init__(self, clips: Clips) -> None:
        self._clips = clips
        self._known: dict[tuple[object, ...], Shown] = {}
        self._raw = _Raw()
        address = ctypes.addressof(self._raw)
        self._size = address
        self._ink = tuple(address + 4 + 4 * i for i in range(4))
        self._matrix = address + 20
        self._bytes = memoryview(self._raw).cast("B")[:36]

    def shown(self, item: Address, outer: Matrix, within: Bounds | None) -> Shown:
        """How ``item``, drawn under ``outer`` and seen ``within``, is shown."""
        if not native.font_size(item, self._size):
            self._raw.size = 0.0
        if not native.fill_colour(item, *self._ink):
            self._raw.ink[:] = (0, 0, 0, 255)  # a pattern: ink of some kind
        if not native.object_matrix(item, self._matrix):
            self._raw.matrix[:] = IDENTITY
        clip = self._clips.of(item, outer, within)
        key = (bytes(self._bytes), native.render_mode(item), clip, outer)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._new(key[1], clip, outer)
        return found

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
