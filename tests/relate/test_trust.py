"""What may be held against a table that no form declares: only what the document itself bears out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.tiny import SPENT, claim

from gouji.model.book import Book, Kind, Table, TableStatus
from gouji.model.claim import Claim, Sum, Unread
from gouji.model.place import Place
from gouji.relate import relate, trusted


def _row(number: int, *fens: int) -> list[Claim]:
    """A row 合计 | 基本 | 项目 of its own line."""
    made = []
    for column, fen in zip(("合计", "基本支出", "项目支出"), fens, strict=True):
        fact = SPENT._replace(controlled=column, item=str(number))
        one = claim(fact, fen, row=f"第{number}行", column=column)
        made.append(replace(one, place=replace(one.place, row=(f"第{number}行",), column=(column,))))
    return made


def _book(rows: Sequence[Sequence[int]], *, sure: bool = False) -> Book:
    claims = [one for number, fens in enumerate(rows) for one in _row(number, *fens)]
    sums = tuple(Sum(3 * n, (3 * n + 1, 3 * n + 2), True, f"第{n}行") for n in range(len(rows)))
    table = Table("T1", "支出表", TableStatus.READ, Place(table="T1"), by_vocabulary=not sure, sure=sure)
    return Book((), None, Kind.BUDGET, 2023, "", (table,), tuple(claims), sums)


_GOOD = [(30, 10, 20), (50, 20, 30), (70, 40, 30), (90, 45, 45)]


def test_one_broken_row_among_many_counts() -> None:
    book = _book([*_GOOD, (99, 10, 20)])
    kept, doubtful = trusted(book, relate(book))
    assert len(kept) == 5
    assert doubtful == ()


def test_one_broken_row_alone_is_doubtful() -> None:
    book = _book([(99, 10, 20)])
    kept, doubtful = trusted(book, relate(book))
    assert [relation.label for relation in doubtful] == ["支出表 第0行"]
    assert kept == ()


def test_many_broken_rows_are_a_misreading() -> None:
    book = _book([*_GOOD[:2], (99, 10, 20), (88, 10, 20)])
    _, doubtful = trusted(book, relate(book))
    assert len(doubtful) == 2


def test_money_in_a_column_that_no_held_row_uses_proves_nothing() -> None:
    """The rows that hold print nothing there: whether it belongs to the sum, nobody can tell."""
    rows = [(10, 10, 0), (20, 20, 0), (30, 30, 0), (40, 40, 0), (50, 50, 5)]
    book = _book(rows)
    _, doubtful = trusted(book, relate(book))
    assert [relation.label for relation in doubtful] == ["支出表 第4行"]


def test_a_declared_table_needs_no_evidence() -> None:
    book = _book([(99, 10, 20)], sure=True)
    kept, doubtful = trusted(book, relate(book))
    assert (len(kept), doubtful) == (1, ())


_SOURCES = ({}, {"origin": "this_year", "fund": "fiscal"}, {"origin": "carried_in"}, {"fund": "non_fiscal"})


def _cards(*cards: tuple[int, int, int, int], unread: tuple[Unread, ...] = ()) -> Book:
    """Cards of projects: the money of the year, and the three sources that make it up."""
    claims = []
    for number, fens in enumerate(cards):
        for key, fen, column in zip(_SOURCES, fens, ("总额", "拨款", "结转", "其他"), strict=True):
            fact = SPENT._replace(project=f"项目{number}", **key)  # type: ignore[arg-type]
            claims.append(claim(fact, fen, "K", row=f"项目{number}", column=column))
    sums = [Sum(4 * n, (4 * n + 1, 4 * n + 2, 4 * n + 3), True, f"第{n}张") for n in range(len(cards))]
    table = Table("K", "卡片", TableStatus.READ, Place(table="K"), by_vocabulary=True, sure=False)
    return Book((), None, Kind.BUDGET, 2023, "", (table,), tuple(claims), tuple(sums), unread=unread)


_HELD = [(60, 60, 0, 0), (70, 70, 0, 0), (80, 80, 0, 0), (90, 90, 0, 0)]


def test_all_sources_of_money_are_one_kind_whichever_print_money() -> None:
    book = _cards(*_HELD, (90, 60, 20, 0))
    kept, _ = trusted(book, relate(book))
    assert "卡片 第4张" in [relation.label for relation in kept]


def test_what_was_not_read_may_be_one_more_source() -> None:
    unread = Unread(Place(table="K", text="10"), "卡片上不知名目的数")
    book = _cards(*_HELD, (90, 60, 20, 0), unread=(unread,))
    _, doubtful = trusted(book, relate(book))
    assert "卡片 第4张" in [relation.label for relation in doubtful]
