"""The fewest changes that repair everything, against trying every change."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.tiny import SPENT, claim

from gouji.explain.localise import Diagnosis, localise
from gouji.model.claim import Claim
from gouji.model.relation import Relation, RelationKind

_SIZE = 7


def _cells(values: list[int]) -> list[Claim]:
    """Each in a row of its own, so that no money can move inside a row."""
    return [claim(SPENT, value, row=f"第{i}行") for i, value in enumerate(values)]


def _sum(total: int, *parts: int, kind: RelationKind = RelationKind.ROLL_UP, slack: int = 0) -> Relation:
    return Relation(kind, ((total, 1), *((part, -1) for part in parts)), slack, f"{total}＝{parts}")


def _errors(diagnosis: Diagnosis) -> set[frozenset[tuple[int, int]]]:
    return {frozenset(e for change in solution for e in change.errors) for solution in diagnosis.solutions}


def _is_held(relations: list[Relation], values: list[int]) -> bool:
    return all(relation.holds(relation.residual(values)) for relation in relations)


def _tried(
    relations: list[Relation], values: list[int], size: int, reach: int
) -> set[frozenset[tuple[int, int]]]:
    """All sets of exactly ``size`` changed cells that repair everything, errors within ``reach``."""
    found = set()
    for cells in combinations(range(len(values)), size):
        for errors in _grid(size, reach):
            changed = list(values)
            for cell, error in zip(cells, errors, strict=True):
                changed[cell] += error
            if _is_held(relations, changed):
                found.add(frozenset(zip(cells, errors, strict=True)))
    return found


def _grid(size: int, reach: int) -> list[tuple[int, ...]]:
    steps = [error for error in range(-reach, reach + 1) if error]
    return [(e,) for e in steps] if size == 1 else [(a, b) for a in steps for b in steps]


@st.composite
def _systems(draw: st.DrawFn) -> list[Relation]:
    """A few sums between a few cells, no cell on both sides."""
    relations = []
    for _ in range(draw(st.integers(2, 4))):
        cells = draw(st.lists(st.integers(0, _SIZE - 1), min_size=2, max_size=4, unique=True))
        relations.append(_sum(cells[0], *cells[1:]))
    return relations


@given(_systems(), st.integers(0, _SIZE - 1), st.integers(-9, 9).filter(bool))
def test_one_wrong_cell_is_found_with_all_its_rivals(relations: list[Relation], at: int, error: int) -> None:
    values = [0] * _SIZE
    values[at] += error
    found = localise(_cells(values), relations)
    assume(len(found) == 1)
    assert found[0].searched
    assert _errors(found[0]) == _tried(relations, values, 1, 9)
    assert frozenset({(at, -error)}) in _errors(found[0])


@given(
    _systems(),
    st.lists(st.integers(0, _SIZE - 1), min_size=2, max_size=2, unique=True),
    st.integers(1, 4),
    st.integers(-4, -1),
)
def test_two_wrong_cells_need_no_more_than_two_changes(
    relations: list[Relation], cells: list[int], up: int, down: int
) -> None:
    """Every solution repairs, none is larger than needed, and no smaller one was missed."""
    values = [0] * _SIZE
    values[cells[0]] += up
    values[cells[1]] += down
    found = localise(_cells(values), relations)
    assume(len(found) == 1)
    diagnosis = found[0]
    sizes = {len(errors) for errors in _errors(diagnosis)}
    singles = _tried(relations, values, 1, 8)
    assert sizes == ({1} if singles else {2})
    for errors in _errors(diagnosis):
        changed = [value + dict(errors).get(i, 0) for i, value in enumerate(values)]
        assert _is_held(relations, changed)
    if singles:
        assert _errors(diagnosis) == singles


def test_nothing_broken_is_nothing_to_find() -> None:
    assert localise(_cells([3, 1, 2]), [_sum(0, 1, 2)]) == ()


def test_separate_breaks_are_separate_diagnoses() -> None:
    found = localise(_cells([9, 1, 2, 9, 1, 2]), [_sum(0, 1, 2), _sum(3, 4, 5)])
    assert [diagnosis.broken for diagnosis in found] == [(0,), (1,)]


def test_every_member_of_a_lonely_sum_is_a_rival() -> None:
    (found,) = localise(_cells([9, 1, 2]), [_sum(0, 1, 2)])
    assert _errors(found) == {frozenset({(0, -6)}), frozenset({(1, 6)}), frozenset({(2, 6)})}


def test_a_cell_in_two_broken_sums_is_named_alone() -> None:
    (found,) = localise(_cells([3, 7, 2, 4, 3]), [_sum(0, 1, 2), _sum(3, 1, 4)])
    assert _errors(found) == {frozenset({(1, -6)})}


def test_money_in_the_wrong_column_is_one_change() -> None:
    total, personnel, operating = (
        claim(SPENT, fen, row="合计", column=c) for c, fen in (("合计", 10), ("人员经费", 4), ("公用经费", 6))
    )
    lines = [claim(SPENT, fen, row=f"行{c}", column=c) for c, fen in (("人员经费", 7), ("公用经费", 3))]
    claims = [total, personnel, operating, *lines]
    (first, *rest) = localise(claims, [_sum(0, 1, 2), _sum(1, 3), _sum(2, 4)])
    assert rest == []
    moved = frozenset({(1, 3), (2, -3)})
    assert moved in _errors(first)
    assert all(len(solution) == 1 for solution in first.solutions)


def test_the_simplest_slip_comes_first_and_no_rival_is_dropped() -> None:
    (found,) = localise(_cells([1_334, 234, 1_000]), [_sum(0, 1, 2)])
    assert found.solutions[0][0].errors == ((0, -100),)
    assert len(found.solutions) == 3


def test_a_value_that_would_turn_negative_comes_last() -> None:
    (found,) = localise(_cells([5, 100, 20]), [_sum(0, 1, 2)])
    last = found.solutions[-1][0].errors[0]
    assert last == (2, -115) or last == (1, -115)
    assert found.solutions[0][0].errors == ((0, 115),)


def test_a_broken_bound_may_be_repaired_from_either_side() -> None:
    (found,) = localise(_cells([7, 5]), [_sum(0, 1, kind=RelationKind.BOUND)])
    assert _errors(found) == {frozenset({(0, -2)}), frozenset({(1, 2)})}


def test_what_lies_inside_the_precision_is_not_broken() -> None:
    assert localise(_cells([12, 10]), [_sum(0, 1, slack=4)]) == ()
    assert len(localise(_cells([13, 10]), [_sum(0, 1, slack=4)])) == 1


def test_a_soft_relation_never_blames_a_cell() -> None:
    soft = Relation(RelationKind.AGREEMENT, ((0, 1), (1, -1)), 0, "正文", soft=True)
    assert localise(_cells([7, 5]), [soft]) == ()


@pytest.mark.parametrize("wrong", [4, 6])
def test_more_than_three_wrong_cells_are_not_guessed(wrong: int) -> None:
    """A chain in which each link is wrong by another amount."""
    values = [0, *(10**i for i in range(1, wrong * 2))]
    relations = [_sum(i, i + 1) for i in range(len(values) - 1)]
    (found,) = localise(_cells(values), relations)
    assert found.solutions == ()
