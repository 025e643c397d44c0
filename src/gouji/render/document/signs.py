"""Signs a page can show: what is printed of a text, and which of its characters no font has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from gouji.model.errors import CannotDraw
from gouji.model.publication import Headline, LaidTable, Prose, Publication
from gouji.render.document.fonts import covered

_MOST = 5
_SPACES = {"\t", "\v", "\f", "\u2028", "\u2029", "\u0085"}


def printable(text: str) -> str:
    """``text`` without what prints nothing: control and format characters, halves of surrogate pairs.

    Line breaks of every kind are ``\\n``, tabs are spaces; everything else stays
    as it is.
    """
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_shown(sign) for sign in text)


def _shown(sign: str) -> str:
    if sign == "\n" or sign.isprintable():
        return sign
    if sign in _SPACES:
        return " "
    kind = unicodedata.category(sign)
    return "" if kind in ("Cc", "Cf", "Cs") or ord(sign) & 0xFFFE == 0xFFFE else sign


def one_line(text: str) -> str:
    """``text`` as one line, for places that have no room for a second."""
    return " ".join(printable(text).split("\n"))


def paragraphs_of(prose: Prose) -> tuple[str, ...]:
    """The paragraphs of a passage: one to a line, without the spaces that someone set them in with."""
    lines = (line.strip() for line in printable(prose.text).split("\n"))
    return tuple(line for line in lines if line)


def texts_of(publication: Publication) -> Iterator[tuple[str, str]]:
    """Every text that is printed, with where it stands (in Chinese)."""
    yield "封面", publication.title
    yield "封面", publication.department
    yield "封面", publication.date
    section = ""
    for piece in publication.pieces:
        if isinstance(piece, Headline):
            section = piece.text
            yield f"标题“{section}”", piece.text
        elif isinstance(piece, Prose):
            yield f"“{section}”下的正文" if section else "正文", piece.text
        else:
            yield from _texts_of_table(piece)


def _texts_of_table(table: LaidTable) -> Iterator[tuple[str, str]]:
    name = table.label or f"《{table.title}》"
    for text in (table.name, table.maker, table.unit, *table.notes):
        yield f"{name}的标题或附注", text
    for cell in table.cells:
        yield f"{name} 第 {cell.row + 1} 行第 {cell.column + 1} 列", cell.text


def refuse_missing(publication: Publication) -> None:
    """Raise :class:`CannotDraw` where a text has a character that the fonts lack; nothing is drawn then.

    Every place is looked at, so that all such characters are said at once.
    """
    found: dict[str, str] = {}
    for place, text in texts_of(publication):
        for sign in covered().missing(printable(text)):
            found.setdefault(sign, f"{place}“{_around(text, sign)}”")
    if not found:
        return
    signs = list(found)
    others = [f"{_named(sign)}在{found[sign]}" for sign in signs[1 : 1 + _MOST]]
    more = "；还有" + "、".join(others) if others else ""
    more += f"，共 {len(signs)} 个字" if len(signs) > 1 + _MOST else ""
    raise CannotDraw(
        found[signs[0]],
        f"字库里没有{_named(signs[0])}，PDF 印不出来{more}",
        "请在工作簿里换成通用的字（人名、地名可查《通用规范汉字表》的写法），符号请换成文字，再编制一次；"
        "Word、Excel、网页格式不受影响。",
        "".join(signs),
    )


def _named(sign: str) -> str:
    return f"“{sign}”（U+{ord(sign):04X}）"


def _around(text: str, sign: str) -> str:
    at = text.find(sign)
    return one_line(text[max(0, at - 6) : at + 7])
