"""Every row of the reference lists is in the package, with the same code and name."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from gouji.catalogue import (
    CodeList,
    department_economic_list,
    disclosure_table_sets,
    economic_mapping,
    function_list,
    funding_sources,
    government_economic_list,
    government_revenue_list,
    purchased_service_list,
    regions,
)


def _reference(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "code", "load"),
    [
        ("functional_classification", "code", function_list),
        ("gov_economic_classification", "code", government_economic_list),
        ("dept_economic_classification", "code", department_economic_list),
        ("gov_revenue_classification", "code", government_revenue_list),
        ("gov_purchase_service_catalog", "code_mof", purchased_service_list),
        ("region_codes", "code", regions),
    ],
)
def test_a_code_list_is_complete(shared: Path, name: str, code: str, load: Callable[[], CodeList]) -> None:
    expected = [
        (row[code], row["name"], row.get("valid_from", ""), row.get("valid_to", ""))
        for row in _reference(shared, name)
    ]
    shipped = [
        (subject.code, subject.name, str(subject.valid_from or ""), str(subject.valid_to or ""))
        for subject in load()
    ]
    assert shipped == expected


def test_the_economic_mapping_is_complete(shared: Path) -> None:
    expected = {(row["dept_code"], row["gov_code"]) for row in _reference(shared, "economic_code_mapping")}
    assert {
        (pair.department, pair.government) for pairs in economic_mapping().values() for pair in pairs
    } == expected


def test_every_name_of_a_funding_source_is_known(shared: Path) -> None:
    expected = [row["canonical_name"] for row in _reference(shared, "funding_sources")]
    assert [source.name for source in funding_sources()] == expected


def test_every_table_title_is_known(shared: Path) -> None:
    expected = [row["table_name"] for row in _reference(shared, "disclosure_table_sets")]
    assert [table.title for tables in disclosure_table_sets() for table in tables.tables] == expected


def test_what_is_written_by_hand_is_not_shipped(project: Path) -> None:
    shipped = {path.name for path in (project / "src" / "gouji" / "catalogue" / "data").iterdir()}
    assert "cross_table_identities.csv" not in shipped
