"""The smallest set of lines that makes up a gap, against trying every set."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.explain.account import MOST_LINES, chance_rate, smallest_sets

_AMOUNTS = st.lists(st.integers(-30, 30), max_size=9)


def _tried(amounts: list[int], gap: int, most: int) -> list[tuple[int, ...]]:
    useful = [i for i, amount in enumerate(amounts) if amount]
    for size in range(1, most + 1):
        found = [s for s in combinations(useful, size) if sum(amounts[i] for i in s) == gap]
        if found:
            return found
    return []


@given(_AMOUNTS, st.integers(-60, 60).filter(bool), st.integers(1, MOST_LINES))
def test_it_finds_all_smallest_sets_and_no_other(amounts: list[int], gap: int, most: int) -> None:
    assert smallest_sets(amounts, gap, most) == _tried(amounts, gap, most)


@given(st.lists(st.integers(1, 10**12), min_size=1, max_size=8), st.data())
def test_the_sum_of_some_lines_is_accounted_for(amounts: list[int], data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.sampled_from(range(len(amounts))), min_size=1, max_size=MOST_LINES))
    gap = sum(amounts[i] for i in chosen)
    found = smallest_sets(amounts, gap)
    assert found
    assert all(sum(amounts[i] for i in lines) == gap for lines in found)
    assert len(found[0]) <= len(chosen)


def test_no_gap_needs_no_lines() -> None:
    assert smallest_sets([1, -1, 5], 0) == []


def test_one_line_alone_and_its_rival() -> None:
    assert smallest_sets([64_656_000, 3, 64_656_000], 64_656_000) == [(0,), (2,)]


def test_more_lines_than_allowed_are_no_account() -> None:
    assert smallest_sets([1, 10, 100, 1000], 1111, most=3) == []
    assert smallest_sets([1, 10, 100, 1000], 1111, most=4) == [(0, 1, 2, 3)]


def test_too_many_lines_are_not_half_searched() -> None:
    amounts = [3 * i + 1 for i in range(2_000)]
    assert smallest_sets(amounts, 2, 6) == []


@pytest.mark.parametrize("size", [1, 2, 3, 4, 6])
def test_the_chance_rate_never_changes_by_itself(size: int) -> None:
    amounts = [23_040_000 + 700_013 * i for i in range(24)]
    first = chance_rate(amounts, 40_045_709, size)
    assert first == chance_rate(amounts, 40_045_709, size)
    assert 0.0 <= first <= 1.0


def test_more_lines_explain_more_by_chance() -> None:
    amounts = [100 * (i + 1) for i in range(20)]
    rates = [chance_rate(amounts, 1_500, size) for size in (1, 2, 3)]
    assert rates == sorted(rates)
    assert rates[-1] > 0.9


def test_fine_lines_explain_little_by_chance() -> None:
    amounts = [64_656_000 + 7_919 * i * i for i in range(24)]
    assert chance_rate(amounts, 64_656_001, 1) < 0.05


def test_no_lines_explain_nothing() -> None:
    assert chance_rate([], 100, 1) == 0.0
    assert chance_rate([0, 0], 100, 2) == 0.0
