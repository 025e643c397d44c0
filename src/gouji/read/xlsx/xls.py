"""An old workbook (.xls, old .et): the values of its sheets and what is hidden ([MS-XLS] 2.4).

Read here and not by a library: the fast ones believe what a file says of its
own size, and end the whole process where it lies.
"""

from __future__ import annotations

import datetime
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from gouji.read.ole import compound
from gouji.read.sniff import refusal
from gouji.read.xlsx.biff import BEGIN, BIFF8, Record, Strings, records
from gouji.read.xlsx.dates import EPOCH, EPOCH_1904, is_date_format, moment
from gouji.read.xlsx.sheet import (
    MARGIN,
    MAX_CELLS,
    Area,
    Position,
    Sheet,
    broken,
    check_size,
    locked,
)
from gouji.read.xlsx.value import Value, text_of

_PASSWORD, _SHEET, _SHARED_STRINGS = 0x002F, 0x0085, 0x00FC
_CODE_PAGE, _DATE_MODE, _FORMAT, _CELL_FORMAT = 0x0042, 0x0022, 0x041E, 0x00E0
_ROW, _COLUMNS, _MERGED = 0x0208, 0x007D, 0x00E5
_NUMBER, _PACKED, _MANY_PACKED = 0x0203, 0x027E, 0x00BD
_SHARED_STRING, _LABEL, _RICH_LABEL = 0x00FD, 0x0204, 0x00D6
_TRUTH, _FORMULA, _FORMULA_STRING = 0x0205, 0x0006, 0x0207
_MARGINS = (0x0014, 0x0015)

_ERROR_WORDS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A",
}  # fmt: skip


@dataclass(slots=True)
class _Book:
    """What the sheets share."""

    codec: str | None = None  # of 8-bit strings in BIFF5
    strings: list[str] = field(default_factory=list)
    epoch: datetime.datetime = EPOCH
    date_formats: set[int] = field(default_factory=lambda: {id for id in range(164) if is_date_format(id)})
    cell_formats: list[int] = field(default_factory=list)
    sheets: list[tuple[Sheet, int]] = field(default_factory=list)  # each with where it begins

    def number(self, value: float, cell_format: int) -> Value:
        """A number, or the date it is shown as."""
        is_date = cell_format < len(self.cell_formats) and self.cell_formats[cell_format] in self.date_formats
        return moment(value, self.epoch) if is_date else value


def sheets(data: bytes, most: int = MAX_CELLS) -> list[Sheet]:
    """All sheets of a workbook in its order, each of at most ``most`` cells.

    Raises :class:`Unreadable` for a workbook with a password, past the limits,
    or whose records are broken.
    """
    try:
        box = compound(data)
        name = next((name for name in box.streams if name.lower() in ("workbook", "book")), None)
        if name is None:
            raise refusal(data)
        stream = box.read(name)
        book = _book(stream)
        if not book.sheets:
            raise ValueError("a workbook has sheets")
        check_size(sheet for sheet, _ in book.sheets)
        for sheet, _ in book.sheets:
            sheet.most = most
        for sheet, offset in book.sheets:
            if sheet.is_table:
                _read(sheet, stream, offset, book)
                check_size(sheet for sheet, _ in book.sheets)
    except (ValueError, struct.error, IndexError, OverflowError) as error:
        raise broken() from error
    return [sheet for sheet, _ in book.sheets]


def _book(stream: bytes) -> _Book:
    book = _Book()
    for record in records(stream, 0):
        kind, data = record.kind, record.data
        if kind == BEGIN:
            (version,) = struct.unpack_from("<H", data)
            book.codec = None if version == BIFF8 else "gb18030"
        elif kind == _PASSWORD:
            raise locked()
        elif kind == _SHEET:
            offset, hidden, type_ = struct.unpack_from("<IBB", data)
            name = Strings(record, 6, book.codec).short()
            book.sheets.append((Sheet(name, not hidden & 3, type_ == 0), offset))
        elif kind == _SHARED_STRINGS:
            book.strings = list(_shared_strings(record))
        elif kind == _DATE_MODE and data[:1] == b"\x01":
            book.epoch = EPOCH_1904
        elif kind == _FORMAT:
            strings = Strings(record, 2, book.codec)
            text = strings.long() if book.codec is None else strings.short()
            (id,) = struct.unpack_from("<H", data)
            if is_date_format(id, text):
                book.date_formats.add(id)
            else:
                book.date_formats.discard(id)
        elif kind == _CELL_FORMAT:
            book.cell_formats += struct.unpack_from("<H", data, 2)
    return book


