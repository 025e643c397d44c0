"""Lookups in a list of codes, over years."""

from __future__ import annotations

import pytest

from gouji.catalogue import CodeList, Confidence, Subject

NEW = Subject("210", "卫生健康支出", 1, valid_from=2019, aliases=("医疗卫生与计划生育支出",))
OLD = Subject("210", "医疗卫生与计划生育支出", 1, valid_to=2018)
GROUP = Subject("21001", "卫生健康管理事务", 2, "210")
RUNNING = Subject("2100101", "行政运行", 3, "21001")
ENDED = Subject("2100102", "旧事务（款）", 3, "21001", valid_to=2020)
OTHER = Subject("204", "公共安全支出", 1)
POLICE = Subject("20402", "公安", 2, "204")
POLICE_RUNNING = Subject("2040201", "行政运行", 3, "20402", confidence=Confidence.VERIFIED)


@pytest.fixture
def codes() -> CodeList:
    return CodeList("试", (OTHER, POLICE, POLICE_RUNNING, OLD, NEW, GROUP, RUNNING, ENDED))


def test_a_code_has_the_name_of_its_year(codes: CodeList) -> None:
    assert codes.at("210", 2018) is OLD
    assert codes.at("210", 2019) is NEW
    assert codes.name("210", 2017) == "医疗卫生与计划生育支出"
    assert codes.name("210", 2023) == "卫生健康支出"


def test_without_a_year_the_newest_entry_stands_for_the_code(codes: CodeList) -> None:
    assert codes.at("210", None) is NEW
    assert codes.at("2100102", None) is ENDED


def test_an_unknown_or_retired_code_has_no_entry(codes: CodeList) -> None:
    assert codes.at("999", 2023) is None
    assert codes.name("999", None) is None
    assert codes.at("2100102", 2021) is None
    assert "999" not in codes
    assert "2100102" in codes


def test_the_history_of_a_code_is_in_order(codes: CodeList) -> None:
    assert codes.history("210") == (OLD, NEW)
    assert codes.history("999") == ()


def test_children_are_those_of_the_year(codes: CodeList) -> None:
    assert codes.children("21001", 2020) == (RUNNING, ENDED)
    assert codes.children("21001", 2021) == (RUNNING,)
    assert codes.children("", 2023) == (OTHER, NEW)
    assert codes.children("2100101", 2023) == ()


def test_a_parent_is_the_entry_of_the_year(codes: CodeList) -> None:
    assert codes.parent("21001", 2018) is OLD
    assert codes.parent("21001", 2019) is NEW
    assert codes.parent("210", 2023) is None


def test_an_unknown_code_is_below_the_code_it_begins_with(codes: CodeList) -> None:
    assert codes.parent("2100177", 2023) is GROUP
    assert codes.path("2100177", 2023) == (NEW, GROUP)
    assert codes.path("9999999", 2023) == ()


def test_a_path_leads_down_from_the_top(codes: CodeList) -> None:
    assert codes.path("2100101", 2018) == (OLD, GROUP, RUNNING)
    assert codes.path("2100101") == (NEW, GROUP, RUNNING)


def test_a_name_is_found_however_it_is_printed(codes: CodeList) -> None:
    assert codes.by_name("卫生 健康支出", 2023) == (NEW,)
    assert codes.by_name("旧事务(款)", 2020) == (ENDED,)
    assert codes.by_name("旧事务(款)", 2021) == ()
    assert codes.by_name("没有的科目", 2023) == ()


def test_a_former_name_finds_the_entry_of_the_year(codes: CodeList) -> None:
    assert codes.by_name("医疗卫生与计划生育支出", 2018) == (OLD,)
    assert codes.by_name("医疗卫生与计划生育支出", 2023) == (NEW,)
    assert codes.by_name("医疗卫生与计划生育支出", None) == (NEW,)


def test_a_name_before_an_alias() -> None:
    named = Subject("30114", "医疗费", 2)
    aliased = Subject("30307", "医疗费补助", 2, aliases=("医疗费",))
    assert CodeList("试", (aliased, named)).by_name("医疗费", 2023) == (named,)


def test_a_shared_name_is_told_apart_by_level_and_place(codes: CodeList) -> None:
    assert codes.by_name("行政运行", 2023) == (POLICE_RUNNING, RUNNING)
    assert codes.by_name("行政运行", 2023, under="20402") == (POLICE_RUNNING,)
    assert codes.by_name("行政运行", 2023, under="210") == (RUNNING,)
    assert codes.by_name("行政运行", 2023, under="2100101") == ()
    assert codes.by_name("行政运行", 2023, level=2) == ()


def test_confidence_is_ordered() -> None:
    assert Confidence.VERIFIED > Confidence.HIGH > Confidence.MEDIUM > Confidence.LOW
