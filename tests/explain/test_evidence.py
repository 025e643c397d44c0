"""Equalities that rest on a total are not lost because a row under it is wrong."""

from __future__ import annotations

from tests.tiny import SPENT, book, claim, listing

from gouji.explain.diagnose import diagnose
from gouji.model.book import Book
from gouji.model.claim import Claim
from gouji.relate import relate

_GENERAL = SPENT._replace(fund="fiscal.general")


def _function(code: str, fen: int, table: str, **more: str) -> Claim:
    return claim(SPENT._replace(function=code, **more), fen, table)  # type: ignore[arg-type]


def _told(*rows: int, total: int = 100, general: int = 100) -> Book:
    """All funds by function in T3, whose total is all of it general; the general budget in T5."""
    claims = [
        claim(SPENT, total, "T3"),
        *(_function(code, fen, "T3") for code, fen in zip(("201", "208", "221"), rows, strict=True)),
        claim(_GENERAL, general, "T5"),
        _function("201", 50, "T5", fund="fiscal.general"),
        _function("208", 30, "T5", fund="fiscal.general"),
        _function("221", 20, "T5", fund="fiscal.general"),
        claim(SPENT, total, "T1"),
    ]
    return book(claims, listings=[listing("T3", claims, 1, 2, 3), listing("T5", claims, 5, 6, 7)])


def _named(told: Book) -> list[list[tuple[int, ...]]]:
    found = diagnose(told, relate(told))
    return [[change.claims for s in d.solutions for change in s] for d in found.diagnoses]


def test_a_wrong_row_is_named_by_the_part_that_is_its_whole() -> None:
    assert _named(_told(41, 30, 20)) == [[(1,)]]


def test_two_wrong_rows_are_named() -> None:
    assert sorted(c for d in _named(_told(41, 23, 20)) for c in d) == [(1,), (2,)]


def test_without_such_a_total_nothing_comes_back() -> None:
    """The whole is larger than the part: any row may be the one that is wrong."""
    (candidates,) = _named(_told(51, 30, 20, total=103))
    assert len(candidates) > 1
