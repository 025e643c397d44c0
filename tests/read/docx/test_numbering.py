"""Automatic numbers are part of the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gouji.read.docx.numerals import numeral

Read = Callable[..., Any]


def _level(index: int, written: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{written}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


_TIGHT = '<w:suff w:val="nothing"/>'
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + _level(0, "chineseCounting", "%1、", _TIGHT)
    + _level(1, "chineseCounting", "（%2）", _TIGHT)
    + _level(2, "decimal", "%3.")
    + _level(3, "decimal", "%1.%4", "<w:isLgl/>")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + _level(0, "bullet", "\uf06c", "")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + _level(0, "decimal", "第%1部分", '<w:pStyle w:val="part"/>')
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    + '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    + '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    + '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
    + '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
)
_STYLES = (
    '<w:style w:type="paragraph" w:styleId="part">'
    '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
)


def _item(level: int, text: str, number: int = 1) -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def test_levels_count_and_begin_anew(read: Read) -> None:
    body = "".join(
        _item(level, text)
        for level, text in [(0, "甲"), (1, "乙"), (1, "丙"), (2, "2023 年"), (0, "丁"), (1, "戊"), (3, "己")]
    )
    blocks, _ = read(body, numbering=_NUMBERING)
    texts = [block.text for block in blocks]
    assert texts == ["一、甲", "（一）乙", "（二）丙", "1. 2023 年", "二、丁", "（一）戊", "2.1 己"]


def test_a_list_goes_on_unless_it_is_told_to_start(read: Read) -> None:
    blocks, _ = read(
        _item(0, "甲") + _item(0, "乙", 2) + _item(0, "丙", 2) + _item(0, "丁", 0), numbering=_NUMBERING
    )
    assert [block.text for block in blocks] == ["一、甲", "一、乙", "二、丙", "丁"]


def test_bullets_and_numbers_of_styles(read: Read) -> None:
    part = '<w:p><w:pPr><w:pStyle w:val="part"/></w:pPr><w:r><w:t>表</w:t></w:r></w:p>'
    blocks, _ = read(_item(0, "点", 3) + part + part, numbering=_NUMBERING, styles=_STYLES)
    assert [block.text for block in blocks] == ["• 点", "第1部分 表", "第2部分 表"]


def test_a_number_alone_in_a_cell(read: Read) -> None:
    row = f"<w:tr><w:tc>{_item(2, '')}</w:tc><w:tc><w:p/></w:tc></w:tr>"
    blocks, _ = read(f"<w:tbl>{row}{row}</w:tbl>", numbering=_NUMBERING)
    assert [cell.text for cell in blocks[0].cells] == ["1.", "", "2.", ""]


@pytest.mark.parametrize(
    ("number", "written", "sign"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (10, "chineseCounting", "十"),
        (21, "chineseCounting", "二十一"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (1010, "chineseCountingThousand", "一千零一十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (10, "ideographDigital", "一〇"),
        (2, "ideographTraditional", "乙"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "decimalEnclosedParen", "⑵"),
        (12, "decimalFullWidth", "１２"),
        (4, "lowerRoman", "iv"),
        (1949, "upperRoman", "MCMXLIX"),
        (27, "lowerLetter", "aa"),
        (3, "ideographEnclosedCircle", "㊂"),
        (3, "noSuchFormat", "3"),
        (0, "chineseCounting", "0"),
    ],
)
def test_numerals(number: int, written: str, sign: str) -> None:
    assert numeral(number, written) == sign
