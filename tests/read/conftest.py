"""Small Office files, written part by part."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

import pytest

from gouji.read.ole import MAGIC

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": _W,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header": "hdr",
    "footer": "ftr",
    "comments": "comments",
    "chart": "chart",
}

Parts = Mapping[str, str | bytes]


def _zipped(parts: Parts) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _relations(links: Mapping[str, str]) -> str:
    """A relationships part: kind → target; the id is the kind."""
    entries = "".join(
        f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for kind, target in links.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{entries}</Relationships>'


def _docx(body: str, **parts: str) -> bytes:
    """A Word document with ``body``; ``parts`` are the insides of styles, numbering, footnotes, header …"""
    links = {kind: f"{kind}1.xml" for kind in parts}
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(links),
    }
    for kind, inside in parts.items():
        root = f"w:{_ROOTS[kind]}" if kind != "chart" else "c:chart"
        files[f"word/{kind}1.xml"] = f"<{root} {_NAMES}>{inside}</{root}>"
    return _zipped(files)


def _compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file with these streams in its root; all are made long enough for whole sectors."""
    sectors: list[bytes] = []
    fat: list[int] = []

    def store(data: bytes) -> int:
        first = len(sectors)
        pieces = [data[at : at + 512].ljust(512, b"\0") for at in range(0, max(len(data), 1), 512)]
        sectors.extend(pieces)
        fat.extend([*range(first + 1, first + len(pieces)), 0xFFFFFFFE])
        return first

    def entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
        raw = name.encode("utf-16-le")
        links = struct.pack("<HBBIII", len(raw) + 2, kind, 1, 0xFFFFFFFF, right, child)
        return raw.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)

    names = list(streams)
    entries = [entry("Root Entry", 5, 0xFFFFFFFF, 1 if names else 0xFFFFFFFF, 0xFFFFFFFE, 0)]
    for index, name in enumerate(names, 1):
        data = streams[name].ljust(4096, b"\0")
        right = index + 1 if index < len(names) else 0xFFFFFFFF
        entries.append(entry(name, 2, right, 0xFFFFFFFF, store(data), len(data)))
    directory = store(b"".join(entries))
    table = len(sectors)
    fat.append(0xFFFFFFFD)
    assert len(fat) <= 128
    sectors.append(struct.pack("<128I", *fat, *[0xFFFFFFFF] * (128 - len(fat))))
    header = MAGIC + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIIII", 0, 1, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, table)
    return header + b"\xff" * (512 - len(header)) + b"".join(sectors)


@pytest.fixture(scope="session")
def zipped() -> Callable[[Parts], bytes]:
    """Makes a zip file of parts."""
    return _zipped


@pytest.fixture(scope="session")
def docx() -> Callable[..., bytes]:
    """Makes a Word document of the inside of its body and of other parts."""
    return _docx


@pytest.fixture(scope="session")
def compound() -> Callable[[Mapping[str, bytes]], bytes]:
    """Makes an OLE compound file of streams."""
    return _compound
