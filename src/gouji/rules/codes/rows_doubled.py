"""一行只列一次：相邻两行的名称和各栏金额完全相同，是重复。"""

from __future__ import annotations

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


def _check(book: Book) -> Iterator[Finding]:
    for one, other in pairwise(printed_rows(book)):
        if is_twice(one, other):
            where = next(claim for claim in other if claim.amount.fen)
            yield ROW_DOUBLED.finding(
                "与上一行的名称和各栏金额完全相同。",
                where.place,
                remedy="是重复的，删去一行；不是的，写明各是什么。",
            )


def is_twice(one: list[Claim], other: list[Claim]) -> bool:
    """Whether a row of a code repeats the row above it, amounts and all."""
    return (
        (one[0].source, one[0].place.row) == (other[0].source, other[0].place.row)
        and _is_coded(other)
        and _says(one) == _says(other)
    )


def _says(row: list[Claim]) -> dict[tuple[str, ...], int]:
    """The amounts a row prints, by column."""
    return {claim.place.column: claim.amount.fen for claim in row}


def _is_coded(row: list[Claim]) -> bool:
    """Whether the row names a code and prints an amount."""
    return any(label[:3].isdigit() for label in row[0].place.row) and any(claim.amount.fen for claim in row)


ROW_DOUBLED = Rule(
    code="row-doubled",
    severity=Severity.WARNING,
    title="一行列了两次",
    english="a row is printed twice",
    basis="排版",
    since="0.1",
    check=_check,
)
