"""One sheet as both kinds of workbook hold it, and how large it may be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from gouji.model.errors import Unreadable

MAX_CELLS = 1_000_000  # cells of one grid
MAX_AREA = 8_400_000  # the rectangle around a sheet's values, which is laid out in memory
MAX_SHEETS = 500

MARGIN = "页眉页脚"
COMMENT = "批注"
DRAWING = "图形中的文字"
UNCACHED = "公式没有缓存值"

Position = tuple[int, int]  # row and column, from 0
Texts = list[list[str]]


_COLUMNS: dict[str, int] = {}  # those met so far, at most 18,278


class Area(NamedTuple):
    """A range of cells: first and last row, first and last column, all included."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(slots=True)
class Sheet:
    """Rows and columns count from 0.

    ``cells`` are rows, columns and texts as they come; ``height`` and
    ``width`` hold them all.  ``texts``, made of them, starts at the first cell,
    its rows are of one length and blank text is empty.  ``left_out`` is text
    over and around the cells, with the reason; ``uncached`` the places of
    formulas whose result is not kept.  More than ``most`` cells are refused.
    """

    name: str
    visible: bool = True
    is_table: bool = True
    cells: list[tuple[int, int, str]] = field(default_factory=list)
    texts: Texts = field(default_factory=list)
    height: int = 0
    width: int = 0
    areas: list[Area] = field(default_factory=list)  # merged
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    uncached: list[Position] = field(default_factory=list)
    most: int = MAX_CELLS

    def place(self, row: int, column: int, text: str) -> None:
        """Adds a cell.  Raises :class:`Unreadable` where the sheet gets past the limits."""
        if not text or text.isspace():
            return
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.cells.append((row, column, text))
        if row >= self.height:
            self.height = row + 1
        if column >= self.width:
            self.width = column + 1
        if self.height * self.width > MAX_AREA or len(self.cells) > self.most:
            raise too_large(self.height, self.width, self.name)

    def lay_out(self) -> None:
        """Makes ``texts`` of the cells."""
        self.texts = [[""] * self.width for _ in range(self.height)]
        for row, column, text in self.cells:
            self.texts[row][column] = text
        self.cells = []


def column_index(letters: str) -> int:
    """``A`` is 0, ``XFD``, the last, 16,383.  Raises ``ValueError`` for anything else."""
    index = _COLUMNS.get(letters)
    if index is None:
        if not re.fullmatch("[A-Z]{1,3}", letters):
            raise ValueError(f"no column: {letters}")
        index = -1
        for letter in letters:
            index = (index + 1) * 26 + ord(letter) - 65
        _COLUMNS[letters] = index
    return index


def position(name: str) -> Position:
    """The place of a cell by its name: ``B3`` is row 2, column 1."""
    letters = name.rstrip("0123456789")
    return int(name[len(letters) :]) - 1, column_index(letters)


def address(row: int, column: int) -> str:
    """The name of a cell: ``B3`` for row 2, column 1."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def check_size(sheets: Iterable[Sheet]) -> None:
    """Raises :class:`Unreadable` for more than a disclosure can need, before it is laid out in memory."""
    area = 0
    for count, sheet in enumerate(sheets, 1):
        area += sheet.height * sheet.width
        if area > 2 * MAX_AREA:
            raise too_large(sheet.height, sheet.width, sheet.name)
        if count > MAX_SHEETS:
            raise Unreadable("文件", f"工作表超过 {MAX_SHEETS} 张", "请只留需公开的工作表，另存后再试。")


def too_large(height: int, width: int, name: str) -> Unreadable:
    """The error for a sheet that is no budget table."""
    return Unreadable(
        "文件",
        f"工作表“{name}”占到 {height} 行 × {width} 列，超出读取上限",
        "请删去表格下方和右侧无用的行列（或只留需公开的工作表），另存后再试。",
    )


def broken() -> Unreadable:
    """The error for a workbook whose inside does not hold together."""
    return Unreadable("文件", "工作簿已损坏，打不开", "请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。")


def locked() -> Unreadable:
    """The error for a workbook that is encrypted."""
    return Unreadable("文件", "工作簿设有打开密码", "请用 Excel 或 WPS 打开，去掉密码另存后再试。")
