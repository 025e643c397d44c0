"""Web pages: what a browser shows, in reading order."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.document import Grid, Paragraph
from gouji.model.errors import Unreadable
from gouji.read.html import read_html


def _read(body: str) -> tuple[list[Any], list[tuple[str, str]]]:
    """Blocks as text, (text, level) or lists of cells, and what was dropped."""
    blocks, dropped = read_html(f"<html><body>{body}</body></html>".encode())
    shown: list[Any] = []
    for block in blocks:
        if isinstance(block, Grid):
            shown.append([(c.text, c.row, c.column, c.rows, c.columns) for c in block.cells])
        else:
            shown.append((block.text, block.level) if block.level else block.text)
    return shown, [(one.text, one.reason) for one in dropped]


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("<h1>部门预算</h1><p>正文</p><h3>小节</h3>", [("部门预算", 1), "正文", ("小节", 3)]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ("<p>一<br>二</p>", ["一\n二"]),
        ("<p>一<br><br>二</p>", ["一", "二"]),
        ("<ul><li>甲<li>乙</ul>", ["甲", "乙"]),
        ("<p>a &amp; b&nbsp;&lt;c&#x4e00;</p>", ["a & b\xa0<c一"]),
        ("<p>  多  个\n  空 白  </p>", ["多 个空 白"]),
        ("<p>total\n  100</p>", ["total 100"]),
        ("<p>1,234<span>.50</span> 万元</p>", ["1,234.50 万元"]),
        ("<pre>甲  乙\n丙</pre>", ["甲  乙\n丙"]),
        ("<p>前<script>var a = '无'</script><style>p{}</style><noscript>无</noscript>后</p>", ["前后"]),
        ("<p>前<!-- 注 -->后</p>", ["前后"]),
        ("<!--[if !mso]>无<![endif]--><p>有</p>", ["有"]),
        ("<p>&nbsp;</p><p>　　</p>", []),
        ("<p>金额<input value='12.5'><input type=hidden value='无'></p>", ["金额12.5"]),
        ("<p>没有<b>结束<p>的段落", ["没有结束", "的段落"]),
        ("", []),
    ],
)
def test_text(body: str, blocks: list[Any]) -> None:
    assert _read(body)[0] == blocks


@pytest.mark.parametrize(
    ("body", "blocks", "dropped"),
    [
        ("<p>见<span style='DISPLAY : none'>不<b>见</b></span></p>", ["见"], [("不见", "网页中隐藏的内容")]),
        ("<div hidden>甲<p>乙</div>丙", ["丙"], [("甲\n乙", "网页中隐藏的内容")]),
        ("<p style='mso-hide:all'>藏</p>尾", ["尾"], [("藏", "网页中隐藏的内容")]),
        ("<div style='display:none'></div>", [], []),
        ("<select><option>甲<option>乙</select>丙", ["丙"], [("甲\n乙", "下拉列表")]),
        ("<p>图<img src=x></p>", ["图"], [("", "图片（其中文字未读取）")]),
        (
            "<table><tr><td>1<td>2<tr style='display:none'><td>3<td>4</table>",
            [[("1", 0, 0, 1, 1), ("2", 0, 1, 1, 1)]],
            [("3\n4", "网页中隐藏的内容")],
        ),
    ],
)
def test_what_is_not_seen_is_listed(body: str, blocks: list[Any], dropped: list[Any]) -> None:
    assert _read(body) == (blocks, dropped)


def test_a_header_of_two_storeys() -> None:
    blocks, _ = _read(
        "<p>前</p><table><caption>表一</caption><thead><tr><th rowspan=2>科目<th colspan=2>2023 年</tr>"
        "<tr><th>合计<th>基本</thead><tbody><tr><td>甲<td>1.00<td>0.50</tbody></table><p>后</p>"
    )
    assert blocks == [
        "前",
        "表一",
        [
            ("科目", 0, 0, 2, 1),
            ("2023 年", 0, 1, 1, 2),
            ("合计", 1, 1, 1, 1),
            ("基本", 1, 2, 1, 1),
            ("甲", 2, 0, 1, 1),
            ("1.00", 2, 1, 1, 1),
            ("0.50", 2, 2, 1, 1),
        ],
        "后",
    ]


def test_lines_in_a_cell() -> None:
    blocks, _ = _read("<table><tr><td><p>一</p><p>二<br>三</p><td>&nbsp;</table>")
    assert blocks == [[("一\n二\n三", 0, 0, 1, 1), ("", 0, 1, 1, 1)]]


def test_an_inner_table_follows_the_outer() -> None:
    inner = "<table><tr><td>内1<td>内2</table>"
    blocks, _ = _read(f"<table><tr><td>外1{inner}尾<td>外2</table>")
    assert blocks == [
        [("外1\n尾", 0, 0, 1, 1), ("外2", 0, 1, 1, 1)],
        [("内1", 0, 0, 1, 1), ("内2", 0, 1, 1, 1)],
    ]


@pytest.mark.parametrize(
    "frame",
    [
        "<table><tr><td>{}</td></tr></table>",
        "<table><tbody><tr><td>导航</td></tr><tr><td>{}</td></tr></tbody></table>",
        "<table role=presentation><tr><td>导航<td>{}</table>",
    ],
)
def test_a_table_that_only_frames_the_page_is_no_table(frame: str) -> None:
    inside = "<h2>表一</h2><table><tr><td>1<td>2</table><p>后</p>"
    blocks, _ = _read(frame.format(inside))
    assert [block for block in blocks if block != "导航"] == [
        ("表一", 2),
        [("1", 0, 0, 1, 1), ("2", 0, 1, 1, 1)],
        "后",
    ]


def test_text_between_cells_stands_before_the_table() -> None:
    blocks, _ = _read("<table>散落<tr><td>1<td>2</table>")
    assert blocks == ["散落", [("1", 0, 0, 1, 1), ("2", 0, 1, 1, 1)]]


@pytest.mark.parametrize(
    ("table", "cells"),
    [
        ("<tr><td colspan=1000000000>a<tr><td>b<td>c", [
            ("a", 0, 0, 1, 2), ("b", 1, 0, 1, 1), ("c", 1, 1, 1, 1)]),
        ("<tr><td rowspan=1000000000>a<td>b<tr><td>c", [
            ("a", 0, 0, 2, 1), ("b", 0, 1, 1, 1), ("c", 1, 1, 1, 1)]),
        ("<tr><td rowspan=0>a<td>b<tr><td>c", [("a", 0, 0, 2, 1), ("b", 0, 1, 1, 1), ("c", 1, 1, 1, 1)]),
        ("<tr><td rowspan=x colspan=-3>a<td>b", [("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1)]),
        ("<tr><td rowspan='2 '>a<td>b<tr><td>c<tr><td>d", [
            ("a", 0, 0, 2, 1), ("b", 0, 1, 1, 1), ("c", 1, 1, 1, 1), ("d", 2, 0, 1, 1)]),
        ("<thead><tr><th rowspan=3>a<th>b<tbody><tr><td>c<td>d", [
            ("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1), ("c", 1, 0, 1, 1), ("d", 1, 1, 1, 1)]),
    ],
)  # fmt: skip
def test_spans(table: str, cells: list[Any]) -> None:
    assert _read(f"<table>{table}</table>")[0] == [cells]


def test_very_many_wide_cells_are_refused() -> None:
    with pytest.raises(Unreadable, match="跨列"):
        _read("<table><tr>" + "<td colspan=1000>" * 5000 + "</table>")


def test_deep_nesting_is_read_or_refused_but_never_cut_off() -> None:
    assert _read("<div>" * 1500 + "底")[0] == ["底"]
    with pytest.raises(Unreadable, match="嵌套层数过深"):
        _read("<div>" * 3000 + "底")


def test_tables_in_tables_in_tables() -> None:
    blocks, _ = _read("<table><tr><td>a<td>" * 400 + "底")
    assert len(blocks) == 400


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空的"),
        (b"%PDF-1.5", "PDF"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "单个文件网页"),
        (b"<html>" + b" " * ((64 << 20) + 1), "超出读取上限"),
    ],
)
def test_what_is_no_page_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read_html(data)


_PIECE = st.text(alphabet="表合计0. \n", min_size=1, max_size=5)
_ELEMENT = st.sampled_from(
    ["p", "div", "b", "h2", "li", "ul", "table", "tr", "td", "td colspan=2", "th rowspan=2", "tbody", "pre",
     "span style='display:none'", "p hidden", "select", "br", "/p", "/div", "/table", "/tr", "/td", "/span"]
)  # fmt: skip


@given(st.lists(st.one_of(_PIECE, _ELEMENT.map(lambda name: f"<{name}>")), max_size=25))
def test_every_sign_is_in_one_cell_or_paragraph_or_dropped(pieces: list[str]) -> None:
    blocks, dropped = read_html(("<html><body>" + "".join(pieces)).encode())
    read = "".join(block.text for block in blocks if isinstance(block, Paragraph))
    grids = [block for block in blocks if isinstance(block, Grid)]
    read += "".join(cell.text for grid in grids for cell in grid.cells)
    read += "".join(one.text for one in dropped)
    printed = "".join(piece for piece in pieces if not piece.startswith("<"))
    assert Counter("".join(read.split())) == Counter("".join(printed.split()))
    for grid in grids:
        for cell in grid.cells:
            assert cell.row + cell.rows <= grid.height
            assert cell.column + cell.columns <= grid.width
