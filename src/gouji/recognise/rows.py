"""Printed rows under a recognised head: who each row is about, and its amount cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gouji.forms import Leaf, Row, Section
from gouji.forms.declaration import CODED
from gouji.model.document import Cell
from gouji.model.text import fold
from gouji.recognise.labels import plain, split_code
from gouji.recognise.matrix import Matrix


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row of one section.  ``roles`` maps a role to (text, cell).

    ``labels`` are the texts of its label columns, outermost first; ``amounts``
    maps a leaf's index to the cell standing in its column (``None``: nothing
    stands there).  ``line`` is the row's index in the matrix.
    """

    line: int
    roles: dict[str, tuple[str, Cell | None]]
    labels: tuple[str, ...]
    amounts: dict[int, Cell | None]

    @property
    def says_amounts(self) -> bool:
        """Whether anything stands in an amount column."""
        return any(cell is not None and cell.text.strip() for cell in self.amounts.values())


def printed_rows(
    matrix: Matrix, first: int, section: Section, found: dict[int, int], widths: dict[int, int]
) -> list[PrintedRow]:
    """The body rows from ``first`` on as one section sees them, wrapped rows joined.

    ``found`` maps a leaf's index to its printed column, ``widths`` to the
    number of columns its code runs over.  A head printed again is left out.
    """
    leaves = section.leaves()
    rows: list[PrintedRow] = []
    carried: dict[str, tuple[str, Cell | None]] = {}
    head = {texts for line in range(min(first, len(matrix.own))) if (texts := _texts(matrix, line))}
    for line in range(first, matrix.height):
        texts = _texts(matrix, line)
        if texts in head or _numbers_columns(texts, any(row.says_amounts for row in rows)):
            continue
        row = _row(matrix, leaves, found, widths, line)
        if not row.says_amounts and not any(text for text, _ in row.roles.values()) and not any(row.labels):
            continue
        if rows and not matrix.ruled and _is_wrapped(row, section):
            rows[-1] = _joined(rows[-1], row)
            continue
        if not matrix.ruled:
            row = _carry(row, carried)
        rows.append(row)
    return rows


_NUMBERING = frozenset({"栏次", "行次"})
_NO_AMOUNT = re.compile(r"[类款项]|[甲乙丙丁戊]|栏次|行次")
_LEAST_NUMBERS = 3


def _numbers_columns(texts: Sequence[str], below_amounts: bool) -> bool:
    """Whether a line numbers the columns: 栏次 1 2 3, or 1 2 3 … in all its cells right below the head."""
    if not _NUMBERING.isdisjoint(texts):
        return True
    numbers = [text for text in texts if not _NO_AMOUNT.fullmatch(text)]
    return (
        not below_amounts
        and len(numbers) >= _LEAST_NUMBERS
        and numbers == [str(n) for n in range(1, len(numbers) + 1)]
    )


def _texts(matrix: Matrix, line: int) -> tuple[str, ...]:
    """What starts on a line, folded."""
    return tuple(fold(cell.text) for cell in matrix.own[line] if cell is not None and cell.text.strip())


def _row(
    matrix: Matrix, leaves: Sequence[Leaf], found: dict[int, int], widths: dict[int, int], line: int
) -> PrintedRow:
    roles: dict[str, tuple[str, Cell | None]] = {}
    labels: list[str] = []
    amounts: dict[int, Cell | None] = {}
    for leaf in leaves:
        column = found.get(leaf.index)
        if column is None:
            continue
        cell = matrix.over[line][column]
        if leaf.role is None:
            if cell is None or cell.column == column or not cell.text.strip():
                amounts[leaf.index] = matrix.own[line][column]
            continue
        text = cell.text if cell is not None else ""
        for further in range(column + 1, column + (widths.get(leaf.index, 1) if leaf.role != "label" else 1)):
            more = matrix.own[line][further]
            text += more.text if more is not None else ""
        if leaf.role == "label":
            texts = [cell.text if cell is not None else ""]
            for further in range(column + 1, column + widths.get(leaf.index, 1)):
                more = matrix.over[line][further]
                if more is not None and more is not cell:
                    texts.append(more.text)
            labels += texts
            roles.setdefault("label", (next((t for t in reversed(texts) if t.strip()), ""), cell))
        else:
            roles[_free(roles, leaf.role)] = (text, cell)
    return PrintedRow(line, roles, tuple(labels), amounts)


def _free(roles: dict[str, tuple[str, Cell | None]], role: str) -> str:
    if role not in roles:
        return role
    number = 2
    while f"{role}#{number}" in roles:
        number += 1
    return f"{role}#{number}"


def coded_roles(row: PrintedRow) -> Iterator[tuple[str, str]]:
    """(role, text) of the row's cells that should start with a code."""
    for role, (text, _) in row.roles.items():
        name, _, part = role.partition(".")
        if name in CODED and part in ("", "code"):
            yield role, text


def _is_wrapped(row: PrintedRow, section: Section) -> bool:
    """A second line of the row above: words only, where codes should stand."""
    if row.says_amounts or any(row.labels):
        return False
    texts = [text for _, text in coded_roles(row) if text.strip()]
    if not texts or any(split_code(text)[0] or is_nothing(text) for text in texts):
        return False
    return total_row(row, section.rows) is None


def _joined(row: PrintedRow, rest: PrintedRow) -> PrintedRow:
    roles = dict(row.roles)
    for role, (text, _) in rest.roles.items():
        if text:
            before, cell = roles.get(role, ("", None))
            roles[role] = (before + text, cell)
    return replace(row, roles=roles)


def _carry(row: PrintedRow, carried: dict[str, tuple[str, Cell | None]]) -> PrintedRow:
    """Fill units and projects whose merged cell was lost with what stood above."""
    if not any(split_code(text)[0] for _, text in coded_roles(row)):
        return row
    roles = dict(row.roles)
    for role in ("unit", "project"):
        if role in roles:
            if roles[role][0].strip():
                carried[role] = roles[role]
            elif role in carried:
                roles[role] = carried[role]
    return replace(row, roles=roles)


_NOTHING = frozenset({"", "无", "-", "--", "—", "0", "0.00", "/"})


def is_nothing(text: str) -> bool:
    """Whether a cell says only that there is nothing."""
    return fold(text) in _NOTHING


def total_row(row: PrintedRow, rows: Sequence[Row]) -> Row | None:
    """The labelled row that stands in any of the row's text cells (合计, 总计 …)."""
    for text, _ in row.roles.values():
        label = plain(text)
        if label:
            for declared in rows:
                if any(label == plain(name) for name in declared.labels):
                    return declared
    return None
