"""Every kind of relation, each by a book as small as it can be."""

from __future__ import annotations

import pytest
from tests.tiny import SPENT, book, broken, claim, listing, related

from gouji.model.claim import Part, Sum
from gouji.model.fact import Fact
from gouji.model.relation import RelationKind
from gouji.relate import relate

_GENERAL = SPENT._replace(fund="fiscal.general")
_TOTAL = Fact(year=2023, stage="original")


def _functions(fact: Fact, table: str, **fens: int | None) -> list:  # type: ignore[type-arg]
    return [
        claim(fact._replace(function=code[1:].replace("_", ".")), fen, table) for code, fen in fens.items()
    ]


def test_two_prints_of_one_fact_agree() -> None:
    told = book([claim(SPENT, 5, "T1"), claim(SPENT, 5, "T3")])
    assert related(told) == {RelationKind.AGREEMENT: [frozenset({(0, 1), (1, -1)})]}


def test_three_prints_are_two_relations_to_the_most_precise() -> None:
    told = book(
        [claim(SPENT, 500, "T1", quantum=100), claim(SPENT, 512, "T3"), claim(SPENT, 500, "T4", quantum=100)]
    )
    assert related(told) == {
        RelationKind.AGREEMENT: [frozenset({(0, 1), (1, -1)}), frozenset({(1, 1), (2, -1)})]
    }
    assert broken(told) == []


def test_grand_totals_balance() -> None:
    told = book([claim(_TOTAL, 9, row="收入总计"), claim(_TOTAL, 8, row="支出总计")])
    assert list(related(told)) == [RelationKind.BALANCE]
    assert len(broken(told)) == 1


def test_current_totals_of_either_side_need_not_balance() -> None:
    told = book([claim(SPENT._replace(flow="revenue"), 9), claim(SPENT, 8)])
    assert relate(told) == ()


def test_a_declared_sum_is_between_the_very_cells() -> None:
    claims = [
        claim(SPENT, 6),
        claim(SPENT._replace(nature="basic"), 2),
        claim(SPENT._replace(nature="project"), 3),
    ]
    told = book(claims, sums=[Sum(0, (1, 2), True, "合计＝各栏之和")])
    assert related(told) == {RelationKind.ROLL_UP: [frozenset({(0, 1), (1, -1), (2, -1)})]}
    assert [r.label for r in broken(told)] == ["T1表 合计＝各栏之和"]


def test_a_declared_part_is_bounded_by_its_whole() -> None:
    claims = [claim(SPENT, 6), claim(SPENT._replace(tag="net_of_capital"), 7)]
    told = book(claims, parts=[Part(1, 0, "其中")])
    assert related(told) == {RelationKind.BOUND: [frozenset({(1, 1), (0, -1)})]}
    assert len(broken(told)) == 1


def test_money_with_a_tag_is_bounded_by_the_same_money_without() -> None:
    claims = [claim(SPENT, 6, "T4"), claim(SPENT._replace(tag="purchased_service"), 7, "T11")]
    assert related(book(claims)) == {RelationKind.BOUND: [frozenset({(1, 1), (0, -1)})]}


def test_a_total_is_the_sum_of_a_complete_list() -> None:
    claims = [claim(SPENT, 6), *_functions(SPENT, "T1", _201_03_01=2, _208_05_05=4)]
    told = book(claims, listings=[listing("T1", claims, 1, 2)])
    assert related(told) == {RelationKind.ROLL_UP: [frozenset({(0, 1), (1, -1), (2, -1)})]}


def test_a_level_is_the_sum_of_the_level_below_not_of_all_leaves() -> None:
    rows = _functions(SPENT, "T1", _201=6, _201_03=6, _201_03_01=2, _201_03_02=4)
    claims = [claim(SPENT, 6), *rows]
    assert related(book(claims, listings=[listing("T1", claims, 1, 2, 3, 4)]))[RelationKind.ROLL_UP] == [
        frozenset({(0, 1), (1, -1)}),
        frozenset({(1, 1), (2, -1)}),
        frozenset({(2, 1), (3, -1), (4, -1)}),
    ]


