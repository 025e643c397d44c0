"""Relations that a wrong cell made appear are not faults of other cells."""

from __future__ import annotations

from tests.tiny import SPENT, book, claim, listing

from gouji.explain.diagnose import diagnose
from gouji.explain.localise import localise
from gouji.model.book import Book
from gouji.model.claim import Claim
from gouji.model.relation import Relation, RelationKind
from gouji.relate import relate


def _function(code: str, fen: int, table: str, **more: str) -> Claim:
    return claim(SPENT._replace(function=code, **more), fen, table)  # type: ignore[arg-type]


def _told(general: int) -> Book:
    """All funds by function in T3; the general budget in T5 prints a total that should be smaller."""
    claims = [
        claim(SPENT, 100, "T3"),
        _function("201", 60, "T3"),
        _function("208", 40, "T3"),
        claim(SPENT._replace(fund="fiscal.general"), general, "T5"),
        _function("201", 50, "T5", fund="fiscal.general"),
        _function("208", 40, "T5", fund="fiscal.general"),
        claim(SPENT._replace(fund="fiscal.general"), 90, "T1"),
        claim(SPENT._replace(fund="fiscal.general"), 90, "T6"),
    ]
    return book(claims, listings=[listing("T3", claims, 1, 2), listing("T5", claims, 4, 5)])


def test_a_total_that_seems_to_leave_nothing_over_is_alone_to_blame() -> None:
    told = _told(100)
    diagnoses = diagnose(told, relate(told)).diagnoses
    assert [[change.claims for s in d.solutions for change in s] for d in diagnoses] == [[(3,)]]


def test_nothing_broken_is_nothing_found() -> None:
    told = _told(90)
    assert diagnose(told, relate(told)).diagnoses == ()


def test_a_bound_that_the_repair_of_a_sum_restores_belongs_to_it() -> None:
    """Two rows may be too small; one of them is also a whole with a larger part."""
    cells = [claim(SPENT, value, row=f"第{i}行") for i, value in enumerate((100, 30, 50, 40))]
    relations = [
        Relation(RelationKind.ROLL_UP, ((0, 1), (1, -1), (2, -1)), 0, ""),
        Relation(RelationKind.BOUND, ((3, 1), (1, -1)), 0, ""),
    ]
    (diagnosis,) = localise(cells, relations)
    assert diagnosis.broken == (0, 1)
    assert len(diagnosis.solutions) > 1