def _shared_strings(record: Record) -> Iterator[str]:
    """The strings of the whole workbook; some writers count more than there are."""
    strings = Strings(record, 8, None)
    (count,) = struct.unpack_from("<I", record.data, 4)
    for _ in range(count):
        try:
            yield strings.long()
        except ValueError:
            return


def _read(sheet: Sheet, stream: bytes, offset: int, book: _Book) -> None:
    waiting: Position | None = None  # for the string a formula resulted in
    for record in records(stream, offset):
        kind, data = record.kind, record.data
        if kind == _ROW:
            if data[12] & 0x20:
                sheet.hidden_rows.update(struct.unpack_from("<H", data))
        elif kind == _COLUMNS:
            first, last, width, _, flags = struct.unpack_from("<HHHHH", data)
            if flags & 1 or width == 0:
                sheet.hidden_columns.update(range(first, min(last, 255) + 1))
        elif kind == _MERGED:
            (count,) = struct.unpack_from("<H", data)
            sheet.areas += [Area(*struct.unpack_from("<HHHH", data, 2 + 8 * at)) for at in range(count)]
        elif kind in _MARGINS and data:
            strings = Strings(record, 0, book.codec)
            sheet.left_out.append((strings.long() if book.codec is None else strings.short(), MARGIN))
        elif kind == _FORMULA_STRING and waiting is not None:
            sheet.place(*waiting, Strings(record, 0, book.codec).long())
            waiting = None
        elif kind == _FORMULA and data[12:14] == b"\xff\xff" and data[6] == 0:
            waiting = struct.unpack_from("<HH", data)
        else:
            for row, column, value in _values(record, book):
                sheet.place(row, column, text_of(value))
    sheet.lay_out()


def _values(record: Record, book: _Book) -> Iterator[tuple[int, int, Value]]:
    """The cells of one record, none where it is no record of cells."""
    kind, data = record.kind, record.data
    if kind == _NUMBER:
        row, column, cell_format, number = struct.unpack_from("<HHHd", data)
        yield row, column, book.number(number, cell_format)
    elif kind == _SHARED_STRING:
        row, column, index = struct.unpack_from("<HHxxI", data)
        yield row, column, book.strings[index]
    elif kind == _PACKED:
        row, column, cell_format, packed = struct.unpack_from("<HHHI", data)
        yield row, column, book.number(_unpacked(packed), cell_format)
    elif kind == _MANY_PACKED:
        row, column = struct.unpack_from("<HH", data)
        for cell_format, packed in struct.iter_unpack("<HI", data[4 : len(data) - len(data[4:]) % 6]):
            yield row, column, book.number(_unpacked(packed), cell_format)
            column += 1
    elif kind in (_LABEL, _RICH_LABEL):
        row, column = struct.unpack_from("<HH", data)
        yield row, column, Strings(record, 6, book.codec).long()
    elif kind == _TRUTH:
        row, column, code, is_error = struct.unpack_from("<HHxxBB", data)
        yield row, column, _ERROR_WORDS.get(code, "#N/A") if is_error else bool(code)
    elif kind == _FORMULA:
        row, column, cell_format = struct.unpack_from("<HHH", data)
        if data[12:14] != b"\xff\xff":
            (number,) = struct.unpack_from("<d", data, 6)
            yield row, column, book.number(number, cell_format)
        elif data[6] == 1:
            yield row, column, bool(data[8])
        elif data[6] == 2:
            yield row, column, _ERROR_WORDS.get(data[8], "#N/A")


def _unpacked(packed: int) -> float:
    """A number in 30 bits (RkNumber): an integer or the upper part of a binary number, maybe times 100."""
    if packed & 2:
        number = float((packed >> 2) - (1 << 30 if packed & 0x8000_0000 else 0))
    else:
        (number,) = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFF_FFFC) << 32))
    return number / 100 if packed & 1 else number
