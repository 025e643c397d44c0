"""Document → Book: find the declared tables, read their cells as claims."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.forms import Form, TableForm, form_ids
from gouji.forms.declaration import Key
from gouji.model.book import Book, Table, TableStatus
from gouji.model.claim import Claim, Unread
from gouji.model.document import Document
from gouji.model.fact import Fact, with_values
from gouji.model.place import Place
from gouji.model.text import fold
from gouji.recognise.choice import NotADisclosure, choose
from gouji.recognise.gather import Gathering, merged
from gouji.recognise.head import Columns, match_head
from gouji.recognise.identity import Identity, identity_of
from gouji.recognise.matrix import Matrix, matrix_of
from gouji.recognise.pairing import pair_projects
from gouji.recognise.prose import read_prose
from gouji.recognise.reading import is_number
from gouji.recognise.sheets import sheets_of_words
from gouji.recognise.stack import read_stack
from gouji.recognise.tables import read_section
from gouji.recognise.titles import Titled, Titles, printed_number


def recognise(document: Document, form: str | None = None, forms: Sequence[str] | None = None) -> Book:
    """Read ``document`` as a disclosure in ``form``, or in the form that fits it best.

    ``forms`` restricts which known forms may fit (all by default).  Where none
    fits, the tables are read by the vocabulary alone and the book's form is ``None``.

    Raises :class:`NotADisclosure` when the document prints no table of any
    budget, and :class:`DeclarationError` for an unknown form.
    """
    document = sheets_of_words(document)
    identity = identity_of(document)
    choice = choose(document, form, identity, form_ids() if forms is None else forms)
    chosen, titles = choice.form, choice.titles
    kind = identity.kind or chosen.kind
    gathering = Gathering()
    base = _base(chosen.base, identity.year)
    tables = [
        _read_table(
            table, [t for t in titles.grids if t.table is table], chosen, base, identity, titles, gathering
        )
        for table in (chosen.tables if chosen.id else ())
    ]
    tables += [
        _read_table(
            read.inferred.table, read.grids, chosen, base, identity, titles, gathering, read.inferred.columns
        )
        for read in choice.understood
    ]
    prose = read_prose(document, set(titles.blocks), base, identity.year, gathering, kind, chosen.id)
    claims, targets, renamed = pair_projects(gathering.claims, gathering.targets)
    return Book(
        sources=document.sources,
        form=chosen.id or None,
        kind=kind,
        year=identity.year,
        department=identity.department,
        tables=tuple(tables),
        claims=tuple(claims),
        sums=tuple(gathering.sums),
        parts=tuple(gathering.parts),
        listings=merged(gathering.listings),
        unread=tuple(gathering.unread),
        coded=tuple(gathering.coded),
        targets=targets,
        personal=tuple(gathering.personal),
        renamed=renamed,
        spoken=prose.spoken,
        figures=prose.figures,
        sentences=prose.sentences,
        denials=prose.denials,
        strangers=tuple(Place(t.grid.file, t.grid.page, t.grid.line) for t in choice.rest),
        scanned=document.scanned,
    )


__all__ = ["NotADisclosure", "recognise"]


_TOTALS = ("合计", "总计")


def _over(base: Fact, key: Key) -> Fact:
    """``base`` narrowed by a table's own coordinates."""
    return with_values(base, dict(key))


def _base(key: Key, year: int | None) -> Fact:
    return Fact(year=year)._replace(**dict(key))  # type: ignore[arg-type]


def _read_table(
    table: TableForm,
    found: Sequence[Titled],
    form: Form,
    base: Fact,
    identity: Identity,
    titles: Titles,
    gathering: Gathering,
    inferred: Columns | None = None,
) -> Table:
    """Read one table where it stands; ``inferred`` are the columns its declaration was made from."""
    listed = titles.contents.get(table.id)
    if not found:
        named = titles.named.get(table.id)
        why = ("标题之后没有表格",) if named is not None else ()
        return Table(
            table.id,
            table.titles[0],
            TableStatus.NOT_FOUND,
            named,
            listed=listed,
            reasons=why,
            assumed=table.assumed,
            label=printed_number(listed.text) if listed is not None else "",
        )
    matrix = matrix_of([titled.grid for titled in found], table.layout == "stack")
    denomination = (
        next((t.denomination for t in found if t.denomination), None)
        or table.denomination
        or form.denomination
    )
    first = found[0].grid
    place = Place(first.file, first.page, first.line, table.id)
    pages = tuple(sorted({t.grid.page for t in found if t.grid.page is not None}))
    before, unread = len(gathering.claims), len(gathering.unread)
    reasons: list[str] = []
    rows = 0
    by_column: list[list[int]] = []
    decimals: dict[int, int] = {}
    if table.records or table.layout == "stack":
        rows, by_column, decimals, lacking = read_stack(
            table, matrix, _over(base, table.base), identity.year, denomination, gathering
        )
        reasons += lacking
        gathering.sharpen(by_column, decimals)
    else:
        columns = inferred or match_head(matrix, table.sections, identity.year)
        if columns is None:
            reasons.append("表头与声明的不符")
            _unread_amounts(matrix, table, gathering)
        else:
            for section, leaf in columns.missing:
                path = table.sections[section].leaves()[leaf].labels
                reasons.append(f"缺“{'/'.join(path)}”栏")
            for number, section_form in enumerate(table.sections):
                read, claims, digits = read_section(
                    table,
                    number,
                    matrix,
                    columns,
                    _over(base, table.base),
                    identity.year,
                    denomination,
                    gathering,
                )
                del section_form
                rows = max(rows, read)
                decimals |= {len(by_column) + at: value for at, value in digits.items()}
                by_column += claims
            gathering.sharpen(by_column, decimals)
    if len(gathering.unread) > unread and not reasons:
        reasons.append(f"{len(gathering.unread) - unread} 个数字未读入")
    made = gathering.claims[before:]
    if reasons:
        status = TableStatus.PARTLY
    elif not any(claim.amount.fen for claim in made):
        status = TableStatus.EMPTY
    else:
        status = TableStatus.READ
    return Table(
        table.id,
        table.titles[0],
        status,
        place,
        pages,
        rows,
        denomination,
        tuple(reasons),
        listed,
        table.assumed,
        next((t.label for t in found if t.label), ""),
        said_empty=any(t.says_empty for t in found) or any(c.place.row == ("无",) for c in made),
        interruptions=tuple(place for t in found for place in t.interruptions),
        by_vocabulary=inferred is not None,
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
        and all(fold(label).endswith(_TOTALS) for label in row.labels)
        and not any(fold(label) in text for label in row.labels for text in printed)
    )


def _unread_amounts(matrix: Matrix, table: TableForm, gathering: Gathering) -> None:
    """Keep every number of a table that could not be read."""
    for row in range(matrix.height):
        for cell in matrix.own[row]:
            if cell is not None and is_number(cell.text):
                gathering.unread.append(Unread(matrix.place(cell, table=table.id), "所在的表没有读入"))
