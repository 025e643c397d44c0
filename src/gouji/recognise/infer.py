"""A table nobody declared → a declaration made from its own heads by the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gouji.forms import Head, Key, Row, Section, TableForm
from gouji.forms.declaration import CODED
from gouji.model.book import Kind
from gouji.model.document import Cell
from gouji.model.text import fold
from gouji.recognise.adding import column_sums
from gouji.recognise.columns import Column, columns_of, groups_of
from gouji.recognise.head import Columns, covering_texts, head_limit
from gouji.recognise.labels import coordinate, plain
from gouji.recognise.listing_rows import label_rows, total_rows
from gouji.recognise.matrix import Matrix, without_captions
from gouji.recognise.rows import printed_rows
from gouji.recognise.words import is_head_word, title_key_of

_LISTED = ("unit", "project", "function", "government_economic", "department_economic")
_LEAST_KNOWN = 0.5
_MOST_WORDS = 0.1
_INDICATORS = re.compile(r"(?:一级|二级|三级)指标|(?:年度)?指标值|绩效指标")
_LEAST_CODES = 3
TOTALS = (
    "合计",
    "总计",
    "小计",
    "收入合计",
    "支出合计",
    "收入总计",
    "支出总计",
    "本年收入合计",
    "本年支出合计",
    "总合计",
    "部门合计",
    "单位合计",
)


@dataclass(frozen=True, slots=True)
class Inferred:
    """A declaration with the columns it was made from.  ``strong``: it tells of a budget and nothing else."""

    table: TableForm
    columns: Columns
    strong: bool


def infer_table(id: str, title: str, matrix: Matrix, year: int | None, kind: Kind) -> Inferred | None:
    """The declaration of one table, or ``None`` where its heads say too little."""
    matrix = without_captions(matrix)
    rows = _head_rows(matrix, year)
    if _tells_of_targets(matrix):
        return None
    if not rows or rows >= matrix.height:
        return None
    final = kind is Kind.FINAL_ACCOUNTS
    columns = columns_of(matrix, rows, _bare(matrix, rows), year, final)
    groups = groups_of(columns)
    amounts = [c for group in groups for c in group if c.role is None]
    shared = {text for c in columns if c.role is not None for text in c.meaning.texts}
    known = sum(bool(c.meaning.texts) and shared.issuperset(c.meaning.unknown) for c in amounts)
    coded = sum(c.codes for c in columns if (c.role or "").partition(".")[0] in CODED)
    if not amounts or (known < _LEAST_KNOWN * len(amounts) and coded < _LEAST_CODES):
        return None
    if sum(c.texts for c in amounts) > _MOST_WORDS * sum(c.numbers for c in amounts) + 1:
        return None
    base, said = title_key_of(title)
    sections, found, widths = [], [], []
    strong = said or any(c.meaning.strong for c in columns)
    read = False
    for number, group in enumerate(groups):
        section, understood = _section(id, group, number, len(groups), matrix, rows, base, year, final)
        sections.append(section)
        found.append({i: c.at for i, c in enumerate(group)})
        widths.append({i: c.width for i, c in enumerate(group) if c.width > 1})
        read = read or understood
    if not read:
        return None
    layout = "beside" if len(sections) > 1 else "single"
    table = TableForm(id, (title,), tuple(sections), _over(base, ()), layout)
    return Inferred(table, Columns(rows, tuple(found), tuple(widths), (), 1.0), strong)


def _tells_of_targets(matrix: Matrix) -> bool:
    """Whether it is a target table: its indicators are no columns of amounts."""
    return any(
        cell is not None and _INDICATORS.fullmatch(plain(cell.text)) for row in matrix.own for cell in row
    )


def _over(base: Key, more: Key) -> Key:
    return tuple(({**dict(base), **dict(more)}).items())


# --- heads ------------------------------------------------------------------------------------------


def _head_rows(matrix: Matrix, year: int | None) -> int:
    """How many rows are head: up to the last one before the body that prints head words only."""
    rows = 0
    for row in range(min(head_limit(matrix), matrix.height)):
        texts = [cell.text for cell in matrix.own[row] if cell is not None and cell.text.strip()]
        words = sum(is_head_word(text, year) for text in texts)
        if words >= max(1, len(texts) / 2) and (words > 1 or row == 0 or words == len(texts)):
            total_only = all(fold(t) in TOTALS for t in texts)
            if not total_only or row == 0:
                rows = row + 1
        elif _reaches(matrix, rows, row) or (
            rows == row and words and len(texts) > 1 and not matrix.text(row, 0).strip()
        ):  # where merged cells were lost the names' columns are blank there
            rows = row + 1
    return rows


def _reaches(matrix: Matrix, rows: int, row: int) -> bool:
    """Whether a head of the first ``rows`` is merged down over a row: then that row is head too."""
    return rows == row and any(
        cell is not None and cell.row < rows and cell.row + cell.rows > row and cell.columns < matrix.width
        for line in matrix.own[:rows]
        for cell in line
    )


def _bare(matrix: Matrix, rows: int) -> list[tuple[str, ...]]:
    """The head texts of each column without what stands over the whole table (its title, its unit)."""
    whole = {
        cell.text
        for row in range(rows)
        for cell in matrix.own[row]
        if cell is not None and cell.columns >= matrix.width > 1
    }
    return [tuple(t for t in texts if t not in whole) for texts in covering_texts(matrix, rows)]


# --- sections ---------------------------------------------------------------------------------------


def _section(
    id: str,
    group: list[Column],
    number: int,
    sections: int,
    matrix: Matrix,
    rows: int,
    base: Key,
    year: int | None,
    final: bool,
) -> tuple[Section, bool]:
    roles = {(c.role or "").partition(".")[0] for c in group if c.role}
    each = tuple(name for name in _LISTED if name in roles)
    flow = _flow(group, base, each, number, sections)
    own = _over(base, flow)
    heads = _heads(id, number, group, dict(own))
    section = Section(head=tuple(heads), rows=(Row(unlabelled=True),), base=flow)
    found = {i: c.at for i, c in enumerate(group)}
    widths = {i: c.width for i, c in enumerate(group)}
    printed = printed_rows(matrix, rows, section, found, widths)
    heads = column_sums(heads, [c.meaning for c in group], printed)
    understood = True
    if each:
        if "label" in roles:
            heads = [replace(h, role="text") if h.role == "label" else h for h in heads]
        declared: tuple[Row, ...] = (Row(each=each), *total_rows(f"{id}·{number}", printed, TOTALS))
        nature = next((pair for row in declared for pair in row.key if pair[0] == "nature"), None)
        if nature is not None and not any(pair[0] == "nature" for head in heads for pair in head.key):
            section = replace(section, base=(*section.base, nature))
        understood = any(_has_key(row.roles, each) for row in printed) or not printed
    elif "label" in roles:
        declared, understood = label_rows(f"{id}·{number}", printed, dict(own))
    else:
        declared = (Row(unlabelled=True),)
        understood = len(printed) <= 1
    return replace(section, head=tuple(heads), rows=declared), understood


def _has_key(roles: dict[str, tuple[str, Cell | None]], each: tuple[str, ...]) -> bool:
    return any(role.partition(".")[0] in each and text.strip() for role, (text, _) in roles.items())


def _flow(group: Sequence[Column], base: Key, each: tuple[str, ...], number: int, sections: int) -> Key:
    """收入 or 支出, and the current year's: by the title, the section's heads, what it lists, or its side."""
    key = dict(base)
    said = "".join(text for c in group for text in c.meaning.texts)
    if "flow" in key:
        flow = key["flow"]
    elif "收入" in said and "支出" not in said:
        flow = "revenue"
    elif "支出" in said and "收入" not in said:
        flow = "expenditure"
    elif sections > 1:
        flow = "revenue" if number == 0 and not each else "expenditure"
    elif each or "nature" in key:
        flow = "expenditure"
    else:
        flow = None
    return (("flow", flow), ("position", "current"))


def _heads(id: str, number: int, group: Sequence[Column], base: dict[str, str | int | None]) -> list[Head]:
    """A head for each column, named as printed; amounts that mean the same are told apart."""
    out: list[Head] = []
    seen: set[Key] = set()
    shared = {text for c in group if c.role is not None for text in c.meaning.texts}
    for at, column in enumerate(group):
        meaning = column.meaning
        shown = "/".join(meaning.texts) or f"第 {column.at + 1} 栏"
        names = (shown, f"#{at}")
        if column.role is not None:
            out.append(Head(names, role=column.role))
            continue
        key = dict(meaning.key)
        unknown = [text for text in meaning.unknown if text not in shared]
        if unknown or meaning.sense == "change" or not meaning.texts:
            key["controlled"] = coordinate(f"{id}·{number}·{shown}")
        whole = tuple(sorted({**base, **key}.items(), key=lambda pair: pair[0]))
        if whole in seen:
            key["controlled"] = coordinate(f"{id}·{number}·{at}·{shown}")
        seen.add(whole)
        out.append(Head(names, key=tuple(key.items())))
    return out
