"""Last year's figures: from last year's document, or from what this year's narrative compares with."""

from __future__ import annotations

from gouji.model.fact import Fact
from gouji.model.ledger import Line
from gouji.model.place import Place
from gouji.prefill.source import Origin
from gouji.prepare.enter import STAGE, figure_fact
from gouji.prepare.words import ASSETS, FIGURES
from gouji.sentences import declared_sentences


def published_figures(origin: Origin, year: int) -> list[Line]:
    """The figures of ``year`` that a document of that year printed."""
    found = []
    for name in FIGURES:
        fact = figure_fact(name, year)
        fen = origin.worth(fact)
        if fen is None and (fact.controlled or "").startswith("three_public") and _lists_controlled(origin):
            fen = 0  # the table is there and leaves the item blank
        if fen is not None:
            found.append(Line(fact, fen, Place()))
    return found


def _lists_controlled(origin: Origin) -> bool:
    """Whether a table of 三公 states its total, so that a blank item is nothing."""
    return any(
        claim.fact is not None
        and claim.fact.controlled == "three_public"
        and claim.fact.year == origin.book.year
        for claim in origin.tables()
    )


def compared_figures(origin: Origin, year: int) -> list[Line]:
    """Last year's figures (``year``) that a document of the year after names, or says are unchanged."""
    found: dict[Fact, int] = {}
    for name in FIGURES:
        fact = figure_fact(name, year)
        fen = origin.worth(fact)
        if fen is not None:
            found[fact] = fen
    known = {figure_fact(name, year) for name in FIGURES}
    for sentence in origin.book.sentences:
        declared = next(
            (d for d in declared_sentences() if d.id == sentence.id and origin.form.id in d.forms), None
        )
        if (
            declared is None
            or "last" not in declared.keys
            or sentence.said != 0
            or "last" in sentence.figures
        ):
            continue
        for slot, key in declared.keys.items():
            claim = origin.book.figures[sentence.figures[slot]].claim if slot in sentence.figures else None
            fact = Fact(year=year, stage=STAGE)._replace(**{d: v for d, v in key if d != "year"})  # type: ignore[arg-type]
            fen = origin.book.claims[claim].amount.fen if claim is not None else None
            # Of an unchanged whole only the whole is known to be unchanged, unless it is nothing.
            if slot != "last" and fact in known and (fen == 0 or (slot == "this" and fen is not None)):
                found.setdefault(fact, fen)
    return [Line(fact, fen, Place()) for fact, fen in found.items()]


def assets_of(origin: Origin, year: int) -> list[Line]:
    """What the narrative says the department's assets are worth."""
    found = []
    for _, item in ASSETS.values():
        fact = Fact(year=year, stage=STAGE, item=item)
        fen = origin.worth(fact)
        if fen is not None:
            found.append(Line(fact, fen, Place()))
    return found
