"""One table where it stands: its grids become claims, or the reasons why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gouji.forms import Form, TableForm
from gouji.model.amount import Denomination
from gouji.model.book import Kind, Table, TableStatus
from gouji.model.claim import Claim, Unread
from gouji.model.fact import Fact, with_values
from gouji.model.place import Place
from gouji.model.text import fold
from gouji.recognise.captions import printed_number
from gouji.recognise.gather import Gathering
from gouji.recognise.head import Columns, covering_texts, match_head
from gouji.recognise.infer import infer_table
from gouji.recognise.matrix import Matrix, matrix_of
from gouji.recognise.reading import is_number
from gouji.recognise.stack import read_stack
from gouji.recognise.tables import read_section
from gouji.recognise.titles import Titled, Titles
from gouji.recognise.words import meaning_of

_TOTALS = ("合计", "总计")
_EXTRA = 2
"""So many numbers in a column that no declaration explains are no accident."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What all tables of a document share: its form, its titles, the facts every cell is about.

    ``sure`` is false where the form hardly fits.
    """

    form: Form
    titles: Titles
    base: Fact
    year: int | None
    kind: Kind
    sure: bool


@dataclass(slots=True)
class _Read:
    """What reading one table gave so far."""

    rows: int = 0
    by_column: list[list[int]] = field(default_factory=list)
    decimals: dict[int, int] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)


def read_table(
    table: TableForm,
    found: Sequence[Titled],
    disclosure: Disclosure,
    gathering: Gathering,
    inferred: Columns | None = None,
) -> Table:
    """Read ``table`` from its grids; ``inferred`` are the columns its declaration was made from.

    A table whose heads are not the declared ones is read by the vocabulary.
    """
    if not found:
        return _not_found(table, disclosure.titles)
    matrix = matrix_of([titled.grid for titled in found], table.layout == "stack")
    denomination = (
        next((t.denomination for t in found if t.denomination), None)
        or table.denomination
        or disclosure.form.denomination
    )
    before, unread = len(gathering.claims), len(gathering.unread)
    read = _Read()
    sure = disclosure.sure and inferred is None
    title = table.titles[0]
    by_vocabulary = inferred is not None
    if table.records or table.layout == "stack":
        base = with_values(disclosure.base, dict(table.base))
        read.rows, read.by_column, read.decimals, lacking = read_stack(
            table, matrix, base, disclosure.year, denomination, gathering
        )
        read.reasons += lacking
    else:
        table, columns = (table, inferred) if inferred else best_shape(table, matrix, disclosure.year)
        if columns is None:
            made_up = infer_table(table.id, title, matrix, disclosure.year, disclosure.kind)
            if made_up is not None:
                table, columns, sure, by_vocabulary = made_up.table, made_up.columns, False, True
                read.reasons.append("表头与表样的不符，只按表头自己的词核对")
        if columns is None:
            read.reasons.append("表头与声明的不符")
            _unread_amounts(matrix, table, gathering)
        else:
            extra = (
                frozenset()
                if by_vocabulary
                else _extra_columns(table, matrix, columns, disclosure, gathering)
            )
            sure = sure and not extra
            is_cut = any(titled.is_cut for titled in found)
            if is_cut:
                read.reasons.append("紧接着的表格像是它的续表，但栏目对不上，没有读入；不核对它的合计")
            _sections(table, matrix, columns, extra, disclosure, denomination, gathering, read, is_cut)
    gathering.sharpen(read.by_column, read.decimals)
    if len(gathering.unread) > unread and not read.reasons:
        read.reasons.append(f"{len(gathering.unread) - unread} 个数字未读入")
    made = gathering.claims[before:]
    empty = not any(claim.amount.fen for claim in made)
    status = TableStatus.PARTLY if read.reasons else TableStatus.EMPTY if empty else TableStatus.READ
    first = found[0].grid
    return Table(
        id=table.id,
        title=title,
        status=status,
        place=Place(first.file, first.page, first.line, table.id),
        pages=tuple(sorted({t.grid.page for t in found if t.grid.page is not None})),
        rows=read.rows,
        denomination=denomination,
        reasons=tuple(read.reasons),
        listed=disclosure.titles.contents.get(table.id),
        assumed=table.assumed,
        label=next((t.label for t in found if t.label), ""),
        said_empty=any(t.says_empty for t in found) or any(c.place.row == ("无",) for c in made),
        interruptions=tuple(place for t in found for place in t.interruptions),
        by_vocabulary=by_vocabulary,
        sure=sure,
        totals_missing=_totals_missing(table, made) if status is TableStatus.READ else (),
    )


def _totals_missing(table: TableForm, made: Sequence[Claim]) -> tuple[str, ...]:
    """The labels of declared total rows that none of the rows read is called by."""
    printed = {fold(claim.place.row[-1]) for claim in made if claim.place.row}
    return tuple(
        row.labels[0]
        for section in table.sections
        for row in section.rows
        if row.labels
        and not row.optional
        and all(fold(label).endswith(_TOTALS) for label in row.labels)
        and not any(fold(label) in text for label in row.labels for text in printed)
    )


def best_shape(table: TableForm, matrix: Matrix, year: int | None) -> tuple[TableForm, Columns | None]:
    """The declared layout whose heads fit best, the first of equals, and its columns."""
    columns = match_head(matrix, table.sections, year)
    for shape in table.also:
        other = match_head(matrix, shape.sections, year)
        if other is not None and (columns is None or _fit(other) > _fit(columns)):
            table, columns = replace(table, sections=shape.sections, layout=shape.layout), other
    return table, columns


def _fit(columns: Columns) -> tuple[int, float, int]:
    """Few required columns missing, then likeness, then how many printed columns are explained."""
    return (-len(columns.missing), round(columns.score, 2), sum(map(len, columns.found)))


def _not_found(table: TableForm, titles: Titles) -> Table:
    listed = titles.contents.get(table.id)
    named = titles.named.get(table.id)
    return Table(
        table.id,
        table.titles[0],
        TableStatus.NOT_FOUND,
        named,
        listed=listed,
        reasons=("标题之后没有表格",) if named is not None else (),
        assumed=table.assumed,
        label=printed_number(listed.text) if listed is not None else "",
    )


def _sections(
    table: TableForm,
    matrix: Matrix,
    columns: Columns,
    incomplete: frozenset[int],
    disclosure: Disclosure,
    denomination: Denomination,
    gathering: Gathering,
    read: _Read,
    is_cut: bool,
) -> None:
    for section, leaf in columns.missing:
        path = table.sections[section].leaves()[leaf].labels
        read.reasons.append(f"缺“{'/'.join(path)}”栏")
    base = with_values(disclosure.base, dict(table.base))
    for number in range(len(table.sections)):
        rows, claims, digits = read_section(
            table, number, matrix, columns, base, disclosure.year, denomination, gathering, incomplete, is_cut
        )
        read.rows = max(read.rows, rows)
        read.decimals |= {len(read.by_column) + at: value for at, value in digits.items()}
        read.by_column += claims


def _extra_columns(
    table: TableForm, matrix: Matrix, columns: Columns, disclosure: Disclosure, gathering: Gathering
) -> frozenset[int]:
    """Keep the numbers of columns that the form does not declare; the rows that print any."""
    taken = {
        column + further
        for found, widths in zip(columns.found, columns.widths, strict=True)
        for leaf, column in found.items()
        for further in range(widths.get(leaf, 1))
    }
    texts = covering_texts(matrix, columns.rows)
    rows: set[int] = set()
    for at in range(matrix.width):
        if at in taken or meaning_of(texts[at], disclosure.year).sense in ("number", "rate"):
            continue
        cells = [
            (row, cell)
            for row in range(columns.rows, matrix.height)
            if (cell := matrix.own[row][at]) is not None and is_number(cell.text)
        ]
        if len(cells) >= _EXTRA and texts[at]:
            head = "/".join(text.replace("\n", "") for text in texts[at])
            gathering.unread += [
                Unread(matrix.place(cell, table=table.id), f"表样没有“{head}”这一栏") for _, cell in cells
            ]
            rows |= {row for row, _ in cells}
    return frozenset(rows)


def _unread_amounts(matrix: Matrix, table: TableForm, gathering: Gathering) -> None:
    """Keep every number of a table that could not be read."""
    for row in range(matrix.height):
        for cell in matrix.own[row]:
            if cell is not None and is_number(cell.text):
                gathering.unread.append(Unread(matrix.place(cell, table=table.id), "所在的表没有读入"))
