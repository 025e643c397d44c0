"""One section of a table while it is read: its rows become claims, or are kept as unread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gouji.catalogue import department_economic_list, dotted, function_list, government_economic_list
from gouji.catalogue.codelist import CodeList
from gouji.forms import Key, Leaf, Row, Section, TableForm, with_year
from gouji.model.amount import Denomination, NotAnAmount, parse_amount
from gouji.model.claim import Listing, Unread
from gouji.model.fact import LISTED, Fact, context_of, with_values
from gouji.model.place import Place
from gouji.recognise.gather import Gathering
from gouji.recognise.matrix import Matrix
from gouji.recognise.rows import PrintedRow

_LISTS: dict[str, CodeList] = {}


def code_list(dimension: str) -> CodeList:
    """The official list behind a coded dimension."""
    if not _LISTS:
        _LISTS["function"] = function_list()
        _LISTS["government_economic"] = government_economic_list()
        _LISTS["department_economic"] = department_economic_list()
    return _LISTS[dimension]


LEVELS = {"division": 1, "group": 2, "item": 3}


@dataclass(frozen=True, slots=True)
class Entry:
    """A declared row with the rows it is nested in, outermost first."""

    row: Row
    above: tuple[Row, ...]


@dataclass(slots=True)
class Reading:
    """One section of one table while it is read."""

    table: TableForm
    section: Section
    base: Fact
    year: int | None
    denomination: Denomination
    gathering: Gathering
    matrix: Matrix
    leaves: tuple[Leaf, ...]
    found: dict[int, int]  # leaf index → printed column
    cells: dict[tuple[int, int], int]  # (entry or row number, leaf index) → claim
    columns: dict[int, list[int]]  # leaf index → its claims
    unread_columns: set[int]
    incomplete: frozenset[int] = frozenset()  # rows with money in a column nobody declared


def entries_of(rows: Sequence[Row], above: tuple[Row, ...]) -> list[Entry]:
    """The declared rows in the order they are printed."""
    out: list[Entry] = []
    for row in rows:
        inner = entries_of(row.rows, (*above, row))
        own = Entry(row, above)
        out += [*inner, own] if row.total_last else [own, *inner]
    return out


def narrowed(fact: Fact, key: Key, year: int | None) -> Fact:
    """``fact`` with the coordinates of ``key``; years in keys count from the book's year."""
    values: dict[str, str | int | None] = {}
    for dimension, value in key:
        if dimension == "year" and isinstance(value, int) and abs(value) < 100:
            value = year + value if year is not None else None
        values[dimension] = value
    return with_values(fact, values)


def fact_of(reading: Reading, entry: Entry, leaf: Leaf) -> Fact:
    fact = reading.base
    for row in entry.above:
        fact = narrowed(fact, tuple(pair for pair in row.key if pair[1] is not None), reading.year)
    fact = narrowed(fact, entry.row.key, reading.year)
    return narrowed(fact, leaf.key, reading.year)


def place_of(reading: Reading, row: PrintedRow, labels: tuple[str, ...], leaf: Leaf) -> Place:
    cell = row.amounts[leaf.index]
    if cell is None:
        near = next((c for _, c in row.roles.values() if c is not None), None)
        place = reading.matrix.place(near, table=reading.table.id)
        return Place(place.file, place.page, place.line, place.table, labels, heads_of(reading, leaf))
    return Place(
        reading.matrix.file,
        cell.page,
        cell.line,
        reading.table.id,
        labels,
        heads_of(reading, leaf),
        text=cell.text,
        box=cell.box,
    )


def heads_of(reading: Reading, leaf: Leaf) -> tuple[str, ...]:
    """The declared heads above a cell, years written out."""
    return tuple(with_year(label, reading.year) for label in leaf.labels)


def claim_row(
    reading: Reading,
    row: PrintedRow,
    number: int,
    labels: tuple[str, ...],
    entry: Entry,
    listed: dict[str, str],
) -> None:
    """Claims for every amount column of one printed row."""
    made: dict[int, int] = {}
    for leaf in reading.leaves:
        if leaf.role is not None or leaf.index not in row.amounts:
            continue
        fact = with_values(fact_of(reading, entry, leaf), dict(listed))
        told = (fact, place_of(reading, row, labels, leaf), reading.denomination, reading.table.id)
        claim = reading.gathering.claim(*told)
        if claim is None:
            claim = reading.gathering.unreadable(*told)
        made[leaf.index] = claim
        reading.cells[number, leaf.index] = claim
        reading.columns.setdefault(leaf.index, []).append(claim)
    if row.line not in reading.incomplete:
        reading.gathering.sum_across(reading.section, made, labels)


def unread_row(reading: Reading, row: PrintedRow, labels: tuple[str, ...], why: str) -> bool:
    """Keep the numbers of a row nobody understands; whether there were any."""
    any_number = False
    for leaf in reading.leaves:
        cell = row.amounts.get(leaf.index)
        if leaf.role is None and cell is not None and is_number(cell.text):
            place = place_of(reading, row, labels, leaf)
            reading.gathering.unread.append(Unread(place, why))
            reading.unread_columns.add(leaf.index)
            any_number = True
    return any_number


def is_number(text: str) -> bool:
    try:
        return parse_amount(text, Denomination.WAN).mark.name in ("NUMBER", "ZERO")
    except NotAnAmount:
        return False
    except ValueError:
        return True


def code_of_name(dimension: str, name: str, year: int | None, level: str | None) -> str:
    """The dotted code that ``name`` means in ``year`` at ``level``, or ``""``."""
    found = code_list(dimension).by_name(name, year, level=LEVELS[level] if level else None)
    if not found:
        found = code_list(dimension).by_name(name, None, level=LEVELS[level] if level else None)
    return dotted(found[0].code) if found else ""


def add_list(reading: Reading, entry: Entry, numbers: list[int]) -> None:
    """The complete list that the ``each`` rows form, one per amount column."""
    for leaf in reading.leaves:
        if leaf.role is not None or leaf.index in reading.unread_columns:
            continue
        members = tuple(
            reading.cells[number, leaf.index] for number in numbers if (number, leaf.index) in reading.cells
        )
        if len(members) != len(numbers) or leaf.index not in reading.found:
            continue
        context = context_of(fact_of(reading, entry, leaf))
        dimensions = (*(name for name in LISTED if name in entry.row.each), "line")
        reading.gathering.listings.append(
            Listing(reading.table.id, context, dimensions, members, "/".join(leaf.labels))
        )
