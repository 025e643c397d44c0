"""Paragraphs and tables of one story (the body, a text box, a note) in reading order.

What hangs on a paragraph follows it: text boxes, then notes.  What stands
inside a table besides its text follows the table: inner tables, text boxes,
notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from gouji.model.document import Block, Dropped, Grid, Paragraph
from gouji.read.docx import names as w
from gouji.read.docx.line import DELETED, HIDDEN, Fields, Line, chosen, read_line
from gouji.read.docx.numbering import Numbering
from gouji.read.docx.rows import Rows, below, extent_of
from gouji.read.docx.styles import Styles, integer, outline_level
from gouji.read.package import Element

COVERED = "合并单元格中被覆盖的文字"
HIDDEN_ROW = "隐藏的行"
OUTSIDE = "嵌入的外部内容（未读取）"


@dataclass(slots=True)
class Story:
    """What reading a story needs and what it leaves behind."""

    styles: Styles
    numbering: Numbering
    notes: dict[tuple[str, str], Element]  # by tag (footnote, endnote) and id
    file: int = 0
    fields: Fields = field(default_factory=Fields)
    dropped: list[Dropped] = field(default_factory=list)
    at_end: list[Element] = field(default_factory=list)  # endnotes met so far
    related: list[str] = field(default_factory=list)  # ids of charts and diagrams met so far

    def drop(self, text: str, reason: str) -> None:
        """Lists what is left out; blank text is nothing, unless it stands for a picture."""
        if text.strip():
            self.dropped.append(Dropped(text, reason, self.file))


def read_story(story: Story, container: Element) -> Iterator[Block]:
    """The blocks of ``container`` (w:body, w:txbxContent, w:footnote …)."""
    for text, level, following in _flow(story, container):
        if text.strip():
            yield Paragraph(text.strip("\n"), story.file, level=level)
        yield from following


def plain(story: Story, container: Element) -> str:
    """All text of ``container`` in lines, for what is left out of the blocks."""
    return _plain(read_story(story, container))


def _plain(blocks: Iterator[Block]) -> str:
    lines: list[str] = []
    for block in blocks:
        lines += [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]
    return "\n".join(line for line in lines if line)


def _flow(story: Story, container: Element) -> Iterator[tuple[str, int, list[Block]]]:
    """Text, heading level and following blocks of each paragraph; a table has no text of its own."""
    carried = ""
    for child in _children(container):
        tag = child.tag
        if tag == w.PARAGRAPH:
            text, level, following, joins = _paragraph(story, child)
            text, carried = (carried + text, "") if not joins else ("", carried + text)
            yield text, level, following
        elif tag == w.TABLE:
            yield "", 0, _table(story, child)
        elif tag == w.ALT_CHUNK:
            story.dropped.append(Dropped("", OUTSIDE, story.file))
        elif tag in (w.DELETED, w.MOVED_FROM):
            story.drop(plain(story, child), DELETED)
    if carried:
        yield carried, 0, []


def _children(container: Element) -> Iterator[Element]:
    """The paragraphs and tables of ``container``, also inside content controls and the like."""
    for child in container:
        if child.tag in (w.PARAGRAPH, w.TABLE, w.ALT_CHUNK, w.DELETED, w.MOVED_FROM):
            yield child
        elif child.tag == w.ALTERNATIVES:
            if (branch := chosen(child)) is not None:
                yield from _children(branch)
        elif child.tag != w.CELL_PROPERTIES:
            yield from _children(child)


def _paragraph(story: Story, paragraph: Element) -> tuple[str, int, list[Block], bool]:
    """Text, heading level, what hangs on it, and whether the next paragraph continues it."""
    style: str | None = None
    level: int | None = None
    numbering: Element | None = None
    joins = False
    for one in paragraph.iterchildren(w.PARAGRAPH_PROPERTIES):
        for own in one:
            tag = own.tag
            if tag == w.PARAGRAPH_STYLE:
                style = own.get(w.VALUE)
            elif tag == w.NUMBERING:
                numbering = own
            elif tag == w.OUTLINE_LEVEL:
                level = outline_level(own)
            elif tag == w.RUN_PROPERTIES:
                joins = any(_takes_away(mark) for mark in own)
    line = read_line(paragraph, story.styles, story.fields, story.styles.is_hidden(style))
    for text, reason in line.unseen:
        if text.strip() or not text:
            story.dropped.append(Dropped(text, reason, story.file))
    story.related += line.related
    text = "".join(line.seen)
    if not joins and (label := _label(story, numbering, style)):
        text = label + text if text else label.rstrip()
    if level is None:
        level = story.styles.level(style)
    return text, level, _hanging(story, line) if line.hanging else [], joins


def _takes_away(mark: Element) -> bool:
    """Whether a paragraph's end is deleted or hidden, so that the next paragraph goes on in its line."""
    return mark.tag in (w.DELETED, w.MOVED_FROM) or (mark.tag == w.HIDDEN_TEXT and w.is_on(mark))


