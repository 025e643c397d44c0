"""Stacked tables and records: sections below one another, each with its own shape."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from gouji.forms import Section, TableForm
from gouji.model.amount import DENOMINATIONS, Denomination
from gouji.model.claim import Unread
from gouji.model.document import Cell
from gouji.model.fact import Fact, with_values
from gouji.model.place import Place
from gouji.model.target import Indicator, masked
from gouji.model.text import fold
from gouji.recognise.gather import Gathering
from gouji.recognise.head import Columns, match_head
from gouji.recognise.labels import coordinate, plain, project_name
from gouji.recognise.matrix import Matrix
from gouji.recognise.reading import is_number
from gouji.recognise.records import (
    NO_AMOUNT,
    PHONE,
    Draft,
    indicator_of,
    is_money,
    read_records,
    target_of,
)
from gouji.recognise.tables import read_section

IS_AMOUNT = re.compile(r"-?\d[\d,]*(?:\.\d+)?|0|-|无")
_WHOLE_COST = re.compile(r"预算控制|控制数|项目总?成本|总成本|项目总额|预算总额|项目预算")


def read_stack(
    table: TableForm,
    matrix: Matrix,
    base: Fact,
    year: int | None,
    denomination: Denomination,
    gathering: Gathering,
) -> tuple[int, list[list[int]], dict[int, int], list[str]]:
    """Read every section where it stands.

    Returns rows read, claims by column, declared decimals by column, and what
    was not found (in Chinese).  Numbers outside any section become unread.
    """
    starts = [_start(section, matrix, table, year) for section in table.sections]
    reasons = [
        f"没有找到“{_name(section)}”部分"
        for section, start in zip(table.sections, starts, strict=True)
        if start is None and not _is_optional(section)
    ]
    placed = sorted((start[0], number, start[1]) for number, start in enumerate(starts) if start is not None)
    rows = 0
    by_column: list[list[int]] = []
    decimals: dict[int, int] = {}
    for at, (first, number, columns) in enumerate(placed):
        last = placed[at + 1][0] if at + 1 < len(placed) else matrix.height
        section = table.sections[number]
        if columns is None:
            _keep_stray(table, matrix, range(first, last), gathering)
            continue
        if any(row.detail for row in section.rows):
            rows += _records(
                table,
                number,
                matrix,
                columns,
                range(first + columns.rows, last),
                base,
                year,
                denomination,
                gathering,
                by_column,
            )
        else:
            part = _rows_of(matrix, first, last)
            read, claims, digits = read_section(
                table, number, part, columns, base, year, denomination, gathering
            )
            rows += read
            decimals |= {len(by_column) + k: value for k, value in digits.items()}
            by_column += claims
    _keep_stray(table, matrix, range(placed[0][0] if placed else matrix.height), gathering)
    return rows, by_column, decimals, reasons


def _name(section: Section) -> str:
    if section.fields:
        return section.fields[0].labels[0]
    return next((leaf.labels[0] for leaf in section.leaves() if not leaf.head.optional), "")


def _is_optional(section: Section) -> bool:
    return bool(section.fields)


def _start(
    section: Section, matrix: Matrix, table: TableForm, year: int | None
) -> tuple[int, Columns | None] | None:
    """The row a section starts at, and its head."""
    if section.fields:
        words = {plain(name) for head in section.fields for name in head.labels}
        for row in range(matrix.height):
            if any(cell is not None and plain(cell.text) in words for cell in matrix.own[row]):
                return row, None
        return None
    if table.layout != "stack":
        columns = match_head(matrix, [section], year)
        return (0, columns) if columns else None
    best: tuple[float, int, Columns] | None = None
    words = {plain(name) for leaf in section.leaves() for head in leaf.path for name in head.labels}
    for row in range(matrix.height):
        texts = [plain(cell.text) for cell in matrix.own[row] if cell is not None and cell.text.strip()]
        if sum(text in words for text in texts) < 2:
            continue
        columns = match_head(_rows_of(matrix, row, min(row + 8, matrix.height)), [section], year)
        if columns is not None and (best is None or columns.score > best[0] + 0.05):
            best = (columns.score, row, columns)
    return (best[1], best[2]) if best else None


def _rows_of(matrix: Matrix, first: int, last: int) -> Matrix:
    return replace(matrix, own=matrix.own[first:last], over=matrix.over[first:last])


def _keep_stray(table: TableForm, matrix: Matrix, rows: range, gathering: Gathering) -> None:
    for row in rows:
        for cell in matrix.own[row]:
            if cell is not None:
                _keep(table, matrix, cell, "不在声明的任何部分之内", gathering)


def _keep(table: TableForm, matrix: Matrix, cell: Cell, why: str, gathering: Gathering) -> None:
    """A number that belongs to nothing is unread; what may be a telephone is masked."""
    if not is_number(cell.text):
        return
    place = matrix.place(cell, table=table.id)
    persons = any(leaf.role == "person" for section in table.sections for leaf in section.leaves())
    if persons and PHONE.fullmatch(fold(cell.text)):
        place = replace(place, text=masked(cell.text))
    gathering.unread.append(Unread(place, why))


def _records(
    table: TableForm,
    number: int,
    matrix: Matrix,
    columns: Columns,
    lines: range,
    base: Fact,
    year: int | None,
    denomination: Denomination,
    gathering: Gathering,
    by_column: list[list[int]],
) -> int:
    """Projects and indicators of one section; their amounts become claims."""
    section = table.sections[number]
    records = read_records(matrix, section, columns.found[0], lines, table.id, IS_AMOUNT)
    gathering.personal += records.personal
    for cell, why in records.stray:
        if why == NO_AMOUNT:
            gathering.unread.append(Unread(matrix.place(cell, table=table.id), why))
        else:
            _keep(table, matrix, cell, why, gathering)
    labels = {leaf.role: leaf.labels[-1] for leaf in section.leaves() if leaf.role}
    amounts: dict[int, list[int]] = {}
    count = 0
    for draft in records.drafts:
        name = project_name(draft.project.text)
        fact = with_values(base, {**dict(section.base), "project": coordinate(name)})
        made = _amounts(table, section, matrix, draft, fact, name, denomination, gathering)
        for index, claim in made.items():
            amounts.setdefault(index, []).append(claim)
        indicators = [
            weighed(
                indicator_of(detail, draft.longer.get(at, ""), name, matrix, table.id, labels),
                fact,
                gathering,
            )
            for at, detail in enumerate(draft.details)
        ]
        count += max(1, len(indicators))
        place = replace(
            matrix.place(draft.project, table=table.id), row=(name,), column=(labels.get("project", ""),)
        )
        total = next((claim for index, claim in sorted(made.items())), None)
        gathering.targets.append(target_of(draft, indicators, total, place, table.id))
    by_column += [amounts[index] for index in sorted(amounts)]
    return count


def _amounts(
    table: TableForm,
    section: Section,
    matrix: Matrix,
    draft: Draft,
    fact: Fact,
    name: str,
    denomination: Denomination,
    gathering: Gathering,
) -> dict[int, int]:
    """Claims for a project's amount cells, and the row sum they stand in."""
    made: dict[int, int] = {}
    leaves = {leaf.index: leaf for leaf in section.leaves()}
    for index, cell in sorted(draft.amounts.items()):
        leaf = leaves[index]
        place = replace(matrix.place(cell, table=table.id), row=(name,), column=leaf.labels)
        claim = gathering.claim(with_values(fact, dict(leaf.key)), place, denomination, table.id)
        if claim is not None:
            made[index] = claim
    gathering.sum_across(section, made, (name,))
    return made


def weighed(indicator: Indicator, fact: Fact, gathering: Gathering) -> Indicator:
    """An indicator whose value is money gets a claim: a part of its project's money."""
    if not is_money(indicator):
        return indicator
    unit: Denomination = DENOMINATIONS[indicator.value.measure]
    number: Decimal = indicator.value.number  # type: ignore[assignment]
    whole = bool(_WHOLE_COST.search(indicator.level3))
    place: Place = replace(indicator.place, text=indicator.place.text)
    cost = fact._replace(tag="whole_cost" if whole else "cost")
    claim = gathering.claim(cost, place, unit, f"{place.table}", digits=format(number, "f"))
    return replace(indicator, amount=claim)
