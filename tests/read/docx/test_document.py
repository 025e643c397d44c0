"""Whole Word documents: nothing is lost, nothing is read twice, nothing unsafe is opened."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from typing import Any

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.document import Grid, Paragraph
from gouji.model.errors import Unreadable
from gouji.read.docx import read_docx

_TEXT = st.text(alphabet="表合计收入0123.,（）", min_size=1, max_size=6)


def _wrapped(opening: str, closing: str) -> Callable[[str], str]:
    return lambda inside: opening + inside + closing


_RUN = _TEXT.map(_wrapped("<w:r><w:t>", "</w:t></w:r>"))
_INLINE = st.one_of(
    _RUN,
    _RUN.map(_wrapped("<w:ins>", "</w:ins>")),
    _RUN.map(_wrapped("<w:hyperlink>", "</w:hyperlink>")),
    _TEXT.map(_wrapped("<w:del><w:r><w:delText>", "</w:delText></w:r></w:del>")),
    _TEXT.map(_wrapped("<w:r><w:rPr><w:vanish/></w:rPr><w:t>", "</w:t></w:r>")),
    _TEXT.map(_wrapped("<w:r><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>",
                       "</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></w:r>")),
)  # fmt: skip
_MARK = st.sampled_from(["", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"])
_PARAGRAPH = st.tuples(_MARK, st.lists(_INLINE, max_size=3)).map(
    lambda parts: f"<w:p>{parts[0]}{''.join(parts[1])}</w:p>"
)
_CELL_PROPERTIES = st.sampled_from(
    [
        "",
        "<w:vMerge/>",
        '<w:vMerge w:val="restart"/>',
        '<w:gridSpan w:val="2"/>',
        "<w:hMerge/>",
        "<w:cellDel/>",
    ]
)
_ROW_PROPERTIES = st.sampled_from(["", '<w:gridBefore w:val="1"/>', "<w:hidden/>", "<w:del/>"])


def _tables(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    cell = st.tuples(_CELL_PROPERTIES, st.lists(blocks, max_size=2)).map(
        lambda parts: f"<w:tc><w:tcPr>{parts[0]}</w:tcPr>{''.join(parts[1])}</w:tc>"
    )
    row = st.tuples(_ROW_PROPERTIES, st.lists(cell, max_size=3)).map(
        lambda parts: f"<w:tr><w:trPr>{parts[0]}</w:trPr>{''.join(parts[1])}</w:tr>"
    )
    return st.lists(row, max_size=3).map(lambda rows: f"<w:tbl>{''.join(rows)}</w:tbl>")


_BLOCKS = st.lists(st.recursive(_PARAGRAPH, _tables, max_leaves=12), max_size=4).map("".join)


def _signs(text: str) -> Counter[str]:
    return Counter(text.replace("\n", "").replace("\t", ""))


@given(_BLOCKS)
def test_every_sign_is_in_one_cell_or_paragraph_or_dropped(docx: Callable[..., bytes], body: str) -> None:
    blocks, dropped = read_docx(docx(body))
    printed = _signs_between_tags(body)
    read = "".join(block.text for block in blocks if isinstance(block, Paragraph))
    read += "".join(cell.text for block in blocks if isinstance(block, Grid) for cell in block.cells)
    assert _signs(read + "".join(one.text for one in dropped)) == printed


def _signs_between_tags(body: str) -> Counter[str]:
    """The signs between the tags."""
    signs: Counter[str] = Counter()
    for piece in body.split("<"):
        signs.update(piece.rpartition(">")[2])
    return signs


@given(_BLOCKS)
def test_cells_do_not_overlap(docx: Callable[..., bytes], body: str) -> None:
    blocks, _ = read_docx(docx(body))
    for grid in (block for block in blocks if isinstance(block, Grid)):
        places = Counter(
            (row, column)
            for cell in grid.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        )
        assert max(places.values(), default=1) == 1
        assert all(row < grid.height and column < grid.width for row, column in places)


def test_a_document_of_another_writer() -> None:
    document = python_docx.Document()
    document.add_heading("第一部分 概况", level=1)
    document.add_paragraph("正文。")
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "科目"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "金额"
    table.cell(1, 1).text = "1.00"
    buffer = io.BytesIO()
    document.save(buffer)
    blocks, _ = read_docx(buffer.getvalue(), file=3)
    heading, body, grid = blocks
    assert (heading.text, heading.level, heading.file) == ("第一部分 概况", 1, 3)
    assert (body.text, body.level) == ("正文。", 0)
    assert isinstance(grid, Grid)
    shape: list[Any] = [(cell.text, cell.rows, cell.columns) for cell in grid.cells]
    assert shape == [("科目", 2, 1), ("金额", 1, 2), ("1.00", 1, 1), ("", 1, 1)]


def test_iso_strict_names_are_the_same_document(zipped: Callable[..., bytes]) -> None:
    names = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    body = f"<w:document {names}><w:body><w:p><w:r><w:t>严格</w:t></w:r></w:p></w:body></w:document>"
    blocks, _ = read_docx(zipped({"word/document.xml": body}))
    assert blocks == (Paragraph("严格"),)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空的"),
        (b"%PDF-1.4", "PDF"),
        (b"PK\x03\x04 word/document.xml", "损坏"),
    ],
)
def test_what_is_no_word_document_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read_docx(data)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"word/styles.xml": "<x/>"}, "缺少正文部件"),
        ({"word/document.xml": "<x/>"}, "缺少正文部件"),
        ({"word/document.xml": "<x>"}, "不是合法的 XML"),
        ({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, "DTD"),
        ({"word/document.xml": '<!DOCTYPE x SYSTEM "file:///etc/hostname"><x/>'}, "DTD"),
        (
            {"word/document.xml": '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x><x/>'.encode("utf-16")},
            "DTD",
        ),
        ({"word/document.xml": "<a>" * 400 + "</a>" * 400}, "嵌套层数过深"),
        ({"word/document.xml": b"<a>" + b" " * (80 << 20) + b"</a>"}, "超出读取上限"),
        ({f"word/{n}": "" for n in range(10_001)}, "超出读取上限"),
    ],
)
def test_what_is_unsafe_or_broken_is_refused(
    zipped: Callable[..., bytes], parts: dict[str, str | bytes], says: str
) -> None:
    with pytest.raises(Unreadable, match=says):
        read_docx(zipped(parts))


def test_a_torn_file_is_refused(docx: Callable[..., bytes]) -> None:
    data = docx("<w:p><w:r><w:t>全文</w:t></w:r></w:p>")
    with pytest.raises(Unreadable, match="损坏"):
        read_docx(data[: len(data) * 2 // 3])


def test_a_part_that_lies_about_its_size_is_refused(zipped: Callable[..., bytes]) -> None:
    data = bytearray(zipped({"word/document.xml": b"<a>" + b" " * 100_000 + b"</a>"}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(signature) + offset
        data[at : at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(Unreadable):
        read_docx(bytes(data))
