"""Titles, unit lines and the contents page: what each grid is called, and what should be there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from gouji.forms import Form, TableForm
from gouji.model.amount import DENOMINATIONS, Denomination
from gouji.model.document import Document, Grid, Paragraph
from gouji.model.place import Place
from gouji.model.text import fold
from gouji.recognise.identity import ENDINGS
from gouji.recognise.labels import plain, title_key, title_keys
from gouji.recognise.words import is_head_word, only_heads

_UNIT = re.compile(r"(?:金额)?单位[：:]?(?:人民币)?(万元|千元|亿元|元)")
_LONGEST_TITLE = 60
_NO_LINE = 200  # signs, white space included: longer texts are paragraphs of the narrative
_CONTENTS_RUN = 3
_REACH = 12
_MOST_BETWEEN = 2
_SIDE = 12.0
_NOTES = 3
_LONG_ENOUGH = 5
_INNER = 4
"""A grid's rows up to this one may be its number, title, maker and unit line."""


@dataclass(frozen=True, slots=True)
class Titled:
    """A grid with its captions: the paragraphs between the previous grid and it."""

    grid: Grid
    captions: tuple[Paragraph, ...]
    title: Place | None
    table: TableForm | None
    denomination: Denomination | None
    label: str = ""
    interruptions: tuple[Place, ...] = ()
    says_empty: bool = False


@dataclass(frozen=True, slots=True)
class Titles:
    """All grids with what they are called, and where each table id is only named.

    ``contents`` maps a table id to its line on the contents page; ``named`` to
    a caption of its own that no grid follows.  ``blocks`` are the numbers of the
    blocks that are titles, numbers, unit lines or lines of the contents.
    """

    grids: tuple[Titled, ...]
    contents: dict[str, Place]
    named: dict[str, Place]
    blocks: frozenset[int]


def titles_of(document: Document, form: Form) -> Titles:
    """Tie every grid to the declared table whose title stands above it."""
    by_key = {title_key(title): table for table in form.tables for title in table.titles}
    grids: list[Titled] = []
    mentions: list[tuple[int, TableForm, Place]] = []
    captions: list[Paragraph] = []
    pending: list[tuple[int, TableForm, Place]] = []
    spoken_for: set[int] = set()
    in_contents = False
    listed: set[str] = set()
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            captions.append(block)
            in_contents = _still_contents(block, in_contents, listed)
            if in_contents or is_caption(block.text):
                spoken_for.add(number)
            table = titled(block.text, by_key)
            if table is None and len(captions) > 1 and fold(block.text) == "表":
                table = titled(captions[-2].text + block.text, by_key)
            if table is not None:
                pending.append((number, table, _place(block)))
                spoken_for.add(number)
            continue
        near = pending[-1] if pending and len(captions) <= _distance(captions, pending[-1][2]) else None
        if block.name:  # a sheet says itself what it is; what stands before it belongs to other sheets
            near = None
        table = near[1] if near else _inner_title(block, by_key)
        mentions += pending[:-1] if near else pending
        between: tuple[Place, ...] = ()
        if table is None and grids and _continues(block, captions, grids[-1]):
            table = grids[-1].table
            between = tuple(_place(c) for c in captions if c.level)
        grids.append(
            Titled(
                block,
                tuple(captions),
                near[2] if near else None,
                table,
                _denomination(block, () if block.name else captions),
                _inner_label(block) if block.name else _label(captions) or _inner_label(block),
                between,
            )
        )
        if len(grids) > 1:
            grids[-2] = replace(grids[-2], says_empty=_says_empty(captions))
        captions, pending = [], []
    mentions += pending
    if grids:
        grids[-1] = replace(grids[-1], says_empty=_says_empty(captions))
    contents = _contents(mentions)
    named = {table.id: place for _, table, place in mentions if contents.get(table.id) != place}
    return Titles(tuple(grids), contents, named, frozenset(spoken_for))


_EMPTY = re.compile(r"空表|无该项|无此项|无数据|(?:没有|无|未安排)[^。]{0,40}(?:收支|收入|支出|预算|安排)")


