"""A matrix and its declaration → claims, sums and complete lists."""

from __future__ import annotations

from gouji.forms import TableForm
from gouji.model.amount import Denomination
from gouji.model.fact import Fact
from gouji.recognise.gather import Gathering
from gouji.recognise.head import Columns
from gouji.recognise.labelled import read_labelled
from gouji.recognise.listed import read_listed
from gouji.recognise.matrix import Matrix
from gouji.recognise.reading import (
    Reading,
    entries_of,
    narrowed,
)
from gouji.recognise.rows import printed_rows


def read_section(
    table: TableForm,
    number: int,
    matrix: Matrix,
    columns: Columns,
    base: Fact,
    year: int | None,
    denomination: Denomination,
    gathering: Gathering,
    incomplete: frozenset[int] = frozenset(),
) -> tuple[int, list[list[int]], dict[int, int]]:
    """Read one section; (rows read, claims by column, declared decimals by column).

    ``incomplete`` are rows of the matrix whose columns do not say all: no row sum is derived there.
    """
    section = table.sections[number]
    at = number if len(columns.found) > 1 else 0
    found = columns.found[at]
    rows = printed_rows(matrix, columns.rows, section, found, columns.widths[at])
    reading = Reading(
        table,
        section,
        narrowed(base, section.base, year),
        year,
        denomination,
        gathering,
        matrix,
        section.leaves(),
        found,
        {},
        {},
        set(),
        incomplete,
    )
    entries = tuple(entries_of(section.rows, ()))
    if "label" in {leaf.role for leaf in reading.leaves}:
        count = read_labelled(reading, rows, entries)
    else:
        count = read_listed(reading, rows, entries)
    ordered = sorted(reading.columns)
    decimals = {
        at: leaf.head.decimals
        for at, index in enumerate(ordered)
        for leaf in reading.leaves
        if leaf.index == index and leaf.head.decimals is not None
    }
    return count, [reading.columns[index] for index in ordered], decimals
