"""Declaration files → :class:`Form`, validated: an error names file, line and key."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gouji.forms.declaration import (
    Form,
    Head,
    Key,
    Link,
    Row,
    Section,
    Shape,
    TableForm,
    covered_leaves,
)
from gouji.forms.keys import read_always, read_role
from gouji.forms.keys import read_key as read_key
from gouji.forms.printing import Printing, read_printing
from gouji.forms.rows import read_rows
from gouji.forms.source import Source, load_source, nearest
from gouji.model.amount import DENOMINATIONS, Denomination
from gouji.model.book import Kind
from gouji.model.errors import DeclarationError
from gouji.model.text import fold

_HERE = Path(__file__).parent
VOCABULARY_KEYS = ("heads", "subjects", "senses", "titles", "rows")
_HEAD_KEYS = ("key", "role", "sums", "of_which", "optional", "decimals", "separators", "print", "parts")
_TABLE_KEYS = (
    "title",
    "kind",
    "assumed",
    "optional",
    "denomination",
    "base",
    "head",
    "rows",
    "parts",
    "stack",
    "print",
    "also",
    "since",
)


def form_ids() -> tuple[str, ...]:
    """The ids of the forms that come with Gouji, in alphabetical order."""
    return tuple(sorted(path.parent.name.replace("_", "-") for path in _HERE.glob("*/form.yaml")))


@cache
def load_form(name: str) -> Form:
    """The form with that id, or the one declared in that file or folder.

    Raises :class:`DeclarationError` for an unknown id or a wrong declaration.
    """
    path = declaration_of(name)
    if not path.is_file():
        given = Path(name)
        path = given / "form.yaml" if given.is_dir() else given
        if not path.is_file():
            hint = nearest(name, form_ids())
            raise DeclarationError(name, 1, "--form", f"没有这个表样{hint}（也可给出 form.yaml 的路径）")
    return read_form(load_source(path))


def declaration_of(id: str) -> Path:
    """Where the form of that id is declared, if there is one."""
    return _HERE / id.replace("-", "_") / "form.yaml"


def read_form(source: Source) -> Form:
    """A form from the root of its file."""
    fields = source.fields("id", "title", "kind", "denomination", "base", "tables", "note", "print")
    for needed in ("id", "title", "kind", "tables"):
        if needed not in fields:
            raise source.wrong(f"缺少“{needed}”")
    kinds = {kind.value: kind for kind in Kind}
    kind = fields["kind"].text()
    if kind not in kinds:
        raise fields["kind"].wrong(f"不认识的种类“{kind}”{nearest(kind, tuple(kinds))}")
    printing = read_printing(fields["print"], Printing()) if "print" in fields else Printing()
    tables = tuple(_table(key.text(), value, printing) for key, value in fields["tables"].items())
    if not tables:
        raise fields["tables"].wrong("至少要有一张表")
    return Form(
        id=fields["id"].text(),
        title=fields["title"].text(),
        kind=kinds[kind],
        denomination=_denomination(fields["denomination"]) if "denomination" in fields else Denomination.WAN,
        base=read_key(fields["base"]) if "base" in fields else (),
        tables=tables,
    )


def _denomination(source: Source) -> Denomination:
    text = source.text()
    if text not in DENOMINATIONS:
        raise source.wrong(f"不认识的金额单位“{text}”{nearest(text, tuple(DENOMINATIONS))}")
    return DENOMINATIONS[text]


def _table(id: str, source: Source, printing: Printing) -> TableForm:
    fields = source.fields(*_TABLE_KEYS)
    if "title" not in fields:
        raise source.wrong("缺少“title”")
    shapes = [shape for shape in ("head", "parts", "stack") if shape in fields]
    if len(shapes) != 1:
        raise source.wrong("须写且只写 head、parts、stack 中的一个")
    kind = fields["kind"].text() if "kind" in fields else "table"
    if kind not in ("table", "records"):
        raise fields["kind"].wrong(f"应为 table 或 records，写的是 {kind}")
    if shapes == ["head"]:
        if "rows" not in fields:
            raise source.wrong("缺少“rows”")
        sections: tuple[Section, ...] = (_section(fields["head"], fields["rows"], source),)
    elif "rows" in fields:
        raise fields["rows"].wrong("rows 应写在各部分之内")
    else:
        sections = tuple(_part(entry) for entry in fields[shapes[0]].entries())
    return TableForm(
        id=id,
        titles=fields["title"].texts(),
        sections=sections,
        base=read_key(fields["base"]) if "base" in fields else (),
        layout={"head": "single", "parts": "beside", "stack": "stack"}[shapes[0]],
        records=kind == "records",
        assumed="assumed" in fields and fields["assumed"].truth(),
        optional="optional" in fields and fields["optional"].truth(),
        denomination=_denomination(fields["denomination"]) if "denomination" in fields else None,
        printing=read_printing(fields["print"], printing) if "print" in fields else printing,
        also=tuple(_shape(entry) for entry in fields["also"].entries()) if "also" in fields else (),
        since=fields["since"].number() if "since" in fields else None,
    )


def _shape(source: Source) -> Shape:
    """Another layout of a table: head and rows, or parts side by side."""
    fields = source.fields("head", "rows", "parts")
    if "parts" in fields:
        return Shape(tuple(_part(entry) for entry in fields["parts"].entries()), "beside")
    if "head" not in fields or "rows" not in fields:
        raise source.wrong("须写 head 与 rows，或写 parts")
    return Shape((_section(fields["head"], fields["rows"], source),), "single")


def _part(source: Source) -> Section:
    fields = source.fields("side", "base", "head", "rows", "fields")
    base = read_key(fields["base"]) if "base" in fields else ()
    side = fields["side"].text() if "side" in fields else None
    if "fields" in fields:
        if "head" in fields or "rows" in fields:
            raise source.wrong("fields 不能与 head、rows 同写")
        return Section(base=base, side=side, fields=_heads(fields["fields"]))
    if "head" not in fields or "rows" not in fields:
        raise source.wrong("须写 head 与 rows，或写 fields")
    return _section(fields["head"], fields["rows"], source, base, side)


def _section(head: Source, rows: Source, at: Source, base: Key = (), side: str | None = None) -> Section:
    section = Section(head=_heads(head), rows=read_rows(rows), base=base, side=side)
    leaves = section.leaves()
    for leaf in leaves:
        for name in (*leaf.head.sums, *([leaf.head.of_which] if leaf.head.of_which else [])):
            if not covered_leaves(section, name, leaf):
                raise head.wrong(f"“{'/'.join(leaf.labels)}”提到的“{name}”不是本表的金额栏")
    roles = {leaf.role.partition(".")[0] for leaf in leaves if leaf.role}
    for row in _walk(section.rows):
        for dimension in row.each:
            if dimension not in roles and "label" not in roles:
                raise rows.wrong(f"each 提到“{dimension}”，表头没有这样的栏")
    if not any(leaf.role is None for leaf in leaves) and not any(r.detail for r in section.rows):
        raise at.wrong("表头没有一个金额栏")
    return section


def _walk(rows: tuple[Row, ...]) -> list[Row]:
    return [found for row in rows for found in (row, *_walk(row.rows))]


def _heads(source: Source) -> tuple[Head, ...]:
    return tuple(_head(entry) for entry in source.entries())


def _head(source: Source) -> Head:
    if source.is_text:
        word = source.text()
        known = vocabulary().get(plain_word(word))
        if known is None:
            raise source.wrong(f"共用词汇里没有“{word}”，请写成一对“名称: 说明”")
        return Head((word, *(w for w in known.labels if w != word)), key=known.key, role=known.role)
    pairs = list(source.items())
    if len(pairs) != 1:
        raise source.wrong("每个表头写成一对“名称: 说明”")
    name, spec = pairs[0]
    labels = name.texts()
    if spec.is_text:
        return Head(labels, role=read_role(spec))
    fields = spec.fields(*_HEAD_KEYS)
    parts = _heads(fields["parts"]) if "parts" in fields else ()
    if parts and ("role" in fields or "sums" in fields):
        raise spec.wrong("有 parts 的表头不能再写 role 或 sums")
    return Head(
        labels=labels,
        key=read_key(fields["key"]) if "key" in fields else (),
        role=read_role(fields["role"]) if "role" in fields else None,
        sums=fields["sums"].texts() if "sums" in fields else (),
        of_which=fields["of_which"].text() if "of_which" in fields else None,
        optional="optional" in fields and fields["optional"].truth(),
        decimals=fields["decimals"].number() if "decimals" in fields else None,
        separators=fields["separators"].truth() if "separators" in fields else None,
        always=read_always(fields["print"]) if "print" in fields else None,
        parts=parts,
    )


def plain_word(word: str) -> str:
    """A word of the vocabulary as it is looked up."""
    return fold(word)


@cache
def vocabulary() -> dict[str, Head]:
    """What the heads of any budget table mean, by folded word (``vocabulary.yaml``)."""
    out: dict[str, Head] = {}
    for entry in load_source(_HERE / "vocabulary.yaml").fields(*VOCABULARY_KEYS)["heads"].entries():
        fields = entry.fields("words", "role", "key")
        words = fields["words"].texts()
        head = Head(
            words,
            key=read_key(fields["key"]) if "key" in fields else (),
            role=read_role(fields["role"]) if "role" in fields else None,
        )
        for word in words:
            if plain_word(word) in out:
                raise entry.wrong(f"“{word}”已有词条")
            out[plain_word(word)] = head
    return out


@cache
def load_links() -> tuple[Link, ...]:
    """The inclusions between dimensions (``links.yaml``)."""
    out = []
    for entry in load_source(_HERE / "links.yaml").fields("links")["links"].entries():
        fields = entry.fields("part", "whole", "basis", "since")
        for needed in ("part", "whole", "basis"):
            if needed not in fields:
                raise entry.wrong(f"缺少“{needed}”")
        out.append(
            Link(
                read_key(fields["part"]),
                read_key(fields["whole"]),
                fields["basis"].text(),
                fields["since"].number() if "since" in fields else None,
            )
        )
    return tuple(out)