def _says_empty(captions: Sequence[Paragraph]) -> bool:
    """Whether one of the lines right below a table says that there is nothing to print."""
    return any(_EMPTY.search(fold(caption.text)) for caption in captions[:_NOTES])


def _continues(grid: Grid, captions: Sequence[Paragraph], before: Titled) -> bool:
    """Whether an untitled grid goes on with the declared table above it."""
    return before.table is not None and goes_on(grid, captions, before)


def goes_on(grid: Grid, captions: Sequence[Paragraph], before: Titled) -> bool:
    """Whether an untitled grid looks like more of the grid above it."""
    return (
        before.grid.file == grid.file
        and len(captions) <= _MOST_BETWEEN
        and not _label(captions)
        and not any(calls_another(caption.text) for caption in captions)
        and not _begins_anew(grid, before.grid, bool(captions))
        and not (_ends_in_total(before.grid) and _ends_in_total(grid))
        and (abs(before.grid.width - grid.width) <= 1 or _same_sides(before.grid, grid))
    )


_OTHER_TITLE = re.compile(r"[^，。；;！？：]{3,}表(?:（[^（）]{0,14}）)?")


def calls_another(text: str) -> bool:
    """Whether a line is the title of a table, if not of a declared one; 续表 is none."""
    folded = fold(text)
    return len(folded) <= _LONGEST_TITLE and "续" not in folded and bool(_OTHER_TITLE.fullmatch(folded))


def _ends_in_total(grid: Grid) -> bool:
    """Whether the last row is the total of a list: then the table is over."""
    return any(cell.row == grid.height - 1 and plain(cell.text) in ("合计", "总计") for cell in grid.cells)


def _begins_anew(grid: Grid, before: Grid, is_apart: bool) -> bool:
    """Whether a grid's first row is a head of its own, not the head above printed again.

    Where no line stands between the two (not ``is_apart``), a row cut by the
    page may look like one: then a word that only heads print must be in it.
    """
    first = [cell.text for cell in grid.cells if cell.row == 0 and cell.text.strip()]
    heads = {fold(cell.text) for cell in before.cells if cell.row <= _NOTES}
    new = [text for text in first if fold(text) not in heads]
    if len(first) < 2 or not new or not all(is_head_word(text, None) for text in first):
        return False
    return is_apart or any(only_heads(text) for text in new)


def _same_sides(one: Grid, other: Grid) -> bool:
    """Whether two grids of a PDF begin and end at the same places across the page."""
    if one.box is None or other.box is None:
        return False
    return abs(one.box[0] - other.box[0]) < _SIDE and abs(one.box[2] - other.box[2]) < _SIDE


_CAPTION = re.compile(r"(?:（20\d\d年度?）|(?:编制)?(?:部门|单位)[^。，]{0,40}单位：.*|元|万元)")


# Every form asks the same of the same few lines.
@lru_cache(maxsize=4096)
def is_caption(line: str) -> bool:
    """A table number or a unit line that stands alone."""
    text = fold(line) if len(line) <= _NO_LINE else line
    if len(text) > _LONGEST_TITLE:
        return False
    return bool(
        _UNIT.fullmatch(text)
        or _CAPTION.fullmatch(text)
        or ((m := _LABEL.match(text)) and not text[m.end() :].strip("：、"))
        or re.fullmatch(r"(?:金额)?单位：万?", text)
    )


_PAGE = re.compile(r"[.…·]*\d*$")


def _still_contents(block: Paragraph, before: bool, listed: set[str]) -> bool:
    """Whether a paragraph belongs to a contents page: from 目录 to the first repeated line or long text.

    ``listed`` are its lines so far, without dots and page numbers.
    """
    if len(block.text) > 2 * _NO_LINE:  # a line of the contents may be long with dots
        return False
    text = fold(block.text)
    if text.endswith("目录") and len(text) <= 30:
        return True
    if not before or len(text) > _LONGEST_TITLE or text.endswith("。"):
        return False
    entry = _PAGE.sub("", text)
    if entry in listed:
        return False
    listed.add(entry)
    return not (block.level == 1 and not text.startswith("第一部分、"))


