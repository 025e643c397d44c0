"""The smaller lists: funding sources, performance, projects, sets of tables."""

from __future__ import annotations

import pytest

from gouji.catalogue import (
    code_parts,
    disclosure_table_sets,
    funding_sources,
    performance_frame,
    performance_terms,
    project_categories,
)


def test_a_funding_source_has_a_fund_or_a_position() -> None:
    sources = {source.key: source for source in funding_sources()}
    assert len(sources) == len(funding_sources())
    assert all(source.fund or source.position for source in sources.values())
    assert sources["general"].fund == "fiscal.general"
    assert sources["service"].name == "事业收入"
    assert sources["business"].fund == "non_fiscal.own.business"
    assert sources["fiscal_opening"].position == "opening"


def test_a_name_is_not_its_own_alias() -> None:
    assert all(source.name not in source.aliases for source in funding_sources())


@pytest.mark.parametrize(
    ("edition", "categories"),
    [
        (2021, ["cost", "output", "outcome", "satisfaction"]),
        (2015, ["output", "outcome", "satisfaction"]),
        (1999, []),
    ],
)
def test_cost_is_apart_since_2021(edition: int, categories: list[str]) -> None:
    assert list(dict.fromkeys(kind.category for kind in performance_frame(edition))) == categories


def test_every_usual_comparator_is_a_comparator() -> None:
    words = {term.value for term in performance_terms("comparator")}
    assert all(
        words.issuperset(kind.comparators) for year in (2015, 2021) for kind in performance_frame(year)
    )


@pytest.mark.parametrize("kind", ["weight_with_cost", "weight_without_cost", "weight_legacy_2015"])
def test_weights_make_a_hundred(kind: str) -> None:
    assert sum(int(term.meaning) for term in performance_terms(kind)) == 100


def test_every_parent_of_a_category_exists() -> None:
    codes = {category.code for category in project_categories()}
    assert all(category.parent in codes for category in project_categories() if category.parent)


@pytest.mark.parametrize(("of", "length"), [("project", 21), ("project.hubei", 21), ("unit", 6)])
def test_the_parts_of_a_code_join(of: str, length: int) -> None:
    parts = code_parts(of)
    assert [part.first for part in parts] == [1, *(part.last + 1 for part in parts[:-1])]
    assert parts[-1].last == length


def test_tables_are_numbered_in_order() -> None:
    for table_set in disclosure_table_sets():
        assert [table.number for table in table_set.tables] == list(range(1, len(table_set.tables) + 1))


def test_the_fourteen_tables_of_a_beijing_district() -> None:
    district = next(each for each in disclosure_table_sets() if each.id == "bj-xicheng-budget-2023")
    assert len(district.tables) == 14
    assert district.tables[6].title == "一般公共预算基本支出情况表"
    assert district.tables[6].decimals == 6
