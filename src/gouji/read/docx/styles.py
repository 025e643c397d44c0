"""What paragraph and character styles say: outline level, hidden text, automatic numbering."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from gouji.read.docx import names as w
from gouji.read.package import Element

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """One style by itself; what it leaves open (``None``) comes from the style it is based on."""

    id: str
    based_on: str | None
    level: int | None  # heading level from 1; 0 is body text
    hidden: bool | None
    numbering: str | None  # w:numId
    numbering_level: int | None


class StyleNumbering(NamedTuple):
    """The list and level a style numbers with, and the styles these may come from, nearest first."""

    number: str | None
    level: int | None
    lineage: tuple[str, ...]


class Styles:
    """All styles of a document, with inheritance resolved."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        for element in () if root is None else root.iter(w.STYLE):
            style = _style(element)
            self._styles[style.id] = style
            if element.get(w.TYPE) == "paragraph" and element.get(f"{w.DEFAULT}") in ("1", "true", "on"):
                self._default = style.id
        self._levels = {id: self._first_level(id) for id in self._styles}
        self._hidden = {id for id in self._styles if self._is_hidden(id)}
        self._numbering: dict[str | None, StyleNumbering] = {}

    def level(self, id: str | None) -> int:
        """The heading level of paragraphs in this style; 0 for body text."""
        return self._levels.get(id or self._default or "", 0)

    def is_hidden(self, id: str | None) -> bool:
        """Whether text in this style is hidden."""
        return id in self._hidden

    def numbering(self, id: str | None) -> StyleNumbering:
        """The list and level of paragraphs in this style."""
        if id not in self._numbering:
            self._numbering[id] = self._find_numbering(id)
        return self._numbering[id]

    def _find_numbering(self, id: str | None) -> StyleNumbering:
        lineage = tuple(self._lineage(id or self._default))
        number = next((s.numbering for s in lineage if s.numbering is not None), None)
        level = next((s.numbering_level for s in lineage if s.numbering_level is not None), None)
        return StyleNumbering(number, level, tuple(style.id for style in lineage))

    def _first_level(self, id: str) -> int:
        return next((style.level for style in self._lineage(id) if style.level is not None), 0)

    def _is_hidden(self, id: str) -> bool:
        return next((style.hidden for style in self._lineage(id) if style.hidden is not None), False)

    def _lineage(self, id: str | None) -> Iterator[Style]:
        """The style and those it is based on, nearest first; a circle ends where it closes."""
        seen: set[str] = set()
        while id is not None and id in self._styles and id not in seen:
            seen.add(id)
            yield self._styles[id]
            id = self._styles[id].based_on


def outline_level(element: Element | None) -> int | None:
    """The heading level of a w:outlineLvl, which is 0 to 8 for headings and 9 for body text."""
    number = integer(element)
    return None if number is None else number + 1 if 0 <= number < 9 else 0


def integer(element: Element | None) -> int | None:
    """The number in ``w:val``; ``None`` where there is none."""
    value = "" if element is None else element.get(w.VALUE, "")
    return int(value) if re.fullmatch(r"-?\d{1,9}", value, re.ASCII) else None


def _style(element: Element) -> Style:
    paragraph = element.find(w.PARAGRAPH_PROPERTIES)
    run = element.find(w.RUN_PROPERTIES)
    hidden = None if run is None else run.find(w.HIDDEN_TEXT)
    numbering = None if paragraph is None else paragraph.find(w.NUMBERING)
    level = None if paragraph is None else outline_level(paragraph.find(w.OUTLINE_LEVEL))
    if level is None and (name := _HEADING_NAME.fullmatch(_value(element.find(w.STYLE_NAME)) or "")):
        level = int(name[1])
    return Style(
        id=element.get(w.STYLE_ID, ""),
        based_on=_value(element.find(w.BASED_ON)),
        level=level,
        hidden=None if hidden is None else w.is_on(hidden),
        numbering=None if numbering is None else _value(numbering.find(w.NUMBERING_ID)),
        numbering_level=None if numbering is None else integer(numbering.find(w.LEVEL_INDEX)),
    )


def _value(element: Element | None) -> str | None:
    return None if element is None else element.get(w.VALUE)
