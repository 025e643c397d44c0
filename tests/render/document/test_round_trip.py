"""What was drawn is read back: the same claims, targets and sentences, from every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from tests.render.document.disclosures import FORMS, clinging, long, odd, usual

from gouji.compile import as_document
from gouji.model.book import Book, TableStatus
from gouji.model.publication import Publication
from gouji.model.text import fold
from gouji.read import read
from gouji.recognise.recognise import recognise
from gouji.render.document import docx_bytes, html_bytes, pdf_bytes, xlsx_bytes

_DRAWN: dict[str, Callable[..., bytes]] = {
    "docx": docx_bytes,
    "pdf": pdf_bytes,
    "xlsx": xlsx_bytes,
    "html": html_bytes,
}
_KINDS: dict[str, Callable[[str], Publication]] = {
    "first": lambda form: usual(form, 1),
    "second": lambda form: usual(form, 2, 7),
    "rounded": lambda form: usual(form, 4, 10_000),
    "long": long,
    "odd": odd,
    "clinging": clinging,
}


def _claims(book: Book) -> Counter[object]:
    return Counter(
        (c.source, c.fact, c.amount.fen, c.amount.quantum, c.amount.mark)
        for c in book.claims
        if c.source != "prose"
    )


def _targets(book: Book) -> list[object]:
    return [
        (
            *(target.table, target.printed, target.project, target.code, target.activity),
            fold(target.objective),
            None if target.total is None else book.claims[target.total].amount.fen,
            [
                (i.level1, i.level2, i.level3, i.comparator, i.value.kind, fold(i.value.raw), i.polarity)
                for i in target.indicators
            ],
        )
        for target in book.targets
    ]


def _prose(book: Book) -> tuple[Counter[object], ...]:
    figures = Counter((f.kind, f.number, f.sentence, f.slot) for f in book.figures)
    facts = Counter((c.fact, c.amount) for c in book.claims if c.source == "prose")
    said = Counter((s.id, s.said, s.trend) for s in book.sentences)
    return figures, facts, said, Counter(denial.subject for denial in book.denials)


def _tables(book: Book) -> list[object]:
    """What is known of each table; whether one that is not empty is called so depends on what follows it."""
    return [
        (
            t.id,
            t.status,
            t.rows,
            t.denomination,
            t.label,
            t.reasons,
            t.status is TableStatus.EMPTY and t.said_empty,
        )
        for t in book.tables
    ]


@pytest.mark.parametrize(("suffix", "kind", "form"), list(product(_DRAWN, _KINDS, FORMS)))
def test_a_drawn_disclosure_is_read_back_as_it_was_meant(
    suffix: str, kind: str, form: str, tmp_path: Path
) -> None:
    publication = _KINDS[kind](form)
    draft = kind == "second"  # 草稿 on every page is no part of what it says
    meant = recognise(as_document(publication), form)
    path = tmp_path / f"budget.{suffix}"
    path.write_bytes(_DRAWN[suffix](publication, draft=draft))
    seen = recognise(read(path))
    assert (seen.form, seen.kind, seen.year, seen.department) == (
        meant.form,
        meant.kind,
        meant.year,
        meant.department,
    )
    assert _tables(seen) == _tables(meant)
    assert _claims(seen) == _claims(meant)
    assert _targets(seen) == _targets(meant)
    assert _prose(seen) == _prose(meant)
    assert (len(seen.unread), len(seen.strangers), len(seen.personal)) == (0, 0, len(meant.personal))


@pytest.mark.parametrize("suffix", list(_DRAWN))
def test_a_blank_is_not_a_zero(suffix: str, tmp_path: Path) -> None:
    """Central prints 0.00 where Beijing prints nothing; both are read as they stand."""
    path = tmp_path / f"budget.{suffix}"
    for form in FORMS:
        publication = usual(form, 1)
        path.write_bytes(_DRAWN[suffix](publication))
        marks = Counter(c.amount.mark for c in recognise(read(path)).claims if c.source != "prose")
        meant = recognise(as_document(publication), form)
        assert marks == Counter(c.amount.mark for c in meant.claims if c.source != "prose")
