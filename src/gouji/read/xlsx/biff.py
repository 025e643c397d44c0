"""The records and strings of an old workbook's stream (BIFF5 and BIFF8, [MS-XLS] 2.1 and 2.5.293)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

BEGIN, END, CONTINUE = 0x0809, 0x000A, 0x003C
BIFF8 = 0x0600


class Record(NamedTuple):
    """One record: its kind, its data and the data of the records that continue it."""

    kind: int
    data: bytes
    more: tuple[bytes, ...] = ()


def records(stream: bytes, at: int) -> Iterator[Record]:
    """The records of one substream, its begin mark included; charts inside it are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        data = stream[at + 4 : at + 4 + length]
        at += 4 + length
        more: list[bytes] = []
        while stream[at : at + 2] == b"\x3c\x00" and at + 4 <= len(stream):
            (length,) = struct.unpack_from("<H", stream, at + 2)
            more.append(stream[at + 4 : at + 4 + length])
            at += 4 + length
        if kind == END:
            depth -= 1
            if depth <= 0:
                return
        depth += kind == BEGIN
        if depth == 1:
            yield Record(kind, data, tuple(more))


class Strings:
    """Reads strings out of a record and its continuations, in which a string may be torn anywhere."""

    def __init__(self, record: Record, at: int, codec: str | None) -> None:
        """``codec`` is that of 8-bit strings in BIFF5, ``None`` for BIFF8."""
        self._chunks = (record.data, *record.more)
        self._chunk, self._at, self._codec = 0, at, codec

    def long(self) -> str:
        """A string whose length takes two bytes."""
        return self._string(*struct.unpack("<H", self._take(2)))

    def short(self) -> str:
        """A string whose length takes one byte."""
        return self._string(self._take(1)[0])

    def _string(self, length: int) -> str:
        if self._codec is not None:
            return self._take(length).decode(self._codec, "replace")
        flags = self._take(1)[0]
        runs = struct.unpack("<H", self._take(2))[0] if flags & 8 else 0
        extension = struct.unpack("<I", self._take(4))[0] if flags & 4 else 0
        text = self._signs(length, flags & 1)
        self._take(4 * runs + extension)
        return text

    def _signs(self, length: int, wide: int) -> str:
        """``length`` signs; each continuation says anew whether they take one byte or two."""
        pieces: list[str] = []
        while True:
            chunk = self._chunks[self._chunk]
            here = min(length, (len(chunk) - self._at) >> wide)
            raw = chunk[self._at : self._at + (here << wide)]
            pieces.append(raw.decode("utf-16-le" if wide else "latin-1", "replace"))
            self._at += here << wide
            length -= here
            if not length:
                return "".join(pieces)
            self._next()
            wide = self._take(1)[0] & 1

    def _take(self, count: int) -> bytes:
        taken = b""
        while True:
            chunk = self._chunks[self._chunk]
            piece = chunk[self._at : self._at + count - len(taken)]
            self._at += len(piece)
            taken += piece
            if len(taken) == count:
                return taken
            self._next()

    def _next(self) -> None:
        if self._chunk + 1 >= len(self._chunks):
            raise ValueError("a string that does not end")
        self._chunk, self._at = self._chunk + 1, 0
