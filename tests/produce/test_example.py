"""The example workbook becomes a clean disclosure in three forms, and says what the published text says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from gouji.check import check_document
from gouji.compile import as_document, compile_publication
from gouji.forms import load_form
from gouji.forms.outline import load_outline
from gouji.model.book import Book
from gouji.model.fact import Fact
from gouji.model.finding import Severity
from gouji.model.ledger import Ledger
from gouji.model.report import Verdict
from gouji.prepare import prepare_workbook
from gouji.produce import produce
from gouji.read import read
from gouji.recognise.recognise import recognise

FORMS = ("beijing-2023", "shanghai", "central")


@pytest.fixture(scope="module")
def ledger(project: Path) -> Ledger:
    path = project / "examples" / "district-office-2023" / "budget.xlsx"
    found = prepare_workbook(path).ledger
    assert found is not None
    return found


@pytest.mark.parametrize("form", FORMS)
def test_the_example_is_clean(form: str, ledger: Ledger, tmp_path: Path) -> None:
    done = produce(ledger, tmp_path, form)
    assert {r.severity for r in done.remarks if not r.lacking} <= {Severity.NOTE}
    pdf = next(path for path in done.files if path.suffix == ".pdf")
    report = check_document(read(pdf))
    assert report.book.form == form
    assert report.verdict is Verdict.CLEAN
    assert not report.broken


def _told(book: Book) -> Counter[tuple[str, Fact, int]]:
    """Amounts by table and fact, units and projects apart: their names may differ."""
    return Counter(
        (
            claim.source,
            claim.fact._replace(
                unit=claim.fact.unit and "单位", project=claim.fact.project and "项目", line=None
            ),
            claim.amount.fen,
        )
        for claim in book.claims
        if claim.fact and claim.is_printed and claim.source != "prose"
        if claim.fact.tag not in ("cost", "whole_cost")
    )


def test_against_the_published_text_only_its_known_slips_differ(ledger: Ledger, shared: Path) -> None:
    seed = shared / "seeds" / "xicheng-2023.txt"
    if not seed.is_file():
        pytest.skip("the published text is not there")
    made = compile_publication(ledger, load_form("beijing-2023"), load_outline("beijing-2023")).publication
    mine, theirs = (
        _told(recognise(document, "beijing-2023")) for document in (as_document(made), read(seed))
    )
    absent = {"T2", "T12"}
    more = [key for key in (mine - theirs).elements() if key[0] not in absent]
    less = list((theirs - mine).elements())
    assert Counter((table, fact.nature) for table, fact, _ in less) == {
        ("T7", "basic.personnel"): 1,
        ("T7", "basic.operating"): 1,
    }
    assert all(fact.function is None for _, fact, _ in less)
    assert Counter(table for table, _, _ in more) == {"T7": 2, "T13": 4}
    assert {fen for table, _, fen in more if table == "T13"} == {200_000_000, 20_993_499}
