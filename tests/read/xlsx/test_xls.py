"""Old workbooks (.xls), written record by record."""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.document import Grid
from gouji.model.errors import Unreadable
from gouji.read.xlsx import read_xlsx


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


_BEGIN_BOOK = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0x0600))
_BEGIN_SHEET = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0x0600))
_END = _record(0x000A)


def _number(row: int, column: int, value: float) -> bytes:
    return _record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def _row(row: int, hidden: bool) -> bytes:
    return _record(0x0208, struct.pack("<HHHHHHI", row, 0, 3, 255, 0, 0, 0x120 if hidden else 0x100))


def _column(first: int, last: int, hidden: bool) -> bytes:
    return _record(0x007D, struct.pack("<HHHHHH", first, last, 2048, 15, hidden, 0))


def _book(*records: bytes, more: bytes = b"") -> bytes:
    """The stream of a workbook with one sheet, 甲."""
    name = "甲".encode("utf-16-le")
    length = len(_BEGIN_BOOK) + len(more) + 4 + 8 + len(name) + len(_END)
    sheet = _record(0x0085, struct.pack("<IBBBB", length, 0, 0, 1, 1) + name)
    return _BEGIN_BOOK + more + sheet + _END + _BEGIN_SHEET + b"".join(records) + _END


def test_hidden_rows_and_columns_are_listed(compound: Callable[..., bytes]) -> None:
    stream = _book(
        _column(1, 1, True),
        _row(0, False),
        _row(1, True),
        *(_number(row, column, 10.0 * row + column) for row in range(3) for column in range(3)),
    )
    blocks, dropped = read_xlsx(compound({"Workbook": stream}))
    (grid,) = blocks
    assert isinstance(grid, Grid)
    assert grid.name == "甲"
    assert [cell.text for cell in grid.cells] == ["0", "2", "20", "22"]
    assert [(one.text, one.reason) for one in dropped] == [("10\t11\t12", "隐藏的行"), ("1\n21", "隐藏的列")]


def _texts(data: bytes) -> list[str]:
    blocks, _ = read_xlsx(data)
    (grid,) = blocks
    assert isinstance(grid, Grid)
    return [cell.text for cell in grid.cells]


def _formula(row: int, column: int, result: bytes) -> bytes:
    return _record(0x0006, struct.pack("<HHH", row, column, 0) + result + bytes(8))


def test_every_kind_of_cell(compound: Callable[..., bytes]) -> None:
    string = struct.pack("<HB", 2, 1) + "支出".encode("utf-16-le")
    stream = _book(
        _number(0, 0, 1234.5),
        _record(0x027E, struct.pack("<HHHI", 0, 1, 0, 12345 << 2 | 3)),
        _record(0x027E, struct.pack("<HHHI", 0, 2, 0, (-7 & 0x3FFF_FFFF) << 2 | 2)),
        _record(0x00BD, struct.pack("<HHHIHIH", 1, 0, 0, 5 << 2 | 2, 0, 0x3FF0_0000, 1)),
        _record(0x0205, struct.pack("<HHHBB", 1, 2, 0, 0x07, 1)),
        _record(0x0205, struct.pack("<HHHBB", 2, 0, 0, 1, 0)),
        _record(0x00FD, struct.pack("<HHHI", 2, 1, 0, 1)),
        _record(0x0204, struct.pack("<HHH", 2, 2, 0) + string),
        _formula(3, 0, struct.pack("<d", 2.25)),
        _formula(3, 1, b"\0\0\0\0\0\0\xff\xff"),
        _record(0x0207, string),
        _formula(3, 2, b"\x02\0\x17\0\0\0\xff\xff"),
        more=_shared_strings("收入", "abc"),
    )
    assert _texts(compound({"Workbook": stream})) == [
        "1234.5", "123.45", "-7",
        "5", "1", "#DIV/0!",
        "TRUE", "abc", "支出",
        "2.25", "支出", "#REF!",
    ]  # fmt: skip


