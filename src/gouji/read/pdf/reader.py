"""A PDF file as it stands: opened within limits, read page by page, its pages put together."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from gouji.model.document import Block, Dropped, Paragraph
from gouji.model.errors import Unreadable
from gouji.read.pdf import native
from gouji.read.pdf.clips import TooMuch
from gouji.read.pdf.native import Address
from gouji.read.pdf.page import Page, read_page
from gouji.read.pdf.paragraphs import Flow, goes_on, joined
from gouji.read.pdf.running import drop_running

PAGES = 2_000
"""A file with more pages than this is refused: no disclosure comes near it."""
BYTES = 512 << 20
"""A file larger than this is refused."""

WEIGHT = 6_000_000
"""A file with more characters and objects than this is refused."""

_AGAIN = "请重新下载或另存一次。"


class Reading(NamedTuple):
    """Blocks in reading order, what was left out and why, the number of pages, (file, page) of scans."""

    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...]
    pages: int
    scanned: tuple[tuple[int, int], ...]


def read_pdf(data: bytes | Path, name: str = "", file: int = 0) -> Reading:
    """Read a PDF given as its bytes or its path.

    ``name`` is what messages call it, ``file`` its index in the disclosure.
    Raises :class:`Unreadable` for what is encrypted, broken, cut short, empty
    or larger than :data:`PAGES`, :data:`BYTES` and the limits of one page.
    """
    name = name or (data.name if isinstance(data, Path) else "PDF")
    with native.LOCK:
        return _read(_content(data, name), name, file)


def _content(data: bytes | Path, name: str) -> bytes:
    size = data.stat().st_size if isinstance(data, Path) else len(data)
    if size > BYTES:
        raise Unreadable(name, f"文件超过 {BYTES >> 20} MiB", "请拆成每个部门或单位一个文件。")
    content = data.read_bytes() if isinstance(data, Path) else data
    end = content.rfind(b"%%EOF")
    if b"%PDF-" in content[:1024] and (end < 0 or re.search(rb"\d\s+\d+\s+obj\b", content[end:])):
        raise Unreadable(name, "PDF 文件不完整，后面的内容缺失", _AGAIN)
    return content


def _read(content: bytes, name: str, file: int) -> Reading:
    document = native.open_document(content)
    if not document:
        error = native.last_error()
        if error == native.PASSWORD:
            raise Unreadable(name, "PDF 设有打开密码", "请先去掉密码，另存后再试。")
        if error == native.NOTHING:
            raise Unreadable(name, "PDF 里一页也没有", _AGAIN)
        raise Unreadable(name, "PDF 文件已经损坏，打不开", _AGAIN)
    try:
        count = native.count_pages(document)
        if count < 1:
            raise Unreadable(name, "PDF 里一页也没有", _AGAIN)
        if count > PAGES:
            what = f"PDF 有 {count} 页，超过 {PAGES} 页的上限"
            raise Unreadable(name, what, "请拆成每个部门或单位一个文件。")
        return _together(document, count, name, file)
    finally:
        native.close_document(document)


def _together(document: Address, count: int, name: str, file: int) -> Reading:
    blocks: list[Block] = []
    dropped: list[Dropped] = []
    scanned: list[tuple[int, int]] = []
    last: Flow | None = None
    pages = _pages(document, count, name, file)
    drop_running(pages)
    for number, page in enumerate(pages, 1):
        found = page.blocks
        if last and page.first and goes_on(last, page.first):
            before, after = blocks.pop(), found.pop(0)
            assert isinstance(before, Paragraph)
            assert isinstance(after, Paragraph)
            blocks.append(joined(before, after))
        blocks += found
        last = page.last
        dropped += page.dropped
        if page.scanned:
            scanned.append((file, number))
    return Reading(tuple(blocks), tuple(dropped), count, tuple(scanned))


def _pages(document: Address, count: int, name: str, file: int) -> list[Page]:
    pages: list[Page] = []
    weight = 0
    for number in range(1, count + 1):
        pages.append(_page(document, name, file, number))
        weight += pages[-1].weight
        if weight > WEIGHT:
            what = f"读到第 {number} 页时，文字和图形已多得不像一份预算公开文本"
            raise Unreadable(name, what, "请拆成每个部门或单位一个文件。")
    return pages


def _page(document: Address, name: str, file: int, number: int) -> Page:
    page = native.load_page(document, number - 1)
    if not page:
        raise Unreadable(name, f"PDF 第 {number} 页已经损坏，打不开", _AGAIN)
    try:
        return read_page(page, file, number)
    except TooMuch:
        what = f"PDF 第 {number} 页的文字或图形多得不像一份预算公开文本"
        raise Unreadable(name, what, "请另存为普通 PDF，或提供原始的电子文件。") from None
    finally:
        native.close_page(page)
