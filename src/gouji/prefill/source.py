"""One document to fill a workbook from: what was recognised, and how its claims are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gouji.forms import Form, TableForm
from gouji.model.book import Book
from gouji.model.claim import Claim
from gouji.model.document import Document
from gouji.model.fact import Fact
from gouji.recognise.head import match_head
from gouji.recognise.matrix import Matrix, matrix_of
from gouji.recognise.rows import printed_rows, total_row
from gouji.recognise.titles import titles_of

PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Origin:
    """A document, the book it was recognised as, and the form that did it."""

    document: Document
    book: Book
    form: Form

    @property
    def name(self) -> str:
        """The file's name."""
        return "、".join(source.name for source in self.document.sources)

    def tables(self) -> Iterator[Claim]:
        """The amounts tables print, of facts that are known."""
        return (c for c in self.book.claims if c.source != PROSE and c.fact is not None and c.is_printed)

    def worth(self, fact: Fact) -> int | None:
        """What the document says a fact is worth (分): the most precise print, tables before prose."""
        found = [c for c in self.book.claims if c.fact == fact and c.is_printed]
        best = min(found, key=lambda c: (c.amount.quantum, c.source == PROSE), default=None)
        return best.amount.fen if best is not None else None

    def finest(self, wanted: Callable[[Fact], bool], dimensions: tuple[str, ...]) -> list[Claim]:
        """The claims of the one table that says most of ``dimensions`` about the facts ``wanted``.

        Only its rows that say most; its totals are left out.
        """
        best: list[Claim] = []
        most = 0
        by_table: dict[str, list[Claim]] = {}
        for claim in self.tables():
            if claim.fact is not None and wanted(claim.fact):
                by_table.setdefault(claim.source, []).append(claim)
        for claims in by_table.values():
            said = max(_said(claim, dimensions) for claim in claims)
            if said > most:
                best = [claim for claim in claims if _said(claim, dimensions) == said]
                most = said
        return best


def _said(claim: Claim, dimensions: tuple[str, ...]) -> int:
    return sum(getattr(claim.fact, dimension) is not None for dimension in dimensions)


def matrix_for(origin: Origin, table: TableForm) -> Matrix | None:
    """The printed grid of a declared table, ``None`` where it was not found."""
    grids = [t.grid for t in titles_of(origin.document, origin.form).grids if t.table is table]
    return matrix_of(grids) if grids else None


def rows_of_words(origin: Origin, table: TableForm) -> Iterator[dict[str, str]]:
    """Every row of a table: what stands in its columns of words, by role, and by head for plain texts."""
    matrix = matrix_for(origin, table)
    columns = match_head(matrix, table.sections, origin.book.year) if matrix is not None else None
    if matrix is None or columns is None:
        return
    section = table.sections[0]
    heads = [
        leaf.head.labels[0]
        for leaf in section.leaves()
        if leaf.role == "text" and leaf.index in columns.found[0]
    ]
    for row in printed_rows(matrix, columns.rows, section, columns.found[0], columns.widths[0]):
        if total_row(row, section.rows) is not None:
            continue
        words = {role: text.strip() for role, (text, _) in row.roles.items()}
        texts = [text for role, text in words.items() if role.partition("#")[0] == "text"]
        yield {**words, **dict(zip(heads, texts, strict=False))}
