"""The OLE compound file, the box that .doc, .xls, .wps, .et and encrypted Office files come in.

Only what is needed to tell these apart and to take one stream out: the names
in the root storage and their bytes.  Layout: [MS-CFB], Compound File Binary
File Format.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_LAST_SECTOR = 0xFFFFFFFA  # numbers from here on are not sectors but marks (end of chain, free, …)
_HEADER_SLOTS = 109
_NO_ENTRY = 0xFFFFFFFF
_STREAM, _ROOT = 2, 5


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream of the root storage: where its chain starts and its size in bytes."""

    start: int
    size: int


@dataclass(frozen=True, slots=True)
class Compound:
    """An opened compound file; ``streams`` and ``storages`` are those of the root."""

    data: bytes
    sector: int
    fat: array[int]
    mini_fat: array[int]
    mini_stream: bytes
    mini_cutoff: int
    streams: dict[str, Stream]
    storages: frozenset[str]

    def read(self, name: str) -> bytes:
        """The bytes of a stream.  Raises ``ValueError`` where its chain is broken."""
        stream = self.streams[name]
        if stream.size >= self.mini_cutoff:
            return _chained(self.data, self.sector, self.sector, self.fat, stream.start)[: stream.size]
        return _chained(self.mini_stream, 64, 0, self.mini_fat, stream.start)[: stream.size]


def compound(data: bytes) -> Compound:
    """Opens a compound file.  Raises ``ValueError`` where it is not one or is broken."""
    if not data.startswith(MAGIC) or len(data) < 512:
        raise ValueError("not a compound file")
    try:
        return _open(data)
    except (struct.error, IndexError, OverflowError) as error:
        raise ValueError("a broken compound file") from error


def _open(data: bytes) -> Compound:
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or mini_shift != 6:
        raise ValueError("unknown sector size")
    sector = 1 << shift
    first_directory, cutoff, first_mini = struct.unpack_from("<I4xII", data, 48)
    fat = array("I")
    for number in _fat_sectors(data, sector):
        fat.extend(_numbers(data[(number + 1) * sector : (number + 2) * sector]))
    directory = _chained(data, sector, sector, fat, first_directory)
    mini_fat = _numbers(_chained(data, sector, sector, fat, first_mini))
    root_start, root_size = struct.unpack_from("<II", directory, 116)
    mini_stream = _chained(data, sector, sector, fat, root_start)[:root_size]
    streams: dict[str, Stream] = {}
    storages: set[str] = set()
    for name, kind, start, size in _children(directory):
        if kind == _STREAM:
            streams[name] = Stream(start, size)
        else:
            storages.add(name)
    return Compound(data, sector, fat, mini_fat, mini_stream, cutoff, streams, frozenset(storages))


def _fat_sectors(data: bytes, sector: int) -> Iterator[int]:
    """The sectors of the allocation table: the first 109 stand in the header, the rest in a chain."""
    slots = struct.unpack_from(f"<{_HEADER_SLOTS}I", data, 76)
    yield from (slot for slot in slots if slot < _LAST_SECTOR)
    following, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, len(data) // sector)):
        if following >= _LAST_SECTOR:
            return
        *slots_here, following = _numbers(data[(following + 1) * sector : (following + 2) * sector])
        yield from (slot for slot in slots_here if slot < _LAST_SECTOR)


def _numbers(raw: bytes) -> array[int]:
    return array("I", struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4]))


def _chained(data: bytes, sector: int, offset: int, table: array[int], start: int) -> bytes:
    """The sectors of one chain, joined; a chain that runs in a circle is broken."""
    pieces: list[bytes] = []
    while start < _LAST_SECTOR:
        if len(pieces) > len(table):
            raise ValueError("a chain without an end")
        pieces.append(data[offset + start * sector : offset + (start + 1) * sector])
        start = table[start]
    return b"".join(pieces)


def _children(directory: bytes) -> Iterator[tuple[str, int, int, int]]:
    """Name, kind, start and size of what stands in the root storage (a tree of siblings)."""
    (child,) = struct.unpack_from("<I", directory, 76)
    waiting, seen = [child], {_NO_ENTRY}
    while waiting:
        entry = waiting.pop()
        if entry in seen:
            continue
        seen.add(entry)
        at = entry * 128
        length, kind, left, right = struct.unpack_from("<HBxII", directory, at + 64)
        start, size = struct.unpack_from("<II", directory, at + 116)
        name = directory[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")
        waiting += [left, right]
        if kind != _ROOT:
            yield name, kind, start, size
