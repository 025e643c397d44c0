"""Relations hold within the printed precision, and no further."""

from __future__ import annotations

import pytest

from gouji.model.relation import Relation, RelationKind


def _relation(kind: RelationKind, slack: int) -> Relation:
    return Relation(kind, ((0, 1), (1, -1), (2, -1)), slack, "合计＝Σ")


def test_the_residual_is_left_less_right() -> None:
    assert _relation(RelationKind.ROLL_UP, 0).residual([100, 40, 50]) == 10


def test_coefficients_count() -> None:
    relation = Relation(RelationKind.ROLL_UP, ((0, 1), (1, -2)), 0, "")
    assert relation.residual([10, 5]) == 0


@pytest.mark.parametrize("kind", [k for k in RelationKind if k is not RelationKind.BOUND])
@pytest.mark.parametrize(
    ("slack", "residual", "holds"),
    [
        (0, 0, True),
        (0, 1, False),
        (0, -1, False),
        (30_000, 15_000, True),
        (30_000, -15_000, True),
        (30_000, 15_001, False),
        (30_000, -15_001, False),
    ],
)
def test_an_equality_holds_within_half_the_sum_of_its_last_digits(
    kind: RelationKind, slack: int, residual: int, holds: bool
) -> None:
    assert _relation(kind, slack).holds(residual) is holds


@pytest.mark.parametrize(
    ("slack", "residual", "holds"),
    [(0, 0, True), (0, -(10**12), True), (0, 1, False), (20_000, 10_000, True), (20_000, 10_001, False)],
)
def test_a_bound_is_one_sided(slack: int, residual: int, holds: bool) -> None:
    assert _relation(RelationKind.BOUND, slack).holds(residual) is holds
