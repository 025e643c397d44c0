"""A workbook in a zip (.xlsx, .xlsm, new .et): SpreadsheetML, ECMA-376 part 1, chapter 18.

Read here and not by a library: the fast ones believe what a file says of its
own size, and end the whole process where it lies.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from gouji.model.errors import Unreadable
from gouji.read.package import Element, Package, Relation, not_xml
from gouji.read.xlsx.dates import EPOCH, EPOCH_1904, is_date_format, moment
from gouji.read.xlsx.sheet import (
    COMMENT,
    DRAWING,
    MARGIN,
    MAX_CELLS,
    UNCACHED,
    Area,
    Sheet,
    address,
    broken,
    check_size,
    column_index,
    position,
)
from gouji.read.xlsx.value import decimals_of_format, text_of, with_decimals

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SHEET, _BOOK = f"{_S}sheet", f"{_S}workbookPr"
_ROW, _CELL, _FORMULA, _VALUE, _INLINE = f"{_S}row", f"{_S}c", f"{_S}f", f"{_S}v", f"{_S}is"
_COLUMN, _MERGED, _MARGIN = f"{_S}col", f"{_S}mergeCell", f"{_S}headerFooter"
_STRING, _RUN, _TEXT, _COMMENT = f"{_S}si", f"{_S}r", f"{_S}t", f"{_S}comment"
_FORMATS, _CELL_FORMATS = f"{_S}numFmt", f"{_S}cellXfs"
_SHAPE, _SHAPE_TEXT = f"{_A}p", f"{_A}t"

_ON = ("1", "true")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class _Book:
    """What the sheets share."""

    strings: list[str] = field(default_factory=list)
    dates: list[bool] = field(default_factory=list)  # by cell format
    decimals: list[int] = field(default_factory=list)  # likewise: the digits it shows behind the point
    epoch: datetime.datetime = EPOCH


def sheets(data: bytes, most: int = MAX_CELLS) -> list[Sheet]:
    """All sheets of a workbook in its order, each of at most ``most`` cells.

    Raises :class:`Unreadable` for a workbook that is unsafe, past the limits or broken.
    """
    package = Package(data)
    main = package.main("xl/workbook.xml")
    if not main:
        raise Unreadable("文件", "缺少 xl/workbook.xml", "请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。")
    if main.lower().endswith(".bin"):
        raise Unreadable("文件", "是二进制工作簿（.xlsb）", "请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。")
    root, relations = package.xml(main), package.relations(main)
    targets = {link.id: link for link in relations if link.target in package}
    entries = list(root.iter(_SHEET))
    found = [
        Sheet(entry.get("name", ""), entry.get("state", "visible") == "visible", most=most)
        for entry in entries
    ]
    check_size(found)
    try:
        book = _book(package, root, relations)
        for sheet, entry in zip(found, entries, strict=True):
            link = targets.get(entry.get(f"{_R}id", ""))
            sheet.is_table = link is not None and link.kind == "worksheet"
            if link is not None and sheet.is_table:
                _read(package.read(link.target), link.target, sheet, book)
                check_size(found)
                sheet.lay_out()
                sheet.left_out += _related(package, link.target)
    except (ValueError, IndexError, OverflowError) as error:
        raise broken() from error
    return found


def _book(package: Package, root: Element, relations: tuple[Relation, ...]) -> _Book:
    book = _Book()
    properties = root.find(_BOOK)
    if properties is not None and properties.get("date1904") in _ON:
        book.epoch = EPOCH_1904
    for link in relations:
        if link.target not in package:
            continue
        if link.kind == "sharedStrings":
            strings = _elements(package.read(link.target), link.target, _STRING)
            book.strings = [_string(element) for element in strings]
        elif link.kind == "styles":
            styles = package.xml(link.target)
            codes = {one.get("numFmtId"): one.get("formatCode", "") for one in styles.iter(_FORMATS)}
            for formats in styles.iter(_CELL_FORMATS):
                ids = [one.get("numFmtId", "0") for one in formats]
                book.dates = [is_date_format(int(id), codes.get(id)) for id in ids]
                book.decimals = [decimals_of_format(int(id), codes.get(id)) for id in ids]
    return book


def _elements(data: bytes, part: str, *tags: str) -> Iterator[Element]:
    """The elements of a part with one of ``tags``, each forgotten when it has been seen."""
    events: Any = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in events:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise not_xml(part, error) from error


def _string(element: Element) -> str:
    """A string in runs; its phonetic guide is no part of it."""
    pieces: list[str] = []
    for child in element:
        if child.tag == _TEXT:
            pieces.append(child.text or "")
        elif child.tag == _RUN:
            pieces.append(child.findtext(_TEXT) or "")
    return _plain("".join(pieces))


def _plain(text: str) -> str:
    """Text without the escapes of characters that XML cannot hold, or holds otherwise (_x000D_)."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _read(data: bytes, part: str, sheet: Sheet, book: _Book) -> None:
    row = -1
    for element in _elements(data, part, _ROW, _COLUMN, _MERGED, _MARGIN):
        if element.tag == _ROW:
            row = int(element.get("r", row + 2)) - 1
            if row < 0:
                raise ValueError("rows count from 1")
            if element.get("hidden") in _ON or element.get("ht") in ("0", "0.0"):
                sheet.hidden_rows.add(row)
            _read_row(element, row, sheet, book)
        elif element.tag == _COLUMN:
            if element.get("hidden") in _ON or element.get("width") == "0":
                first, last = int(element.get("min", 1)), int(element.get("max", 1))
                sheet.hidden_columns.update(range(first - 1, min(last, 16_384)))
        elif element.tag == _MERGED:
            first, _, last = element.get("ref", "").partition(":")
            (top, left), (bottom, right) = position(first), position(last or first)
            sheet.areas.append(Area(top, bottom, left, right))
        else:
            sheet.left_out += [(_plain(child.text), MARGIN) for child in element if child.text]


