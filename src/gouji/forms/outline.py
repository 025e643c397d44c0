"""The outline of a disclosure: its headings, and what is said or shown under each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gouji.forms.declaration import Key
from gouji.forms.keys import read_key
from gouji.forms.source import Source, load_source

_HERE = Path(__file__).parent
_MANNERS = ("reason", "when", "unless", "join", "lead", "nonzero", "optional")
_SAYINGS = ("sentences", "passage", "text", "table", "tables", "terms")


@dataclass(frozen=True, slots=True)
class Saying:
    """One paragraph, one table, or the clerk's own words.

    Just one of ``sentences`` (ids of declared sentences, said one after the
    other), ``passage`` (a subject of the clerk's texts), ``text`` (with
    ``{year}``, ``{department}`` and ``{level}``: 部门 or 单位), ``table`` (an id, or ``*`` for all) and
    ``terms`` (the glossary).  It stands only where ``when`` is worth something and ``unless`` nothing.

    Sentences are joined by ``join``, after the words ``lead``; with ``nonzero`` only those that have
    money to speak of.  ``reason`` is the subject whose reason follows.  A passage
    that is ``optional`` may be left out without a word.
    """

    sentences: tuple[str, ...] = ()
    passage: str = ""
    text: str = ""
    table: str = ""
    terms: bool = False
    reason: str = ""
    when: Key | None = None
    unless: Key | None = None
    join: str = "。"
    lead: str = ""
    nonzero: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands under it, and the headings below; ``optional`` if not without any of it.

    Without a heading it only says something between the others.
    """

    heading: str
    sayings: tuple[Saying, ...] = ()
    parts: tuple[Part, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole disclosure; amounts in its prose have ``decimals`` digits of 万元.

    ``template`` is a Word file that words it instead of the ``parts``.
    """

    title: str
    parts: tuple[Part, ...]
    decimals: int = 6
    template: Path | None = None


@cache
def load_outline(form: str) -> Outline | None:
    """The outline of a form that comes with Gouji (``outline.yaml`` beside it), or of a form's folder."""
    path = _HERE / form.replace("-", "_") / "outline.yaml"
    if not path.is_file():
        path = Path(form) / "outline.yaml"
    return read_outline(load_source(path)) if path.is_file() else None


def read_outline(source: Source) -> Outline:
    """An outline from the root of its file; raises :class:`DeclarationError`."""
    fields = source.fields("title", "decimals", "parts", "template")
    if "title" not in fields:
        raise source.wrong("缺少“title”")
    if ("parts" in fields) == ("template" in fields):
        raise source.wrong("须写且只写 parts、template 中的一个")
    return Outline(
        fields["title"].text(),
        tuple(_part(entry) for entry in fields["parts"].entries()) if "parts" in fields else (),
        fields["decimals"].number() if "decimals" in fields else 6,
        Path(source.file).parent / fields["template"].text() if "template" in fields else None,
    )


def _part(source: Source) -> Part:
    fields = source.fields("heading", "say", "parts", "optional")
    if not {"heading", "say"} & fields.keys():
        raise source.wrong("缺少“heading”")
    return Part(
        fields["heading"].text() if "heading" in fields else "",
        tuple(_saying(entry) for entry in fields["say"].entries()) if "say" in fields else (),
        tuple(_part(entry) for entry in fields["parts"].entries()) if "parts" in fields else (),
        "optional" in fields and fields["optional"].truth(),
    )


def _saying(source: Source) -> Saying:
    fields = source.fields(*_SAYINGS, *_MANNERS)
    said = [key for key in _SAYINGS if key in fields]
    if len(said) != 1:
        raise source.wrong(f"须写且只写 {'、'.join(_SAYINGS)} 中的一个")
    return Saying(
        sentences=fields["sentences"].texts() if "sentences" in fields else (),
        passage=fields["passage"].text() if "passage" in fields else "",
        text=fields["text"].text() if "text" in fields else "",
        table=fields["table"].text() if "table" in fields else "*" if "tables" in fields else "",
        terms="terms" in fields,
        reason=fields["reason"].text() if "reason" in fields else "",
        when=read_key(fields["when"]) if "when" in fields else None,
        unless=read_key(fields["unless"]) if "unless" in fields else None,
        join=fields["join"].text() if "join" in fields else "。",
        lead=fields["lead"].text() if "lead" in fields else "",
        nonzero="nonzero" in fields and fields["nonzero"].truth(),
        optional="optional" in fields and fields["optional"].truth(),
    )
