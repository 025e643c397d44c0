"""Names and telephones hidden in whatever is shown of a document as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable

from gouji.model.book import Book
from gouji.model.target import masked
from gouji.model.text import fold

Hide = Callable[[str], str]

PERSON_HEAD = re.compile(r"责任人|负责人|联系人|经办人|填报人|审核人|制表人|姓名|电话|手机|联系方式")
"""Words in a column's head that say its cells hold names or telephones."""

_MOBILE = re.compile(r"(?<![\d.,])1[3-9]\d{9}(?![\d.,])")
_CALL = re.compile(r"(?<=电话|手机|热线)([：:为]?\s*)((?:\d{3,4}[-—－ ]?)?\d{7,8})(?![\d.,])")
_SHORT = 40  # a cell that holds nothing but a name and a telephone is not longer


def hiding(book: Book | None) -> Hide:
    """A function that masks in a text what the book knows to be personal, and telephones told as such."""
    raws = sorted({p.raw for p in book.personal if len(p.raw) > 1}, key=len, reverse=True) if book else []

    def hide(text: str) -> str:
        for raw in raws:
            if raw in text:
                text = text.replace(raw, masked(raw))
        text = _MOBILE.sub(lambda found: masked(found[0]), text)
        return _CALL.sub(lambda found: found[1] + masked(found[2]), text)

    return hide


def hidden_cell(text: str) -> str:
    """A cell under a head that says it holds names or telephones; amounts and words of a sentence stay."""
    bare = fold(text)
    if not bare or len(bare) > _SHORT or PERSON_HEAD.search(bare):
        return text
    return " ".join(masked(part) for part in text.split())
