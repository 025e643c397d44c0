"""Every identity that reviewers know by heart is derived, or there is a reason why not."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from tests.generate import Style, printed_document
from tests.ledger import random_lines

from gouji.forms import load_form
from gouji.model.claim import Claim
from gouji.model.fact import Fact
from gouji.model.relation import Relation, RelationKind
from gouji.read import read
from gouji.recognise.recognise import recognise
from gouji.relate import relate

Side = Callable[[Claim], bool]
LATER = "form comes later"


def in_table(table: str, **fact: str | None) -> Side:
    """Claims of a table with these coordinates; ``*`` is any but none."""

    def matches(claim: Claim) -> bool:
        stated = claim.fact or Fact()
        return claim.source == table and all(
            (getattr(stated, name) is not None) if value == "*" else getattr(stated, name) == value
            for name, value in fact.items()
        )

    return matches


def _spent(table: str, **fact: str | None) -> Side:
    return in_table(table, flow="expenditure", position="current", **fact)


_GENERAL, _FUND, _STATE = "fiscal.general", "fiscal.government_fund", "fiscal.state_capital"

COVERED: dict[str, tuple[Side, ...]] = {
    "B01": (
        in_table("T1", flow="revenue", position="current", fund=None),
        in_table("T1", flow="revenue", fund=_GENERAL),
        in_table("T1", flow="revenue", fund="non_fiscal.own.other"),
    ),
    "B02": (
        in_table("T1", flow=None),
        in_table("T1", position="current"),
        in_table("T1", position="opening"),
    ),
    "B03": (_spent("T1", function=None), _spent("T1", function="*")),
    "B04": (
        in_table("T1", flow=None),
        in_table("T1", position="current"),
        in_table("T1", position="closing"),
    ),
    "B05": (in_table("T1", flow=None),),
    "B06": (in_table("T2", flow=None, function=None), in_table("T1", flow=None)),
    "B07": (in_table("T2", fund=_GENERAL, function=None), in_table("T1", fund=_GENERAL)),
    "B08": (_spent("T3", nature=None, function=None), _spent("T1", function=None)),
    "B09": (
        _spent("T3", nature=None, function="*"),
        _spent("T3", nature="basic"),
        _spent("T3", nature="project"),
        _spent("T3", nature="business"),
    ),
    "B10": (_spent("T3", nature=None, function="*"), _spent("T1", function="*")),
    "B11": (_spent("T3", nature="project", function=None), _spent("T4", fund=None, project=None)),
    "B12": (
        _spent("T4", fund=None, origin=None, project="*"),
        _spent("T4", fund=_GENERAL, origin="this_year"),
        _spent("T4", fund=_STATE, origin="carried_in"),
        _spent("T4", fund="non_fiscal.own"),
    ),
    "B13": (_spent("T4", fund=None, origin=None, project="*"), _spent("T3", nature="project", function="*")),
    "B14": (
        in_table("T5", flow="revenue", position="current", fund="fiscal"),
        in_table("T5", flow="revenue", position="current", fund=_GENERAL),
        in_table("T5", flow="revenue", position="current", fund=_STATE),
    ),
    "B15": (in_table("T5", flow=None), in_table("T5", position="closing")),
    "B16": (
        in_table("T5", flow="revenue", position="current", fund=_GENERAL),
        in_table("T1", flow="revenue", position="current", fund=_GENERAL),
    ),
    "B17": (_spent("T5", function="*"), _spent("T1", function="*")),
    "B18": (_spent("T5", function=None), _spent("T6", nature=None), _spent("T8"), _spent("T9")),
    "B19": (_spent("T6", nature="basic", function="*"), _spent("T6", nature="basic.operating", function="*")),
    "B20": (_spent("T6", nature=None, function="*"), _spent("T3", nature=None, function="*")),
    "B21": (_spent("T7", nature="basic.personnel", function="*"), _spent("T6", nature="basic.personnel")),
    "B22": (_spent("T7", function=None), _spent("T7", function="*", department_economic="*")),
    "B23": (_spent("T7", nature="basic", department_economic="*"), _spent("T3", nature="basic")),
    "B24": (
        _spent("T6", nature="project", tag=None),
        _spent("T4", fund=_GENERAL, origin="this_year"),
        _spent("T4", fund=_GENERAL, origin="carried_in"),
    ),
    "B25": (_spent("T8", nature="project"), _spent("T4", fund=_FUND)),
    "B26": (_spent("T9", nature="project"), _spent("T4", fund=_STATE)),
    "B27": (
        in_table("T10", controlled="three_public.vehicles"),
        in_table("T10", controlled="three_public.vehicles.purchase"),
    ),
    "B28": (
        _spent("T7", department_economic="302.17"),
        in_table("T10", controlled="three_public.reception"),
    ),
    "B29": (in_table("T11", project="*"), _spent("T4", project="*")),
    "B30": (in_table("prose", tag="purchased_service"), in_table("T11")),
    "B31": (in_table("T12", fund=_GENERAL), in_table("T6")),
    "B32": (in_table("T13", project="*", tag=None), _spent("T4", project="*")),
    "B34": (in_table("T14", fund="fiscal", nature=None), in_table("T5")),
    "B36": (in_table("prose", flow=None, fund=None, stage="original"), in_table("T1", flow=None)),
    "B37": (in_table("prose", controlled="*"), in_table("T10")),
    "B38": (in_table("prose", nature="basic.operating"), in_table("T6")),
    "B39": (in_table("prose"),),
}
"""Identity → claims that must stand in one derived relation."""

NOT_DERIVED: dict[str, str] = {
    "B33": "two sets of names are compared: a rule on targets",
    "B35": "indicators are compared by name, value and measure: a rule on targets",
    "B40": "a number of projects is counted, not summed: a rule on prose",
    "B41": "needs last year's document",
    "B42": "needs the documents of the units",
}


def _rows(shared: Path) -> list[dict[str, str]]:
    with (shared / "reference" / "cross_table_identities.csv").open(encoding="utf-8-sig") as stream:
        return list(csv.DictReader(stream))


Related = tuple[tuple[Claim, ...], tuple[Relation, ...]]


@pytest.fixture(scope="module")
def books(shared: Path) -> list[Related]:
    """The real document, and generated ones in which no table is empty."""
    form = load_form("beijing-2023")
    told = [
        recognise(printed_document(form, random_lines(seed, size=60), Style(zero="0.00")))
        for seed in (1, 4, 7)
    ]
    told.append(recognise(read(shared / "seeds" / "xicheng-2023.txt")))
    return [(book.claims, relate(book)) for book in told]


def _covers(claims: tuple[Claim, ...], relation: Relation, sides: Iterable[Side]) -> bool:
    there = [claims[i] for i, _ in relation.terms]
    return all(any(side(claim) for claim in there) for side in sides)


def test_every_identity_is_accounted_for(shared: Path) -> None:
    rows = _rows(shared)
    budget = {row["id"] for row in rows if row["document_kind"] == "budget_bj14"}
    assert budget == COVERED.keys() | NOT_DERIVED.keys()
    assert not COVERED.keys() & NOT_DERIVED.keys()
    others = {row["document_kind"]: LATER for row in rows if row["document_kind"] != "budget_bj14"}
    assert others == {"budget_sh9": LATER, "final_9": LATER}


@pytest.mark.parametrize("id", COVERED)
def test_an_identity_is_a_derived_relation(books: list[Related], id: str) -> None:
    assert any(
        _covers(claims, relation, COVERED[id]) for claims, relations in books for relation in relations
    )


def test_revenue_and_expenditure_balance(books: list[Related]) -> None:
    for claims, relations in books:
        balanced = [r for r in relations if r.kind is RelationKind.BALANCE]
        assert any({claims[i].source for i, _ in r.terms} == {"T1"} for r in balanced)
