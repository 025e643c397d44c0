"""A real disclosure of fourteen tables, two of them absent, one total row with money in the wrong column."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from gouji.check import check_document
from gouji.model.claim import Claim
from gouji.model.document import Document
from gouji.model.finding import Finding, Severity
from gouji.model.report import Report, State
from gouji.read import read
from gouji.read.text import read_text

_TABLES = ("T1", "T3", "T4", "T5", "T6", "T7", "T10", "T11")


@pytest.fixture(scope="module")
def seed(shared: Path) -> Path:
    return shared / "seeds" / "xicheng-2023.txt"


@pytest.fixture(scope="module")
def document(seed: Path) -> Document:
    return read(seed)


@pytest.fixture(scope="module")
def report(document: Document) -> Report:
    return check_document(document)


def _errors(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.severity is Severity.ERROR]


def test_it_is_recognised(report: Report) -> None:
    book = report.book
    assert (book.form, book.year, book.department) == ("beijing-2023", 2023, "北京市西城区人民政府办公室")


def test_every_amount_of_the_listed_tables_is_confirmed_or_broken(report: Report) -> None:
    states = [
        state
        for claim, state in zip(report.book.claims, report.coverage.states, strict=True)
        if claim.source in _TABLES and claim.amount.fen
    ]
    assert len(states) == 275
    assert set(states) <= {State.CONFIRMED, State.BROKEN}


def test_there_are_exactly_three_errors(report: Report) -> None:
    assert [(f.code, f.places[0].table) for f in _errors(report)] == [
        ("table-absent", "T2"),
        ("roll-up", "T7"),
        ("table-absent", "T12"),
    ]


def test_the_total_row_is_one_finding_with_its_line(report: Report) -> None:
    (finding,) = [f for f in _errors(report) if f.code == "roll-up"]
    assert [(p.row, p.column[-1], p.text) for p in finding.places] == [
        (("合计",), "人员经费", "2678.604705"),
        (("合计",), "公用经费", "288.297477"),
    ]
    assert [(s.printed, s.implied) for s in finding.suspects] == [
        (2_678_604_705, 2_743_260_705),
        (288_297_477, 223_641_477),
    ]
    assert finding.rivals == 0
    assert finding.account is not None
    assert [line.amount for line in finding.account.lines] == [64_656_000]
    assert "30239" in finding.account.lines[0].label
    assert finding.account.rivals == 0


def test_every_finding_has_a_place(report: Report) -> None:
    assert all(finding.places for finding in report.findings)
    assert len({finding.id for finding in report.findings}) == len(report.findings)


def _altered(text: str, claim: Claim, draw: Random) -> str:
    """The file with one digit of one printed amount changed."""
    lines = text.split("\n")
    at = (claim.place.line or 0) - 1
    printed = claim.place.text
    assert lines[at].count(printed) >= 1
    where = draw.choice([i for i, sign in enumerate(printed) if sign.isdigit()])
    digit = draw.choice([d for d in "123456789" if d != printed[where]])
    changed = printed[:where] + digit + printed[where + 1 :]
    column = _occurrence(lines[at], printed, claim)
    lines[at] = lines[at][:column] + changed + lines[at][column + len(printed) :]
    return "\n".join(lines)


def _occurrence(line: str, printed: str, claim: Claim) -> int:
    """Where the claim's own cell stands: the only cell of the line that prints just this."""
    starts = [0, *(i + 1 for i, sign in enumerate(line) if sign == "\t")]
    cells = [(start, line[start:].partition("\t")[0]) for start in starts]
    own = [start + cell.index(printed) for start, cell in cells if printed in cell]
    assert len(own) == 1, claim.place
    return own[0]


def _is_alone(document_text: list[str], claim: Claim) -> bool:
    """Whether the amount stands once in its line, so that the file can be altered without doubt."""
    return document_text[(claim.place.line or 0) - 1].count(claim.place.text) == 1


@pytest.mark.parametrize("number", range(20))
def test_an_amount_altered_in_the_file_is_in_a_new_finding(
    seed: Path, document: Document, report: Report, number: int
) -> None:
    draw = Random(number)
    text = seed.read_text(encoding="utf-8")
    lines = text.split("\n")
    confirmed = [
        claim
        for claim, state in zip(report.book.claims, report.coverage.states, strict=True)
        if state is State.CONFIRMED
        and claim.source in _TABLES
        and claim.amount.fen
        and _is_alone(lines, claim)
    ]
    claim = draw.choice(confirmed)
    blocks, _ = read_text(_altered(text, claim, draw))
    faulty = check_document(replace(document, blocks=blocks))
    known = {finding.id for finding in report.findings}
    new = [finding for finding in faulty.findings if finding.id not in known]
    cell = (claim.place.table, claim.place.row, claim.place.column)
    assert any(
        cell == (place.table, place.row, place.column)
        for finding in new
        for place in (*finding.places, *(suspect.place for suspect in finding.suspects))
    ), (claim.place, [f.places[0] for f in new])
