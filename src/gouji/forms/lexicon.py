"""The whole vocabulary as it reads tables of an unknown form: heads, senses, titles and rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gouji.forms.declaration import Head, Key
from gouji.forms.keys import read_key
from gouji.forms.load import VOCABULARY_KEYS, plain_word, vocabulary
from gouji.forms.source import Source, load_source

_FILE = Path(__file__).parent / "vocabulary.yaml"
SENSES = ("total", "change", "rate", "part", "number")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What words mean wherever a budget prints them, all by folded word.

    ``senses`` maps a head to one of :data:`SENSES`; ``subjects`` to ``code`` or
    ``name``; ``titles`` are (words in a title, coordinates) in order; ``rows``
    the coordinates of labelled rows.
    """

    heads: dict[str, Head]
    subjects: dict[str, str]
    senses: dict[str, str]
    titles: tuple[tuple[str, Key], ...]
    rows: dict[str, Key]


@cache
def lexicon() -> Lexicon:
    """The vocabulary that comes with Gouji.  Raises ``DeclarationError`` for a wrong entry."""
    fields = load_source(_FILE).fields(*VOCABULARY_KEYS)
    return Lexicon(
        heads=vocabulary(),
        subjects=_kinds(fields["subjects"], ("code", "name")),
        senses=_kinds(fields["senses"], SENSES),
        titles=tuple(pair for pair in _keyed(fields["titles"])),
        rows=dict(_keyed(fields["rows"])),
    )


def _kinds(source: Source, allowed: tuple[str, ...]) -> dict[str, str]:
    fields = source.fields(*allowed)
    return {plain_word(word): kind for kind, entry in fields.items() for word in entry.texts()}


def _keyed(source: Source) -> list[tuple[str, Key]]:
    out = []
    for entry in source.entries():
        fields = entry.fields("words", "key")
        out += [(plain_word(word), read_key(fields["key"])) for word in fields["words"].texts()]
    return out
