"""A matrix and its declaration → claims, sums and complete lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gouji.catalogue import department_economic_list, dotted, function_list, government_economic_list
from gouji.catalogue.codelist import CodeList
from gouji.forms import Key, Leaf, Row, Section, TableForm
from gouji.forms.declaration import CODED
from gouji.model.amount import Denomination, NotAnAmount, parse_amount
from gouji.model.book import CodedCell
from gouji.model.claim import Listing, Part, Sum, Unread
from gouji.model.document import Cell
from gouji.model.fact import LISTED, Fact, context_of, with_values
from gouji.model.place import Place
from gouji.model.text import fold
from gouji.recognise.gather import Gathering
from gouji.recognise.head import Columns
from gouji.recognise.labels import coordinate, plain, project_name, split_code, with_year
from gouji.recognise.matrix import Matrix
from gouji.recognise.rows import PrintedRow, is_nothing, printed_rows, total_row

_LISTS: dict[str, CodeList] = {}


def code_list(dimension: str) -> CodeList:
    """The official list behind a coded dimension."""
    if not _LISTS:
        _LISTS["function"] = function_list()
        _LISTS["government_economic"] = government_economic_list()
        _LISTS["department_economic"] = department_economic_list()
    return _LISTS[dimension]


_LEVELS = {"division": 1, "group": 2, "item": 3}


@dataclass(frozen=True, slots=True)
class Entry:
    """A declared row with the rows it is nested in, outermost first."""

    row: Row
    above: tuple[Row, ...]


@dataclass(slots=True)
class _Reading:
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


def read_section(
    table: TableForm,
    number: int,
    matrix: Matrix,
    columns: Columns,
    base: Fact,
    year: int | None,
    denomination: Denomination,
    gathering: Gathering,
) -> tuple[int, list[list[int]], dict[int, int]]:
    """Read one section; (rows read, claims by column, declared decimals by column)."""
    section = table.sections[number]
    at = number if len(columns.found) > 1 else 0
    found = columns.found[at]
    rows = printed_rows(matrix, columns.rows, section, found, columns.widths[at])
    reading = _Reading(
        table,
        section,
        _with(base, section.base, year),
        year,
        denomination,
        gathering,
        matrix,
        section.leaves(),
        found,
        {},
        {},
        set(),
    )
    entries = tuple(_entries(section.rows, ()))
    if "label" in {leaf.role for leaf in reading.leaves}:
        count = _read_labelled(reading, rows, entries)
    else:
        count = _read_listed(reading, rows, entries)
    ordered = sorted(reading.columns)
    decimals = {
        at: leaf.head.decimals
        for at, index in enumerate(ordered)
        for leaf in reading.leaves
        if leaf.index == index and leaf.head.decimals is not None
    }
    return count, [reading.columns[index] for index in ordered], decimals


def _entries(rows: Sequence[Row], above: tuple[Row, ...]) -> list[Entry]:
    """The declared rows in the order they are printed."""
    out: list[Entry] = []
    for row in rows:
        inner = _entries(row.rows, (*above, row))
        own = Entry(row, above)
        out += [*inner, own] if row.total_last else [own, *inner]
    return out


def _with(fact: Fact, key: Key, year: int | None) -> Fact:
    """``fact`` with the coordinates of ``key``; years in keys count from the book's year."""
    values: dict[str, str | int | None] = {}
    for dimension, value in key:
        if dimension == "year" and isinstance(value, int) and abs(value) < 100:
            value = year + value if year is not None else None
        values[dimension] = value
    return with_values(fact, values)


def _fact(reading: _Reading, entry: Entry, leaf: Leaf) -> Fact:
    fact = reading.base
    for row in entry.above:
        fact = _with(fact, tuple(pair for pair in row.key if pair[1] is not None), reading.year)
    fact = _with(fact, entry.row.key, reading.year)
    return _with(fact, leaf.key, reading.year)


def _place(reading: _Reading, row: PrintedRow, labels: tuple[str, ...], leaf: Leaf) -> Place:
    cell = row.amounts[leaf.index]
    if cell is None:
        near = next((c for _, c in row.roles.values() if c is not None), None)
        place = reading.matrix.place(near, table=reading.table.id)
        return Place(place.file, place.page, place.line, place.table, labels, _heads(reading, leaf))
    return Place(
        reading.matrix.file,
        cell.page,
        cell.line,
        reading.table.id,
        labels,
        _heads(reading, leaf),
        text=cell.text,
        box=cell.box,
    )


def _heads(reading: _Reading, leaf: Leaf) -> tuple[str, ...]:
    """The declared heads above a cell, years written out."""
    return tuple(with_year(label, reading.year) for label in leaf.labels)


