"""What declarations say in single words: coordinates, roles, and what is always printed."""

from __future__ import annotations

from gouji.forms.declaration import CODE_PARTS, CODED, ROLES, Key
from gouji.forms.source import Source, nearest
from gouji.model.fact import DIMENSIONS, VALUES


def read_key(source: Source) -> Key:
    """Coordinates: dimension to value, ``null`` removing one."""
    out: list[tuple[str, str | int | None]] = []
    for name, value in source.items():
        dimension = name.text()
        if dimension not in DIMENSIONS or dimension == "book":
            raise name.wrong(f"没有“{dimension}”这个维度{nearest(dimension, DIMENSIONS)}")
        if value.nothing():
            out.append((dimension, None))
        elif dimension == "year":
            out.append((dimension, value.number()))
        else:
            text = value.text()
            if dimension in VALUES and text not in VALUES[dimension]:
                raise value.wrong(f"“{dimension}”没有值“{text}”{nearest(text, VALUES[dimension])}")
            out.append((dimension, text))
    return tuple(out)


def read_role(source: Source) -> str:
    """What a column holds instead of amounts."""
    text = source.text()
    name, dot, part = text.partition(".")
    if name not in ROLES or (dot and (name not in CODED or part not in CODE_PARTS)):
        raise source.wrong(f"不认识的角色“{text}”{nearest(text, ROLES)}")
    return text


def read_always(source: Source) -> bool:
    """``always`` or ``nonzero``."""
    if source.text() not in ("always", "nonzero"):
        raise source.wrong(f"应为 always 或 nonzero，写的是 {source.text()}")
    return source.text() == "always"
