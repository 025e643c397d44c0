"""Which form a document is in: a known one on sufficient evidence, else none but the vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gouji.forms import Form, load_form
from gouji.model.document import Document
from gouji.model.errors import GoujiError
from gouji.recognise.head import match_head
from gouji.recognise.identity import Identity
from gouji.recognise.matrix import matrix_of
from gouji.recognise.titles import Titled, Titles, titles_of
from gouji.recognise.unknown import Understood, understand, unknown_form

_PLAIN_SHARE = 0.6
"""So many of a form's tables under their titles need no further evidence."""
_HEADS_SHARE = 0.75


class NotADisclosure(GoujiError):
    """The document holds no table of any known form, and none that tells of a budget."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The form to read by.  ``understood`` are tables it does not declare but the vocabulary explains.

    For a form nobody knows ``form.id`` is empty and all its tables are there.
    """

    form: Form
    titles: Titles
    understood: tuple[Understood, ...]
    rest: tuple[Titled, ...]


def choose(document: Document, form: str | None, identity: Identity, ids: Sequence[str]) -> Choice:
    """The form asked for, else the known one that fits best and well enough, else the vocabulary alone.

    Raises :class:`NotADisclosure`.
    """
    if form is not None:
        chosen = load_form(form)
        return _known(chosen, titles_of(document, chosen), identity)
    best = _best(document, identity, ids)
    if best is not None and len(_found(best[1])) >= _PLAIN_SHARE * len(best[0].tables):
        return _known(*best, identity)
    unknown = unknown_form(document, identity)
    if best is not None and (
        not unknown.is_disclosure
        or _is_enough(*best, identity, sum(t.inferred.strong for t in unknown.tables))
    ):
        return _known(*best, identity)
    if not unknown.is_disclosure:
        raise NotADisclosure(
            "没有找到任何已知表样的表，也没有能看懂的预算、决算表：看来不是部门预算或决算公开文本\n"
            "  若确是，请用 --form 指明表样（gouji forms 列出全部）"
        )
    return Choice(unknown.form, unknown.titles, unknown.tables, unknown.rest)


def _known(form: Form, titles: Titles, identity: Identity) -> Choice:
    kind = identity.kind or form.kind
    understood, rest = understand([t for t in titles.grids if t.table is None], identity, kind, "U")
    return Choice(form, titles, understood, rest)


def _best(document: Document, identity: Identity, ids: Sequence[str]) -> tuple[Form, Titles] | None:
    """The known form whose titles stand over the most grids."""
    best: tuple[tuple[float, float], Form, Titles] | None = None
    for id in ids:
        known = load_form(id)
        titles = titles_of(document, known)
        there = _found(titles)
        named = there | set(titles.contents) | set(titles.named)
        fits = 1.0 if identity.kind in (None, known.kind) else 0.5
        rank = (fits * len(there), fits * len(named) / len(known.tables))
        if named and (best is None or rank > best[0]):
            best = (rank, known, titles)
    return (best[1], best[2]) if best is not None else None


def _found(titles: Titles) -> set[str]:
    return {t.table.id for t in titles.grids if t.table is not None}


def _is_enough(form: Form, titles: Titles, identity: Identity, others: int) -> bool:
    """Whether the few tables found by title have the form's heads too, and are most of the document's."""
    there = _found(titles)
    if not there or others - len(there) > len(there):
        return False
    fit = 0
    for table in form.tables:
        grids = [t.grid for t in titles.grids if t.table is table]
        if grids:
            columns = (
                None
                if table.records or table.layout == "stack"
                else match_head(matrix_of(grids), table.sections, identity.year)
            )
            fit += table.records or table.layout == "stack" or (columns is not None and not columns.missing)
    return fit >= _HEADS_SHARE * len(there)
