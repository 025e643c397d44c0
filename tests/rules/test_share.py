"""A share is the part over the whole; a wrong one is said, a right one is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.compile.ledgers import whole_ledger

from gouji.compile import as_document, compile_publication
from gouji.forms import load_form
from gouji.forms.outline import load_outline
from gouji.model.finding import Finding, Severity
from gouji.model.publication import Prose, Publication
from gouji.recognise.recognise import recognise
from gouji.rules.prose.share import SHARE


def _found(publication: Publication) -> list[Finding]:
    return list(SHARE.check(recognise(as_document(publication), "central")))


def _published() -> Publication:
    ledger = whole_ledger(2, form="central")
    return compile_publication(ledger, load_form("central"), load_outline("central")).publication


def _said(publication: Publication, old: str, new: str) -> Publication:
    pieces = tuple(
        Prose(piece.text.replace(old, new)) if isinstance(piece, Prose) else piece
        for piece in publication.pieces
    )
    assert pieces != publication.pieces
    return replace(publication, pieces=pieces)


def _share(publication: Publication) -> str:
    """A printed share of basic expenditure in all general expenditure."""
    text = next(
        p.text for p in publication.pieces if isinstance(p, Prose) and p.text.startswith("其中：基本")
    )
    return text.partition("占")[2].partition("%")[0]


def test_shares_as_compiled_are_right() -> None:
    assert _found(_published()) == []


@pytest.mark.parametrize("by", ["9", "0.5"])
def test_a_wrong_share_is_told_with_the_right_one(by: str) -> None:
    publication = _published()
    right = _share(publication)
    wrong = f"{float(right) - float(by):.2f}"
    (finding,) = _found(_said(publication, f"占{right}%", f"占{wrong}%"))
    assert finding.severity is Severity.WARNING
    assert f"应为 {right}%" in finding.message
    assert finding.places[0].text == wrong


def test_one_in_the_last_digit_is_a_note_at_most() -> None:
    publication = _published()
    right = _share(publication)
    near = f"{float(right) - 0.01:.2f}"
    found = _found(_said(publication, f"占{right}%", f"占{near}%"))
    assert {finding.severity for finding in found} <= {Severity.NOTE, Severity.WARNING}
    assert len(found) == 1
