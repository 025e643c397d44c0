"""What the lines over and under a table say: its number, title, maker and unit, or that it is empty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from gouji.model.document import Cell, Paragraph
from gouji.model.text import fold
from gouji.recognise.labels import title_keys

LONGEST_TITLE = 60
NO_LINE = 200
"""Signs, white space included: longer texts are paragraphs of the narrative."""

_UNIT = re.compile(r"(?:金额|计量|货币)?单位[：:]?（?(?:人民币)?(万元|千元|亿元|元)）?")
_IN_BRACKETS = re.compile(r"（(?:单位：)?(万元|千元|亿元|元)）$")
_CAPTION = re.compile(r"(?:（20\d\d年度?）|(?:编制)?(?:部门|单位)[^。，]{0,40}单位：.*|元|万元)")
_MAKER = re.compile(r"(?:编制|填报|公开|预算|主管)*(?:部门|单位)(?:（[^（）]{1,6}）)?(?:名称)?：")
_LABEL = re.compile(
    r"(?:附?表(?:[一二三四五六七八九十]{1,3}?(?=一般公共)|[一二三四五六七八九十]{1,3}|\d{1,2})|(?:财决)?公开\d{1,2}表|部门公开表\d{1,2})"
)
_OTHER_TITLE = re.compile(r"[^，。；;！？：]{3,}表(?:（[^（）]{0,14}）)?")
_EMPTY = re.compile(r"空表|无该项|无此项|无数据|(?:没有|无|未安排)[^。]{0,40}(?:收支|收入|支出|预算|安排)")
_PAGE_NUMBER = re.compile(r"[-—–·/]*(?:第?\d{1,4}页?)(?:[，、/]?共?\d{1,4}页?)?[-—–·]*")
_NOTES = 3
_FEW = 3


# Every form asks the same of the same few lines.
@lru_cache(maxsize=4096)
def is_caption(line: str) -> bool:
    """A table number or a unit line that stands alone."""
    text = fold(line) if len(line) <= NO_LINE else line
    if len(text) > LONGEST_TITLE:
        return False
    return bool(
        _UNIT.fullmatch(text)
        or _CAPTION.fullmatch(text)
        or ((m := _LABEL.match(text)) and not text[m.end() :].strip("：、"))
        or re.fullmatch(r"(?:金额)?单位：万?", text)
    )


def calls_another(text: str) -> bool:
    """Whether a line is the title of a table, if not of a declared one; 续表 is none."""
    folded = fold(text)
    return len(folded) <= LONGEST_TITLE and "续" not in folded and bool(_OTHER_TITLE.fullmatch(folded))


def is_title(text: str) -> bool:
    """Whether a text is a table's title, with or without its number."""
    return calls_another(text) or any(calls_another(key) for key in title_keys(text))


def stands_above(line: Sequence[Cell]) -> bool:
    """Whether the cells of a row print what stands over a table, and nothing else."""
    return 0 < len(line) <= _FEW and all(
        is_title(cell.text) or is_caption(cell.text) or _MAKER.match(fold(cell.text)) for cell in line
    )


@lru_cache(maxsize=4096)
def is_page_number(line: str) -> bool:
    """Whether a line is only the number of a page: — 12 —, 第3页 共20页."""
    return len(line) <= LONGEST_TITLE and bool(_PAGE_NUMBER.fullmatch(fold(line)))


@lru_cache(maxsize=4096)
def printed_number(text: str) -> str:
    """The table number that a caption or a line of the contents starts with, else empty."""
    folded = fold(text)
    match = _LABEL.match(folded)
    if match is None:
        return ""
    rest = folded[match.end() :].strip("：、")
    return match[0] if not rest or rest.endswith("表") else ""


def number_above(captions: Sequence[Paragraph]) -> str:
    """The number printed above a table: 表七, 公开07表."""
    return next((n for c in reversed(captions[-8:]) if (n := printed_number(c.text))), "")


@lru_cache(maxsize=4096)
def units_in(folded: str) -> tuple[str, ...]:
    """The units that a folded line gives for amounts, as printed."""
    return tuple(match[1] for match in _UNIT.finditer(folded))


def unit_at_end(texts: Iterable[str]) -> str:
    """The unit that texts end with in brackets, 预算数（元）, if they all agree; else empty."""
    found = {match[1] for text in texts if (match := _IN_BRACKETS.search(fold(text)))}
    return found.pop() if len(found) == 1 else ""


def says_empty(captions: Sequence[Paragraph]) -> bool:
    """Whether one of the lines right below a table says that there is nothing to print."""
    return any(_EMPTY.search(fold(caption.text)) for caption in captions[:_NOTES])
