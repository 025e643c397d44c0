"""What a file is, told by its content."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.read.sniff import refusal, sniff


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\n\n%PDF-1.4", "pdf"),
        ("部门预算公开".encode(), "text"),
        ("部门预算公开".encode("gb18030"), "text"),
        ("部门预算公开".encode("utf-16"), "text"),
        (b"<!DOCTYPE html><html>", "html"),
        (b"\xef\xbb\xbf\r\n <HTML lang='zh'>", "html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x"><html>', "html"),
        (b"<!-- saved from url --><html>", "html"),
        (b"<table border=1><tr><td>1\t</td></tr></table>", "html"),
        ("<meta charset=gbk><title>预算</title>".encode("gbk"), "html"),
        ("<html><body>预算".encode("utf-16"), "html"),
        (b"<p>a</p>", "html"),
        ("<p>表一</p>\n科目\t金额\n".encode(), "text"),
        (b"<3 a", "text"),
        (b"\x00\x01\x02\x03binary", "binary"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"{\\rtf1\\ansi", "binary"),
        (b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart", "binary"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "binary"),
        (b"PK\x03\x04 torn word/document.xml", "docx"),
        (b"PK\x03\x04 torn xl/workbook.xml", "xlsx"),
        (b"PK\x03\x04 torn", "zip"),
    ],
)
def test_content_decides(data: bytes, kind: str) -> None:
    assert sniff(data) == kind


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("word/document.xml", "docx"),
        ("word\\document.xml", "docx"),
        ("xl/workbook.xml", "xlsx"),
        ("OFD.xml", "zip"),
        ("预算.pdf", "zip"),
    ],
)
def test_zip_files_are_told_by_their_parts(zipped: Callable[..., bytes], part: str, kind: str) -> None:
    assert sniff(zipped({part: "<x/>"})) == kind


@pytest.mark.parametrize(
    ("streams", "kind"),
    [
        (["WordDocument", "1Table"], "doc"),
        (["Workbook"], "xls"),
        (["Book"], "xls"),
        (["EncryptionInfo", "EncryptedPackage"], "binary"),
        (["Contents"], "binary"),
        ([], "binary"),
    ],
)
def test_ole_files_are_told_by_the_streams_of_their_root(
    compound: Callable[..., bytes], streams: list[str], kind: str
) -> None:
    assert sniff(compound(dict.fromkeys(streams, b"x"))) == kind


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空的"),
        (b"MIME-Version: 1.0\n", "单个文件网页"),
        (b"{\\rtf1", "RTF"),
        (b"\xff\xd8\xff\xe0", "图片"),
        (b"Rar!\x1a\x07", "压缩包"),
        (b"PK\x03\x04", "损坏"),
        (b"\x00\x01\x02", "内容不是"),
    ],
)
def test_a_refusal_says_what_it_is_and_what_to_do(data: bytes, says: str) -> None:
    error = refusal(data, "甲.docx")
    assert error.name == "甲.docx"
    assert says in error.what
    assert error.remedy


def test_an_old_word_file_is_told_how_to_convert(compound: Callable[..., bytes]) -> None:
    error = refusal(compound({"WordDocument": b""}))
    assert "另存为 .docx 或 PDF" in error.remedy


def test_an_encrypted_file_is_told_to_lose_its_password(compound: Callable[..., bytes]) -> None:
    error = refusal(compound({"EncryptedPackage": b""}))
    assert "密码" in error.what


@given(st.binary(max_size=2000), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]))
def test_anything_is_something(data: bytes, start: bytes) -> None:
    assert sniff(start + data) in {
        "pdf", "docx", "xlsx", "xls", "doc", "html", "text", "binary", "zip", "empty",
    }  # fmt: skip
