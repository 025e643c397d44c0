"""The example's workbook: made from its text, compiled to the amounts its figures come from."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path

import pytest

from gouji.check import check_book
from gouji.compile import as_document, compile_publication
from gouji.forms import load_form
from gouji.forms.outline import load_outline
from gouji.model.book import Book
from gouji.model.finding import Severity
from gouji.model.ledger import Ledger
from gouji.prepare import prepare_bytes, prepare_workbook
from gouji.read import read
from gouji.recognise.labels import plain
from gouji.recognise.recognise import recognise

FORMS = ("beijing-2023", "shanghai", "central")


@pytest.fixture(scope="module")
def workbook(project: Path) -> Path:
    return project / "examples" / "district-office-2023" / "budget.xlsx"


@pytest.fixture(scope="module")
def ledger(workbook: Path) -> Ledger:
    found = prepare_workbook(workbook).ledger
    assert found is not None
    return found


def test_the_script_makes_the_workbook_that_is_there(project: Path, workbook: Path, ledger: Ledger) -> None:
    spec = importlib.util.spec_from_file_location("make_workbook", project / "examples" / "make_workbook.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = module.write_workbook(load_form(module.FORM), module.completed(module.filled()))
    assert prepare_bytes(made, workbook.name).ledger == ledger


@pytest.mark.parametrize("form", FORMS)
def test_it_has_no_problem_in_any_form(workbook: Path, form: str) -> None:
    assert prepare_workbook(workbook, load_form(form)).problems == ()


@pytest.mark.parametrize("form", FORMS)
def test_it_compiles_clean(ledger: Ledger, form: str) -> None:
    """Central tables print 万元 with two decimals: sums of printed cells may be a last digit off."""
    compiled = compile_publication(ledger, load_form(form), load_outline(form))
    findings = check_book(recognise(as_document(compiled.publication), form)).findings
    assert {told.severity for told in (*compiled.remarks, *findings)} <= {Severity.NOTE}
    assert form == "central" or not (compiled.remarks or findings)


def amounts(book: Book, projects: dict[str, str]) -> Counter[tuple[object, ...]]:
    """Every amount of the tables by table, row and column; money inside indicators is our own."""
    found: Counter[tuple[object, ...]] = Counter()
    for claim in book.claims:
        fact = claim.fact
        if not claim.is_printed or not claim.amount.fen or claim.source == "prose" or fact is None:
            continue
        if fact.tag in ("cost", "whole_cost"):
            continue
        fact = fact._replace(unit=None, line=None, project=projects.get(fact.project or "", fact.project))
        row = () if any((fact.function, fact.project)) else tuple(map(plain, claim.place.row[-1:]))
        found[claim.source, fact, row, claim.place.column, claim.amount.fen] += 1
    return found


def test_it_has_the_amounts_of_the_disclosure_its_figures_come_from(shared: Path, ledger: Ledger) -> None:
    seed = recognise(read(shared / "seeds" / "xicheng-2023.txt"))
    form = "beijing-2023"
    compiled = compile_publication(ledger, load_form(form), load_outline(form))
    ours = recognise(as_document(compiled.publication), form)
    by_amount = {
        c.amount.fen: c.fact.project
        for c in ours.claims
        if c.source == "T4" and c.fact is not None and c.fact.project
    }
    names = {
        c.fact.project: by_amount[c.amount.fen]
        for c in seed.claims
        if c.source == "T4" and c.fact is not None and c.fact.project and c.amount.fen
    }
    assert len(set(names.values())) == 8
    printed, made = amounts(seed, names), amounts(ours, {})
    assert {(key[0], key[2], key[3][-1], key[4]) for key in printed - made} == {
        ("T7", ("合计",), "人员经费", 2_678_604_705),
        ("T7", ("合计",), "公用经费", 288_297_477),
    }
    only = Counter((key[0], key[4]) for key in (made - printed).elements() if key[0] != "T2")
    assert only == {
        ("T7", 2_743_260_705): 1,
        ("T7", 223_641_477): 1,
        ("T13", 200_000_000): 2,
        ("T13", 20_993_499): 2,
    }
    assert not any(claim.source == "T2" for claim in seed.claims)  # the disclosure lacks that table
