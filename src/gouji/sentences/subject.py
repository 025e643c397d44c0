"""A functional code by the names of its 类, 款 and 项, as prose says it."""

from __future__ import annotations

import re

from gouji.catalogue import dotted, function_list
from gouji.forms.declaration import Key
from gouji.model.text import fold

_MARKED = re.compile(r"（[类款项]）")


def subject_named(code: str, year: int) -> str:
    """一般公共服务支出-档案事务-档案馆: the names from the outermost level on, as a dotted code has them."""
    parts = code.split(".")
    found = [function_list().name("".join(parts[: n + 1]), year) for n in range(len(parts))]
    return "-".join(name for name in found if name)


def key_named(text: str, year: int | None) -> Key | None:
    """The code whose names ``text`` says, and the budget it belongs to; ``None`` if there is none.

    Levels are parted by - or marked （类）（款）（项).  The text is folded before
    it is compared.
    """
    said = fold(text)
    names = [part for part in _MARKED.split(said) if part] if _MARKED.search(said) else said.split("-")
    code = ""
    for at, name in enumerate(names):
        below = {fold(subject.name): subject.code for subject in function_list().children(code, year)}
        rest = below.get("-".join(names[at:]))
        if rest is not None:
            return _key(rest, year)
        if name not in below:
            return None
        code = below[name]
    return _key(code, year)


def _key(code: str, year: int | None) -> Key:
    subject = function_list().at(code, year)
    fund = subject.fund if subject is not None else None
    return (("function", dotted(code)), *((("fund", f"fiscal.{fund}"),) if fund else ()))
