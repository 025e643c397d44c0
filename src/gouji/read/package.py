"""An Office package: a zip of XML parts, unpacked within limits and parsed without trust.

Nothing outside the file is ever fetched, no entity is resolved, a document
type declaration is refused, and no more is unpacked than the limits allow,
whatever the archive says about itself.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from lxml import etree

from gouji.model.errors import Unreadable
from gouji.read.sniff import refusal

Element = Any  # an lxml element; the stubs do not cover what is used here

MAX_PARTS = 10_000
MAX_PART = 256 << 20  # bytes of one part
MAX_UNPACKED = 1 << 30  # bytes of all parts
MAX_RATIO = 250  # unpacked to packed, above _SMALL
_SMALL = 64 << 20

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# ISO 29500 Strict says the same with other names.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main",
     b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/main",
     b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """A link of one part to another: its kind is the last word of its type."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of an Office file by name; names are compared without case."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(b"PK"):
            raise refusal(data)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            entries = self._archive.infolist()
        except _BROKEN as error:
            raise _broken() from error
        if len(entries) > MAX_PARTS:
            raise _too_large(f"含有 {len(entries)} 个部件")
        total = sum(entry.file_size for entry in entries)
        if total > MAX_UNPACKED or total > max(_SMALL, MAX_RATIO * len(data)):
            raise _too_large(f"解压后达到 {total >> 20} MB")
        self._entries = {_plain(entry.filename).lower(): entry for entry in entries}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the archive."""
        return tuple(_plain(entry.filename) for entry in self._entries.values())

    def read(self, name: str) -> bytes:
        """The bytes of a part.  Raises :class:`Unreadable` where it is too large, broken or unsafe."""
        entry = self._entries[name.lower()]
        if entry.file_size > MAX_PART:
            raise _too_large(f"部件 {name} 解压后达到 {entry.file_size >> 20} MB")
        try:
            # zipfile never gives more than the declared size, which the limits have seen.
            with self._archive.open(entry) as part:
                data = part.read(MAX_PART + 1)
        except _BROKEN as error:
            raise _broken() from error
        if name.lower().endswith((".xml", ".rels")):
            data = _trusted(data, name)
        return data

    def xml(self, name: str) -> Element:
        """The root element of an XML part."""
        return parse(self.read(name), name)

    def relations(self, name: str) -> tuple[Relation, ...]:
        """The links of a part (the empty name: of the package) to other parts of the package."""
        folder, base = posixpath.split(name)
        links = posixpath.join(folder, "_rels", base + ".rels")
        return tuple(self._relations(links, folder)) if links in self else ()

    def _relations(self, links: str, folder: str) -> Iterator[Relation]:
        for link in self.xml(links).iter(_RELATION):
            if link.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, unquote(link.get("Target", ""))))
            kind = link.get("Type", "").rpartition("/")[2]
            yield Relation(link.get("Id", ""), kind, target.lstrip("/"))

    def main(self, fallback: str) -> str:
        """The name of the main part: what the package points at, else ``fallback``."""
        targets = [link.target for link in self.relations("") if link.kind == "officeDocument"]
        return next((name for name in (*targets, fallback) if name in self), "")


def parse(data: bytes, name: str) -> Element:
    """The root element of ``data``; comments and processing instructions are left out."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: Element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise not_xml(name, error) from error
    if root.getroottree().docinfo.doctype:
        raise _doctype(name)
    return root


def not_xml(name: str, error: Exception) -> Unreadable:
    """The error for a part that is not well-formed XML, or nests too deep."""
    if "depth" in str(error).lower():
        return Unreadable("文件", f"部件 {name} 的嵌套层数过深", "请用 Office 或 WPS 打开，另存后再试。")
    return Unreadable("文件", f"部件 {name} 不是合法的 XML", "请用 Office 或 WPS 打开，另存后再试。")


def _trusted(data: bytes, name: str) -> bytes:
    """An XML part in the one set of names; refused where it declares a document type."""
    if b"<!DOCTYPE" in data or b"<\x00!\x00D\x00O\x00C" in data or b"\x00<\x00!\x00D\x00O\x00C" in data:
        raise _doctype(name)
    if b"http://purl.oclc.org/ooxml/" in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return data


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _broken() -> Unreadable:
    return Unreadable("文件", "压缩结构已损坏，打不开", "文件可能没有下载完整，请重新下载或重新导出后再试。")


def _too_large(what: str) -> Unreadable:
    return Unreadable("文件", f"{what}，超出读取上限", "正常的预决算文件不会这么大，请检查文件来源。")


def _doctype(name: str) -> Unreadable:
    return Unreadable(
        "文件",
        f"部件 {name} 含有文档类型声明（DTD），出于安全不予读取",
        "请用 Office 或 WPS 打开，另存后再试。",
    )
