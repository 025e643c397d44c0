"""Facts: dotted values lie below their prefixes, and being part of is an order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gouji.model.fact import (
    LISTED,
    PARTITIONS,
    VALUES,
    Fact,
    context_of,
    is_part,
    lies_under,
    prefixes,
    with_values,
)

_CODE = st.one_of(
    st.none(), st.lists(st.sampled_from(["201", "01", "02"]), min_size=1, max_size=3).map(".".join)
)
_FACTS = st.builds(
    Fact,
    flow=st.sampled_from([None, "revenue", "expenditure"]),
    year=st.sampled_from([None, 2022, 2023]),
    fund=st.sampled_from([None, *sorted(VALUES["fund"])]),
    nature=st.sampled_from([None, *sorted(VALUES["nature"])]),
    function=_CODE,
)


def test_prefixes_go_up_to_all() -> None:
    assert list(prefixes("201.03.01")) == ["201.03.01", "201.03", "201", None]
    assert list(prefixes(None)) == [None]


@given(_CODE, _CODE)
def test_a_value_lies_under_exactly_its_prefixes(value: str | None, whole: str | None) -> None:
    assert lies_under(value, whole) == (whole in list(prefixes(value)))


def test_a_longer_number_is_not_below_a_shorter_one() -> None:
    assert not lies_under("201.031", "201.03")
    assert not lies_under("basics", "basic")


@given(_FACTS, _FACTS, _FACTS)
def test_being_part_is_an_order(one: Fact, two: Fact, three: Fact) -> None:
    assert is_part(one, one)
    if is_part(one, two) and is_part(two, one):
        assert one == two
    if is_part(one, two) and is_part(two, three):
        assert is_part(one, three)


@given(_FACTS)
def test_a_fact_is_part_of_itself_with_a_dimension_lifted(fact: Fact) -> None:
    for function in prefixes(fact.function):
        assert is_part(fact, fact._replace(function=function))
    assert is_part(fact, fact._replace(nature=None, fund=None))


def test_original_and_actual_are_never_parts_of_each_other() -> None:
    assert not is_part(Fact(stage="original"), Fact(stage="actual"))
    assert not is_part(Fact(stage="original"), Fact())


def test_the_context_forgets_what_rows_enumerate() -> None:
    full = Fact(flow="expenditure", nature="basic", **dict.fromkeys(LISTED, "x"))
    assert context_of(full) == Fact(flow="expenditure", nature="basic")


def test_values_replace_and_none_removes() -> None:
    fact = Fact(flow="revenue", fund="fiscal")
    assert with_values(fact, {"flow": None, "nature": "basic"}) == Fact(fund="fiscal", nature="basic")
    assert with_values(fact, {}) is fact


def test_partitions_are_made_of_known_values_right_below_their_whole() -> None:
    for (dimension, whole), parts in PARTITIONS.items():
        assert set(parts) <= VALUES[dimension]
        assert all((part.rpartition(".")[0] or None) == whole for part in parts)
        beside = {v for v in VALUES[dimension] if v.rpartition(".")[0] == (whole or "")}
        assert set(parts) == beside


def test_every_value_has_its_prefix_among_the_values() -> None:
    for dimension, values in VALUES.items():
        if dimension != "tag":
            assert all(set(prefixes(value)) - {None} <= values for value in values)
