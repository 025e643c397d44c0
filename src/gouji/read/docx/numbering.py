"""Automatic numbering: the 一、 （一） 1. that Word prints before a paragraph but does not store in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gouji.read.docx import names as w
from gouji.read.docx.numerals import numeral
from gouji.read.docx.styles import integer
from gouji.read.docx.symbols import bullet
from gouji.read.package import Element

_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; ``text`` holds ``%1`` … ``%9`` for the levels' numbers."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = " "
    legal: bool = False  # all numbers in plain digits
    restarts: bool = True
    style: str | None = None


@dataclass(frozen=True, slots=True)
class List:
    """One list: which definition it counts with, its levels, and the levels that begin anew."""

    definition: str
    levels: dict[int, Level]
    restarts_at: dict[int, int]


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: Element | None) -> None:
        self._lists = {} if root is None else _lists(root)
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def level_of_style(self, number: str, styles: tuple[str, ...]) -> int:
        """The level of list ``number`` that belongs to one of ``styles`` (nearest first), else 0."""
        levels = self._lists[number].levels if number in self._lists else {}
        by_style = {level.style: index for index, level in levels.items() if level.style}
        return next((by_style[style] for style in styles if style in by_style), 0)

    def label(self, number: str, index: int) -> str:
        """Counts one paragraph on level ``index`` of a list and returns what is printed before it."""
        if number not in self._lists or not 0 <= index < _LEVELS:
            return ""
        one = self._lists[number]
        counts = self._counts.setdefault(one.definition, [None] * _LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for at, start in one.restarts_at.items():
                counts[at:] = [None] * (_LEVELS - at)
                counts[at] = start - 1
        for upper in range(index):
            if counts[upper] is None:
                counts[upper] = one.levels.get(upper, Level()).start
        before = counts[index]
        level = one.levels.get(index, Level())
        counts[index] = level.start if before is None else before + 1
        for lower in range(index + 1, _LEVELS):
            if one.levels.get(lower, Level()).restarts:
                counts[lower] = None
        if level.format == "bullet":
            return level.text + level.suffix
        text = _PLACEHOLDER.sub(
            lambda match: _number(int(match[1]) - 1, one, counts, level.legal), level.text
        )
        return text + level.suffix if text else ""


def _number(index: int, one: List, counts: list[int | None], legal: bool) -> str:
    count = counts[index]
    return (
        "" if count is None else numeral(count, "decimal" if legal else one.levels.get(index, Level()).format)
    )


def _lists(root: Element) -> dict[str, List]:
    definitions = {element.get(w.ABSTRACT_ID, ""): element for element in root.iter(w.ABSTRACT)}
    by_style = {
        link.get(w.VALUE): id
        for id, element in definitions.items()
        if (link := element.find(w.STYLE_LINK)) is not None
    }
    lists: dict[str, List] = {}
    for element in root.iter(w.NUMBER):
        target = element.find(w.ABSTRACT_ID)
        id = "" if target is None else target.get(w.VALUE, "")
        definition = definitions.get(id)
        if definition is None:
            continue
        if (link := definition.find(w.NUMBERING_STYLE_LINK)) is not None:
            id = by_style.get(link.get(w.VALUE), id)
            definition = definitions[id]
        levels = _levels(definition)
        restarts: dict[int, int] = {}
        for override in element.iter(w.OVERRIDE):
            index = _index(override)
            levels.update(_levels(override))
            start = integer(override.find(w.START_OVERRIDE))
            if start is not None and 0 <= index < _LEVELS:
                restarts[index] = start
        lists[element.get(w.NUMBERING_ID, "")] = List(id, levels, restarts)
    return lists


def _levels(parent: Element) -> dict[int, Level]:
    return {_index(element): _level(element) for element in parent.iterchildren(w.LEVEL)}


def _index(element: Element) -> int:
    value = element.get(w.LEVEL_INDEX, "")
    return int(value) if value in tuple("012345678") else -1


def _level(element: Element) -> Level:
    def value(name: str, default: str) -> str:
        child = element.find(name)
        return default if child is None else str(child.get(w.VALUE, default))

    format, text = value(w.FORMAT, "decimal"), value(w.LEVEL_TEXT, "")
    if format == "bullet":
        fonts = element.find(f"{w.RUN_PROPERTIES}/{w.FONTS}")
        text = bullet(text, "" if fonts is None else fonts.get(w.ASCII_FONT, ""))
    start = integer(element.find(w.START))
    return Level(
        start=0 if start is None else start,
        format=format,
        text=text,
        # Only a gap is visible, whether a tab or a space makes it.
        suffix="" if value(w.SUFFIX, "tab") == "nothing" else " ",
        legal=w.is_on(element.find(w.LEGAL)),
        restarts=value(w.RESTART, "1") != "0",
        style=value(w.PARAGRAPH_STYLE, "") or None,
    )
