"""Labels made comparable: numbering, 其中 and years taken out of printed words."""

from __future__ import annotations

import re
from functools import lru_cache

from gouji.model.text import fold

_NUMBERING = re.compile(
    r"^(?:其中：|其中,|其中，|其中、|其中)?"
    r"(?:（[一二三四五六七八九十百]+）|[一二三四五六七八九十百]+[、.．，]|（\d{1,2}）|\d{1,2}[、.．](?!\d)|[①-⑳]、?|\*)*"
    r"(?:其中：|其中,|其中，|其中、|其中)?"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?|财年)?")
_TABLE_NUMBER = re.compile(
    r"^(?:(?:附?表(?:[一二三四五六七八九十]{1,3}|\d{1,2})|(?:财决)?公开\d{1,2}表|部门公开表\d{1,2}|附表)[：、.．]?"
    r"|(?:[一二三四五六七八九十]{1,3}|（[一二三四五六七八九十]{1,3}）|\d{1,2})[：、.．]|（[一二三四五六七八九十]{1,3}）)"
)


@lru_cache(maxsize=8192)
def plain(label: str) -> str:
    """A label without white space, numbering or a leading 其中.

    >>> plain("（一） 一般公共预算资金")
    '一般公共预算资金'
    >>> plain("其中：公务用车购置费")
    '公务用车购置费'
    """
    folded = fold(label)
    return folded[_NUMBERING.match(folded).end() :].rstrip("：") or folded  # type: ignore[union-attr]


def dated(label: str, year: int | None) -> str:
    """A folded label with years written relative to ``year``: ``2022年`` → ``{y-1}年``."""

    def relative(match: re.Match[str]) -> str:
        if year is None:
            return "{y}年"
        offset = int(match[0][:4]) - year
        return "{y}年" if offset == 0 else f"{{y{offset:+d}}}年"

    return _YEAR.sub(relative, label)


@lru_cache(maxsize=8192)
def undated(label: str) -> str:
    """A folded label without any year."""
    return _YEAR.sub("", label).replace("{y}年", "").replace("{y-1}年", "")


@lru_cache(maxsize=8192)
def title_keys(text: str) -> tuple[str, ...]:
    """A table title as it may be compared: no number, year, quotes or trailing brackets.

    Several keys, the likeliest first: in 表十一般公共预算… only the titles known
    tell whether the number is 十 or 十一.
    """
    folded = fold(text).replace('"', "").replace("《", "").replace("》", "")
    folded = undated(folded)
    match = _TABLE_NUMBER.match(folded)
    starts = [0]
    if match is not None:
        starts = [
            match.end(),
            *(n for n in range(match.end() - 1, 1, -1) if folded[n] in "一二三四五六七八九十"),
            0,
        ]
    return tuple(
        dict.fromkeys(re.sub(r"（[^（）]{0,12}）$", "", folded[start:]).rstrip("：") for start in starts)
    )


def title_key(text: str) -> str:
    """The likeliest key of a title; of a declared title the only one."""
    return title_keys(text)[0]


_CODED = re.compile(r"^［?(\d{3}(?:\d{2}){0,3})］?[-—－_]?(.*)$", re.DOTALL)


def split_code(text: str) -> tuple[str, str]:
    """``2010301-行政运行`` → (``2010301``, ``行政运行``); no code → (``""``, text)."""
    folded = fold(text)
    match = _CODED.match(folded)
    return (match[1], match[2]) if match else ("", folded)


_PROJECT_CODE = re.compile(r"^[0-9A-Z]{8,30}[-—－_]")


def project_name(text: str) -> str:
    """A project's name without the code printed before it, as it is compared."""
    folded = fold(text)
    return folded[match.end() :] if (match := _PROJECT_CODE.match(folded)) else folded


def coordinate(text: str) -> str:
    """A name as the value of a listed dimension (a dot would mean “below”)."""
    return text.replace(".", "·")
