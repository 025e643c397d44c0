"""A file is what its bytes say, whatever it is called."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from gouji.read.formats import Format, sniff


def package(*names: str) -> bytes:
    """A zip file with parts of these names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


def compound(stream_name: str) -> bytes:
    """A compound file whose directory, in its second sector, names one stream."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    directory = "Root Entry".encode("utf-16-le").ljust(128, b"\0")
    directory += (stream_name + "\0").encode("utf-16-le").ljust(128, b"\0")
    return bytes(header) + bytes(512) + directory.ljust(512, b"\0")


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("项目\t金额".encode(), Format.TEXT),
        ("项目\t金额".encode("gb18030"), Format.TEXT),
        ("\ufeff项目\t金额".encode("utf-16-le"), Format.TEXT),
        (b"<p>a</p>", Format.TEXT),
        ("<table><tr><td>项目</td></tr></table>".encode("gb18030"), Format.HTML),
        (b"<meta charset=gb2312><style>td {}</style><table>", Format.HTML),
        (b"see %PDF-1.7", Format.TEXT),
        (b"%PDF-1.7\n", Format.PDF),
        (b"\r\n%PDF-1.4\n", Format.PDF),
        (b"<!DOCTYPE html>\n<html>", Format.HTML),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a -->\n<HTML lang='zh'>", Format.HTML),
        ("\ufeff<html>".encode("utf-16-le"), Format.HTML),
        (b"<?xml version='1.0'?><Workbook>", Format.XML),
        (b"{\\rtf1", Format.RTF),
        (b"MIME-Version: 1.0\n", Format.MHTML),
        (b"\x89PNG\r\n\x1a\n", Format.IMAGE),
        (b"\xff\xd8\xff\xe0", Format.IMAGE),
        (b"Rar!\x1a\x07\x00", Format.ARCHIVE),
        (package("[Content_Types].xml", "word/document.xml"), Format.DOCX),
        (package("[Content_Types].xml", "xl/workbook.xml"), Format.XLSX),
        (package("OFD.xml", "Doc_0/Document.xml"), Format.OFD),
        (package("mimetype", "content.xml"), Format.OPEN_DOCUMENT),
        (package("甲.txt"), Format.ZIP),
        (compound("WordDocument"), Format.DOC),
        (compound("Workbook"), Format.XLS),
        (compound("Book"), Format.XLS),
        (compound("Other"), Format.OLE),
        (compound("Book")[:20], Format.OLE),
    ],
)
def test_the_format_is_told_by_the_content(data: bytes, found: Format) -> None:
    assert sniff(io.BytesIO(data)) is found


def test_a_zip_file_cut_off_is_damaged() -> None:
    with pytest.raises(zipfile.BadZipFile):
        sniff(io.BytesIO(package("word/document.xml")[:-10]))


def test_a_zip_file_of_an_unknown_version_is_damaged() -> None:
    data = bytearray(package("word/document.xml"))
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 6, 999)
    with pytest.raises(zipfile.BadZipFile):
        sniff(io.BytesIO(data))


def test_a_compound_file_with_sectors_of_no_size_is_only_that() -> None:
    data = bytearray(compound("Book"))
    struct.pack_into("<H", data, 30, 0)
    assert sniff(io.BytesIO(data)) is Format.OLE


def test_every_format_has_a_label() -> None:
    assert all(found.label for found in Format)
