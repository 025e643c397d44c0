"""The frames of performance indicators (绩效指标) and the words they are written with."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from gouji.catalogue.confidence import CONFIDENCE, Confidence
from gouji.catalogue.table import rows, several


class IndicatorKind(NamedTuple):
    """A second-level indicator.

    ``category`` is cost, output, outcome or satisfaction; ``level1`` and
    ``level2`` the printed names.  ``comparators`` are the usual 指标性质,
    ``polarity`` is 正向指标 or 反向指标 in short, empty where it depends.
    """

    edition: int
    category: str
    level1: str
    level2: str
    meaning: str
    comparators: tuple[str, ...]
    polarity: str
    basis: str
    confidence: Confidence
    source: str
    note: str


class Term(NamedTuple):
    """One value of a list of words: a comparator, a polarity, a weight in per cent, a grade in points."""

    kind: str
    value: str
    meaning: str
    note: str
    source: str


@cache
def performance_frame(edition: int) -> tuple[IndicatorKind, ...]:
    """The frame of 2021 (财预〔2021〕101号, cost apart) or 2015 (财预〔2015〕88号), empty for others."""
    return tuple(kind for kind in _kinds() if kind.edition == edition)


@cache
def performance_terms(kind: str) -> tuple[Term, ...]:
    """The words of ``kind``: comparator, polarity, grade, weight_with_cost, weight_without_cost, …"""
    return tuple(term for term in _terms() if term.kind == kind)


@cache
def _kinds() -> tuple[IndicatorKind, ...]:
    return tuple(
        IndicatorKind(
            int(line["edition"]),
            line["category"],
            line["level1"],
            line["level2"],
            line["meaning"],
            several(line["comparators"]),
            line["polarity"],
            line["basis"],
            CONFIDENCE[line["confidence"]],
            line["source"],
            line["note"],
        )
        for line in rows("performance_frame")
    )


@cache
def _terms() -> tuple[Term, ...]:
    return tuple(
        Term(line["kind"], line["value"], line["meaning"], line["note"], line["source"])
        for line in rows("performance_enum")
    )
