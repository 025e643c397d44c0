"""一行只列一次：相邻两行的名称和各栏金额完全相同，是重复。"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from gouji.model.book import Book
from gouji.model.claim import Claim
from gouji.model.finding import Finding, Severity
from gouji.rules.rule import Rule


def printed_rows(book: Book) -> Iterator[list[Claim]]:
    """The claims of the tables, one printed row after another."""
    columns: set[tuple[str, ...]] = set()
    row: list[Claim] = []
    for claim in book.claims:
        if claim.place.table is None:
            continue
        first = row[0].place if row else None
        same = first is not None and (first.table, first.row) == (claim.place.table, claim.place.row)
        if row and (not same or claim.place.column in columns):
            yield row
            row, columns = [], set()
        row.append(claim)
        columns.add(claim.place.column)
    if row:
        yield row


def doubled_rows(book: Book) -> list[tuple[list[Claim], list[Claim]]]:
    """Rows that repeat the labelled row above them on the page, amounts and all.

    A label that stands in more than two rows of a table is none of a row's own.
    """
    rows = list(printed_rows(book))
    often = Counter(_label(row) for row in rows)
    return [
        (one, other)
        for one, other in pairwise(rows)
        if _label(one) == _label(other)
        and often[_label(one)] == 2
        and any(one[0].place.row)
        and one[0].place.page == other[0].place.page
        and _says(one) == _says(other)
        and any(_says(one).values())
    ]


def _label(row: list[Claim]) -> tuple[str, tuple[str, ...]]:
    return row[0].source, row[0].place.row


def _says(row: list[Claim]) -> dict[tuple[str, ...], int]:
    """The amounts a row prints, by column."""
    return {claim.place.column: claim.amount.fen for claim in row}


def _check(book: Book) -> Iterator[Finding]:
    for _, other in doubled_rows(book):
        where = next(claim for claim in other if claim.amount.fen)
        yield ROW_DOUBLED.finding(
            "与上一行的名称和各栏金额完全相同。",
            where.place,
            remedy="是重复的，删去一行；不是的，写明各是什么。",
        )


ROW_DOUBLED = Rule(
    code="row-doubled",
    severity=Severity.WARNING,
    title="一行列了两次",
    english="a row is printed twice",
    basis="排版",
    since="0.1",
    check=_check,
)
