"""What a sheet of the workbook is: its columns, what each is for, and what a row of it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gouji.forms import Key
from gouji.model.ledger import List


class Kind(Enum):
    """What stands in a column."""

    TEXT = "text"
    LONG = "long"
    AMOUNT = "amount"
    COUNT = "count"
    CHOICE = "choice"
    CODE = "code"
    UNIT = "unit"
    PROJECT = "project"


class Need(Enum):
    """Whether a cell may stay empty."""

    REQUIRED = "必填"
    BY_CASE = "按需填"
    OPTIONAL = "选填"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    ``field`` says what it fills: a dimension of the facts, ``amount``, ``text:``
    with the name of a line's text, or a name the sheet's own reader knows.
    ``choices`` names the list its drop-down shows; a column of codes has the
    code list's dimension as its ``field``.  ``example`` is what the example row
    says.  ``also`` are other wordings of the head.  ``width`` is in signs.
    """

    name: str
    field: str
    kind: Kind
    explain: str
    example: str = ""
    width: int = 14
    need: Need = Need.OPTIONAL
    choices: str = ""
    also: tuple[str, ...] = ()
    free: bool = False

    @property
    def head(self) -> str:
        """The printed head; what must be filled bears a star."""
        return f"{self.name}*" if self.need is Need.REQUIRED else self.name


@dataclass(frozen=True, slots=True)
class SheetForm:
    """One sheet.  ``needed`` sheets must be there; the others may be deleted.

    A sheet of budget lines has the ``list`` they belong to and the ``base``
    coordinates they share.  ``about`` tells in one or two sentences what goes in.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    needed: bool = False
    list: List | None = None
    base: Key = ()

    def column(self, field: str) -> Column | None:
        """The column that fills ``field``."""
        return next((column for column in self.columns if column.field == field), None)


MARK = "标记"
"""The head of the first column, which tells rows that are no data from those that are."""

MARK_EXPLAIN = "说明"
MARK_EXAMPLE = "示例"
LISTS = "代码表"
GUIDE = "填表说明"
HEAD_ROW = 2
FIRST_DATA_ROW = 5
