"""Document → Book: find the declared tables, read their cells as claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gouji.forms import TableForm, form_ids
from gouji.forms.declaration import Key
from gouji.model.book import Book
from gouji.model.document import Document
from gouji.model.fact import Fact
from gouji.model.place import Place
from gouji.recognise.cards import read_cards, split_cards
from gouji.recognise.choice import NotADisclosure, choose
from gouji.recognise.gather import Gathering, merged
from gouji.recognise.identity import identity_of
from gouji.recognise.one_table import Disclosure, read_table
from gouji.recognise.pairing import pair_projects
from gouji.recognise.prose import read_prose
from gouji.recognise.sheets import sheets_of_words
from gouji.recognise.titles import Titled, Titles
from gouji.recognise.unknown import instances


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
    disclosure = Disclosure(chosen, titles, base, identity.year, kind, choice.sure)
    tables = [
        read_table(told, grids, disclosure, gathering)
        for table in (chosen.tables if chosen.id else ())
        for told, grids in _instances(table, titles, identity.year)
    ]
    tables += [
        read_table(read.inferred.table, read.grids, disclosure, gathering, read.inferred.columns)
        for read in choice.understood
    ]
    cards, rest = split_cards(choice.rest)
    usual = chosen.denomination
    if (table := read_cards(cards, base, usual, gathering)) is not None:
        tables.append(table)
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
        strangers=tuple(Place(t.grid.file, t.grid.page, t.grid.line) for t in rest),
        scanned=document.scanned,
    )


__all__ = ["NotADisclosure", "recognise"]


def _instances(
    table: TableForm, titles: Titles, year: int | None
) -> Iterator[tuple[TableForm, Sequence[Titled]]]:
    """A table as often as it is printed whole; what comes again is of another scope, and facts of its own."""
    found = [titled for titled in titles.grids if titled.table is table]
    if not found:
        if table.is_due(year) or (table.id in titles.contents and not table.optional):
            yield table, ()
        return
    for number, grids in enumerate([found] if table.records else instances(found), 1):
        if number == 1:
            yield table, grids
        else:
            base = (*table.base, ("book", f"again#{number}"))
            yield replace(table, id=f"{table.id}#{number}", base=base), grids


def _base(key: Key, year: int | None) -> Fact:
    return Fact(year=year)._replace(**dict(key))  # type: ignore[arg-type]
