"""What a printed head means by the vocabulary alone: a role, a sense, or coordinates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gouji.forms import Key
from gouji.forms.lexicon import lexicon
from gouji.model.fact import lies_under
from gouji.model.text import fold
from gouji.recognise.labels import coordinate, dated, plain

_YEAR = re.compile(r"^(?:\{y(?P<offset>[+-]\d+)?\}年|(?P<last>上年|上年度)|(?P<this>本年度|今年))")
_BRACKETS = re.compile(r"（[^（）]*）")
_LABELS = frozenset(
    {
        "项目",
        "收入",
        "支出",
        "收入项目",
        "支出项目",
        "项目（按功能分类）",
        "项目名称",
        "支出功能分类科目",
        "功能科目名称",
    }
)
_PART_OF = ("其中", "扣除")
_PARTS = {"类": "division", "款": "group", "项": "item"}
_SUBJECTS = (("功能", "function"), ("政府", "government_economic"), ("经济", "department_economic"))
_IDLE = re.compile(
    r"^(?:单位：|金额单位：|编制单位|编制部门|部门：|部门（单位）(?:名称)?(?:：|$)|附?表\d|公开\d\d表|部门公开表|财决公开|预算代码)"
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """One column's head.  ``role`` or ``sense`` may be empty; ``known`` says that every word was.

    ``part`` marks a column headed 其中：, ``strong`` that a word tells of budgets and nothing else.
    """

    texts: tuple[str, ...]
    role: str = ""
    sense: str = ""
    key: Key = ()
    unknown: tuple[str, ...] = ()
    part: bool = False
    strong: bool = False


def meaning_of(texts: Sequence[str], year: int | None, *, final: bool = False) -> Meaning:
    """What the heads over one column say together, the outer ones first."""
    words = lexicon()
    shown = tuple(fold(text) for text in texts if not _IDLE.match(fold(text)))
    key: dict[str, str | int | None] = {}
    unknown: list[str] = []
    role = sense = ""
    strong = False
    for text in shown:
        word, offset = _undated(text, year)
        role = sense = ""
        found: Key = ()
        if offset is not None and offset:
            key["year"] = offset
        if not word:
            continue
        spelling = next((w for w in _spellings(word) if _is_known(w)), None)
        if spelling is None:
            role = _coded(word)
            if not role:
                unknown.append(word)
            continue
        if spelling in words.senses:
            sense = words.senses[spelling]
            continue
        if spelling in words.subjects:
            role = f"{_subject(shown)}.{words.subjects[spelling]}"
            strong = strong or not role.startswith(".")
            continue
        if spelling in _PARTS:
            role = f"{_subject(shown)}.{_PARTS[spelling]}"
            continue
        head = words.heads.get(spelling)
        if head is not None:
            found = head.key
            role = head.role or ""
            strong = (
                strong or role.startswith(("function", "government", "department_e")) or _is_strong(found)
            )
        key.update(found)
        if final and "stage" not in key and spelling.endswith(("预算数", "预算")) and not found:
            key["stage"] = "adjusted"
    part = any(text.startswith(_PART_OF) for text in shown[-1:])
    return Meaning(shown, role, sense, tuple(key.items()), tuple(unknown), part, strong)


def _undated(text: str, year: int | None) -> tuple[str, int | None]:
    word = dated(plain(text), year)
    match = _YEAR.match(word)
    if match is None:
        return word, None
    rest = word[match.end() :].lstrip("度")
    if match["last"]:
        return (word, None) if word in lexicon().heads else (rest, -1)
    if match["this"]:
        return (word, None) if word in lexicon().heads else (rest, 0)
    return rest, int(match["offset"] or 0)


def _spellings(word: str) -> tuple[str, ...]:
    bare = _BRACKETS.sub("", word)
    return tuple(dict.fromkeys((word, bare, bare.replace("·", ""))))


def _is_known(word: str) -> bool:
    words = lexicon()
    return (
        word in words.heads
        or word in words.senses
        or word in words.subjects
        or word in _PARTS
        or word in _LABELS
    )


def is_head_word(text: str, year: int | None) -> bool:
    """Whether a cell's text could only be (part of) a head: a word of the vocabulary without numbering."""
    folded = fold(text)
    if folded.startswith(_PART_OF):
        return True
    if folded != plain(text):
        return False
    word, _ = _undated(folded, year)
    return bool(not word or any(_is_known(w) for w in _spellings(word)))


def only_heads(text: str) -> bool:
    """Whether a word stands over columns only, never beside amounts: 科目编码, 预算数, 单位名称."""
    words, word = lexicon(), fold(text)
    head = words.heads.get(word)
    return (
        word in words.subjects or word in _LABELS or (head is not None and (bool(head.role) or not head.key))
    )


def _subject(texts: Sequence[str]) -> str:
    whole = "".join(texts)
    return next((dimension for word, dimension in _SUBJECTS if word in whole), "")


def _coded(word: str) -> str:
    """A longer name of a code column: 支出功能分类科目编码（类款项）."""
    if word.endswith(("编码", "代码")) and "科目" in word:
        return f"{_subject([word])}.code"
    if word.endswith("科目名称"):
        return f"{_subject([word])}.name"
    return ""


def _is_strong(key: Key) -> bool:
    return any(
        (name == "fund" and str(value).startswith("fiscal")) or name == "controlled" or (name == "nature")
        for name, value in key
    )


def title_key_of(title: str) -> tuple[Key, bool]:
    """Coordinates a table's title gives, and whether it speaks of budgets."""
    folded = fold(title).replace('"', "")
    said: dict[str, list[str]] = {}
    for word, found in lexicon().titles:
        if word.replace('"', "") in folded:
            for name, value in found:
                said.setdefault(name, []).append(str(value))
    strong = bool(said)
    key: dict[str, str | int | None] = {name: values[0] for name, values in said.items()}
    if any(
        not lies_under(one, other) and not lies_under(other, one)
        for one in said.get("fund", ())
        for other in said["fund"]
    ):
        key["fund"] = "fiscal"
    controlled = set(said.get("controlled", ()))
    if len(controlled) > 1 or (controlled and "tag" in key):
        key["controlled"] = coordinate(folded)
        key.pop("tag", None)
    flows = [flow for flow, word in (("revenue", "收入"), ("expenditure", "支出")) if word in folded]
    if len(flows) == 1:
        key["flow"] = flows[0]
    elif not flows and "收支" not in folded and ("controlled" in key or "tag" in key):
        key["flow"] = "expenditure"
    return tuple(key.items()), strong
