"""The form of Beijing's districts for 2023."""

from __future__ import annotations

import pytest

from gouji.forms import Form, form_ids, load_form
from gouji.model.amount import Denomination
from gouji.model.book import Kind
from gouji.model.fact import DIMENSIONS, VALUES


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form("beijing-2023")


def test_it_is_a_known_budget_form_in_wan(form: Form) -> None:
    assert "beijing-2023" in form_ids()
    assert (form.id, form.kind, form.denomination) == ("beijing-2023", Kind.BUDGET, Denomination.WAN)


def test_it_has_fourteen_tables_in_order(form: Form) -> None:
    assert [table.id for table in form.tables] == [f"T{number}" for number in range(1, 15)]


def test_layouts_nobody_has_seen_are_marked_assumed(form: Form) -> None:
    assert [table.id for table in form.tables if table.assumed] == ["T2", "T12"]


def test_target_tables_are_records(form: Form) -> None:
    assert [table.id for table in form.tables if table.records] == ["T13", "T14"]


def test_no_two_tables_share_a_title(form: Form) -> None:
    titles = [title for table in form.tables for title in table.titles]
    assert len(set(titles)) == len(titles)


def test_every_coordinate_of_a_column_is_known(form: Form) -> None:
    for table in form.tables:
        for section in table.sections:
            for leaf in section.leaves():
                for dimension, value in (*form.base, *table.base, *section.base, *leaf.key):
                    assert dimension in DIMENSIONS
                    assert value is None or dimension not in VALUES or value in VALUES[dimension]


def test_a_table_is_found_by_its_id(form: Form) -> None:
    table = form.table("T7")
    assert table is not None
    assert table.titles[0] == "一般公共预算基本支出情况表"
    assert form.table("T99") is None


def test_the_same_fund_under_two_parents_is_two_columns(form: Form) -> None:
    table = form.table("T4")
    assert table is not None
    general = [leaf for leaf in table.sections[0].leaves() if leaf.labels[-1] == "一般公共预算"]
    assert [dict(leaf.key)["origin"] for leaf in general] == ["this_year", "carried_in"]
    assert {dict(leaf.key)["fund"] for leaf in general} == {"fiscal.general"}
