"""What each printed column of an undeclared table holds: codes, names, labels, amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gouji.model.text import fold
from gouji.recognise.labels import split_code
from gouji.recognise.listing_rows import is_row_word
from gouji.recognise.matrix import Matrix
from gouji.recognise.reading import is_number
from gouji.recognise.rows import is_nothing
from gouji.recognise.words import Meaning, meaning_of

_CODE = re.compile(r"［?\d{3}(?:\d{2}){0,3}］?(?:[-—－_ ]?[^\d.,，]+.*)?", re.DOTALL)
_DIMENSION_OF = {"2": "function", "3": "department_economic", "5": "government_economic"}


def columns_of(
    matrix: Matrix, rows: int, heads: Sequence[Sequence[str]], year: int | None, final: bool
) -> list[Column]:
    """Every column of ``matrix`` with its role; ``heads`` are the texts over each, in ``rows`` rows."""
    columns = [_column(matrix, rows, at, texts, year, final) for at, texts in enumerate(heads)]
    _give_roles(columns, matrix, rows)
    return columns


@dataclass(slots=True)
class Column:
    """One printed column: what its head means and what stands below it."""

    at: int
    meaning: Meaning
    numbers: int
    codes: int
    texts: int
    role: str | None = None  # None: amounts
    width: int = 1


def _column(
    matrix: Matrix, rows: int, at: int, texts: Sequence[str], year: int | None, final: bool
) -> Column:
    body = [c for row in range(rows, matrix.height) if (c := matrix.own[row][at]) is not None]
    filled = [fold(cell.text) for cell in body if not is_nothing(cell.text)]
    codes = sum(bool(_CODE.fullmatch(text)) and not _is_amount_like(text) for text in filled)
    numbers = sum(is_number(text) for text in filled)
    return Column(at, meaning_of(texts, year, final=final), numbers, codes, len(filled) - numbers)


def _is_amount_like(text: str) -> bool:
    return "," in text or ("." in text and is_number(text))


def _give_roles(columns: list[Column], matrix: Matrix, rows: int) -> None:
    """Decide what each column holds; a code may run on over the columns beside it."""
    short: Column | None = None
    for column in columns:
        meaning = column.meaning
        role = meaning.role
        if short is not None and role.endswith((".group", ".item")) and short.role != "text":
            column.role = role if role[0] != "." else f"{(short.role or '').partition('.')[0]}{role}"
            continue
        if short is not None and meaning.texts == short.meaning.texts:
            column.role = "skip"
            short.width += 1
            continue
        short = None
        if meaning.sense in ("number", "rate"):
            column.role = "text"
        elif role:
            dimension, dot, part = role.partition(".")
            if dot and part in ("code", "division"):
                dimension = dimension or _dimension(column, matrix, rows)
                column.role = f"{dimension}.{part}"
                short = column
            elif dot:
                column.role = role
            elif dimension in ("function", "government_economic", "department_economic") and not column.codes:
                column.role = f"{dimension}.name" if column.texts else dimension
            else:
                column.role = role
            before = columns[column.at - 1] if column.at else None
            beside = before is not None and before.role == "label" and before.meaning.texts == meaning.texts
            if column.role == "project" and (beside or _names_rows(column, matrix, rows)):
                column.role = "label"
        elif column.texts > column.numbers:
            whole_codes = column.codes and column.codes >= column.texts - 1
            column.role = _dimension(column, matrix, rows) if whole_codes else "label"
        elif column.codes and column.codes == column.numbers and column.codes > 1 and meaning.unknown:
            column.role = f"{_dimension(column, matrix, rows)}.code"
        elif not meaning.texts and not column.numbers:
            column.role = "skip"
    _name_subjects(columns)
    _one_label(columns)


def _names_rows(column: Column, matrix: Matrix, rows: int) -> bool:
    """Whether 项目名称 stands over kinds of revenue and expenditure, not over projects."""
    texts = [
        c.text
        for row in range(rows, matrix.height)
        if (c := matrix.own[row][column.at]) is not None and c.text.strip()
    ]
    return sum(is_row_word(text) for text in texts) * 3 > len(texts)


def _dimension(column: Column, matrix: Matrix, rows: int) -> str:
    """Which code list a column prints, told by its head or else by the first digit of most codes."""
    votes: dict[str, int] = {}
    for row in range(rows, matrix.height):
        cell = matrix.own[row][column.at]
        code = split_code(cell.text)[0] if cell is not None else ""
        if code:
            dimension = _DIMENSION_OF.get(code[0], "")
            votes[dimension] = votes.get(dimension, 0) + 1
    best = max(votes, key=lambda name: votes[name], default="")
    return best or "function"


def _name_subjects(columns: list[Column]) -> None:
    """科目名称 belongs to the code before it."""
    last = ""
    for column in columns:
        role = column.role or ""
        dimension, dot, part = role.partition(".")
        if dot and part != "name":
            last = dimension
        elif dot:
            column.role = f"{last}.name" if last and dimension in ("", last) else "label"


def _one_label(columns: list[Column]) -> None:
    """A second text column right of a label is that label's second column under one head, else a text."""
    label: Column | None = None
    for column in columns:
        if column.role is None:
            label = None
        elif column.role == "label":
            if label is not None:
                texts = column.meaning.texts
                if texts in ((), label.meaning.texts) and column.at == label.at + label.width:
                    label.width += 1
                    column.role = "skip"
                else:
                    column.role = "text"
            else:
                label = column
        elif column.role != "text" and label is not None and column.role != "skip":
            label.role = "text"
            label = None


def groups_of(columns: Sequence[Column]) -> list[list[Column]]:
    """Columns side by side in groups that each begin with labels or codes."""
    groups: list[list[Column]] = [[]]
    for column in columns:
        if column.role == "skip":
            continue
        starts = column.role not in (None, "text")
        if starts and any(c.role is None for c in groups[-1]):
            groups.append([])
        groups[-1].append(column)
    if len(groups) > 1 and not any(c.role is None for c in groups[-1]):
        rest = groups.pop()
        for column in rest:
            column.role = "text"
        groups[-1] += rest
    return groups
