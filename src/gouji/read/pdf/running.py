"""Running heads and feet: a line that stands at the same edge of page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from gouji.model.document import Block, Dropped, Paragraph
from gouji.read.pdf.page import Page

RUNNING = "页眉页脚"

_EDGE = 0.085  # of the page's height, at the top and at the foot
_PAGES, _SHARE = 3, 0.25  # it stands on so many pages, and on this part of them
_LONGEST = 60
_STEP = 6.0  # points that a line may stand higher or lower
_OF_A_TABLE = re.compile(r"[：:]|表|元$")
"""Titles and unit lines are printed anew over each part of a table; they belong to it."""

Mark = tuple[str, bool, int]


def drop_running(pages: Sequence[Page]) -> None:
    """Move running heads and feet from the pages' blocks to what is dropped.

    The first print of each stays: it may be the only place that names the department.
    """
    count = Counter(mark for page in pages for mark in {_mark(block, page) for block in page.blocks} if mark)
    running = {mark for mark, found in count.items() if found >= max(_PAGES, _SHARE * len(pages))}
    if not running:
        return
    said: set[Mark] = set()
    for page in pages:
        fresh = {mark for block in page.blocks if (mark := _mark(block, page)) in running} - said
        said |= fresh
        for number in range(len(page.blocks) - 1, -1, -1):
            block = page.blocks[number]
            mark = _mark(block, page)
            if isinstance(block, Paragraph) and mark in running and mark not in fresh:
                page.dropped.append(Dropped(block.text, RUNNING, block.file, block.page))
                del page.blocks[number], page.flows[number]


def _mark(block: Block, page: Page) -> Mark | None:
    """What must be the same on other pages: the words, digits aside, and where they stand."""
    if not isinstance(block, Paragraph) or block.box is None or len(block.printed) != 1:
        return None
    middle = (block.box[1] + block.box[3]) / 2
    foot = middle > (1 - _EDGE) * page.height
    if not foot and middle > _EDGE * page.height:
        return None
    text = re.sub(r"\s+", "", block.text)
    if len(text) > _LONGEST or _OF_A_TABLE.search(text):
        return None
    return re.sub(r"\d+", "#", text), foot, round(middle / _STEP)
