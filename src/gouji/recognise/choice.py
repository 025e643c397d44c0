"""Which form a document is in: a known one on sufficient evidence, else none but the vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gouji.forms import Form, TableForm, load_form, titled_form
from gouji.model.document import Document
from gouji.model.errors import GoujiError
from gouji.recognise.identity import Identity
from gouji.recognise.matrix import Matrix, matrix_of
from gouji.recognise.one_table import best_shape
from gouji.recognise.reading import is_number
from gouji.recognise.rows import is_nothing, printed_rows
from gouji.recognise.titles import Titled, Titles, titles_of
from gouji.recognise.unknown import Understood, unknown_form

_PLAIN_SHARE = 0.6
"""So many of a form's tables under their titles need no further evidence."""


class NotADisclosure(GoujiError):
    """The document holds no table of any known form, and none that tells of a budget."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The form to read by.  ``understood`` are tables it does not declare but the vocabulary explains.

    For a form nobody knows ``form.id`` is empty and all its tables are there.
    ``sure`` is false where so few of the form's tables were found that it may be the wrong one.
    """

    form: Form
    titles: Titles
    understood: tuple[Understood, ...]
    rest: tuple[Titled, ...]
    sure: bool = True


def choose(document: Document, form: str | None, identity: Identity, ids: Sequence[str]) -> Choice:
    """The form asked for, else the known one that fits best and well enough, else the vocabulary alone.

    Raises :class:`NotADisclosure`.
    """
    if form is not None:
        chosen = load_form(form)
        return _known(document, chosen, titles_of(document, chosen), identity)
    best = _best(document, identity, ids)
    if best is not None and len(_found(best[1])) >= _PLAIN_SHARE * len(best[0].tables):
        return _known(document, *best, identity)
    unknown = unknown_form(document, identity)
    if best is not None and (
        not unknown.is_disclosure
        or _is_enough(*best, identity, sum(t.inferred.strong for t in unknown.tables))
    ):
        return _known(document, *best, identity)
    if not unknown.is_disclosure:
        raise NotADisclosure(
            "没有找到任何已知表样的表，也没有能看懂的预算、决算表：看来不是部门预算或决算公开文本\n"
            "  若确是，请用 --form 指明表样（gouji forms 列出全部）"
        )
    return Choice(unknown.form, unknown.titles, unknown.tables, unknown.rest)


def _known(document: Document, form: Form, titles: Titles, identity: Identity) -> Choice:
    sure = len(_found(titles)) >= _PLAIN_SHARE * len(form.tables)
    strangers = {id(t.grid): t for t in titles.grids if t.table is None}
    if not strangers:
        return Choice(form, titles, (), (), sure)
    # Tables the form does not declare go by their own titles, as in a document of no known form.
    unknown = unknown_form(document, identity)
    understood = tuple(table for table in unknown.tables if all(id(t.grid) in strangers for t in table.grids))
    taken = {id(t.grid) for table in understood for t in table.grids}
    return Choice(form, titles, understood, tuple(t for at, t in strangers.items() if at not in taken), sure)


def _best(document: Document, identity: Identity, ids: Sequence[str]) -> tuple[Form, Titles] | None:
    """The known form whose titles stand over the most grids, of equals the one whose heads fit more."""
    ranked: list[tuple[tuple[float, float], str]] = []
    for id in ids:
        known = titled_form(id)
        titles = titles_of(document, known)
        there = _found(titles)
        named = there | set(titles.contents) | set(titles.named)
        fits = 1.0 if identity.kind in (None, known.kind) else 0.5
        rank = (fits * len(there), fits * len(named) / len(known.tables))
        if named:
            ranked.append((rank, id))
    top = max((rank for rank, _ in ranked), default=None)
    best = [load_form(id) for rank, id in ranked if rank == top]
    equals = [(known, titles_of(document, known)) for known in best]
    if len(equals) < 2:
        return equals[0] if equals else None
    return max(equals, key=lambda pair: _fitting(pair[0], pair[1], identity))


def _found(titles: Titles) -> set[str]:
    return {t.table.id for t in titles.grids if t.table is not None}


def _is_enough(form: Form, titles: Titles, identity: Identity, others: int) -> bool:
    """Whether the few tables found by title have the form's heads too, and are most of the document's."""
    there = _found(titles)
    if not there or others - len(there) > len(there):
        return False
    return _fitting(form, titles, identity) == len(there)


def _fitting(form: Form, titles: Titles, identity: Identity) -> int:
    """How many of the tables found have the form's heads."""
    fit = 0
    for table in form.tables:
        grids = [t.grid for t in titles.grids if t.table is table]
        if grids:
            fit += table.records or table.layout == "stack" or _fits(table, matrix_of(grids), identity.year)
    return fit


def _fits(table: TableForm, matrix: Matrix, year: int | None) -> bool:
    """Whether a table's heads are the declared ones, and nothing but amounts stands below the amounts'."""
    table, columns = best_shape(table, matrix, year)
    if columns is None or columns.missing:
        return False
    for section, found, widths in zip(table.sections, columns.found, columns.widths, strict=True):
        for row in printed_rows(matrix, columns.rows, section, found, widths):
            for leaf in section.leaves():
                cell = row.amounts.get(leaf.index)
                if (
                    leaf.role is None
                    and cell is not None
                    and not (is_nothing(cell.text) or is_number(cell.text))
                ):
                    return False
    return True
