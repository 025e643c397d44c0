"""YAML with its line numbers, so that every mistake names file, line and key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from gouji.model.errors import DeclarationError

_NULL, _TEXT = "tag:yaml.org,2002:null", "tag:yaml.org,2002:str"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader, without guesses at what plain words may mean: only ``null`` is told from text."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        """The tag of a node that has none."""
        if kind is yaml.ScalarNode:
            return _NULL if implicit[0] and value in ("", "~", "null", "Null", "NULL") else _TEXT
        return str(super().resolve(kind, value, implicit))


@dataclass(frozen=True, slots=True)
class Source:
    """One node of a declaration file: its YAML, its file, and the keys above it."""

    node: yaml.Node | None
    file: str
    keys: tuple[str, ...] = ()

    def wrong(self, what: str) -> DeclarationError:
        """The error that says so, at this node."""
        line = self.node.start_mark.line + 1 if self.node is not None else 1
        return DeclarationError(self.file, line, ".".join(self.keys) or "（全文）", what)

    @property
    def is_mapping(self) -> bool:
        """Whether it is ``key: value`` pairs."""
        return isinstance(self.node, yaml.MappingNode)

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def is_text(self) -> bool:
        """Whether it is a single value."""
        return isinstance(self.node, yaml.ScalarNode)

    def items(self) -> Iterator[tuple[Source, Source]]:
        """The pairs of a mapping, as (key, value)."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.wrong("应为“键: 值”的映射")
        seen: set[str] = set()
        for key, value in self.node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "[…]"
            here = Source(value, self.file, (*self.keys, str(name)))
            if str(name) in seen and name != "[…]":
                raise here.wrong("同一个键写了两次")
            seen.add(str(name))
            yield Source(key, self.file, here.keys), here

    def entries(self) -> Iterator[Source]:
        """The entries of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.wrong("应为列表")
        for number, value in enumerate(self.node.value, 1):
            yield Source(value, self.file, (*self.keys, f"[{number}]"))

    def text(self) -> str:
        """A single value as text."""
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.wrong("应为一个值，不是列表或映射")
        return str(self.node.value)

    def nothing(self) -> bool:
        """Whether it is ``null`` or left empty."""
        return isinstance(self.node, yaml.ScalarNode) and self.node.tag.endswith(":null")

    def truth(self) -> bool:
        """``true`` or ``false``."""
        text = self.text()
        if text not in ("true", "false"):
            raise self.wrong(f"应为 true 或 false，写的是 {text}")
        return text == "true"

    def number(self) -> int:
        """A whole number."""
        text = self.text()
        try:
            return int(text)
        except ValueError:
            raise self.wrong(f"应为整数，写的是 {text}") from None

    def texts(self) -> tuple[str, ...]:
        """One value or a list of values."""
        if self.is_list:
            return tuple(entry.text() for entry in self.entries())
        return (self.text(),)

    def fields(self, *known: str) -> dict[str, Source]:
        """The pairs of a mapping whose keys must all be ``known``."""
        out: dict[str, Source] = {}
        for key, value in self.items():
            name = key.text()
            if name not in known:
                raise key.wrong(f"不认识的键“{name}”{nearest(name, known)}")
            out[name] = value
        return out


def nearest(name: str, known: tuple[str, ...] | frozenset[str]) -> str:
    """`` ，是否想写 …？`` when something known is written nearly like ``name``."""
    from difflib import get_close_matches

    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"，是否想写“{close[0]}”？" if close else f"，可用：{'、'.join(sorted(known))}"


def load_source(path: Path) -> Source:
    """The root node of a YAML file; raises :class:`DeclarationError`."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as problem:
        raise DeclarationError(str(path), 1, "（文件）", f"打不开：{problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise DeclarationError(str(path), 1, "（文件）", "不是 UTF-8 文本") from problem
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 1
        raise DeclarationError(str(path), line, "（YAML）", f"写法有误：{problem.problem}") from problem
    except yaml.YAMLError as problem:
        raise DeclarationError(str(path), 1, "（YAML）", f"写法有误：{problem}") from problem
    if node is None:
        raise DeclarationError(str(path), 1, "（全文）", "文件是空的")
    return Source(node, str(path))
