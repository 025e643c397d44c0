"""Which amounts would be named, told before any fault."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.altered import checked, example
from tests.tiny import SPENT, claim

from gouji.explain.identify import identifiable
from gouji.explain.localise import localise
from gouji.model.claim import Claim
from gouji.model.relation import Relation, RelationKind


def _sum(total: int, *parts: int, soft: bool = False) -> Relation:
    terms = ((total, 1), *((part, -1) for part in parts))
    return Relation(RelationKind.ROLL_UP, terms, 0, f"{total}＝{parts}", soft)


def _cells(count: int) -> list[Claim]:
    return [claim(SPENT, 100, row=f"第{i}行") for i in range(count)]


def test_rows_of_one_sum_alone_cannot_be_told_apart() -> None:
    assert identifiable(_cells(3), [_sum(0, 1, 2)]) == frozenset()


def test_a_cell_in_two_sums_is_told_from_those_in_one() -> None:
    cells = _cells(5)
    assert identifiable(cells, [_sum(0, 1, 2), _sum(3, 1, 4)]) == {1}


def test_a_sentence_tells_a_cell_from_another_but_makes_none_identifiable_by_itself() -> None:
    cells = _cells(4)
    said = _sum(3, 1, soft=True)
    assert identifiable(cells, [_sum(0, 1, 2)]) == frozenset()
    assert identifiable(cells, [_sum(0, 1, 2), said]) == {1}
    assert identifiable(cells, [said]) == frozenset()


def test_a_cell_whose_trace_a_move_leaves_too_is_not_identifiable() -> None:
    """1 stands in the sums of 0 and 3; money between 2 and 4 of one row leaves the same trace."""
    cells = _cells(5)
    cells[2], cells[4] = (replace(cells[i], place=replace(cells[i].place, row=("行",))) for i in (2, 4))
    cells[4] = replace(cells[4], place=replace(cells[4].place, column=("另一栏",)))
    up = _sum(0, 1, 2)
    down = Relation(RelationKind.ROLL_UP, ((3, 1), (1, 1), (4, -1)), 0, "")
    assert 1 not in identifiable(cells, [up, down])
    assert 1 in identifiable(_cells(5), [up, down])


@pytest.mark.parametrize("table", ["T1", "T3", "T6", "T7"])
def test_an_identifiable_amount_that_changes_alone_is_the_only_answer(table: str) -> None:
    report = checked(example())
    for i in sorted(report.coverage.identifiable)[::7]:
        own = report.book.claims[i]
        if own.source != table or not own.amount.fen:
            continue
        claims = list(report.book.claims)
        claims[i] = replace(own, amount=replace(own.amount, fen=own.amount.fen + 123_457))
        (diagnosis,) = localise(claims, report.relations)
        (solution,) = diagnosis.solutions
        assert [change.errors for change in solution] == [((i, -123_457),)], own.place
