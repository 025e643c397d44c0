"""Clean books give no error, and one wrong figure gives a finding that contains it."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import pytest
from tests.altered import checked, example
from tests.generate import Style, as_text, printed_document
from tests.ledger import random_lines

from gouji.check import check_book, check_document
from gouji.forms import load_form
from gouji.model.book import Book, TableStatus
from gouji.model.claim import Claim
from gouji.model.document import Document
from gouji.model.finding import Finding, Severity
from gouji.model.report import Report, State, Verdict
from gouji.read.text import read_text

_STYLES = (
    Style(),
    Style(ruled=False, zero="0.00"),
    Style(zero="-", every_division=True),
    Style(ruled=False, every_division=True),
    Style(decimals=2),
    Style(ruled=False, decimals=2, zero="-"),
)


def _document(seed: int, style: Style) -> Document:
    step = 10_000 if style.decimals == 2 else 1
    return printed_document(load_form("beijing-2023"), random_lines(seed, step=step), style)


def _report(seed: int, style: Style) -> Report:
    return check_document(_document(seed, style), "beijing-2023")


def _counts(report: Report) -> tuple[int, ...]:
    return tuple(report.coverage.count(state) for state in State)


def _tables_read(book: Book) -> int:
    return sum(t.status in (TableStatus.READ, TableStatus.EMPTY) for t in book.tables)


@pytest.mark.parametrize("seed", range(18))
def test_a_clean_book_has_no_broken_relation_and_no_error(seed: int) -> None:
    report = _report(seed, _STYLES[seed % len(_STYLES)])
    assert [report.relations[r].label for r in report.broken] == []
    assert {f.severity for f in report.findings} <= {Severity.WARNING, Severity.NOTE}
    assert report.coverage.count(State.CONFIRMED) == report.coverage.amounts > 200
    assert _tables_read(report.book) == 12
    assert report.verdict is Verdict.INCOMPLETE
    assert not report.crashed


@pytest.mark.parametrize("seed", range(4))
def test_a_clean_book_as_a_text_file_reads_the_same(seed: int) -> None:
    document = _document(seed, Style(ruled=False))
    blocks, _ = read_text(as_text(document))
    written = check_document(replace(document, blocks=blocks))
    assert written.broken == ()
    assert _counts(written) == _counts(check_document(document))


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    style = _STYLES[seed % len(_STYLES)]
    ordered, shuffled = _report(seed, style), _report(seed, replace(style, order=seed + 1))
    places = [[claim.place.row for claim in report.book.claims] for report in (ordered, shuffled)]
    assert places[0] != places[1]
    assert _ids(ordered) == _ids(shuffled)
    assert _counts(ordered) == _counts(shuffled)
    assert len(ordered.relations) == len(shuffled.relations)


def _ids(report: Report) -> set[str]:
    return {finding.id for finding in report.findings}


def _with_fault(book: Book, at: int, error: int) -> Book:
    claim = book.claims[at]
    amount = replace(claim.amount, fen=claim.amount.fen + error)
    return replace(book, claims=(*book.claims[:at], replace(claim, amount=amount), *book.claims[at + 1 :]))


def _points_at(finding: Finding, claim: Claim) -> bool:
    return claim.place in finding.places or any(s.place == claim.place for s in finding.suspects)


@pytest.mark.parametrize("seed", range(6))
def test_any_changed_amount_is_in_a_finding(seed: int) -> None:
    """Changes lie well above what rounding could hide in the longest sum."""
    clean = _report(seed, _STYLES[seed % len(_STYLES)])
    draw = Random(seed)
    confirmed = [i for i, state in enumerate(clean.coverage.states) if state is State.CONFIRMED]
    for at in draw.sample(confirmed, 8):
        claim = clean.book.claims[at]
        error = draw.choice([1_000, -1_700, 123_400]) * claim.amount.quantum
        faulty = check_book(_with_fault(clean.book, at, error))
        new = [f for f in faulty.findings if f.id not in _ids(clean)]
        assert any(_points_at(finding, claim) for finding in new), claim.place
        assert all(finding.places for finding in faulty.findings)
        assert faulty.coverage.states[at] is State.BROKEN
        assert faulty.coverage.amounts == clean.coverage.amounts
        assert faulty.verdict is Verdict.FAULTY


@pytest.mark.parametrize("seed", range(2))
def test_most_single_faults_are_named_to_the_cell(seed: int) -> None:
    clean = _report(seed, _STYLES[seed])
    draw = Random(seed)
    confirmed = [i for i, state in enumerate(clean.coverage.states) if state is State.CONFIRMED]
    chosen = draw.sample([i for i in confirmed if clean.book.claims[i].amount.fen], 15)
    named = 0
    for at in chosen:
        faulty = check_book(_with_fault(clean.book, at, 64_656_000))
        errors = [f for f in faulty.findings if f.severity is Severity.ERROR]
        claim = clean.book.claims[at]
        named += len(errors) == 1 and errors[0].rivals == 0 and errors[0].places[0] == claim.place
        if named and len(errors) == 1 and errors[0].places[0] == claim.place:
            assert errors[0].expected == claim.amount.fen
    assert named >= 13


def test_two_faults_in_different_tables_are_two_findings() -> None:
    book = _report(1, Style()).book
    chosen = [
        next(i for i, c in enumerate(book.claims) if c.place.table == table and c.amount.fen)
        for table in ("T3", "T5")
    ]
    faulty = check_book(_with_fault(_with_fault(book, chosen[0], 777), chosen[1], 999))
    errors = [f for f in faulty.findings if f.severity is Severity.ERROR]
    assert {f.places[0] for f in errors} == {book.claims[i].place for i in chosen}


def test_errors_come_first() -> None:
    book = _report(1, Style()).book
    at = next(i for i, c in enumerate(book.claims) if c.place.table == "T7" and c.amount.fen)
    found = check_book(_with_fault(book, at, 777)).findings
    assert [f.severity for f in found] == sorted(
        (f.severity for f in found), key=[Severity.ERROR, Severity.WARNING, Severity.NOTE].index
    )
    assert found[0].severity is Severity.ERROR


def test_what_was_not_found_is_said() -> None:
    report = _report(0, Style())
    missing = {t.title for t in report.book.tables if t.status is TableStatus.NOT_FOUND}
    assert missing == {"项目支出绩效目标申报表", "部门整体支出绩效目标申报表"}
    assert all(any(title in entry.what for entry in report.not_checked) for title in missing)


def test_what_was_not_checked_says_where_it_stands() -> None:
    report = checked(example())
    amounts = [entry.what for entry in report.not_checked if "没有别处可核对" in entry.why]
    assert amounts
    assert all(re.search(r"（第 \d+ 行）$", what) for what in amounts)