def _shared_strings(*texts: str) -> bytes:
    data = struct.pack("<II", len(texts), len(texts))
    for text in texts:
        wide = not text.isascii()
        data += struct.pack("<HB", len(text), wide) + text.encode("utf-16-le" if wide else "latin-1")
    return _record(0x00FC, data)


def test_a_shared_string_may_go_on_in_another_record_and_another_width(
    compound: Callable[..., bytes],
) -> None:
    first = struct.pack("<IIHBH", 2, 2, 5, 1 | 8, 1) + "表a".encode("utf-16-le")
    second = b"\0bcd" + bytes(4) + struct.pack("<HB", 1, 1)
    strings = (
        _record(0x00FC, first) + _record(0x003C, second) + _record(0x003C, b"\x01" + "乙".encode("utf-16-le"))
    )
    cells = [_record(0x00FD, struct.pack("<HHHI", 0, index, 0, index)) for index in range(2)]
    assert _texts(compound({"Workbook": _book(*cells, more=strings)})) == ["表abcd", "乙"]


@pytest.mark.parametrize(
    ("number_format", "value", "text"),
    [
        (14, 45658.0, "2025-01-01"),
        (14, 45658.5, "2025-01-01 12:00:00"),
        (21, 0.25, "06:00:00"),
        (4, 45658.0, "45658"),
        (176, 45658.0, "2025-01-01"),
        (177, 45658.0, "45658"),
    ],
)
def test_dates_are_told_by_their_format(
    compound: Callable[..., bytes], number_format: int, value: float, text: str
) -> None:
    def format_(index: int, code: str) -> bytes:
        signs = code.encode("utf-16-le")
        return _record(0x041E, struct.pack("<HHB", index, len(code), 1) + signs)

    more = (
        format_(176, 'yyyy"年"m"月"')
        + format_(177, '0.00"days"_);[Red]\\(0.00\\)')
        + _record(0x00E0, struct.pack("<HH", 0, number_format) + bytes(16))
    )
    assert _texts(compound({"Workbook": _book(_number(0, 0, value), more=more)})) == [text]


def test_merged_cells(compound: Callable[..., bytes]) -> None:
    stream = _book(_number(0, 0, 1), _number(2, 2, 2), _record(0x00E5, struct.pack("<HHHHH", 1, 0, 1, 0, 1)))
    blocks, _ = read_xlsx(compound({"Workbook": stream}))
    (grid,) = blocks
    assert isinstance(grid, Grid)
    assert (grid.cells[0].rows, grid.cells[0].columns) == (2, 2)


def test_a_workbook_with_a_password_is_refused(compound: Callable[..., bytes]) -> None:
    stream = _book(more=_record(0x002F, bytes(6)))
    with pytest.raises(Unreadable, match="密码"):
        read_xlsx(compound({"Workbook": stream}))


def test_two_cells_far_apart_are_refused_before_anything_is_laid_out(compound: Callable[..., bytes]) -> None:
    stream = _book(_number(0, 0, 1), _number(65_535, 255, 1))
    with pytest.raises(Unreadable, match="65536 行 × 256 列"):
        read_xlsx(compound({"Workbook": stream}))


@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(compound: Callable[..., bytes], data: st.DataObject) -> None:
    string = _record(0x00FD, struct.pack("<HHHI", 1, 1, 0, 0))
    stream = bytearray(_book(_number(0, 0, 1), string, _row(1, True), more=_shared_strings("收入")))
    for _ in range(data.draw(st.integers(1, 4))):
        stream[data.draw(st.integers(0, len(stream) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Unreadable):
        read_xlsx(compound({"Workbook": bytes(stream)}))


def test_a_torn_workbook_is_refused(compound: Callable[..., bytes]) -> None:
    data = compound({"Workbook": _book(_number(0, 0, 1))})
    with pytest.raises(Unreadable):
        read_xlsx(data[:600])
