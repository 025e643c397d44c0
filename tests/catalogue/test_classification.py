"""The official code lists: renames, years, parents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gouji.catalogue import (
    CodeList,
    Confidence,
    Numbering,
    certainty,
    department_economic_list,
    divisions,
    function_list,
    government_economic_list,
    government_revenue_list,
    purchased_service_list,
    region,
    regions,
)

LISTS: list[Callable[[], CodeList]] = [
    function_list,
    government_economic_list,
    department_economic_list,
    government_revenue_list,
    purchased_service_list,
    lambda: purchased_service_list(Numbering.BEIJING),
    regions,
]
YEARS = range(2015, 2028)


@pytest.mark.parametrize(
    ("code", "last", "old", "new"),
    [
        ("207", 2018, "文化体育与传媒支出", "文化旅游体育与传媒支出"),
        ("210", 2018, "医疗卫生与计划生育支出", "卫生健康支出"),
        ("215", 2019, "资源勘探信息等支出", "资源勘探工业信息等支出"),
        ("220", 2018, "国土海洋气象等支出", "自然资源海洋气象等支出"),
        ("2013804", 2023, "市场主体管理", "经营主体管理"),
    ],
)
def test_a_renamed_function_has_the_name_of_its_year(code: str, last: int, old: str, new: str) -> None:
    codes = function_list()
    assert codes.name(code, last) == old
    assert codes.name(code, last + 1) == new
    assert [subject.code for subject in codes.by_name(old, last + 1)] == [code]


def test_a_code_is_given_out_again_for_something_else() -> None:
    codes = department_economic_list()
    assert codes.name("30311", 2017) == "住房公积金"
    assert codes.at("30311", 2018) is None
    assert codes.name("30311", 2020) == "代缴社会保险费"


@pytest.mark.parametrize("load", LISTS)
def test_a_code_has_one_entry_in_a_year(load: Callable[[], CodeList]) -> None:
    codes = load()
    twice = [
        (subject.code, year)
        for year in YEARS
        for subject in codes
        if subject.valid(year) and codes.at(subject.code, year) is not subject
    ]
    assert twice == []


@pytest.mark.parametrize("load", LISTS)
def test_entries_of_one_code_follow_each_other(load: Callable[[], CodeList]) -> None:
    codes = load()
    for subject in codes:
        starts = [entry.valid_from or 0 for entry in codes.history(subject.code)]
        assert starts == sorted(starts), subject.code


@pytest.mark.parametrize("load", LISTS)
def test_every_parent_exists_in_every_year_of_its_child(load: Callable[[], CodeList]) -> None:
    codes = load()
    orphans = [
        (subject.code, year)
        for subject in codes
        if subject.parent
        for year in YEARS
        if subject.valid(year) and codes.parent(subject.code, year) is None
    ]
    assert orphans == []


@pytest.mark.parametrize("load", LISTS)
def test_a_child_is_on_a_lower_level_than_its_parent(load: Callable[[], CodeList]) -> None:
    codes = load()
    for subject in codes:
        above = codes.parent(subject.code, None)
        assert (above.level if above else 0) < subject.level, subject.code


def test_the_divisions_are_those_of_the_year() -> None:
    assert len(divisions(2023)) == 30
    assert divisions(2023)[0] == "201"
    assert divisions(2023)[-1] == "234"
    assert list(divisions(2023)) == sorted(divisions(2023))
    assert "224" not in divisions(2018)
    assert "224" in divisions(2019)


def test_a_function_knows_the_budget_it_belongs_to() -> None:
    codes = function_list()
    assert {subject.fund for subject in codes} == {
        "general",
        "government_fund",
        "state_capital",
        "social_insurance",
    }
    government_office = codes.at("2010301", 2023)
    assert government_office is not None
    assert government_office.fund == "general"


def test_a_department_code_knows_its_usual_nature() -> None:
    codes = department_economic_list()
    natures = {
        code: subject.natures for code in ("30101", "30201", "30901") if (subject := codes.at(code, 2023))
    }
    assert natures == {"30101": ("personnel",), "30201": ("operating",), "30901": ()}


def test_a_nature_regions_differ_on_names_both() -> None:
    traffic = department_economic_list().at("30239", 2023)
    assert traffic is not None
    assert traffic.natures == ("operating", "personnel")


def test_a_purchased_service_has_two_numbers() -> None:
    assert purchased_service_list().name("A0101", None) == "公共安全隐患排查治理服务"
    beijing = purchased_service_list(Numbering.BEIJING)
    assert [subject.code for subject in beijing.path("010101")] == ["01", "0101", "010101"]


def test_a_region_is_found_by_its_code() -> None:
    district = region("110102")
    assert district is not None
    assert district.name == "西城区"
    assert [subject.name for subject in regions().path("110102")] == ["北京市", "西城区"]
    assert region("000000") is None


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("2010301", Confidence.VERIFIED),
        ("2219899", Confidence.MEDIUM),
        ("234", Confidence.MEDIUM),
        ("2010377", Confidence.LOW),
    ],
)
def test_open_parts_of_the_list_carry_a_note_at_most(code: str, level: Confidence) -> None:
    assert certainty(code, 2025) is level
