"""A Word template as an outline: headings and paragraphs in a place's own words, with slots to be filled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gouji.forms import Form
from gouji.forms.outline import Outline, Part, Saying
from gouji.model.document import Paragraph
from gouji.model.errors import Unreadable
from gouji.read import read
from gouji.sentences import declared_sentences

SLOT = re.compile(r"\{\{\s*(?P<kind>[^\s{}]+)\s*(?P<name>[^{}]*?)\s*\}\}")
PLAIN = {"年": "{year}", "部门": "{department}", "级": "{level}"}
"""Slots that are words of the ledger."""

KINDS = ("文字", "名词解释", "表", "全部表", "句", "原因", *PLAIN)
"""Every kind of slot a template may have."""


@dataclass(slots=True)
class _Open:
    """A part whose end has not come yet."""

    heading: str
    level: int
    sayings: list[Saying] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def closed(self) -> Part:
        return Part(self.heading, tuple(self.sayings), tuple(self.parts))


def outline_of_template(path: Path, form: Form, usual: Outline | None) -> Outline:
    """The outline a Word file gives: paragraphs with a heading style are headings, the others are said.

    ``{{文字 部门职责}}``, ``{{名词解释}}``, ``{{表 T7}}`` and ``{{全部表}}`` stand alone in
    their paragraph; ``{{句 revenue}}``, ``{{原因 收入}}``, ``{{年}}``, ``{{部门}}`` and ``{{级}}``
    stand among words.  Title and decimals are those of the form's ``usual`` outline.
    Raises :class:`Unreadable` naming paragraph and slot where one cannot be filled.
    """
    document = read(path)
    if any(source.format != "docx" for source in document.sources):
        raise Unreadable(str(path), "模板不是 Word 文档（.docx）", "请用 Word 或 WPS 另存为 .docx 再试。")
    top = _Open("", 0)
    stack = [top]
    number = 0
    for block in document.blocks:
        if not isinstance(block, Paragraph) or not block.text.strip():
            continue
        number += 1
        where = f"{path}（第 {number} 段）"
        if block.level:
            _close(stack, block.level)
            stack.append(_Open(_worded(block.text, where), block.level))
        else:
            stack[-1].sayings.append(_saying(block.text.strip(), where, form))
    _close(stack, 1)
    if not top.parts:
        raise Unreadable(str(path), "模板里没有标题", "请用 Word 的“标题 1”“标题 2”样式写标题。")
    _check_tables(top, path, form)
    if top.sayings:
        top.parts.insert(0, Part("", tuple(top.sayings), ()))
    title = usual.title if usual is not None else "{year}年{level}预算"
    return Outline(title, tuple(top.parts), usual.decimals if usual is not None else 2)


def _close(stack: list[_Open], level: int) -> None:
    """End the parts that a heading of ``level`` ends."""
    while len(stack) > 1 and stack[-1].level >= level:
        done = stack.pop()
        stack[-1].parts.append(done.closed())


def _check_tables(top: _Open, path: Path, form: Form) -> None:
    """A disclosure has all its tables: each needs a place."""

    def placed(sayings: Sequence[Saying], parts: Sequence[Part]) -> set[str]:
        return {s.table for s in sayings}.union(*(placed(part.sayings, part.parts) for part in parts))

    found = placed(top.sayings, top.parts)
    lacking = [table for table in form.tables if table.id not in found]
    if "*" not in found and lacking:
        names = "、".join(f"《{table.titles[0]}》（{table.id}）" for table in lacking)
        remedy = "请在要放表的地方另起一段，只写 {{全部表}}；或者逐张写，如 {{表 " + lacking[0].id + "}}。"
        raise Unreadable(str(path), f"模板里没有放这些表：{names}", remedy)


def _saying(text: str, where: str, form: Form) -> Saying:
    alone = SLOT.fullmatch(text)
    if alone is not None and alone["kind"] in ("文字", "名词解释", "表", "全部表"):
        return _whole(alone["kind"], alone["name"], where, form)
    for slot in SLOT.finditer(text):
        if slot["kind"] == "句" and slot["name"] not in _ids(form):
            raise _wrong(where, slot[0], f"没有这个句子，可用：{'、'.join(_ids(form))}")
        if slot["kind"] in ("文字", "名词解释", "表", "全部表"):
            raise _wrong(where, slot[0], "它要独占一段")
    return Saying(text=_worded(text, where))


def _whole(kind: str, name: str, where: str, form: Form) -> Saying:
    if kind == "文字":
        return Saying(passage=name)
    if kind == "名词解释":
        return Saying(terms=True)
    if kind == "全部表":
        return Saying(table="*")
    if form.table(name) is None:
        known = "、".join(table.id for table in form.tables)
        raise _wrong(where, f"{{{{表 {name}}}}}", f"没有这张表，可用：{known}")
    return Saying(table=name)


def _worded(text: str, where: str) -> str:
    """Slots of the ledger's words as the outline writes them; those of sentences and reasons stay."""

    def plain(slot: re.Match[str]) -> str:
        if slot["kind"] not in KINDS:
            raise _wrong(where, slot[0], f"不认识，可用：{'、'.join(KINDS)}")
        return PLAIN.get(slot["kind"], slot[0])

    return SLOT.sub(plain, text)


def _ids(form: Form) -> Sequence[str]:
    return [sentence.id for sentence in declared_sentences() if form.id in sentence.forms]


def _wrong(where: str, slot: str, what: str) -> Unreadable:
    return Unreadable(where, f"空格“{slot}”填不了：{what}", "请改模板。")
