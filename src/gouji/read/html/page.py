"""A web page: paragraphs, headings and tables in reading order.

The tree is walked step by step, not by recursion: pages nest without limit.
An inner table follows the table it stands in.  A table that only frames the
page (one cell, or one column around other tables) is not a table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from gouji.model.document import Block, Dropped, Paragraph
from gouji.model.errors import Unreadable
from gouji.read.html.decode import decode
from gouji.read.html.elements import BLOCKS, CELLS, GROUPS, HEADINGS, NEVER_SEEN, PREFORMATTED
from gouji.read.html.flow import Flow
from gouji.read.html.table import MAX_COLUMN_SPAN, MAX_ROW_SPAN, TableRows, span
from gouji.read.package import Element
from gouji.read.sniff import refusal, sniff

MAX_BYTES = 64 << 20
MAX_BLOCKS = 100_000  # paragraphs and tables
MAX_ELEMENTS = 3_000_000

HIDDEN = "网页中隐藏的内容"
CHOICES = "下拉列表"
PICTURE = "图片（其中文字未读取）"

_NOT_DRAWN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE
)
_WORDLESS_INPUTS = ("hidden", "checkbox", "radio", "image", "file", "password", "color", "range")
_PARAGRAPH_GAP = re.compile(r"\n(?:[ \t\u3000\xa0]*\n)+")


@dataclass(slots=True)
class _Table:
    """A table that is being read.  ``following`` is what comes after it: the tables inside it."""

    element: Element
    rows: TableRows = field(default_factory=TableRows)
    outside: Flow = field(default_factory=Flow)  # the caption and text that is in no cell
    cell: Element = None  # that is open
    text: Flow = field(default_factory=Flow)
    following: list[Block] = field(default_factory=list)


class _Page:
    """The page as it is being read."""

    def __init__(self, file: int) -> None:
        self.file = file
        self.blocks: list[Block] = []
        self.dropped: list[Dropped] = []
        self.flow = Flow()
        self.tables: list[_Table] = []
        self.preformatted = 0
        self.level = 0
        self.emitted = 0

    @property
    def here(self) -> Flow:
        """Where text goes now."""
        if not self.tables:
            return self.flow
        table = self.tables[-1]
        return table.outside if table.cell is None else table.text

    def text(self, text: str | None) -> None:
        if text:
            self.here.add(text, self.preformatted > 0)

    def edge(self) -> None:
        """A block begins or ends."""
        if self.tables:
            self.here.line()
        else:
            self.paragraphs(self.flow.take(), self.level)

    def paragraphs(self, text: str, level: int) -> None:
        """Emits text; an empty line is a paragraph's end."""
        for part in _PARAGRAPH_GAP.split(text):
            if part.strip():
                self.emit(Paragraph(part.strip("\n"), self.file, level=level))

    def emit(self, block: Block) -> None:
        self.emitted += 1
        if self.emitted > MAX_BLOCKS:
            raise _too_much()
        (self.tables[-1].following if self.tables else self.blocks).append(block)

    def drop(self, text: str, reason: str) -> None:
        self.dropped.append(Dropped(text, reason, self.file))

    def end_table(self) -> None:
        table = self.tables.pop()
        self.paragraphs(table.outside.take(), 0)
        grid = table.rows.grid(self.file)
        for block in ([] if grid is None else [grid]) + table.following:
            self.emit(block)


def read_html(data: bytes, file: int = 0) -> tuple[tuple[Block, ...], tuple[Dropped, ...]]:
    """The visible text of a web page in reading order, and what was left out and why.

    Only what the page itself says hides text (``hidden``, ``display:none`` in a
    ``style``); style sheets are not followed.  Raises :class:`Unreadable` for
    what is no page, is too large or nests too deep.
    """
    if sniff(data) not in ("html", "text"):
        raise refusal(data)
    if len(data) > MAX_BYTES:
        raise Unreadable(
            "文件", f"网页达到 {len(data) >> 20} MB，超出读取上限", "请只保存含预决算表格的页面。"
        )
    page = _Page(file)
    root = _parse(decode(data))
    if root is not None:
        _walk(root, page)
    page.edge()
    return tuple(page.blocks), tuple(page.dropped)