def _claim_row(
    reading: _Reading,
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
        fact = with_values(_fact(reading, entry, leaf), dict(listed))
        claim = reading.gathering.claim(
            fact, _place(reading, row, labels, leaf), reading.denomination, reading.table.id
        )
        if claim is None:
            reading.unread_columns.add(leaf.index)
            continue
        made[leaf.index] = claim
        reading.cells[number, leaf.index] = claim
        reading.columns.setdefault(leaf.index, []).append(claim)
    reading.gathering.sum_across(reading.section, made, labels, reading.table.titles[0])


def _unread_row(reading: _Reading, row: PrintedRow, labels: tuple[str, ...], why: str) -> bool:
    """Keep the numbers of a row nobody understands; whether there were any."""
    any_number = False
    for leaf in reading.leaves:
        cell = row.amounts.get(leaf.index)
        if leaf.role is None and cell is not None and is_number(cell.text):
            place = _place(reading, row, labels, leaf)
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


# --- sections whose rows are named by a label ---------------------------------------------------


def _read_labelled(reading: _Reading, rows: list[PrintedRow], entries: tuple[Entry, ...]) -> int:
    position = 0
    table = reading.table.id
    used: set[int] = set()
    count = 0
    next_number = len(entries)
    listed: dict[int, list[int]] = {}  # entry of an ``each`` row → row numbers
    seen: Counter[tuple[int, str]] = Counter()
    for row in _mended(reading, rows, entries):
        text = next((label for label in reversed(row.labels) if label.strip()), "")
        labels = tuple(label for label in (fold(part) for part in row.labels) if label)
        at, code = _which_entry(reading, entries, text, row.labels, position, used)
        if at is None:
            if _unread_row(reading, row, labels, f"“{fold(text)}”不是本表声明的行"):
                count += 1
            continue
        count += 1
        entry = entries[at]
        if entry.row.each:
            dimension = entry.row.each[0]
            cell = row.roles["label"][1]
            reading.gathering.coded.append(
                CodedCell(dimension, "", plain(text), reading.matrix.place(cell, table=reading.table.id))
            )
            seen[at, code] += 1
            values = {dimension: code}
            if seen[at, code] > 1:
                values["line"] = f"{reading.table.id}·{seen[at, code]}"
            _claim_row(reading, row, next_number, labels, entry, values)
            listed.setdefault(at, []).append(next_number)
            next_number += 1
            position = at
        elif entry.row.unlabelled and len(entries) > 1:
            _claim_row(reading, row, next_number, labels, entry, {"line": f"{table}·{next_number}"})
            next_number += 1
        else:
            used.add(at)
            if entry.row.heading:
                _unread_row(reading, row, labels, "这一行只起分组作用，不应有金额")
            else:
                _claim_row(reading, row, at, labels, entry, {})
            position = at + 1
    _label_sums(reading, entries, listed)
    for at, numbers in listed.items():
        _list(reading, entries[at], numbers)
    return count


def _mended(reading: _Reading, rows: list[PrintedRow], entries: tuple[Entry, ...]) -> Iterator[PrintedRow]:
    """The rows, those cut by a page put together: neither half is a declared label, both are."""

    def known(text: str) -> bool:
        return _which_entry(reading, entries, text, (text,), 0, set())[0] is not None

    skip = False
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        if skip:
            skip = False
            continue
        if following is not None and row.labels and following.labels and not following.says_amounts:
            whole = row.labels[-1] + following.labels[-1]
            if row.labels[-1].strip() and not known(row.labels[-1]) and known(whole):
                row = replace(row, labels=(*row.labels[:-1], whole))
                skip = True
        yield row


def _which_entry(
    reading: _Reading,
    entries: tuple[Entry, ...],
    text: str,
    labels: tuple[str, ...],
    position: int,
    used: set[int],
) -> tuple[int | None, str]:
    """The declared row a label means, nearest after the last one; the code for ``each`` rows."""
    label = plain(text)
    if not label and not any(entry.row.unlabelled for entry in entries):
        return None, ""
    outer = {plain(part) for part in labels[:-1] if part.strip()}
    fits = []
    for at, entry in enumerate(entries):
        if at in used:
            continue
        named = any(label == plain(name) for name in entry.row.labels)
        if not named and not (entry.row.unlabelled and not label):
            continue
        inside = {plain(name) for row in entry.above for name in row.labels}
        fits.append((0 if not outer or outer & inside else 1, 0 if at >= position else 1, at))
    if fits:
        return min(fits)[2], ""
    for at, entry in enumerate(entries):
        if entry.row.each and entry.row.each[0] in CODED and label:
            code = code_of_name(entry.row.each[0], label, reading.year, entry.row.level)
            if code:
                return at, code
    return None, ""


def code_of_name(dimension: str, name: str, year: int | None, level: str | None) -> str:
    """The dotted code that ``name`` means in ``year`` at ``level``, or ``""``."""
    found = code_list(dimension).by_name(name, year, level=_LEVELS[level] if level else None)
    if not found:
        found = code_list(dimension).by_name(name, None, level=_LEVELS[level] if level else None)
    return dotted(found[0].code) if found else ""


def _label_sums(reading: _Reading, entries: tuple[Entry, ...], listed: dict[int, list[int]]) -> None:
    """Totals that declare ``sums``: each equals its nested rows, column by column."""
    parents = {(id(e.row), e.above): at for at, e in enumerate(entries)}
    printed = {
        (id(entry.row), entry.above)
        for at, entry in enumerate(entries)
        for leaf in reading.leaves
        if (claim := reading.cells.get((at, leaf.index))) is not None
        and reading.gathering.claims[claim].is_printed
    }
    for at, entry in enumerate(entries):
        if entry.row.of_which and entry.above:
            whole = parents.get((id(entry.above[-1]), entry.above[:-1]))
            for leaf in reading.leaves:
                ends = reading.cells.get((at, leaf.index)), reading.cells.get((whole or 0, leaf.index))
                if whole is not None and ends[0] is not None and ends[1] is not None:
                    label = f"{entry.row.labels[0]} 不大于 {entry.above[-1].labels[0]}"
                    reading.gathering.parts.append(Part(ends[0], ends[1], label))
        if not entry.row.sums:
            continue
        inside = (*entry.above, entry.row)
        children = [
            number
            for row, above in _summed(entry.row.rows, inside, printed)
            if (child := parents.get((id(row), above))) is not None
            for number in listed.get(child, [child])
        ]
        for leaf in reading.leaves:
            total = reading.cells.get((at, leaf.index))
            if total is None or leaf.index in reading.unread_columns:
                continue
            parts = tuple(
                reading.cells[child, leaf.index] for child in children if (child, leaf.index) in reading.cells
            )
            if parts:
                label = f"{entry.row.labels[0] if entry.row.labels else ''}＝其下各行之和"
                reading.gathering.sums.append(Sum(total, parts, False, label))


def _summed(
    rows: Sequence[Row], above: tuple[Row, ...], printed: set[tuple[int, tuple[Row, ...]]]
) -> Iterator[tuple[Row, tuple[Row, ...]]]:
    """The rows that add up to their total, with what they are nested in.

    A heading, or a row that prints no amount of its own, stands for the total
    inside it, or for all its rows where it has none.
    """
    for row in rows:
        if row.of_which:
            continue
        if not row.heading and (not row.rows or row.sums or (id(row), above) in printed):
            yield row, above
            continue
        totals = [inner for inner in row.rows if inner.sums]
        yield from _summed(totals or row.rows, (*above, row), printed)


# --- sections whose rows list codes, units and projects -----------------------------------------


def _read_listed(reading: _Reading, rows: list[PrintedRow], entries: tuple[Entry, ...]) -> int:
    each = next((entry for entry in entries if entry.row.each), None)
    declared = [entry.row for entry in entries]
    listed: list[tuple[int, PrintedRow, dict[str, str], tuple[str, ...]]] = []
    count = 0
    for number, row in enumerate(rows):
        total = total_row(row, declared)
        if total is not None:
            entry = next(entry for entry in entries if entry.row is total)
            label = next(text for text, _ in row.roles.values() if plain(text) in map(plain, total.labels))
            _claim_row(reading, row, -1 - number, (fold(label),), entry, {})
            count += 1
        elif each is None:
            bare = next((entry for entry in entries if entry.row.unlabelled), None)
            if bare is not None and row.says_amounts:
                _claim_row(reading, row, -1 - number, (), bare, {})
                count += 1
        elif all(is_nothing(text) for text, _ in row.roles.values()):
            if row.says_amounts:
                _claim_row(reading, row, -1 - number, ("无",), Entry(Row(), ()), {})
        else:
            values, labels = _values(reading, row, each.row.each)
            if values:
                listed.append((number, row, values, labels))
                count += 1
            elif _unread_row(reading, row, labels, "看不出这一行是哪个科目、单位或项目"):
                count += 1
    if each is not None:
        same = Counter(tuple(sorted(values.items())) for _, _, values, _ in listed)
        for number, row, values, labels in listed:
            line = {"line": f"{reading.table.id}·{number}"} if same[tuple(sorted(values.items()))] > 1 else {}
            _claim_row(reading, row, number, labels, each, values | line)
        _list(reading, each, [number for number, _, _, _ in listed])
    return count


def _values(
    reading: _Reading, row: PrintedRow, each: tuple[str, ...]
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
    pieces = [fold(row.roles.get(f"{dimension}.{part}", ("", None))[0]) for part in _LEVELS]
    cell = next((row.roles[f"{dimension}.{p}"][1] for p in _LEVELS if f"{dimension}.{p}" in row.roles), None)
    return "".join(pieces), fold(name), cell or name_cell


def _list(reading: _Reading, entry: Entry, numbers: list[int]) -> None:
    """The complete list that the ``each`` rows form, one per amount column."""
    for leaf in reading.leaves:
        if leaf.role is not None or leaf.index in reading.unread_columns:
            continue
        members = tuple(
            reading.cells[number, leaf.index] for number in numbers if (number, leaf.index) in reading.cells
        )
        if len(members) != len(numbers) or leaf.index not in reading.found:
            continue
        context = context_of(_fact(reading, entry, leaf))
        dimensions = (*(name for name in LISTED if name in entry.row.each), "line")
        reading.gathering.listings.append(
            Listing(reading.table.id, context, dimensions, members, "/".join(leaf.labels))
        )
