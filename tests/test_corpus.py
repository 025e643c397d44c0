"""Published documents: every table is read, and nothing is called wrong but what is wrong."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from gouji.check import check_document
from gouji.model.book import TableStatus
from gouji.model.finding import Finding, Severity
from gouji.model.report import Report, Verdict
from gouji.read import read_together

_READ, _EMPTY, _ABSENT = TableStatus.READ, TableStatus.EMPTY, TableStatus.NOT_FOUND
_TABLES: dict[tuple[str, ...], dict[TableStatus, int]] = {
    ("nao-2023-budget.pdf",): {_READ: 8, _EMPTY: 2},
    ("swu-2023-final.pdf",): {_READ: 4},
    ("jianchayuan-2018-budget.pdf",): {_READ: 11, _EMPTY: 1},
    ("renda-2017-budget.pdf",): {_READ: 11, _EMPTY: 1},
    ("zhengxie-2019-narrative.pdf", "zhengxie-2019-tables.pdf"): {_READ: 11, _EMPTY: 1},
    ("czj-2024-final-altered.pdf",): {_READ: 5, _EMPTY: 3, _ABSENT: 1},
    ("shgzb-2024-final.pdf",): {_READ: 6, _EMPTY: 3},
    ("sww-2025-budget.pdf",): {_READ: 7, _EMPTY: 2},
    ("zfb-2025-budget.pdf",): {_READ: 7, _EMPTY: 2},
}
"""The files of each disclosure, and how many of its form's tables are read, empty or not there."""
_NOT_A_DISCLOSURE = {"final-template-2024.pdf"}
_BOUND = ("nao-2023-budget.pdf",)
_ALTERED = ("czj-2024-final-altered.pdf",)


@pytest.fixture(scope="module")
def corpus(shared: Path) -> dict[str, Path]:
    found = {path.name: path for path in (shared / "corpus").glob("*/*.pdf")}
    assert found
    return found


@pytest.fixture(scope="module", params=list(_TABLES), ids=lambda names: names[0].removesuffix(".pdf"))
def checked(request: pytest.FixtureRequest, corpus: dict[str, Path]) -> tuple[tuple[str, ...], Report]:
    """The names of a disclosure's files, and its report."""
    names = request.param
    return names, check_document(read_together([corpus[name] for name in names]))


Checked = tuple[tuple[str, ...], Report]


def _errors(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.severity is Severity.ERROR]


def test_every_published_document_is_in_the_list(corpus: dict[str, Path]) -> None:
    assert set(corpus) == {name for names in _TABLES for name in names} | _NOT_A_DISCLOSURE


def test_every_table_is_read_whole(checked: Checked) -> None:
    names, report = checked
    assert Counter(table.status for table in report.book.tables) == _TABLES[names]
    assert [table.title for table in report.book.tables if table.reasons] == []


def test_every_number_of_the_tables_is_read(checked: Checked) -> None:
    _, report = checked
    assert [(unread.place, unread.reason) for unread in report.book.unread] == []


def test_no_rule_crashes(checked: Checked) -> None:
    _, report = checked
    assert report.crashed == ()


def test_what_is_right_is_not_called_wrong(checked: Checked) -> None:
    names, report = checked
    faulty = names in (_BOUND, _ALTERED)
    assert len(_errors(report)) == faulty
    assert (report.verdict is Verdict.FAULTY) == faulty


def test_the_part_that_is_larger_than_its_whole_is_named(checked: Checked) -> None:
    """The annuity is larger as a kind of expenditure than the function it is a part of."""
    names, report = checked
    if names != _BOUND:
        return
    (finding,) = _errors(report)
    assert finding.code == "bound"
    rows = sorted(place.row[-1] for place in finding.places)
    assert [row.split("-")[0] for row in rows] == ["2080506", "30109"]
    assert {place.page for place in finding.places} != {None}


def test_the_table_that_was_taken_out_is_missed(checked: Checked) -> None:
    names, report = checked
    if names != _ALTERED:
        return
    (finding,) = _errors(report)
    (absent,) = [table for table in report.book.tables if table.status is _ABSENT]
    assert (finding.code, absent.title) == ("table-absent", "支出决算表")
    assert finding.places[0].table == absent.id
    assert "支出决算表" in finding.message
