"""A publication: one disclosure laid out for print, knowing nothing of any file format.

Headings, paragraphs and tables in the order they are read.  A renderer draws
it as DOCX, PDF, XLSX or HTML and decides nothing about its contents.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from gouji.model.claim import Claim


class Align(Enum):
    """Where a text stands in its cell."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class LaidCell(NamedTuple):
    """One cell, counted from 0; a merged cell stands at its top left.

    ``text`` keeps line breaks as ``\\n`` and is printed literally.  ``claim``
    indexes the publication's claims when the cell is an amount, ``None``
    otherwise.  ``parts`` are the positions (row, column) of the cells of this
    table that add up to it; a workbook prints a formula there.
    """

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    align: Align = Align.LEFT
    bold: bool = False
    claim: int | None = None
    parts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class LaidTable:
    """One table: ``height`` × ``width`` cells, the first ``head`` rows repeated on every page.

    ``label`` is its number (表七, may be empty), ``title`` its name, ``maker`` the line
    printed at the left above it (编制部门：…, may be empty), ``unit`` the one at the right
    (单位：万元, may be empty), ``notes`` the lines below it.  ``landscape`` asks for a page
    turned on its side.
    ``weights`` gives each column's share of the width where text may wrap; a
    column of amounts is never narrower than its longest amount.  ``decimals``
    is the number of digits amounts are printed with.
    """

    id: str
    label: str
    title: str
    unit: str
    cells: tuple[LaidCell, ...]
    height: int
    width: int
    head: int
    weights: tuple[float, ...]
    decimals: int
    landscape: bool = False
    notes: tuple[str, ...] = ()
    maker: str = ""

    @property
    def name(self) -> str:
        """Number and title as one line: 表七 一般公共预算基本支出情况表."""
        return f"{self.label} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Headline:
    """A heading; ``level`` 1 starts a part (第一部分) on a new page, 2 a section, and so on."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph of running text, printed literally, its first line indented by two signs."""

    text: str


Piece = Headline | Prose | LaidTable


@dataclass(frozen=True, slots=True)
class Publication:
    """A whole disclosure.

    ``title`` is printed on the cover with ``department`` and ``date`` (may be
    empty); ``form`` is the id of its form.  ``claims`` are the amounts its
    cells print, facts included, in the order they stand.
    """

    title: str
    department: str
    year: int
    form: str
    date: str
    pieces: tuple[Piece, ...]
    claims: tuple[Claim, ...]

    @property
    def tables(self) -> tuple[LaidTable, ...]:
        """Its tables, in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, LaidTable))
