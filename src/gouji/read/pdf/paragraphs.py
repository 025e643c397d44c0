"""Lines outside tables become paragraphs: wrapped lines are joined, headings, captions, notes stand alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gouji.model.document import Paragraph, Printed
from gouji.read.pdf.frame import Frame
from gouji.read.pdf.lines import Run

APART = 3.0
"""Runs on one line further apart than this many heights are paragraphs of their own."""

_LEADING = 2.7  # no more than this many heights from one line of a paragraph to the next
_SLACK = 1.0  # a word that would have ended this many heights short of the right margin fits
_INDENT = 1.2  # a line that begins further in than this many heights begins a paragraph
_OFFSET = 0.5  # and a first line begins further in than this, where paragraphs are indented
_INSET = 3.0  # a line overleaf that begins further in than this is a title, whatever its own page's margin
_FEW = 4  # lines of one size on a page: fewer may all be short, and say nothing of the right margin
_FULL = 0.45  # a full line is at least as wide as this part of the page

_CONTENTS_LINE = re.compile(r"(?:[.．…·‥]\s?){4,}\s*\d*\s*$")
_HEADED = re.compile(r"[一二三四五六七八九十]+、|第[一二三四五六七八九十]+部分")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|第[一二三四五六七八九十]+[部章节条]|\d+[.、．](?!\d)"
)
_UNIT = re.compile(r"[（(]?(?:金额)?单\s*位\s*[:：]")
_PUNCTUATED = re.compile(r"[，。；]")
_SENTENCE_ENDS = tuple("。；！？：;!?:")


@dataclass(frozen=True, slots=True)
class Margins:
    """Where full lines begin and end among lines of one size, and how wide the page is."""

    left: float
    right: float
    page: float


@dataclass(frozen=True, slots=True)
class Flow:
    """A paragraph in the making; ``alone`` when its line holds other runs too."""

    runs: tuple[Run, ...]
    alone: bool
    margins: Margins

    @property
    def top(self) -> float:
        """The middle of its first line."""
        return float(self.runs[0].box[1] + self.runs[0].box[3]) / 2


def paragraphs(runs: Sequence[Run], breaks: Sequence[float], frame: Frame) -> list[Flow]:
    """Join lines; ``breaks`` are heights no paragraph crosses (the tops of tables)."""
    count = Counter(run.line for run in runs)
    margins: dict[tuple[int, float], Margins] = {}
    out: list[Flow] = []
    for run in runs:
        alone = count[run.line] == 1
        if out and alone and out[-1].alone and _continues(out[-1], run, breaks):
            out[-1] = Flow((*out[-1].runs, run), True, out[-1].margins)
        else:
            kind = (run.group, run.size)
            if kind not in margins:
                margins[kind] = _margins(run, runs, frame.size[0])
            out.append(Flow((run,), alone, margins[kind]))
    return out


def _margins(run: Run, runs: Sequence[Run], page: float) -> Margins:
    alike = [other.box for other in runs if _alike(run, other)]
    left, right = min(float(b[0]) for b in alike), max(float(b[2]) for b in alike)
    if len(alike) < _FEW:
        right = max(right, page - left)
    return Margins(left, right, page)


def _alike(one: Run, other: Run) -> bool:
    return one.group == other.group and 0.85 < one.size / other.size < 1.18


def _continues(flow: Flow, run: Run, breaks: Sequence[float]) -> bool:
    before = flow.runs[-1]
    pitch = float(run.box[1] + run.box[3] - before.box[1] - before.box[3]) / 2
    return (
        pitch < _LEADING * run.size
        and not any(before.box[1] < at < run.box[3] for at in breaks)
        and _wraps(flow, run, flow.margins)
    )


def goes_on(flow: Flow, overleaf: Flow) -> bool:
    """Is the first paragraph of a page the rest of the page before's last?"""
    if not flow.alone or not overleaf.alone or flow.runs[-1].text.endswith(_SENTENCE_ENDS):
        return False
    size = flow.runs[-1].size
    turned = abs(flow.margins.page - overleaf.margins.page) > size
    inset = float(overleaf.runs[0].box[0]) > flow.margins.left + _INSET * size
    if turned or inset:
        return False
    return _wraps(flow, overleaf.runs[0], overleaf.margins)


def _wraps(flow: Flow, run: Run, margins: Margins) -> bool:
    """Was the line broken before ``run``, set within ``margins``, because its first word did not fit?"""
    before = flow.runs[-1]
    if not _alike(before, run) or _CONTENTS_LINE.search(before.text) or _CONTENTS_LINE.search(run.text):
        return False
    if (
        _HEADED.match(run.text)
        or _UNIT.match(run.text)
        or (_NUMBERED.match(run.text) and not _PUNCTUATED.search(flow.runs[0].text))
    ):
        return False
    x0, x1 = float(before.box[0]), float(before.box[2])
    if x1 - x0 < _FULL * flow.margins.page or x1 + run.head < flow.margins.right - _SLACK * before.size:
        return False
    start = float(run.box[0])
    if start > margins.left + _INDENT * run.size:
        return False
    if before.text.endswith(_SENTENCE_ENDS):
        indented = float(flow.runs[0].box[0]) > start + _OFFSET * run.size
        return not _NUMBERED.match(run.text) and indented
    return True


def paragraph(flow: Flow, frame: Frame, file: int, page: int) -> Paragraph:
    """The paragraph; its lines follow each other without a separator, Latin words with a space."""
    text, printed = "", []
    for run in flow.runs:
        text += _joint(text, run.text)
        printed.append(Printed(len(text), page, frame.shown(run.box)))
        text += run.text
    boxes = np.array([run.box for run in flow.runs])
    around = np.array((*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)))
    return Paragraph(text, file, page, box=frame.shown(around), printed=tuple(printed))


def joined(one: Paragraph, other: Paragraph) -> Paragraph:
    """One paragraph that runs on over a page."""
    joint = _joint(one.text, other.text)
    moved = len(one.text) + len(joint)
    printed = tuple(line._replace(start=line.start + moved) for line in other.printed)
    text = one.text + joint + other.text
    return Paragraph(text, one.file, one.page, box=one.box, printed=one.printed + printed)


def _joint(before: str, after: str) -> str:
    return " " if re.search(r"[A-Za-z,;]$", before) and re.match(r"[A-Za-z]", after) else ""
