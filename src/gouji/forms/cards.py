"""Target cards: what the names and heads on a project's card mean, whatever the form (``cards.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gouji.forms.declaration import Key
from gouji.forms.keys import read_key
from gouji.forms.load import plain_word
from gouji.forms.source import load_source

_FILE = Path(__file__).parent / "cards.yaml"
_ROLES = ("project", "objective", "text", "person")
_SENSES = ("total", "span", "part")
_COLUMNS = ("level1", "level2", "level3", "comparator", "target_value", "measure", "polarity", "weight")


@dataclass(frozen=True, slots=True)
class Field:
    """A name with its value beside it: a role, or an amount (total of the year, of years, or part)."""

    label: str
    role: str = ""
    sense: str = ""
    key: Key = ()


@dataclass(frozen=True, slots=True)
class Cards:
    """Fields and heads of indicator columns by folded word."""

    fields: dict[str, Field]
    head: dict[str, str]


@cache
def target_cards() -> Cards:
    """The declaration that comes with Gouji.  Raises ``DeclarationError`` for a wrong entry."""
    parts = load_source(_FILE).fields("fields", "head")
    fields: dict[str, Field] = {}
    for entry in parts["fields"].entries():
        given = entry.fields("words", "role", "sense", "key")
        role = given["role"].text() if "role" in given else ""
        sense = given["sense"].text() if "sense" in given else ""
        if role not in ("", *_ROLES) or sense not in ("", *_SENSES) or bool(role) == bool(sense):
            raise entry.wrong("须写且只写 role、sense 中的一个")
        words = given["words"].texts()
        key = read_key(given["key"]) if "key" in given else ()
        fields |= {plain_word(word): Field(words[0], role, sense, key) for word in words}
    head = {
        plain_word(word): role
        for role, words in parts["head"].fields(*_COLUMNS).items()
        for word in words.texts()
    }
    return Cards(fields, head)
