"""Rules about codes and rows: what sums cannot see."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.altered import checked, example, line, news, replaced
from tests.tiny import SPENT, book, claim, listing

from gouji.model.book import Book, CodedCell
from gouji.model.finding import Finding, Severity
from gouji.model.place import Place
from gouji.rules.codes.name_matches_code import NAME_MATCHES_CODE
from gouji.rules.codes.rows_doubled import ROW_DOUBLED
from gouji.rules.codes.rows_missing import ROW_MISSING


def _coded(*cells: tuple[str, str, str]) -> Book:
    """(table, code, name) of functions."""
    coded = tuple(CodedCell("function", code, name, Place(table=table)) for table, code, name in cells)
    return replace(book([]), coded=coded)


def _wrong(*cells: tuple[str, str, str]) -> list[Finding]:
    return list(NAME_MATCHES_CODE.check(_coded(*cells)))


def test_names_that_belong_to_their_codes_are_right() -> None:
    assert not _wrong(
        ("T3", "2010301", "行政运行"), ("T6", "2010350", "事业运行"), ("T6", "201", "一般公共服务支出")
    )


def test_a_name_cut_short_or_run_on_is_right() -> None:
    assert not _wrong(("T3", "2080505", "机关事业单位基本养老保险"), ("T3", "2010301", "行政运行（本级）"))


def test_a_name_under_a_code_beside_its_own_is_named() -> None:
    (finding,) = _wrong(("T3", "2010302", "行政运行"), ("T6", "2010301", "行政运行"))
    assert finding.severity is Severity.WARNING
    assert "2010301" in finding.message
    assert "一般行政管理事务" in finding.message


def test_an_unknown_item_with_a_name_of_its_own_is_right() -> None:
    assert not _wrong(("T3", "2010377", "档案保护"), ("T3", "2010378", "档案修复"))


def _listed(*rows: tuple[str, int], table: str = "T3") -> list[object]:
    return [claim(SPENT._replace(function=code), fen, table) for code, fen in rows]


def _tables(*tables: list[object]) -> Book:
    claims = [c for rows in tables for c in rows]
    listings, at = [], 0
    for rows in tables:
        listings.append(listing(rows[0].source, claims, *range(at, at + len(rows))))  # type: ignore[attr-defined,arg-type]
        at += len(rows)
    return book(claims, listings=listings)  # type: ignore[arg-type]


_WHOLE = (("201", 9), ("201.03", 9), ("201.03.01", 9), ("208", 5), ("208.05", 5), ("208.05.05", 5))


def test_a_list_with_every_parent_lacks_none() -> None:
    assert not list(ROW_MISSING.check(_tables(_listed(*_WHOLE))))


def test_a_parent_that_is_missing_where_others_are_listed_is_missed() -> None:
    rows = [*_WHOLE, ("210", 7), ("210.11.01", 7)]
    (finding,) = ROW_MISSING.check(_tables(_listed(*rows)))
    assert "21011" in finding.message


def test_a_list_of_items_alone_has_no_parents_to_miss() -> None:
    assert not list(ROW_MISSING.check(_tables(_listed(("201.03.01", 9), ("208.05.05", 5)))))


def test_an_item_that_another_table_details_is_missed_where_its_neighbours_are_detailed() -> None:
    short = [row for row in _WHOLE if row[0] != "208.05.05"]
    (finding,) = ROW_MISSING.check(_tables(_listed(*_WHOLE), _listed(*short, table="T6")))
    assert finding.places[0].table == "T6"
    assert "2080505" in finding.message


def test_a_table_that_stops_at_groups_lacks_no_item() -> None:
    groups = [row for row in _WHOLE if row[0].count(".") < 2]
    assert not list(ROW_MISSING.check(_tables(_listed(*_WHOLE), _listed(*groups, table="T6"))))


def test_a_row_that_repeats_the_one_above_is_said() -> None:
    rows = _listed(("201.03.01", 9), ("201.03.01", 9), ("208.05.05", 5))
    (finding,) = ROW_DOUBLED.check(_tables(rows))
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    "rows",
    [
        (("201.03.01", 9), ("201.03.01", 8)),
        (("201.03.01", 9), ("208.05.05", 5), ("201.03.01", 9)),
        (("201.03.01", 9), ("201.03.01", 9), ("201.03.01", 9)),
    ],
    ids=["other amounts", "not below it", "a label of many rows"],
)
def test_other_rows_are_no_repetition(rows: tuple[tuple[str, int], ...]) -> None:
    assert not list(ROW_DOUBLED.check(_tables(_listed(*rows))))


def test_a_total_row_that_is_gone_is_missed() -> None:
    total = line("合计\t\t", "3,819.053886\t3,819.053886\t3,819.053886")
    missing = [f for f in news(checked(replaced(total + "\n", ""))) if f.code == "total-missing"]
    assert [f.places[0].table for f in missing] == ["T2"]


def test_the_example_lacks_nothing() -> None:
    codes = {"code-name", "row-missing", "row-doubled", "total-missing"}
    assert not codes & {finding.code for finding in checked(example()).findings}