def test_a_coarser_table_is_the_sum_of_a_finer_one() -> None:
    coarse = _functions(SPENT, "T1", _201=6, _208=9)
    claims = [*coarse, *_functions(SPENT, "T3", _201_03_01=2, _201_03_02=4, _208_05_05=8)]
    told = book(claims, listings=[listing("T1", claims, 0, 1), listing("T3", claims, 2, 3, 4)])
    assert related(told)[RelationKind.ROLL_UP] == [
        frozenset({(0, 1), (2, -1), (3, -1)}),
        frozenset({(1, 1), (4, -1)}),
    ]
    assert len(broken(told)) == 1


def test_what_a_closed_list_does_not_name_is_nothing() -> None:
    claims = _functions(SPENT, "T3", _201_03_01=2, _210_11_01=3)
    other = _functions(SPENT, "T6", _201_03_01=2)
    claims += other
    told = book(claims, listings=[listing("T3", claims, 0, 1), listing("T6", claims, 2)])
    assert [frozenset(r.terms) for r in broken(told)] == [frozenset({(1, 1)})]


def test_a_parent_that_is_not_detailed_hides_its_children() -> None:
    claims = [
        *_functions(SPENT, "T3", _206_02_01=2, _206_03_01=3),
        *_functions(SPENT, "T6", _206_02=2, _206_02_01=2, _206_03=3),
    ]
    told = book(claims, listings=[listing("T3", claims, 0, 1), listing("T6", claims, 2, 3, 4)])
    assert broken(told) == []
    assert not any({i for i, _ in group} == {1} for groups in related(told).values() for group in groups)


def test_rows_of_the_same_key_add_up() -> None:
    row = SPENT._replace(function="201.03.01")
    claims = [
        claim(SPENT, 5, "T3"),
        claim(row._replace(line="T3·0"), 2, "T3"),
        claim(row._replace(line="T3·1"), 3, "T3"),
        claim(row, 5, "T6"),
    ]
    told = book(claims, listings=[listing("T3", claims, 1, 2), listing("T6", claims, 3)])
    found = related(told)[RelationKind.ROLL_UP]
    assert frozenset({(0, 1), (1, -1), (2, -1)}) in found
    assert {frozenset({(1, 1), (2, 1), (3, -1)}), frozenset({(1, -1), (2, -1), (3, 1)})} & set(found)
    assert RelationKind.AGREEMENT not in related(told)
    assert broken(told) == []


def test_fiscal_money_is_its_three_budgets() -> None:
    fiscal = [
        SPENT._replace(fund=f"fiscal.{name}") for name in ("general", "government_fund", "state_capital")
    ]
    claims = [claim(SPENT._replace(fund="fiscal"), 6), *(claim(fact, 2) for fact in fiscal)]
    assert frozenset({(0, 1), (1, -1), (2, -1), (3, -1)}) in related(book(claims))[RelationKind.ROLL_UP]


def test_a_fund_nobody_prints_is_not_nothing() -> None:
    claims = [claim(SPENT._replace(fund="fiscal"), 6), claim(_GENERAL, 4)]
    assert broken(book(claims)) == []


def test_a_part_of_the_funds_is_within_all_of_them() -> None:
    claims = [*_functions(SPENT, "T3", _201_03_01=5), *_functions(_GENERAL, "T6", _201_03_01=6)]
    told = book(claims, listings=[listing("T3", claims, 0), listing("T6", claims, 1)])
    assert [(r.kind, frozenset(r.terms)) for r in broken(told)] == [
        (RelationKind.BOUND, frozenset({(1, 1), (0, -1)}))
    ]


