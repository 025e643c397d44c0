"""Which units a department says it is made of: from its tables, a list of units, or a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gouji.model.book import Book
from gouji.model.document import Document, Grid, Paragraph
from gouji.model.text import fold
from gouji.recognise.labels import plain

_SCOPE = re.compile(
    r"(?:编制范围|编报范围|汇编范围|汇总范围|单位构成|预算单位|决算单位|行政单位\d+家)[^。；]{0,60}?"
    r"(?:包括|分别是|分别为|如下|具体有)[^：。]{0,16}[：](?P<names>[^。]*)"
)
_ITEM = re.compile(
    r"^(?:\d{1,2}[、.．]|（\d{1,2}）|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)(?P<name>[^。；，,（]{3,40}(?:（本级）)?)"
)
_NOT_APART = re.compile(r"不单列预算|不单独编制|并入本部|不独立核算")
_HEADS = frozenset({"单位名称", "预算单位", "预算单位名称", "单位全称"})
_CODE = re.compile(r"^\d{3,12}[-—－_ ]*")
_OWN = re.compile(r"（?(?:本级|本部|机关)）?$")
_MOST = 200


def listed_units(document: Document, book: Book) -> tuple[str, ...]:
    """The names of the units, as printed and without codes; empty where no list was found.

    Those that keep no budget of their own (不单列预算) are left out.
    """
    printed = dict.fromkeys(
        bare_name(claim.fact.unit) for claim in book.claims if claim.fact is not None and claim.fact.unit
    )
    if len(printed) > 1:
        return tuple(printed)
    return _from_prose(document) or _from_lists(document) or tuple(printed)


def bare_name(text: str) -> str:
    """A unit's name as it is compared: no code before it, quotes and spaces gone."""
    name = fold(text).replace("·", ".")
    return _CODE.sub("", name) or name


def same_unit(one: str, other: str) -> bool:
    """Whether two printed names mean one unit; 本级, 本部 and 机关 are the department's own."""
    a, b = bare_name(one), bare_name(other)
    if a == b:
        return True
    if bool(_OWN.search(a)) != bool(_OWN.search(b)):
        return False
    a, b = _OWN.sub("", a), _OWN.sub("", b)
    short, long = sorted((a, b), key=len)
    return len(short) >= 4 and long.endswith(short)


def _from_prose(document: Document) -> tuple[str, ...]:
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    for at, paragraph in enumerate(paragraphs):
        match = _SCOPE.search(fold(paragraph.text))
        if match is None:
            continue
        names = match["names"].strip("：")
        found = _inline(names) if len(names) > 3 else _items(paragraphs[at + 1 : at + _MOST])
        if found:
            return found
    return ()


def _inline(names: str) -> tuple[str, ...]:
    parts = re.split(r"[、；;，]|\d{1,2}[.．](?!\d)|和(?=[^、]{4,}$)", names)
    return tuple(
        dict.fromkeys(part for part in parts if 4 <= len(part) <= 40 and not _NOT_APART.search(part))
    )


def _items(paragraphs: Iterable[Paragraph]) -> tuple[str, ...]:
    names: list[str] = []
    for paragraph in paragraphs:
        text = fold(paragraph.text)
        match = _ITEM.match(text)
        if match is None:
            break
        if not _NOT_APART.search(text):
            names.append(match["name"])
    return tuple(dict.fromkeys(names))


def _from_lists(document: Document) -> tuple[str, ...]:
    """A table that lists units and no amounts."""
    for block in document.blocks:
        if isinstance(block, Grid):
            names = _column(block)
            if names:
                return names
    return ()


def _column(grid: Grid) -> tuple[str, ...]:
    head = next((c for c in grid.cells if c.row <= 1 and plain(c.text) in _HEADS), None)
    if head is None or grid.width > 4:
        return ()
    cells = [c.text for c in grid.cells if c.column == head.column and c.row > head.row and c.text.strip()]
    return tuple(dict.fromkeys(bare_name(text) for text in cells))


def missing_units(listed: Sequence[str], given: Sequence[str]) -> tuple[str, ...]:
    """The listed units that no given name means; each given name stands for one."""
    free = list(given)
    missing = []
    for name in listed:
        match = next((other for other in free if same_unit(name, other)), None)
        if match is None:
            missing.append(name)
        else:
            free.remove(match)
    return tuple(missing)
