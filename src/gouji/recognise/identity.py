"""Whose document it is: the department, the year, and whether it is a budget or final accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gouji.model.book import Kind
from gouji.model.document import Block, Document, Paragraph
from gouji.model.text import fold

_HEADLINE = re.compile(
    r"^(?P<who>[^\d，。；;：]{0,40}?)(?P<year>20\d\d)年度?(?:市级|区级|县级|省级|本级)?(?P<who2>[^\d，。；;：]{0,40}?)(?:部门|单位)?(?:收支)?(?P<kind>预算|决算)"
)
_NAME_LINE = re.compile(
    r"^(?:预算|编制|填报|公开)?(?:主管)?(?:部门|单位)(?:（单位）)?(?:名称)?：(?P<who>[^：]{4,40}?)(?:(?:金额)?单位：.*)?$"
)
ENDINGS = re.compile(
    r"(?:办公室|办公厅|委员会|局|厅|院|署|部|中心|学校|大学|学院|中学|小学|政府|法院|检察院|协会|联合会|总工会|馆|所|站|台|处|队|社|党校|政协|人大|会|园|医院|街道|镇|乡)(?:（本级）)?$"
)
_LOOK = 120
_ABOVE = 3


@dataclass(frozen=True, slots=True)
class Identity:
    """``department`` is empty and ``year``, ``kind`` ``None`` where the text does not say."""

    department: str
    year: int | None
    kind: Kind | None


def identity_of(document: Document) -> Identity:
    """Read the title page and the lines above the tables."""
    department, year, kind = "", None, None
    votes: dict[int, int] = {}
    first_heading = ""
    for said in _lines(document.blocks[:_LOOK]):
        text = fold(said)
        if len(text) > 80:
            continue
        match = _HEADLINE.search(text)
        if match:
            votes[int(match["year"])] = votes.get(int(match["year"]), 0) + 1
            kind = kind or (Kind.FINAL_ACCOUNTS if match["kind"] == "决算" else Kind.BUDGET)
            for who in (match["who"], match["who2"]):
                if not department and who and ENDINGS.search(_trim(who)):
                    department = _trim(who)
        elif not first_heading and ENDINGS.search(text) and len(text) <= 40 and not set("、：") & set(text):
            first_heading = text
        if not department and (named := _NAME_LINE.match(text)):
            department = named["who"]
    if votes:
        year = max(votes, key=lambda y: (votes[y], y))
    return Identity(department or first_heading or _from_lines(document), year, kind)


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    """Paragraphs, and what a sheet prints above its table: first rows of one or two cells."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif block.name:
            for row in range(_ABOVE):
                texts = [cell.text for cell in block.cells if cell.row == row and cell.text.strip()]
                if len(texts) <= 2:
                    yield from texts


def _trim(who: str) -> str:
    who = re.sub(r"^(?:第[一二三四五六]部分|[一二三四五六]、|（[一二三四五六]）)", "", who)
    return re.sub(r"(?:部门|单位)$", "", who) or who


def _from_lines(document: Document) -> str:
    for block in document.blocks:
        if isinstance(block, Paragraph) and len(block.text) <= 80:
            named = _NAME_LINE.match(fold(block.text))
            if named:
                return named["who"]
    return ""
