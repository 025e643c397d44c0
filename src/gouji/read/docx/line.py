"""The text of one paragraph: what is seen, what is not and why, and what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from gouji.read.docx import names as w
from gouji.read.docx.styles import Styles
from gouji.read.docx.symbols import symbol
from gouji.read.package import Element

DELETED = "修订中已删除的文字"
HIDDEN = "隐藏文字"
RUBY = "拼音注音"
INSTRUCTION = "域代码"
WORD_ART = "艺术字"
DRAWING = "图形中的文字"
PICTURE = "图片（其中文字未读取）"
EMBEDDED = "嵌入对象（其中文字未读取）"

_SIGNS = {w.TAB: "\t", w.POSITION_TAB: "\t", w.BREAK: "\n", w.RETURN: "\n", w.HYPHEN: "-"}
_SKIPPED = frozenset(
    {
        w.PARAGRAPH_PROPERTIES,
        w.RUN_PROPERTIES,
        w.INSTRUCTION,
        w.DELETED_INSTRUCTION,
        w.FIELD_DATA,
        w.FIELD_DATA_BYTES,
    }
)
_PRINTING = (w.TEXT, w.DELETED_TEXT, w.MATH_TEXT, w.DRAWING_TEXT, w.WORD_ART)


@dataclass(slots=True)
class Line:
    """One paragraph as it is being read.

    ``seen`` and ``unseen`` are pieces of text in order, the latter with the
    reason.  ``hanging`` are text boxes and references to foot- and endnotes,
    each with the reason why it is not seen, else ``None``.
    """

    seen: list[str] = field(default_factory=list)
    unseen: list[tuple[str, str]] = field(default_factory=list)
    hanging: list[tuple[Element, str | None]] = field(default_factory=list)
    related: list[str] = field(default_factory=list)  # ids of charts and diagrams in parts of their own

    def add(self, text: str, reason: str | None) -> None:
        """Adds text that is seen where ``reason`` is ``None``."""
        if reason is None:
            self.seen.append(text)
        elif self.unseen and self.unseen[-1][1] == reason and reason != PICTURE:
            self.unseen[-1] = (self.unseen[-1][0] + text, reason)
        else:
            self.unseen.append((text, reason))


class Fields:
    """The fields that are open: a field's instruction is not seen, its result is.

    A field may begin in one paragraph and end in another (a table of contents does).
    """

    def __init__(self) -> None:
        self._in_instruction: list[bool] = []
        self._check_boxes: list[str] = []

    @property
    def hides(self) -> bool:
        """Whether text that stands here belongs to an instruction."""
        return True in self._in_instruction

    def meet(self, mark: Element) -> str:
        """Follows a begin, separate or end mark; returns the sign a form's check box prints."""
        kind = mark.get(w.FIELD_TYPE)
        if kind == "begin":
            self._in_instruction.append(True)
            self._check_boxes.append(_check_box(mark))
        elif kind == "separate" and self._in_instruction:
            self._in_instruction[-1] = False
        elif kind == "end" and self._in_instruction:
            self._in_instruction.pop()
            return self._check_boxes.pop()
        return ""


def _check_box(mark: Element) -> str:
    box = mark.find(f"{w.FIELD_DATA}/{w.CHECK_BOX}")
    if box is None:
        return ""
    state = box.find(w.CHECKED)
    return "☑" if w.is_on(box.find(w.DEFAULT) if state is None else state) else "□"


def read_line(paragraph: Element, styles: Styles, fields: Fields, hidden: bool) -> Line:
    """Reads one ``w:p``; ``hidden`` where its style hides all of it."""
    line = Line()
    _read(paragraph, line, styles, fields, HIDDEN if hidden else None)
    return line


def _read(parent: Element, line: Line, styles: Styles, fields: Fields, reason: str | None) -> None:
    """Follows everything below ``parent``; what is not known is looked into, so that no text is lost."""
    for child in parent:
        tag = child.tag
        if tag == w.TEXT or tag == w.MATH_TEXT:
            line.add(child.text or "", reason or (INSTRUCTION if fields.hides else None))
        elif tag == w.RUN:
            _read(child, line, styles, fields, reason or _run_reason(child, styles))
        elif tag in _SKIPPED:
            continue
        elif tag in _SIGNS:
            line.add(_SIGNS[tag], reason or (INSTRUCTION if fields.hides else None))
        elif tag == w.FIELD:
            if sign := fields.meet(child):
                line.add(sign, reason)
        elif tag == w.DELETED or tag == w.MOVED_FROM:
            _read(child, line, styles, fields, DELETED)
        elif tag == w.DELETED_TEXT:
            line.add(child.text or "", DELETED)
        elif tag == w.SYMBOL:
            line.add(_symbol(child), reason)
        elif tag == w.RUBY_ABOVE:
            _read(child, line, styles, fields, RUBY)
        elif tag == w.ALTERNATIVES:
            if (branch := chosen(child)) is not None:
                _read(branch, line, styles, fields, reason)
        elif tag == w.TEXT_BOX or tag == w.FOOTNOTE_REFERENCE or tag == w.ENDNOTE_REFERENCE:
            line.hanging.append((child, reason))
        elif tag == w.OBJECT:
            _read_object(child, line, styles, fields, reason)
        elif tag == w.BLIP or tag == w.IMAGE_DATA:
            line.add("", PICTURE)
        elif tag == w.WORD_ART:
            line.add(child.get(w.STRING, ""), WORD_ART)
        elif tag == w.DRAWING_TEXT:
            line.add(child.text or "", DRAWING)
        else:
            line.related.extend(value for name, value in child.items() if name.startswith(w.RELATION_ID[:-2]))
            _read(child, line, styles, fields, reason)


def _read_object(element: Element, line: Line, styles: Styles, fields: Fields, reason: str | None) -> None:
    """An embedded object (a sheet, a formula) shows a picture of itself, which is one object, not two."""
    if next(element.iter(w.EMBEDDED), None) is None:
        _read(element, line, styles, fields, reason)
    else:
        line.unseen.append(("", EMBEDDED))


def _run_reason(run: Element, styles: Styles) -> str | None:
    """Why a run is not seen: its own w:vanish decides before its style's."""
    properties = run.find(w.RUN_PROPERTIES)
    if properties is None:
        return None
    reason = None
    for one in properties:
        if one.tag == w.HIDDEN_TEXT:
            return HIDDEN if w.is_on(one) else None
        if one.tag == w.RUN_STYLE and styles.is_hidden(one.get(w.VALUE)):
            reason = HIDDEN
    return reason


def chosen(alternatives: Element) -> Element | None:
    """The branch of alternative content that is read: the first choice, unless only the fallback has text."""
    choices = list(alternatives.iterchildren(w.CHOICE))
    fallback = alternatives.find(w.FALLBACK)
    for choice in choices:
        if next(choice.iter(*_PRINTING), None) is not None:
            return choice
    if fallback is not None and (not choices or next(fallback.iter(*_PRINTING), None) is not None):
        return fallback
    return choices[0] if choices else None


def _symbol(element: Element) -> str:
    try:
        return symbol(int(element.get(w.CHARACTER, ""), 16), element.get(w.FONT, ""))
    except ValueError:
        return "�"