def _read_row(element: Element, row: int, sheet: Sheet, book: _Book) -> None:
    column, number = -1, str(row + 1)
    for cell in element.iterchildren(_CELL):
        column += 1
        if place := cell.get("r"):
            letters = place.rstrip("0123456789")
            column = column_index(letters)
            if place[len(letters) :] != number:
                raise ValueError(f"cell {place} in row {number}")
        if not len(cell):  # a format without a value
            continue
        value = formula = inline = None
        for child in cell:
            if child.tag == _VALUE:
                value = child.text
            elif child.tag == _FORMULA:
                formula = child
            elif child.tag == _INLINE:
                inline = child
        kind = cell.get("t")
        if inline is not None:
            sheet.place(row, column, _string(inline))
        elif value:
            sheet.place(row, column, _text(value, kind, cell, book))
        elif formula is not None and kind != "str":
            text = f"{sheet.name}!{address(row, column)}" + (f" ={formula.text}" if formula.text else "")
            sheet.left_out.append((text, UNCACHED))
            sheet.uncached.append((row, column))


def _text(value: str, kind: str | None, cell: Element, book: _Book) -> str:
    """The text of a cell's value, which is of one ``kind`` (ST_CellType)."""
    if kind is None or kind == "n":
        number = float(value)
        style = cell.get("s")
        if style is None or int(style) >= len(book.dates):
            return text_of(number)
        if book.dates[int(style)]:
            return text_of(moment(number, book.epoch))
        return with_decimals(text_of(number), book.decimals[int(style)])
    if kind == "s":
        return book.strings[int(value)]
    if kind == "b":
        return text_of(value in _ON)
    if kind == "d":
        return value.removesuffix("T00:00:00").replace("T", " ")
    return _plain(value)  # the text of a formula, or an error value


def _related(package: Package, sheet: str) -> Iterator[tuple[str, str]]:
    """Comments and the text of shapes that lie over the cells."""
    for link in package.relations(sheet):
        if link.target not in package:
            continue
        if link.kind == "comments":
            for comment in package.xml(link.target).iter(_COMMENT):
                yield "".join(piece.text or "" for piece in comment.iter(_TEXT)), COMMENT
        elif link.kind == "drawing":
            for paragraph in package.xml(link.target).iter(_SHAPE):
                yield "".join(piece.text or "" for piece in paragraph.iter(_SHAPE_TEXT)), DRAWING
