"""Every printed amount has one state, and the states add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.generate import Style, printed_document
from tests.ledger import random_lines
from tests.tiny import SPENT, book, claim

from gouji.explain.coverage import cover
from gouji.forms import load_form
from gouji.model.claim import Claim, Unread
from gouji.model.place import Place
from gouji.model.relation import Relation, RelationKind
from gouji.model.report import Coverage, State
from gouji.recognise.recognise import recognise
from gouji.relate import relate


def _relation(*terms: tuple[int, int], kind: RelationKind = RelationKind.ROLL_UP) -> Relation:
    return Relation(kind, terms, 0, "")


def _cover(claims: Sequence[Claim], *relations: Relation, suspects: frozenset[int] = frozenset()) -> Coverage:
    return cover(book(claims), relations, suspects)


def _cells(*values: int | None, tables: str = "AAAA") -> list[Claim]:
    return [claim(SPENT, value, f"T{tables[i]}", row=str(i)) for i, value in enumerate(values)]


def test_a_held_equality_confirms() -> None:
    found = _cover(_cells(3, 1, 2), _relation((0, 1), (1, -1), (2, -1)))
    assert found.states == (State.CONFIRMED,) * 3
    assert found.inside == (True,) * 3


def test_agreement_with_another_table_is_more_than_inside() -> None:
    found = _cover(_cells(3, 3, tables="AB"), _relation((0, 1), (1, -1)))
    assert found.inside == (False, False)


def test_a_broken_equality_alone_breaks_all_its_amounts() -> None:
    found = _cover(_cells(3, 1), _relation((0, 1), (1, -1)))
    assert found.states == (State.BROKEN, State.BROKEN)


def test_a_held_equality_speaks_for_the_innocent() -> None:
    claims = _cells(3, 1, 3)
    relations = (_relation((0, 1), (1, -1)), _relation((0, 1), (2, -1)))
    assert _cover(claims, *relations).states == (State.CONFIRMED, State.BROKEN, State.CONFIRMED)


def test_a_suspect_is_broken_whatever_holds() -> None:
    found = _cover(_cells(3, 3), _relation((0, 1), (1, -1)), suspects=frozenset({1}))
    assert found.states == (State.CONFIRMED, State.BROKEN)


def test_a_bound_alone_only_bounds() -> None:
    found = _cover(_cells(2, 3), _relation((0, 1), (1, -1), kind=RelationKind.BOUND))
    assert found.states == (State.BOUNDED, State.BOUNDED)


def test_an_amount_held_only_by_blanks_is_alone() -> None:
    found = _cover(_cells(0, None), _relation((0, 1), (1, -1)))
    assert found.states == (State.ALONE, None)


def test_an_amount_in_no_relation_is_alone() -> None:
    assert _cover(_cells(5)).states == (State.ALONE,)


def test_numbers_that_became_no_claim_are_counted() -> None:
    told = replace(book(_cells(5)), unread=(Unread(Place(text="约6"), "金额栏中不是金额"),))
    found = cover(told, (), frozenset())
    assert (found.amounts, found.count(State.UNREAD), found.count(State.ALONE)) == (2, 1, 1)


@pytest.mark.parametrize("seed", range(3))
def test_the_states_add_up_to_all_amounts(seed: int) -> None:
    told = recognise(printed_document(load_form("beijing-2023"), random_lines(seed), Style(zero="0.00")))
    found = cover(told, relate(told), frozenset(range(0, len(told.claims), 7)))
    printed = sum(c.is_printed for c in told.claims)
    assert found.amounts == printed + len(told.unread) == sum(found.count(state) for state in State)
    assert len(found.states) == len(found.inside) == len(told.claims)
