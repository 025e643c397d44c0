"""Titles, unit lines and the contents page: what each grid is called, and what should be there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gouji.forms import Form, TableForm
from gouji.model.amount import DENOMINATIONS, Denomination
from gouji.model.document import Document, Grid, Paragraph
from gouji.model.place import Place
from gouji.model.text import fold
from gouji.recognise.captions import (
    LONGEST_TITLE,
    NO_LINE,
    is_caption,
    is_page_number,
    number_above,
    printed_number,
    says_empty,
    unit_at_end,
    units_in,
)
from gouji.recognise.continuation import goes_on
from gouji.recognise.identity import ENDINGS
from gouji.recognise.labels import title_key, title_keys
from gouji.recognise.reading import is_number

_CONTENTS_RUN = 3
_REACH = 12
_LONG_ENOUGH = 5
_ABOVE = 4
_INNER = 4
"""A grid's rows up to this one may be its number, title, maker and unit line."""


@dataclass(frozen=True, slots=True)
class Titled:
    """A grid with its captions: the paragraphs between the previous grid and it.

    ``is_cut`` says that the grid right below it looks like its own rows but could not be joined.
    """

    grid: Grid
    captions: tuple[Paragraph, ...]
    title: Place | None
    table: TableForm | None
    denomination: Denomination | None
    label: str = ""
    interruptions: tuple[Place, ...] = ()
    says_empty: bool = False
    is_cut: bool = False


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
        if table is None and grids and _continues(block, captions, grids):
            table = grids[-1].table
            between = tuple(_place(c) for c in captions if c.level)
        grids.append(
            Titled(
                block,
                tuple(captions),
                near[2] if near else None,
                table,
                _denomination(block, () if block.name else captions),
                _inner_label(block) if block.name else number_above(captions) or _inner_label(block),
                between,
            )
        )
        if len(grids) > 1:
            is_cut = table is None and all(map(_is_page_number, captions)) and _begins_with_amounts(block)
            grids[-2] = replace(grids[-2], says_empty=says_empty(captions), is_cut=is_cut)
        captions, pending = [], []
    mentions += pending
    if grids:
        grids[-1] = replace(grids[-1], says_empty=says_empty(captions))
    contents = _contents(mentions)
    named = {table.id: place for _, table, place in mentions if contents.get(table.id) != place}
    return Titles(tuple(grids), contents, named, frozenset(spoken_for))


def _continues(grid: Grid, captions: Sequence[Paragraph], before: Sequence[Titled]) -> bool:
    """Whether an untitled grid goes on with the declared table above it."""
    last = before[-1]
    if last.table is None:
        return False
    opening = next(titled.grid for titled in before if titled.table is last.table)
    return goes_on(grid, captions, last.grid, opening)


def _is_page_number(caption: Paragraph) -> bool:
    return is_page_number(caption.text)


def _begins_with_amounts(grid: Grid) -> bool:
    """Whether the first row prints a name and an amount, as no head does."""
    first = [cell.text for cell in grid.cells if cell.row == 0 and cell.text.strip()]
    return any(map(is_number, first[1:])) and not all(map(is_number, first))


_PAGE = re.compile(r"[.…·]*\d*$")


def _still_contents(block: Paragraph, before: bool, listed: set[str]) -> bool:
    """Whether a paragraph belongs to a contents page: from 目录 to the first repeated line or long text.

    ``listed`` are its lines so far, without dots and page numbers.
    """
    if len(block.text) > 2 * NO_LINE:  # a line of the contents may be long with dots
        return False
    text = fold(block.text)
    if text.endswith("目录") and len(text) <= 30:
        return True
    if not before or len(text) > LONGEST_TITLE or text.endswith("。"):
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
    if len(text) > LONGEST_TITLE:
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


def _inner_label(grid: Grid) -> str:
    """The number in a title printed inside the grid's first rows."""
    return next((n for cell in grid.cells if cell.row <= _INNER and (n := printed_number(cell.text))), "")


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
    """The unit line above the grid, or inside its first rows; it may be broken over two lines.

    Without one, the unit that its heads end with in brackets.
    """
    near = units_in("".join(fold(caption.text) for caption in captions[-6:]))
    if near:
        return DENOMINATIONS[near[-1]]
    for cell in grid.cells:
        if cell.row > _INNER:
            break
        inside = units_in(fold(cell.text))
        if inside:
            return DENOMINATIONS[inside[0]]
    said = unit_at_end(caption.text for caption in captions[-_ABOVE:] if len(caption.text) <= LONGEST_TITLE)
    said = said or unit_at_end(cell.text for cell in grid.cells if cell.row <= _INNER + _ABOVE)
    return DENOMINATIONS[said] if said else None


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
