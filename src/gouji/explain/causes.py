"""The root causes of what broke: units of tables, rows that something speaks for, then single amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gouji.explain.diagnose import diagnose
from gouji.explain.localise import Diagnosis
from gouji.explain.rows import Settled, settle_rows
from gouji.explain.scale import Scaled, settle_units
from gouji.model.book import Book
from gouji.model.relation import Relation


@dataclass(frozen=True, slots=True)
class Causes:
    """What was settled about units, then about rows, and the diagnoses of what is left in that book."""

    scaled: Scaled
    settled: Settled
    diagnoses: tuple[Diagnosis, ...]


def causes_of(book: Book, relations: Sequence[Relation]) -> Causes:
    """Why relations are broken.  Rows are thought of only where single amounts do not explain all."""
    scaled = settle_units(book, relations)
    book, relations = scaled.book, scaled.relations
    found = diagnose(book, relations)
    if all(len(d.solutions) == 1 and len(d.solutions[0]) == 1 for d in found.diagnoses):
        return Causes(scaled, Settled(book, found.relations, (), frozenset()), found.diagnoses)
    settled = settle_rows(book, relations)
    if settled.findings:
        found = diagnose(settled.book, settled.relations)
    return Causes(scaled, replace(settled, relations=found.relations), found.diagnoses)