def _whole_and_general(whole: int, **general: int) -> list:  # type: ignore[type-arg]
    return [
        claim(SPENT, whole, "T3"),
        *_functions(SPENT, "T3", _201_03_01=1_288, _208_05_05=4_000),
        claim(_GENERAL, sum(general.values()), "T6"),
        *_functions(_GENERAL, "T6", **general),
    ]


def _told(claims: list):  # type: ignore[no-untyped-def, type-arg]
    return book(claims, listings=[listing("T3", claims, 1, 2), listing("T6", claims, *range(4, len(claims)))])


def test_where_nothing_is_over_at_the_top_parts_equal_their_wholes_below() -> None:
    claims = _whole_and_general(5_288, _201_03_01=1_388, _208_05_05=3_900)
    found = {frozenset(r.terms) for r in broken(_told(claims)) if r.kind is RelationKind.ROLL_UP}
    assert {frozenset({(1, 1), (4, -1)}), frozenset({(2, 1), (5, -1)})} <= found


def test_where_1288_is_non_fiscal_just_that_is_allowed() -> None:
    clean = _whole_and_general(5_288, _208_05_05=4_000)
    assert broken(_told(clean)) == []
    held = [frozenset(r.terms) for r in relate(_told(clean)) if r.kind is RelationKind.BOUND]
    assert frozenset({(3, 1), (0, -1)}) in held
    over = _whole_and_general(5_288, _208_05_05=4_001)
    assert {r.kind for r in broken(_told(over))} == {RelationKind.BOUND}


@pytest.mark.parametrize(("occupational", "held"), [(500, True), (501, False), (0, True)])
def test_pension_lines_are_bounded_by_their_function_and_code(occupational: int, held: bool) -> None:
    """2080506 pays for 30109 only, so the function cannot exceed the economic line."""
    basic = _GENERAL._replace(nature="basic")
    by_function = _functions(basic, "T6", _208_05_06=occupational, _201_03_01=900)
    by_economic = [
        claim(basic._replace(department_economic=code), fen, "T8")
        for code, fen in (("301.09", 500), ("301.01", 900 + occupational - 500))
    ]
    claims = [*by_function, *by_economic]
    told = book(claims, listings=[listing("T6", claims, 0, 1), listing("T8", claims, 2, 3)])
    assert (broken(told) == []) is held


def test_precision_is_allowed_for() -> None:
    claims = [claim(SPENT, 600, quantum=100), *_functions(SPENT, "T1", _201_03_01=150, _208_05_05=350)]
    told = book(claims, listings=[listing("T1", claims, 1, 2)])
    assert len(broken(told)) == 1
    rounded = [claim(SPENT, 500, quantum=100), *_functions(SPENT, "T1", _201_03_01=150, _208_05_05=395)]
    assert broken(book(rounded, listings=[listing("T1", rounded, 1, 2)])) == []


def test_blank_cells_alone_are_in_no_relation() -> None:
    claims = [claim(SPENT, None), *_functions(SPENT, "T1", _201=None, _208=None), claim(SPENT, None, "T3")]
    assert (
        relate(book(claims, listings=[listing("T1", claims, 1, 2)], sums=[Sum(0, (1, 2), False, "合计")]))
        == ()
    )


def test_an_empty_book_has_no_relations() -> None:
    assert relate(book([])) == ()


def test_a_relation_that_follows_twice_is_listed_once() -> None:
    claims = [claim(SPENT, 6), *_functions(SPENT, "T1", _201=2, _208=4)]
    told = book(claims, listings=[listing("T1", claims, 1, 2)], sums=[Sum(0, (1, 2), False, "合计")])
    assert len(relate(told)) == 1


def test_years_and_stages_are_never_mixed() -> None:
    claims = [
        claim(SPENT, 5),
        claim(SPENT._replace(year=2022), 4),
        claim(SPENT._replace(stage="actual"), 3),
        claim(SPENT._replace(position="closing"), 2),
    ]
    assert relate(book(claims)) == ()
