"""A matrix and its declaration → claims, sums and complete lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gouji.forms import Leaf, TableForm
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
    is_number,
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
    is_cut: bool = False,
) -> tuple[int, list[list[int]], dict[int, int]]:
    """Read one section; (rows read, claims by column, declared decimals by column).

    ``incomplete`` are rows of the matrix whose columns do not say all: no row sum is derived there.
    Where the table ``is_cut``, rows are missing, and no column adds up.
    """
    section = table.sections[number]
    at = number if len(columns.found) > 1 else 0
    found = columns.found[at]
    matrix = _with_labels(matrix, columns, table, at)
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
        {leaf.index for leaf in section.leaves()} if is_cut else set(),
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


def _with_labels(matrix: Matrix, columns: Columns, table: TableForm, at: int) -> Matrix:
    """The matrix as a section beside another needs it where the merged cells of names were lost.

    A total that is printed once for two sections leaves the name of the right
    one and the amount of the left one blank: its name goes over both.
    """
    spans = [_span(s.leaves(), found) for s, found in zip(table.sections, columns.found, strict=False)]
    over = [list(line) for line in matrix.over]
    for left, right in pairwise(range(len(spans))):
        one, other = spans[left], spans[right]
        if at not in (left, right) or one is None or other is None or one[1] >= other[0]:
            continue
        between = range(one[0] + 1, other[1])
        for row in range(columns.rows, matrix.height):
            name = matrix.over[row][one[0]]
            if (
                name is not None
                and name.columns == 1
                and name.text.strip()
                and is_number(matrix.text(row, other[1]))
                and not any(matrix.text(row, column).strip() for column in between)
            ):
                over[row][between.start : between.stop] = [name] * len(between)
    return replace(matrix, over=tuple(map(tuple, over)))


def _span(leaves: Sequence[Leaf], found: dict[int, int]) -> tuple[int, int] | None:
    """A section's first column, of names, and its first of amounts; ``None`` where one is missing."""
    names = [found[leaf.index] for leaf in leaves if leaf.role is not None and leaf.index in found]
    amounts = [found[leaf.index] for leaf in leaves if leaf.role is None and leaf.index in found]
    return (min(names), min(amounts)) if names and amounts else None
