"""A department and its units given together: one book each, and one book over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from gouji.model.book import Book, Member, Table, TableStatus
from gouji.model.claim import Claim, Listing, Part, Sum, Unread
from gouji.model.document import Document, Paragraph
from gouji.model.fact import Fact
from gouji.model.place import Place
from gouji.model.text import fold
from gouji.recognise.choice import NotADisclosure
from gouji.recognise.recognise import recognise
from gouji.recognise.units import bare_name, listed_units, missing_units, same_unit

_COVER = 40


def recognise_several(
    document: Document, form: str | None = None, forms: Sequence[str] | None = None
) -> tuple[Book, ...]:
    """The department's book first, then its units'; a single book where the files are one disclosure.

    Raises what :func:`recognise` raises.
    """
    files = range(len(document.sources))
    if len(document.sources) < 2:
        return (recognise(document, form, forms),)
    parts = [_part(document, (file,)) for file in files]
    alone: list[Book | None] = []
    for part in parts:
        try:
            alone.append(recognise(part, form, forms))
        except NotADisclosure:
            alone.append(None)
    if not _are_several([book for book in alone if book is not None]):
        return (recognise(document, form, forms),)
    owners = _owners(alone, parts)
    groups = {owner: tuple(f for f in files if owners[f] == owner) for owner in dict.fromkeys(owners)}
    books = {
        owner: alone[owner] or recognise(_part(document, group), form, forms)
        if len(group) == 1
        else recognise(_part(document, group), form, forms)
        for owner, group in groups.items()
    }
    texts = {owner: _part(document, group) for owner, group in groups.items()}
    head = _department(books, texts)
    order = [head, *(owner for owner in books if owner != head)]
    return tuple(books[owner] for owner in order)


def joined(books: Sequence[Book], document: Document) -> Book:
    """One book over the department's (the first) and its units': tables and facts of units kept apart.

    A unit's tables are called ``S1@2`` and its facts have it as ``book``.
    """
    department, *rest = books
    files = _files(department)
    listed = listed_units(_part(document, files), department)
    names = [_name(book) for book in rest]
    out = department
    members = []
    for number, book in enumerate(rest, 2):
        members.append(Member(f"{number}", names[number - 2], book.year == department.year))
        out = _with(out, apart(book, f"{number}", names[number - 2]))
    return replace(
        out,
        members=tuple(members),
        units_listed=bool(listed),
        units_missing=missing_units(listed, names),
    )


def apart(book: Book, mark: str, name: str) -> Book:
    """A unit's book with its tables and facts told apart from the department's."""

    def place(where: Place) -> Place:
        return replace(where, table=f"{where.table}@{mark}") if where.table else where

    def fact(point: Fact | None) -> Fact | None:
        return point._replace(book=_within(point.book, mark)) if point is not None else None

    def claim(one: Claim) -> Claim:
        source = one.source if one.source == "prose" else f"{one.source}@{mark}"
        return replace(one, fact=fact(one.fact), place=place(one.place), source=source)

    def table(one: Table) -> Table:
        where = place(one.place) if one.place is not None else None
        return replace(one, id=f"{one.id}@{mark}", place=where, label=f"{name} {one.label or one.title}")

    def listing(one: Listing) -> Listing:
        return replace(
            one,
            table=f"{one.table}@{mark}",
            context=one.context._replace(book=_within(one.context.book, mark)),
        )

    return replace(
        book,
        tables=tuple(table(t) for t in book.tables),
        claims=tuple(claim(c) for c in book.claims),
        listings=tuple(listing(one) for one in book.listings),
        unread=tuple(Unread(place(u.place), u.reason) for u in book.unread),
        personal=tuple(replace(p, place=place(p.place)) for p in book.personal),
    )


def _within(book: str | None, mark: str) -> str:
    """The mark of a unit's fact; of a table that comes again in its book, a mark of its own."""
    return mark if book is None else f"{mark}·{book}"


