"""Marks of layout left inside text: tags, entities, Markdown signs, and their tally."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5

from gouji.model.document import Dropped

_BREAKING = (
    "p|br|hr|div|ol|ul|li|dl|dt|dd|table|thead|tbody|tfoot|tr|td|th|caption|h[1-6]|blockquote|pre|center"
)
_INLINE = "b|strong|i|em|u|s|del|ins|sub|sup|span|font|small|big|mark|a|img|col|colgroup|code"
# A tag, a comment or an entity.  ``<`` before anything else is a sign of the text (``a<b``, ``<5 万元``).
_TOKEN = re.compile(
    rf"""<(?P<close>/?)(?:(?P<breaking>{_BREAKING})|{_INLINE})
           (?:\s++[\w:-]++\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'<>]++))*+\s*+/?>
       |<!--(?:(?!-->)[^<>])*+-->
       |&(?:\#[0-9]{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});""",
    re.VERBOSE | re.IGNORECASE,
)
_CONTAINERS = frozenset({"p", "li", "ol", "ul", "div"})
_LISTS = ("ol", "ul")

MARK = "排版标记，不是文字"


class Tally:
    """What was left out, counted by kind: the same mark is one entry, however often it stands."""

    __slots__ = ("_kinds",)

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, str], tuple[int, int]] = {}

    def add(self, text: str, line: int, count: int = 1, reason: str = MARK) -> None:
        """Count ``text`` as left out at ``line``, ``count`` times."""
        first, so_far = self._kinds.get((text, reason), (line, 0))
        self._kinds[text, reason] = first, so_far + count

    def dropped(self, file: int) -> Iterator[Dropped]:
        """One entry per kind: its text as often as it stood, and the line it first stood at."""
        for (text, reason), (line, count) in self._kinds.items():
            yield Dropped(text * count, f"{reason}（{count} 处）", file, line=line)


def plain(text: str, line: int, tally: Tally) -> str:
    """``text`` without tags, its entities decoded; paragraphs, list items and ``<br>`` on lines of their own.

    Emphasis (``**``) around the whole is a mark too; inside, it stays as printed.
    """
    pieces: list[str] = []
    end = 0
    for token in _TOKEN.finditer(text):
        pieces.append(text[end : token.start()])
        end = token.end()
        if text[token.start()] == "&":
            pieces.append(_character(token[0]))
            continue
        tally.add(token[0], line)
        if token["breaking"]:
            pieces.append("\n")
    pieces.append(text[end:])
    items = (item.strip() for item in "".join(pieces).split("\n"))
    return _without_emphasis("\n".join(item for item in items if item), line, tally)


def _character(entity: str) -> str:
    """The characters an entity stands for, or itself if it names none."""
    if entity[1] == "#":
        return html.unescape(entity) or entity
    return html5.get(entity[1:], entity)


def _without_emphasis(text: str, line: int, tally: Tally) -> str:
    """``text`` without ``**`` around the whole of it; a masked name (``王**``) is no emphasis."""
    inner = text[2:-2]
    if not (text.startswith("**") and text.endswith("**") and inner) or "**" in inner:
        return text
    if inner != inner.strip() or inner[0] == "*" or inner[-1] == "*":
        return text
    tally.add("**", line, 2)
    return inner


def still_open(text: str, opened: dict[str, int]) -> bool:
    """Whether a paragraph or list begun before or in ``text`` does not end in it.

    ``opened`` counts what is open and is brought up to date.  The end of a
    list ends its items, the end of an item its paragraphs.
    """
    for token in _TOKEN.finditer(text):
        name = (token["breaking"] or "").lower()
        if name not in _CONTAINERS or token[0].endswith("/>"):
            continue
        if not token["close"]:
            opened[name] = opened.get(name, 0) + 1
            continue
        opened[name] = max(0, opened.get(name, 0) - 1)
        if name in _LISTS:
            opened["li"] = opened["p"] = 0
        elif name == "li":
            opened["p"] = 0
    return any(opened.values())
