"""Declared rows: labels, lists, headings, and what nests in them."""

from __future__ import annotations

from gouji.forms.declaration import Row
from gouji.forms.keys import read_always, read_key
from gouji.forms.source import Source, nearest
from gouji.model.fact import LISTED

_ROW_KEYS = (
    "label",
    "each",
    "key",
    "sums",
    "of_which",
    "total",
    "unlabelled",
    "optional",
    "detail",
    "rows",
    "levels",
    "print",
    "sparing",
    "only",
    "number",
    "outline",
)


def read_rows(source: Source) -> tuple[Row, ...]:
    """A table's declared rows, with those nested in them."""
    return tuple(_row(entry) for entry in source.entries())


def _row(source: Source) -> Row:
    fields = source.fields(*_ROW_KEYS)
    kinds = [kind for kind in ("label", "each", "unlabelled") if kind in fields]
    if len(kinds) != 1:
        raise source.wrong("须写且只写 label、each、unlabelled 中的一个")
    each: tuple[str, ...] = ()
    level = None
    if "each" in fields:
        named = fields["each"].texts()
        if len(named) == 1 and "." in named[0]:
            dimension, _, level = named[0].partition(".")
            named = (dimension,)
        for dimension in named:
            if dimension not in LISTED and dimension != "activity":
                raise fields["each"].wrong(f"“{dimension}”不能逐行列举{nearest(dimension, LISTED)}")
        each = named
    total = fields["total"].text() if "total" in fields else "first"
    if total not in ("first", "last"):
        raise fields["total"].wrong(f"应为 first 或 last，写的是 {total}")
    rows = read_rows(fields["rows"]) if "rows" in fields else ()
    key = read_key(fields["key"]) if "key" in fields else ()
    return Row(
        labels=fields["label"].texts() if "label" in fields else (),
        key=key,
        each=each,
        level=level,
        detail=fields["detail"].text() if "detail" in fields else None,
        sums="sums" in fields and fields["sums"].truth(),
        of_which="of_which" in fields and fields["of_which"].truth(),
        total_last=total == "last",
        heading=bool(rows) and "key" not in fields and "sums" not in fields,
        unlabelled="unlabelled" in fields and fields["unlabelled"].truth(),
        optional="optional" in fields and fields["optional"].truth(),
        rows=rows,
        levels=_levels(fields["levels"]) if "levels" in fields else (),
        always=read_always(fields["print"]) if "print" in fields else None,
        sparing=_codes(fields["sparing"]) if "sparing" in fields else (),
        only=_codes(fields["only"]) if "only" in fields else (),
        number=fields["number"].text() if "number" in fields else None,
        outline="outline" in fields and fields["outline"].truth(),
    )


def _levels(source: Source) -> tuple[str, ...]:
    levels = source.texts()
    for level in levels:
        if level not in ("division", "group", "item"):
            raise source.wrong(f"没有“{level}”这一级，可用：division、group、item")
    return levels


def _codes(source: Source) -> tuple[str, ...]:
    codes = source.texts()
    for code in codes:
        if not (code.isascii() and code.isdigit() and len(code) in (3, 5, 7)):
            raise source.wrong(f"“{code}”不是 3、5 或 7 位的科目编码")
    return codes
