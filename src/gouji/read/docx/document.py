"""A Word document (.docx): its body as blocks, and what stands outside it as dropped."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.model.document import Block, Dropped
from gouji.model.errors import Unreadable
from gouji.read.docx import names as w
from gouji.read.docx.line import Fields
from gouji.read.docx.numbering import Numbering
from gouji.read.docx.story import Story, plain, read_story
from gouji.read.docx.styles import Styles
from gouji.read.package import Element, Package, Relation
from gouji.read.sniff import refusal, sniff

MARGIN = "页眉页脚"
COMMENT = "批注"
CHART = "图表中的文字"
UNREFERENCED = "没有引用处的脚注或尾注"

_NOTE_KINDS = {"footnotes": w.FOOTNOTE, "endnotes": w.ENDNOTE}


def read_docx(data: bytes, file: int = 0) -> tuple[tuple[Block, ...], tuple[Dropped, ...]]:
    """The visible text of a .docx in reading order, and what was left out and why.

    Tracked changes are read as accepted.  Automatic numbers are part of the
    text.  Raises :class:`Unreadable` for anything that is not a whole, safe
    Word document; its ``name`` is for the caller to put right.
    """
    if sniff(data) != "docx":
        raise refusal(data)
    package = Package(data)
    main = package.main("word/document.xml")
    body = package.xml(main).find(w.BODY) if main else None
    if body is None:
        raise Unreadable(
            "文件", "缺少正文部件 word/document.xml", "请用 Word 或 WPS 打开，另存为 .docx 后再试。"
        )
    relations = package.relations(main)
    story = Story(
        styles=Styles(_part(package, relations, "styles")),
        numbering=Numbering(_part(package, relations, "numbering")),
        notes=dict(_notes(package, relations)),
        file=file,
    )
    blocks = list(read_story(story, body))
    story.fields = Fields()
    for note in story.at_end:
        blocks += read_story(story, note)
    for note in list(story.notes.values()):
        story.drop(plain(story, note), UNREFERENCED)
    _drop_charts(story, package, relations)
    _drop_outside(story, package, relations)
    return tuple(blocks), tuple(story.dropped)


def _part(package: Package, relations: tuple[Relation, ...], kind: str) -> Element | None:
    name = next((link.target for link in relations if link.kind == kind and link.target in package), None)
    return None if name is None else package.xml(name)


def _notes(package: Package, relations: tuple[Relation, ...]) -> Iterator[tuple[tuple[str, str], Element]]:
    """Foot- and endnotes by kind and id, without the separators between text and notes."""
    for kind, tag in _NOTE_KINDS.items():
        root = _part(package, relations, kind)
        for note in () if root is None else root.iter(tag):
            if note.get(w.TYPE, "normal") == "normal":
                yield (tag, note.get(w.ID, "")), note


def _drop_charts(story: Story, package: Package, relations: tuple[Relation, ...]) -> None:
    """Lists the words and figures of charts and diagrams, which are pictures to a reader."""
    targets = {link.id: link for link in relations if link.target in package}
    for id in dict.fromkeys(story.related):
        link = targets.get(id)
        if link is not None and link.kind in ("chart", "diagramData"):
            words = [e.text for e in package.xml(link.target).iter(w.DRAWING_TEXT, w.CHART_VALUE) if e.text]
            story.drop("\n".join(words), CHART)


def _drop_outside(story: Story, package: Package, relations: tuple[Relation, ...]) -> None:
    """Lists headers, footers and comments."""
    for link in relations:
        if link.target not in package:
            continue
        if link.kind in ("header", "footer"):
            story.drop(plain(story, package.xml(link.target)), MARGIN)
        elif link.kind == "comments":
            for comment in package.xml(link.target).iter(w.COMMENT):
                story.drop(plain(story, comment), COMMENT)
