"""Lines outside tables become paragraphs: wrapped lines are joined, headings, captions and notes stand alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gouji.model.document import Paragraph, Printed
from gouji.read.pdf.frame import Frame
from gouji.read.pdf.lines import Run

APART = 3.0
"""Runs on one line further apart than this many heights are paragraphs of their own."""

_LEADING = 1.6  # no more than this many heights of white between two lines of a paragraph
_RAGGED = 1.7  # a full line ends within this many heights of the right margin
_INDENT = 1.2  # a line that begins further in than this many heights begins a paragraph
_FULL = 0.7  # and a full line reaches this part of the page

_CONTENTS_LINE = re.compile(r"(?:[.．…·‥]\s?){4,}\s*\d*\s*$")
_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|第[一二三四五六七八九十]+[部章节条]|\d+[.、．](?!\d))")
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

    @property
    def runs_on(self) -> bool:
        """Its last line is full and ends no sentence."""
        return _full(self.runs[-1], self.margins) and not self.runs[-1].text.endswith(_SENTENCE_ENDS)

    @property
    def flush(self) -> bool:
        """Its first line is not indented."""
        return _flush(self.runs[0], self.margins)


def paragraphs(runs: Sequence[Run], breaks: Sequence[float], frame: Frame) -> list[Flow]:
    """Join lines; ``breaks`` are heights no paragraph crosses (the tops of tables)."""
    count: dict[int, int] = {}
    for run in runs:
        count[run.line] = count.get(run.line, 0) + 1
    out: list[Flow] = []
    for run in runs:
        alone = count[run.line] == 1
        if out and alone and out[-1].alone and _continues(out[-1], run, breaks):
            out[-1] = Flow((*out[-1].runs, run), True, out[-1].margins)
        else:
            out.append(Flow((run,), alone, _margins(run, runs, frame.size[0])))
    return out


def _margins(run: Run, runs: Sequence[Run], page: float) -> Margins:
    alike = [other.box for other in runs if _alike(run, other)]
    return Margins(min(float(b[0]) for b in alike), max(float(b[2]) for b in alike), page)


def _height(run: Run) -> float:
    return float(run.box[3] - run.box[1])


def _alike(one: Run, other: Run) -> bool:
    return one.group == other.group and 0.8 < _height(one) / max(_height(other), 0.1) < 1.25


def _full(run: Run, margins: Margins) -> bool:
    end = float(run.box[2])
    return end >= margins.right - _RAGGED * _height(run) and end >= _FULL * margins.page


def _flush(run: Run, margins: Margins) -> bool:
    return float(run.box[0]) <= margins.left + _INDENT * _height(run)


def _continues(flow: Flow, run: Run, breaks: Sequence[float]) -> bool:
    before = flow.runs[-1]
    white = float(run.box[1] - before.box[3])
    if not _alike(before, run) or not -0.5 < white / _height(run) < _LEADING:
        return False
    if any(before.box[1] < at < run.box[3] for at in breaks):
        return False
    if _CONTENTS_LINE.search(before.text) or _CONTENTS_LINE.search(run.text):
        return False
    if before.text.endswith(_SENTENCE_ENDS) and _NUMBERED.match(run.text):
        return False
    return _full(before, flow.margins) and _flush(run, flow.margins)


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