def _label(story: Story, own: Element | None, style: str | None) -> str:
    """The automatic number before a paragraph; its ``own`` w:numPr goes before its style's."""
    number, level, lineage = story.styles.numbering(style)
    if own is not None:
        id_element = own.find(w.NUMBERING_ID)
        if id_element is not None:
            number, level, lineage = id_element.get(w.VALUE), None, ()
        own_level = integer(own.find(w.LEVEL_INDEX))
        level = level if own_level is None else own_level
    if number is None or number == "0":
        return ""
    if level is None:
        level = story.numbering.level_of_style(number, lineage)
    return story.numbering.label(number, level)


def _hanging(story: Story, line: Line) -> list[Block]:
    boxes: list[Block] = []
    notes: list[Block] = []
    for element, reason in line.hanging:
        if element.tag == w.TEXT_BOX:
            content: Element | None = element
        else:
            kind = w.FOOTNOTE if element.tag == w.FOOTNOTE_REFERENCE else w.ENDNOTE
            content = story.notes.pop((kind, element.get(w.ID, "")), None)
        if content is None:
            continue
        # A story of its own: a field that is open around it does not reach in.
        outside, story.fields = story.fields, Fields()
        if reason is not None:
            story.drop(plain(story, content), reason)
        elif content.tag == w.ENDNOTE:
            story.at_end.append(content)
        elif content.tag == w.FOOTNOTE:
            notes += read_story(story, content)
        else:
            boxes += read_story(story, content)
        story.fields = outside
    return boxes + notes


def _table(story: Story, table: Element) -> list[Block]:
    rows = Rows()
    following: list[Block] = []
    for row in below(table, w.ROW):
        properties = row.find(w.ROW_PROPERTIES)
        if reason := _row_reason(properties):
            _drop_row(story, row, reason)
            continue
        rows.begin(properties)
        for cell in below(row, w.CELL):
            extent = extent_of(cell)
            text, inside = _cell(story, cell)
            if extent.deleted:
                story.drop("\n".join([text, _plain(iter(inside))]), DELETED)
                text, inside = "", []
            if not rows.cell(extent, text):
                story.drop(text, COVERED)
            following += inside
        rows.end(properties)
    cells = rows.cells()
    return [Grid(cells, rows.height, rows.width, story.file), *following] if cells else following


def _cell(story: Story, cell: Element) -> tuple[str, list[Block]]:
    """The text of a cell, a paragraph to a line, and the blocks that stand in it besides."""
    lines: list[str] = []
    blocks: list[Block] = []
    for text, _, following in _flow(story, cell):
        lines.append(text)
        blocks += following
    text = "\n".join(lines).strip("\n")
    return text if text.strip() else "", blocks


def _row_reason(properties: Element | None) -> str | None:
    """Why a whole row is not seen, or ``None``."""
    if properties is None:
        return None
    if properties.find(w.DELETED) is not None:
        return DELETED
    return HIDDEN_ROW if w.is_on(properties.find(w.HIDDEN_ROW)) else None


def _drop_row(story: Story, row: Element, reason: str) -> None:
    pieces: list[str] = []
    for cell in below(row, w.CELL):
        before = len(story.dropped)
        text, inside = _cell(story, cell)
        pieces += [text, _plain(iter(inside))]
        if reason == DELETED:
            # The text of a deleted row is itself marked as deleted: once is enough, with the row.
            pieces += [one.text for one in story.dropped[before:] if one.reason in (DELETED, HIDDEN)]
            story.dropped[before:] = [o for o in story.dropped[before:] if o.reason not in (DELETED, HIDDEN)]
    story.drop("\t".join(piece for piece in pieces if piece), reason)
