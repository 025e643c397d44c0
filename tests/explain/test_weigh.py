"""What speaks for one of several equal explanations."""

from __future__ import annotations

from tests.tiny import SPENT, claim

from gouji.explain.localise import Diagnosis, localise
from gouji.model.claim import Claim
from gouji.model.relation import Relation, RelationKind


def _cells(*values: int, quantum: int = 1) -> list[Claim]:
    return [claim(SPENT, value, row=f"第{i}行", quantum=quantum) for i, value in enumerate(values)]


def _sum(total: int, *parts: int, soft: bool = False, slack: int = 0) -> Relation:
    terms = ((total, 1), *((part, -1) for part in parts))
    return Relation(RelationKind.ROLL_UP, terms, slack, "", soft)


def _named(diagnosis: Diagnosis) -> set[int]:
    return {claim for solution in diagnosis.solutions for change in solution for claim in change.claims}


def test_a_sentence_that_says_the_right_amount_decides() -> None:
    cells = _cells(100, 30, 60, 40)
    (diagnosis,) = localise(cells, [_sum(0, 1, 2), _sum(3, 1, soft=True)])
    assert _named(diagnosis) == {1}


def test_a_sentence_that_agrees_with_a_cell_clears_it() -> None:
    cells = _cells(100, 30, 60, 60)
    (diagnosis,) = localise(cells, [_sum(0, 1, 2), _sum(3, 2, soft=True)])
    assert _named(diagnosis) == {0, 1}


def test_a_sentence_that_agrees_with_nothing_says_nothing() -> None:
    cells = _cells(100, 30, 60, 77)
    (diagnosis,) = localise(cells, [_sum(0, 1, 2), _sum(3, 1, soft=True)])
    assert _named(diagnosis) == {0, 1, 2}


def test_an_overrun_bound_ranks_but_does_not_choose() -> None:
    cells = _cells(100, 30, 60, 35)
    bound = Relation(RelationKind.BOUND, ((3, 1), (1, -1)), 0, "")
    diagnoses = localise(cells, [_sum(0, 1, 2), bound])
    assert {0, 1, 2} <= set().union(*map(_named, diagnoses))


def test_of_two_prints_the_one_that_leaves_its_sum_whole_is_right() -> None:
    """Both prints lie within the rounding of their sums, but only one leaves no residual."""
    quantum = 10_000
    parts = [50 * quantum] * 6
    cells = _cells(300 * quantum, *parts, 300 * quantum, *parts, quantum=quantum)
    cells[1] = claim(SPENT, 53 * quantum, row="第1行", quantum=quantum)
    slack = 7 * quantum
    one, other = _sum(0, *range(1, 7), slack=slack), _sum(7, *range(8, 14), slack=slack)
    agree = _sum(8, 1, slack=2 * quantum)
    (diagnosis,) = localise(cells, [one, other, agree])
    assert _named(diagnosis) == {1}


def test_two_columns_interchanged_are_named_before_other_moves() -> None:
    row = [claim(SPENT, v, row=f"第{r}行", column=c) for r, c, v in (
        (1, "甲", 5), (1, "乙", 70), (2, "甲", 900), (2, "乙", 800), (3, "甲", 970), (3, "乙", 805),
    )]  # fmt: skip
    (diagnosis,) = localise(row, [_sum(4, 0, 2), _sum(5, 1, 3)])
    assert len(diagnosis.solutions) > 1
    assert diagnosis.solutions[0][0].claims == (0, 1)