def _with(book: Book, unit: Book) -> Book:
    """The claims of both books, with what is declared about them; the narrative of each stays its own."""
    by = len(book.claims)
    figures = len(book.figures)
    return replace(
        book,
        tables=(*book.tables, *unit.tables),
        claims=(*book.claims, *unit.claims),
        sums=(*book.sums, *(_moved(s, by) for s in unit.sums)),
        parts=(*book.parts, *(Part(p.part + by, p.whole + by, p.label) for p in unit.parts)),
        listings=(
            *book.listings,
            *(replace(one, members=tuple(m + by for m in one.members)) for one in unit.listings),
        ),
        unread=(*book.unread, *unit.unread),
        personal=(*book.personal, *unit.personal),
        spoken=(*book.spoken, *(_moved(s, by) for s in unit.spoken)),
        figures=(
            *book.figures,
            *(replace(f, claim=f.claim + by if f.claim is not None else None) for f in unit.figures),
        ),
        sentences=(
            *book.sentences,
            *(
                replace(s, figures={slot: at + figures for slot, at in s.figures.items()})
                for s in unit.sentences
            ),
        ),
        strangers=(*book.strangers, *unit.strangers),
        scanned=tuple(dict.fromkeys((*book.scanned, *unit.scanned))),
    )


def _moved(total: Sum, by: int) -> Sum:
    return replace(total, total=total.total + by, parts=tuple(p + by for p in total.parts))


def _part(document: Document, files: Sequence[int]) -> Document:
    return Document(
        document.sources,
        tuple(block for block in document.blocks if block.file in files),
        tuple(dropped for dropped in document.dropped if dropped.file in files),
        tuple(page for page in document.scanned if page[0] in files),
    )


def _files(book: Book) -> tuple[int, ...]:
    found = {table.place.file for table in book.tables if table.place is not None}
    return tuple(sorted(found | {figure.place.file for figure in book.figures}))


def _titles(book: Book) -> frozenset[str]:
    read = (TableStatus.READ, TableStatus.PARTLY)
    return frozenset(fold(table.title) for table in book.tables if table.status in read)


def _are_several(books: Sequence[Book]) -> bool:
    """Whether two files print the same tables for different offices."""
    return any(
        len(_titles(one) & _titles(other)) >= 2 and bare_name(one.department) != bare_name(other.department)
        for one, other in combinations(books, 2)
    )


def _owners(books: Sequence[Book | None], parts: Sequence[Document]) -> list[int]:
    """For each file the first file of its book: tables of its own, or those of the same office."""
    owners: list[int] = []
    for at, book in enumerate(books):
        if book is not None and _titles(book):
            same = next(
                (
                    first
                    for first in dict.fromkeys(owners)
                    if (other := books[first]) is not None
                    and bare_name(other.department) == bare_name(book.department)
                    and not _titles(other) & _titles(book)
                ),
                at,
            )
            owners.append(same)
        else:
            owners.append(_nearest(at, books, parts))
    return owners


def _nearest(at: int, books: Sequence[Book | None], parts: Sequence[Document]) -> int:
    """The book that a file without tables belongs to: the one whose office its first lines name."""
    said = _cover(parts[at])
    named = [
        (len(book.department), -i)
        for i, book in enumerate(books)
        if book is not None and _titles(book) and book.department and bare_name(book.department) in said
    ]
    if named:
        return -max(named)[1]
    return next((i for i, book in enumerate(books) if book is not None and _titles(book)), at)


def _cover(document: Document) -> str:
    return "".join(fold(b.text) for b in document.blocks[:_COVER] if isinstance(b, Paragraph))


def _department(books: dict[int, Book], texts: dict[int, Document]) -> int:
    """The book that names the most others; with equals, the one that calls itself 部门, then the largest."""

    def rank(owner: int) -> tuple[int, int, int]:
        others = [book for number, book in books.items() if number != owner]
        listed = listed_units(texts[owner], books[owner])
        named = sum(any(same_unit(name, _name(book)) for name in listed) for book in others)
        largest = max((abs(claim.amount.fen) for claim in books[owner].claims), default=0)
        cover = _cover(texts[owner])
        return (named, ("部门预算" in cover or "部门决算" in cover) and "单位预算" not in cover, largest)

    return max(books, key=rank)


def _name(book: Book) -> str:
    return bare_name(book.department) if book.department else "未署名的单位"


__all__ = ["apart", "joined", "recognise_several"]
