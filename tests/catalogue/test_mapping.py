"""Department economic codes and the government economic codes they are printed under."""

from __future__ import annotations

import pytest

from gouji.catalogue import (
    Confidence,
    UnitType,
    department_economic_list,
    economic_mapping,
    government_economic_list,
)


def _government(department: str, unit_type: UnitType | None) -> set[str]:
    return {pair.government for pair in economic_mapping(unit_type).get(department, ())}


@pytest.mark.parametrize("unit_type", [None, *UnitType])
def test_every_code_of_a_pair_exists(unit_type: UnitType | None) -> None:
    for department, pairs in economic_mapping(unit_type).items():
        assert department in department_economic_list()
        assert {pair.department for pair in pairs} == {department}
        assert all(pair.government in government_economic_list() for pair in pairs)


def test_wages_go_where_the_kind_of_unit_says() -> None:
    assert _government("30101", UnitType.ADMINISTRATIVE) == {"50101"}
    assert _government("30101", UnitType.INSTITUTION) == {"50501"}
    assert _government("30101", None) == {"50101", "50501"}


def test_a_pair_of_any_unit_holds_for_each() -> None:
    assert all(_government("30302", unit_type) == {"50905"} for unit_type in UnitType)


def test_a_code_without_a_pair_is_missing() -> None:
    assert "30104" not in economic_mapping()


def test_a_pair_says_how_sure_it_is() -> None:
    assert [pair.confidence for pair in economic_mapping()["30302"]] == [Confidence.VERIFIED]
