"""Page numbers: what stands alone at a page's edge and counts it."""

from __future__ import annotations

import re
from collections import Counter

from gouji.read.pdf.frame import Frame
from gouji.read.pdf.lines import Run

PAGE_NUMBER = "页码"

_EDGE = 0.13  # page numbers stand in this part of the page's height, at the top or the foot
_DASH = r"[-–—―─－﹣~～·•]"
_DECORATED = re.compile(
    rf"(?:{_DASH}\s*)+\d{{1,4}}(?:\s*{_DASH})+|第?\s*\d{{1,4}}\s*页\s*[,，/、]?\s*(?:共\s*\d{{1,4}}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}|Page\s+\d+(?:\s+of\s+\d+)?",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,3}|[ivxIVX]{1,5}|[ⅰ-ⅻⅠ-Ⅻ]")


def page_numbers(runs: list[Run], frame: Frame) -> list[Run]:
    """The runs that are page numbers.

    One with dashes or 第…页 may stand at any edge; a bare number only as the
    page's lowest line, alone on it.
    """
    out = []
    lowest = max((float(run.box[1] + run.box[3]) / 2 for run in runs), default=0.0)
    count = Counter(run.line for run in runs)
    for run in runs:
        if not _at_edge(run, frame) or count[run.line] > 1:
            continue
        text = run.text.strip()
        middle = float(run.box[1] + run.box[3]) / 2
        foot = run.group == -1 and middle >= lowest - 1 and middle > frame.size[1] * (1 - _EDGE)
        if _DECORATED.fullmatch(text) or (_BARE.fullmatch(text) and (foot or run.group < -1)):
            out.append(run)
    return out


def _at_edge(run: Run, frame: Frame) -> bool:
    width, height = frame.size
    x, y = float(run.box[0] + run.box[2]) / 2, float(run.box[1] + run.box[3]) / 2
    if not _EDGE * height <= y <= (1 - _EDGE) * height:
        return True
    sideways = run.group < -1
    return sideways and not _EDGE * width <= x <= (1 - _EDGE) * width
