"""What a file is, told by its first bytes and never by its name."""

from __future__ import annotations

import struct
import zipfile
from enum import Enum
from typing import BinaryIO

from gouji.read.sniff import kind_of_text

_HEAD = 4096
_BEGINNING = 65536


class Format(Enum):
    """The formats Gouji knows by sight, readable or not."""

    TEXT = "text"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    HTML = "html"
    DOC = "doc"
    XLS = "xls"
    OLE = "ole"
    OFD = "ofd"
    OPEN_DOCUMENT = "open-document"
    RTF = "rtf"
    MHTML = "mhtml"
    XML = "xml"
    ZIP = "zip"
    ARCHIVE = "archive"
    IMAGE = "image"

    @property
    def label(self) -> str:
        """What a user calls it."""
        return _LABELS[self]


_LABELS = {
    Format.TEXT: "文本文件",
    Format.PDF: "PDF 文件",
    Format.DOCX: "Word 文件（.docx）",
    Format.XLSX: "Excel 文件（.xlsx）",
    Format.HTML: "网页（HTML）",
    Format.DOC: "旧版 Word 文件（.doc、.wps）",
    Format.XLS: "旧版 Excel 文件（.xls、.et）",
    Format.OLE: "旧版 Office 格式的文件",
    Format.OFD: "OFD 版式文件",
    Format.OPEN_DOCUMENT: "OpenDocument 文件（.odt、.ods）",
    Format.RTF: "RTF 文件",
    Format.MHTML: "单文件网页（MHTML）",
    Format.XML: "XML 文件",
    Format.ZIP: "ZIP 压缩包",
    Format.ARCHIVE: "压缩包",
    Format.IMAGE: "图片",
}

_SIGNATURES = (
    (b"{\\rtf", Format.RTF),
    (b"MIME-Version:", Format.MHTML),
    (b"7z\xbc\xaf\x27\x1c", Format.ARCHIVE),
    (b"Rar!\x1a\x07", Format.ARCHIVE),
    (b"\x1f\x8b", Format.ARCHIVE),
    (b"\x89PNG\r\n", Format.IMAGE),
    (b"\xff\xd8\xff", Format.IMAGE),
    (b"GIF8", Format.IMAGE),
    (b"II*\0", Format.IMAGE),
    (b"MM\0*", Format.IMAGE),
)
_PARTS = (
    ("word/document", Format.DOCX),
    ("xl/workbook", Format.XLSX),
    ("OFD.xml", Format.OFD),
    ("content.xml", Format.OPEN_DOCUMENT),
)
_STREAMS = (
    ("WordDocument", Format.DOC),
    ("Workbook", Format.XLS),
    ("Book", Format.XLS),
)
_TEXTS = {"html": Format.HTML, "mhtml": Format.MHTML, "office xml": Format.XML}


def sniff(stream: BinaryIO) -> Format:
    """The format of a seekable ``stream``; text is what nothing else claims.

    Raises :class:`zipfile.BadZipFile` for a zip file that is cut off or damaged.
    """
    stream.seek(0)
    head = stream.read(_HEAD)
    for signature, found in _SIGNATURES:
        if head.startswith(signature):
            return found
    if head.startswith(b"PK\x03\x04"):
        return _sniff_zip(stream)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _sniff_ole(stream, head)
    # Without NUL bytes and marks, UTF-16 looks like the other encodings.
    plain = head.replace(b"\0", b"")
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        plain = plain.removeprefix(mark)
    plain = plain.lstrip()
    if plain.startswith(b"%PDF-"):
        return Format.PDF
    stream.seek(0)
    found_in_text = _TEXTS.get(kind_of_text(stream.read(_BEGINNING), flow=False))
    if found_in_text is not None:
        return found_in_text
    return Format.XML if plain.startswith(b"<?xml") else Format.TEXT


def _sniff_zip(stream: BinaryIO) -> Format:
    """What an Office or OFD package is, by the names of its parts."""
    try:
        with zipfile.ZipFile(stream) as package:
            names = package.namelist()
    except (NotImplementedError, ValueError, struct.error) as error:
        raise zipfile.BadZipFile(str(error)) from None
    for part, found in _PARTS:
        if any(name.startswith(part) for name in names):
            return found
    return Format.ZIP


def _sniff_ole(stream: BinaryIO, head: bytes) -> Format:
    """What a compound file is, by the streams its directory names ([MS-CFB] 2.2 and 2.6)."""
    if len(head) < 52:
        return Format.OLE
    (shift,) = struct.unpack_from("<H", head, 30)
    (sector,) = struct.unpack_from("<I", head, 48)
    if shift not in (9, 12):
        return Format.OLE
    stream.seek((sector + 1) << shift)
    directory = stream.read(_HEAD)
    for name, found in _STREAMS:
        if (name + "\0").encode("utf-16-le") in directory:
            return found
    return Format.OLE
