"""The declared sentences (one file for each family of forms), validated at load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gouji.forms.declaration import Key
from gouji.forms.load import read_key
from gouji.forms.source import Source, load_source
from gouji.model.book import Kind
from gouji.sentences.template import Match, Template

_FIELDS = ("id", "kind", "within", "loose", "text", "key", "item", "slots", "sums", "counts", "of")
_KINDS = frozenset({"money", "count", "year", "share", "subject"})


@dataclass(frozen=True, slots=True)
class Declared:
    """One sentence: where it stands, what it says, and which facts its amounts are about.

    ``within`` are words one of which the headings above it hold; with ``loose`` it may stand in the
    text before it, as a heading without a number does.  ``keys`` maps
    a money slot to its coordinates (``None``: an amount of the sentence alone).
    ``sums`` maps a slot to the slots that add up to it, ``counts`` a counted
    slot to what it counts (``projects`` or ``entries``: of the money of ``this``).  ``of`` is the
    whole that a share is a share of.  ``templates`` are read in order; the first is the one that is written.
    """

    id: str
    kind: Kind
    forms: tuple[str, ...]
    within: tuple[str, ...]
    templates: tuple[Template, ...]
    keys: dict[str, Key]
    sums: dict[str, tuple[str, ...]]
    counts: dict[str, str]
    loose: bool = False
    of: Key | None = None

    @property
    def lists(self) -> bool:
        """Whether it is said once for every functional code that has money: it names one."""
        return "subject" in self.kinds.values()

    @property
    def template(self) -> Template:
        """The one that is written."""
        return self.templates[0]

    @property
    def kinds(self) -> dict[str, str]:
        """The kind of every slot of any of its templates."""
        return {slot: kind for template in self.templates for slot, kind in template.slots.items()}

    def matches(self, folded: str) -> Iterator[Match]:
        """Every place in folded text that says it, under the first template that fits."""
        found: list[Match] = []
        for template in self.templates:
            for match in template.read(folded):
                if not any(match.span[0] < m.span[1] and m.span[0] < match.span[1] for m in found):
                    found.append(match)
        yield from sorted(found, key=lambda match: match.span)


@cache
def declared_sentences(form: str | None = None) -> tuple[Declared, ...]:
    """The declared sentences, file by file: all, or those that documents in ``form`` may say."""
    return tuple(
        sentence
        for path in sorted(Path(__file__).parent.glob("*.yaml"))
        for sentence in _read(load_source(path), form)
    )


def _read(source: Source, form: str | None) -> Iterator[Declared]:
    root = source.fields("forms", "sentences")
    forms = root["forms"].texts() if "forms" in root else ()
    if form is not None and forms and form not in forms:
        return
    for entry in root["sentences"].entries():
        yield _sentence(entry, forms)


def _sentence(source: Source, forms: tuple[str, ...] = ()) -> Declared:
    fields = source.fields(*_FIELDS)
    for needed in ("id", "text"):
        if needed not in fields:
            raise source.wrong(f"缺少“{needed}”")
    for text in fields["text"].texts():
        for slot, kind in re.findall(r"\{([a-z_]+)(?::([a-z]+))?\}", text):
            known = kind in ("", "plain") if slot == "compare" else kind in _KINDS
            if not known:
                raise fields["text"].wrong(f"空格“{slot}”的种类应为 {'、'.join(sorted(_KINDS))}")
    templates = tuple(map(Template, fields["text"].texts()))
    for wording in templates:
        if wording.repeated:
            raise fields["text"].wrong(f"空格“{wording.repeated}”写了两次")
    template = templates[0]
    keys: dict[str, Key] = {}
    base: Key = ()
    if "key" in fields:
        base = read_key(fields["key"])
        keys["this"] = base
        keys["last"] = (*base, ("year", -1))
    elif "item" in fields:
        base = (("item", fields["item"].text()),)
        keys["this"] = base
    if "slots" in fields:
        for name, value in fields["slots"].items():
            if template.slots.get(name.text()) != "money":
                raise name.wrong(f"句中没有金额“{name.text()}”")
            keys[name.text()] = (*base, *read_key(value))
    sums: dict[str, tuple[str, ...]] = {}
    if "sums" in fields:
        for name, value in fields["sums"].items():
            for slot in (name.text(), *value.texts()):
                if slot not in template.slots:
                    raise value.wrong(f"句中没有“{slot}”")
            sums[name.text()] = value.texts()
    counts: dict[str, str] = {}
    if "counts" in fields:
        for name, value in fields["counts"].items():
            if template.slots.get(name.text()) != "count":
                raise name.wrong(f"句中没有计数“{name.text()}”")
            counts[name.text()] = value.text()
    within = fields["within"].texts() if "within" in fields else ()
    kind = fields["kind"].text() if "kind" in fields else Kind.BUDGET.value
    if kind not in {known.value for known in Kind}:
        raise fields["kind"].wrong("应为 budget 或 final_accounts")
    return Declared(
        fields["id"].text(),
        Kind(kind),
        forms,
        within,
        templates,
        keys,
        sums,
        counts,
        loose="loose" in fields and fields["loose"].truth(),
        of=read_key(fields["of"]) if "of" in fields else None,
    )