def _parse(text: str) -> Element | None:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    raw = text.replace("\x00", "").encode("utf-8", "replace")
    if not raw.strip():
        return None
    try:
        root: Element = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("文件", "网页解析不了", "请用浏览器打开，另存为 PDF 后再试。") from error
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise Unreadable("文件", "网页的嵌套层数过深", "请用浏览器打开，另存为 PDF 后再试。")
    return root


def _too_much() -> Unreadable:
    what = "网页的段落和表格多得不像一份预算公开文本，超出读取上限"
    return Unreadable("文件", what, "请只保存含预决算表格的页面。")


def _walk(root: Element, page: _Page) -> None:
    events = etree.iterwalk(root, events=("start", "end"))
    for number, (event, element) in enumerate(events):
        if number > 2 * MAX_ELEMENTS:
            raise _too_much()
        if not isinstance(element.tag, str):
            if event == "end":
                page.text(element.tail)
        elif event == "end":
            _end(element, page)
            page.text(element.tail)
        elif _is_left_out(element, page):
            events.skip_subtree()
        else:
            _start(element, page)
            page.text(element.text)


def _is_left_out(element: Element, page: _Page) -> bool:
    """Whether nothing of an element is shown; what a reader might miss is listed."""
    tag = element.tag
    if tag in NEVER_SEEN:
        return True
    if element.get("hidden") is not None or _NOT_DRAWN.search(element.get("style", "")):
        reason = HIDDEN
    elif tag == "select":
        reason = CHOICES
    else:
        return False
    if text := _all_text(element):
        page.drop(text, reason)
    return True


def _all_text(element: Element) -> str:
    """All text inside an element, a block to a line."""
    flow = Flow()
    events = etree.iterwalk(element, events=("start", "end"))
    for event, inner in events:
        named = isinstance(inner.tag, str)
        if named and (inner.tag in BLOCKS or inner.tag in ("br", "option")):
            flow.line()
        if event == "start" and named:
            if inner.tag in NEVER_SEEN:
                events.skip_subtree()
            else:
                flow.add(inner.text or "")
        elif event == "end" and inner is not element:
            flow.add(inner.tail or "")
    return flow.take()


def _start(element: Element, page: _Page) -> None:
    tag = element.tag
    if tag == "br":
        page.here.line_break()
    elif tag == "img":
        page.drop("", PICTURE)
    elif tag == "input":
        if element.get("type", "text").lower() not in _WORDLESS_INPUTS:
            page.text(element.get("value"))
    elif tag in BLOCKS:
        if not _is_part_of_table(element, page):
            page.edge()
        if tag in HEADINGS:
            page.level = HEADINGS[tag]
    if tag in PREFORMATTED:
        page.preformatted += 1


def _is_part_of_table(element: Element, page: _Page) -> bool:
    """Follows a table, its groups, rows and cells; false for blocks and the parts of mere frames."""
    tag = element.tag
    if tag == "table":
        if _only_frames(element):
            return False
        page.edge()
        page.tables.append(_Table(element))
        return True
    if not page.tables or page.tables[-1].cell is not None:
        return False
    table = page.tables[-1]
    if tag in CELLS:
        table.cell, table.text = element, Flow()
    elif tag == "tr":
        table.rows.begin_row()
    elif tag in GROUPS:
        table.rows.begin_group()
    else:
        return False
    return True


def _end(element: Element, page: _Page) -> None:
    tag = element.tag
    if tag in PREFORMATTED and page.preformatted:
        page.preformatted -= 1
    table = page.tables[-1] if page.tables else None
    if table is not None and table.cell is element:
        rows = span(element.get("rowspan"), MAX_ROW_SPAN)
        columns = span(element.get("colspan"), MAX_COLUMN_SPAN)
        table.rows.cell(table.text.take(), rows, columns)
        table.cell = None
    elif table is not None and table.element is element:
        page.end_table()
    elif tag in BLOCKS:
        page.edge()
        if tag in HEADINGS:
            page.level = 0


def _only_frames(table: Element) -> bool:
    """Whether a table only lays out the page: one cell, or one column that holds other tables."""
    if table.get("role") in ("presentation", "none"):
        return True
    rows = [row for child in table for row in (child if child.tag in GROUPS else (child,)) if row.tag == "tr"]
    widths = [sum(cell.tag in CELLS for cell in row) for row in rows]
    if max(widths, default=0) != 1:
        return False
    return sum(widths) == 1 or next(table.iterdescendants("table"), None) is not None
