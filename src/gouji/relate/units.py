"""A department is the sum of its units: each fact of its book against those of theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from gouji.model.book import Book
from gouji.model.claim import Claim
from gouji.model.fact import Fact
from gouji.model.relation import RelationKind
from gouji.recognise.units import same_unit

_BETWEEN_UNITS = (
    ("fund", "non_fiscal.own.from_superior"),
    ("fund", "non_fiscal.own.from_affiliate"),
    ("nature", "to_superior"),
    ("nature", "to_affiliate"),
)
"""Money that units of one department may pay each other: it drops out when they are added up."""

_MADE_UP = "·#"
"""Signs of coordinates that belong to one table of one book alone."""


class Derivation(Protocol):
    """What the derivation of relations offers."""

    claims: Sequence[Claim]
    by_fact: dict[Fact, list[int]]
    first: dict[Fact, int]

    def terms(self, fact: Fact) -> Sequence[int] | None:
        """Claims that add up to ``fact``."""

    def side(self, found: Sequence[int]) -> str:
        """What they are called."""

    def add(
        self, kind: RelationKind, left: Sequence[int], right: Sequence[int], label: str, *, soft: bool = False
    ) -> None:
        """Keep a relation, once."""


def relate_units(derivation: Derivation, book: Book) -> None:
    """Department = Σ units where every unit is there, else Σ units ≤ department, fact by fact."""
    marks = [member.mark for member in book.members if member.comparable]
    if not marks:
        return
    whole = len(marks) == len(book.members) and book.units_listed and not book.units_missing
    between = _pays_between(derivation)
    for fact in list(derivation.by_fact):
        if fact.book is not None:
            continue
        first = derivation.first[fact]
        if not derivation.claims[first].is_printed or _is_apart(fact):
            continue
        if fact.unit is not None:
            _one_unit(derivation, book, fact, first)
            continue
        if between and (fact.fund is None or not fact.fund.startswith("fiscal")):
            continue
        told = [derivation.terms(fact._replace(book=mark)) for mark in marks]
        there = [i for terms in told if terms for i in terms]
        if not there:
            continue
        if whole and all(terms is not None for terms in told):
            label = f"{derivation.side([first])}＝Σ {len(marks)} 个单位"
            derivation.add(RelationKind.ROLL_UP, [first], there, label)
        elif _is_positive(derivation, [first, *there]):
            label = f"所给单位之和不大于 {derivation.side([first])}"
            derivation.add(RelationKind.BOUND, there, [first], label)


def _one_unit(derivation: Derivation, book: Book, fact: Fact, first: int) -> None:
    """A row that the department prints for one unit, against that unit's own book."""
    for member in book.members:
        if member.comparable and same_unit(fact.unit or "", member.name):
            terms = derivation.terms(fact._replace(unit=None, book=member.mark))
            if terms:
                label = f"{derivation.side([first])}＝{derivation.side(terms)}"
                derivation.add(RelationKind.ROLL_UP, [first], terms, label)


def _pays_between(derivation: Derivation) -> bool:
    """Whether any book prints money that one unit may pay to another."""
    return any(
        derivation.claims[i].amount.fen
        for fact, found in derivation.by_fact.items()
        if any(getattr(fact, name) == value for name, value in _BETWEEN_UNITS)
        for i in found
    )


def _is_apart(fact: Fact) -> bool:
    """Whether a fact is not comparable between books: rows told apart, unknown columns, target values."""
    if fact.line is not None or fact.item is not None or fact.tag in ("cost", "whole_cost"):
        return True
    return any(sign in str(value) for value in (fact.controlled, fact.stage) for sign in _MADE_UP)


def _is_positive(derivation: Derivation, found: Iterable[int]) -> bool:
    return all(derivation.claims[i].amount.fen >= 0 for i in found)
