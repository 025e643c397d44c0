"""Compiled tables say what the ledger says, and are read back as the same claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from tests.compile.ledgers import random_ledger

from gouji.check import check_book
from gouji.compile import Compiled, as_document, compile_publication
from gouji.forms import load_form
from gouji.forms.outline import load_outline
from gouji.model.claim import Claim
from gouji.model.finding import Severity
from gouji.model.ledger import List
from gouji.recognise.recognise import recognise

FORMS = ("beijing-2023", "shanghai", "central")


def compiled(form: str, seed: int, **more: object) -> Compiled:
    return compile_publication(
        random_ledger(seed, form=form, **more),  # type: ignore[arg-type]
        load_form(form),
        load_outline(form),
    )


def stated(claims: Iterable[Claim]) -> Counter[object]:
    """What the tables state, whatever tells equal rows apart; money inside indicators is no compiled cell."""
    return Counter(
        (claim.source, claim.fact._replace(line=None), claim.amount.fen, claim.amount.quantum)
        for claim in claims
        if claim.is_printed and claim.source != "prose" and claim.fact and claim.fact.tag != "cost"
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(6))
def test_a_compiled_disclosure_is_read_back_as_it_was_meant(form: str, seed: int) -> None:
    publication = compiled(form, seed).publication
    book = recognise(as_document(publication), form)
    assert stated(book.claims) == stated(publication.claims)
    assert not [table for table in book.tables if table.reasons]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(6))
def test_a_compiled_disclosure_has_no_fault(form: str, seed: int) -> None:
    publication = compiled(form, seed).publication
    report = check_book(recognise(as_document(publication), form))
    assert [f for f in report.findings if f.severity is not Severity.NOTE] == []


def test_an_amount_is_rounded_once_and_last_digits_are_notes_only() -> None:
    publication = compiled("central", 3, step=7).publication
    report = check_book(recognise(as_document(publication), "central"))
    assert {f.severity for f in report.findings} <= {Severity.NOTE}
    assert all(claim.amount.fen % claim.amount.quantum == 0 for claim in publication.claims)


def test_a_list_without_lines_makes_an_empty_table_with_its_statement() -> None:
    publication = compiled("beijing-2023", 1, empty=frozenset({List.PURCHASED_SERVICE})).publication
    table = next(t for t in publication.tables if t.id == "T11")
    assert table.notes
    assert not any(cell.claim is not None for cell in table.cells)


def test_a_formula_stands_only_where_the_printed_parts_add_up() -> None:
    publication = compiled("central", 5).publication
    for table in publication.tables:
        at = {(cell.row, cell.column): cell for cell in table.cells}
        for cell in table.cells:
            parts = [at[position].claim for position in cell.parts]
            if cell.parts and cell.claim is not None:
                total = sum(publication.claims[part].amount.fen for part in parts if part is not None)
                assert total == publication.claims[cell.claim].amount.fen


def test_every_cell_of_the_grid_is_covered_once() -> None:
    for form in FORMS:
        for table in compiled(form, 2).publication.tables:
            covered = Counter(
                (row, column)
                for cell in table.cells
                for row in range(cell.row, cell.row + cell.rows)
                for column in range(cell.column, cell.column + cell.columns)
            )
            assert covered == Counter((r, c) for r in range(table.height) for c in range(table.width)), (
                table.id
            )
