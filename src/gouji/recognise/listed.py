"""Sections whose rows list codes, units and projects: a complete list in every amount column."""

from __future__ import annotations

from collections import Counter

from gouji.catalogue import dotted
from gouji.forms import Row
from gouji.forms.declaration import CODED
from gouji.model.book import CodedCell
from gouji.model.document import Cell
from gouji.model.text import fold
from gouji.recognise.labels import coordinate, plain, project_name, split_code
from gouji.recognise.reading import (
    LEVELS,
    Entry,
    Reading,
    add_list,
    claim_row,
    code_of_name,
    unread_row,
)
from gouji.recognise.rows import PrintedRow, is_nothing, total_row


def read_listed(reading: Reading, rows: list[PrintedRow], entries: tuple[Entry, ...]) -> int:
    each = next((entry for entry in entries if entry.row.each), None)
    declared = [entry.row for entry in entries]
    listed: list[tuple[int, PrintedRow, dict[str, str], tuple[str, ...]]] = []
    count = 0
    is_bare = False  # one row of amounts without a list: it is no empty list
    bare_row = next((entry for entry in entries if entry.row.unlabelled), None)
    for number, row in enumerate(rows):
        total = total_row(row, declared)
        if total is not None:
            entry = next(entry for entry in entries if entry.row is total)
            label = next(text for text, _ in row.roles.values() if plain(text) in map(plain, total.labels))
            claim_row(reading, row, -1 - number, (fold(label),), entry, {})
            count += 1
        elif each is None:
            if bare_row is not None and row.says_amounts:
                claim_row(reading, row, -1 - number, (), bare_row, {})
                count += 1
        elif bare_row is not None and not any(fold(text) for text, _ in row.roles.values()):
            claim_row(reading, row, -1 - number, (), bare_row, {})
            count += 1
            is_bare = True
        elif all(is_nothing(text) for text, _ in row.roles.values()):
            if row.says_amounts:
                claim_row(reading, row, -1 - number, ("无",), Entry(Row(), ()), {})
        else:
            values, labels = _values(reading, row, each.row.each)
            if values:
                listed.append((number, row, values, labels))
                count += 1
            elif unread_row(reading, row, labels, "看不出这一行是哪个科目、单位或项目"):
                count += 1
    if each is not None and not (is_bare and not listed):
        same = Counter(tuple(sorted(values.items())) for _, _, values, _ in listed)
        for number, row, values, labels in listed:
            line = {"line": f"{reading.table.id}·{number}"} if same[tuple(sorted(values.items()))] > 1 else {}
            claim_row(reading, row, number, labels, each, values | line)
        add_list(reading, each, [number for number, _, _, _ in listed])
    return count


def _values(
    reading: Reading, row: PrintedRow, each: tuple[str, ...]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The listed coordinates a row prints, and its labels as printed."""
    values: dict[str, str] = {}
    labels: list[str] = []
    for dimension in each:
        if dimension in CODED:
            code, name, cell = _coded(row, dimension)
            if not code and not name:
                continue
            place = reading.matrix.place(cell, table=reading.table.id)
            reading.gathering.coded.append(CodedCell(dimension, code, name, place))
            labels.append("-".join(part for part in (code, name) if part))
            try:
                values[dimension] = dotted(code)
            except ValueError:
                found = code_of_name(dimension, name, reading.year, None) if name else ""
                values[dimension] = found or coordinate(code + name)
        else:
            text = row.roles.get(dimension, ("", None))[0]
            if fold(text):
                labels.append(fold(text))
                name = project_name(text) if dimension == "project" else fold(text)
                values[dimension] = coordinate(name)
    return values, tuple(labels)


def _coded(row: PrintedRow, dimension: str) -> tuple[str, str, Cell | None]:
    """Code and name from one column, from two, or from 类 款 项 columns."""
    if dimension in row.roles:
        text, cell = row.roles[dimension]
        code, name = split_code(text)
        return code, name, cell
    name, name_cell = row.roles.get(f"{dimension}.name", ("", None))
    if f"{dimension}.code" in row.roles:
        text, cell = row.roles[f"{dimension}.code"]
        code, rest = split_code(text)
        return code, fold(name) or rest, cell or name_cell
    pieces = [fold(row.roles.get(f"{dimension}.{part}", ("", None))[0]) for part in LEVELS]
    cell = next((row.roles[f"{dimension}.{p}"][1] for p in LEVELS if f"{dimension}.{p}" in row.roles), None)
    return "".join(pieces), fold(name), cell or name_cell
