"""Bytes become text in the encodings offices save, or are refused with a reason."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.errors import Unreadable
from gouji.read.encoding import decode

TEXT = "云台区园林所部门预算\n项目\t金额\n植树\t12.50\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("gbk"),
        TEXT.encode("gb18030"),
        TEXT.replace("\n", "\r\n").encode("gb18030"),
        TEXT.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "utf-8-mark", "utf-16-le", "utf-16-be", "gbk", "gb18030", "crlf", "cr"],
)
def test_what_offices_save_is_read(data: bytes) -> None:
    assert decode(data, "甲.txt") == TEXT


def test_rare_names_and_old_characters_are_still_gb18030() -> None:
    text = "负责人：陈喆、赵堃，绿地 300㎡，部門預算收支總表"
    assert decode(text.encode("gb18030"), "甲.txt") == text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("甲乙\n丙丁".encode() + b"\xff\xff\xff", "第 2 行不是 UTF-8，第 2 行不是 GB18030"),
        ("déjà vu".encode("latin-1"), "编码无法辨认"),
        ("部門預算公開說明，單位職責與收支總表".encode("big5"), "编码无法辨认"),
        ("予算の概要について、単位は千円である".encode("shift_jis"), "编码无法辨认"),
        ("甲\0乙".encode(), "NUL"),
        (TEXT.encode("utf-16-le"), "NUL"),
        (codecs.BOM_UTF16_LE + "甲\0乙".encode("utf-16-le"), "NUL"),
        (codecs.BOM_UTF8 + b"a\n\xff", "第 2 行不是这种编码"),
        (codecs.BOM_UTF16_LE + b"a", "UTF-16-LE"),
        (b"\x01\x02\x03abc", "控制字符"),
        ("\ue000\ue001甲".encode("gb18030"), "自造字符"),
    ],
)
def test_other_bytes_are_refused_with_what_and_remedy(data: bytes, what: str) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(data, "甲.txt")
    assert what in caught.value.what
    assert caught.value.name == "甲.txt"
    assert "UTF-8" in caught.value.remedy


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data, "甲.txt")
    except Unreadable:
        return
    assert "\r" not in text
    assert "\0" not in text
