"""The relations of a whole disclosure: of natural number, each once, every claim in some."""

from __future__ import annotations

import pytest
from tests.generate import Style, printed_document
from tests.ledger import random_lines
from tests.tiny import terms

from gouji.forms import load_form
from gouji.model.book import Book
from gouji.model.relation import RelationKind
from gouji.recognise.recognise import recognise
from gouji.relate import relate


def _book(seed: int) -> Book:
    return recognise(printed_document(load_form("beijing-2023"), random_lines(seed), Style()))


@pytest.mark.parametrize("seed", range(4))
def test_there_are_about_as_many_relations_as_facts(seed: int) -> None:
    book = _book(seed)
    printed = sum(claim.is_printed for claim in book.claims)
    equalities = [r for r in relate(book) if r.kind is not RelationKind.BOUND]
    assert printed / 2 < len(equalities) < 2 * printed


@pytest.mark.parametrize("seed", range(4))
def test_no_relation_is_listed_twice(seed: int) -> None:
    relations = relate(_book(seed))
    found = [(r.kind is RelationKind.BOUND, terms(r)) for r in relations]
    assert len(set(found)) == len(found)


def test_every_relation_speaks_of_a_printed_amount_and_has_a_name() -> None:
    book = _book(1)
    for relation in relate(book):
        assert relation.label
        assert any(book.claims[i].is_printed for i, _ in relation.terms)
        assert len({i for i, _ in relation.terms}) == len(relation.terms)
        assert all(coefficient for _, coefficient in relation.terms)


def test_the_same_book_gives_the_same_relations_in_the_same_order() -> None:
    assert relate(_book(2)) == relate(_book(2))