def _distance(captions: Sequence[Paragraph], place: Place) -> int:
    """How many captions there may be when the title is the one at ``place``."""
    for back, caption in enumerate(reversed(captions)):
        if (caption.page, caption.line, caption.text) == (place.page, place.line, place.text):
            return len(captions) if back < _REACH else -1
    return -1


def titled(text: str, by_key: dict[str, TableForm]) -> TableForm | None:
    """The declared table that a paragraph is the title of."""
    if len(text) > _LONGEST_TITLE:
        return None
    keys = title_keys(text)
    for key in keys:
        if key in by_key:
            return by_key[key]
    key = keys[0]
    if not key.endswith("表"):
        return None
    ends = [(len(known), table) for known, table in by_key.items() if _ends(key, known)]
    return max(ends, key=lambda pair: pair[0])[1] if ends else None


def _ends(key: str, known: str) -> bool:
    """Whether a title ends with a declared one and only names an office, a year or a kind before it.

    A short declared title ends many others (财政拨款收支总表): it needs an office before it.
    """
    if not key.endswith(known):
        return False
    before = key[: len(key) - len(known)]
    if re.search(r"[，。；;、]", before):
        return False
    return len(known) >= _LONG_ENOUGH or bool(ENDINGS.search(before))


_LABEL = re.compile(
    r"(?:附?表(?:[一二三四五六七八九十]{1,3}?(?=一般公共)|[一二三四五六七八九十]{1,3}|\d{1,2})|(?:财决)?公开\d{1,2}表|部门公开表\d{1,2})"
)


def _label(captions: Sequence[Paragraph]) -> str:
    """The number printed above a table: 表七, 公开07表."""
    return next((n for c in reversed(captions[-8:]) if (n := printed_number(c.text))), "")


def _inner_label(grid: Grid) -> str:
    """The number in a title printed inside the grid's first rows."""
    return next((n for cell in grid.cells if cell.row <= _INNER and (n := printed_number(cell.text))), "")


@lru_cache(maxsize=4096)
def printed_number(text: str) -> str:
    """The table number that a caption or a line of the contents starts with, else empty."""
    folded = fold(text)
    match = _LABEL.match(folded)
    if match is None:
        return ""
    rest = folded[match.end() :].strip("：、")
    return match[0] if not rest or rest.endswith("表") else ""


def _inner_title(grid: Grid, by_key: dict[str, TableForm]) -> TableForm | None:
    """A title printed inside the grid's first rows, as spreadsheets do."""
    for cell in grid.cells:
        if cell.row > _INNER:
            break
        table = titled(cell.text, by_key)
        if table is not None:
            return table
    return None


def _denomination(grid: Grid, captions: Sequence[Paragraph]) -> Denomination | None:
    """The unit line above the grid, or inside its first rows; it may be broken over two lines."""
    near = _units("".join(fold(caption.text) for caption in captions[-6:]))
    if near:
        return DENOMINATIONS[near[-1]]
    for cell in grid.cells:
        if cell.row > _INNER:
            break
        inside = _units(fold(cell.text))
        if inside:
            return DENOMINATIONS[inside[0]]
    return None


@lru_cache(maxsize=4096)
def _units(folded: str) -> tuple[str, ...]:
    return tuple(match[1] for match in _UNIT.finditer(folded))


def _place(block: Paragraph) -> Place:
    return Place(block.file, block.page, block.line, text=block.text, box=block.box)


def _contents(mentions: Sequence[tuple[int, TableForm, Place]]) -> dict[str, Place]:
    """Mentions that follow each other closely are a contents page."""
    best: list[tuple[int, TableForm, Place]] = []
    run: list[tuple[int, TableForm, Place]] = []
    for mention in mentions:
        if run and mention[0] - run[-1][0] > 3:
            run = []
        run.append(mention)
        if len({table.id for _, table, _ in run}) > len({table.id for _, table, _ in best}):
            best = list(run)
    if len({table.id for _, table, _ in best}) < _CONTENTS_RUN:
        return {}
    return {table.id: place for _, table, place in reversed(best)}
