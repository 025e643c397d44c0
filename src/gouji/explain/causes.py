"""The root causes of what broke: rows first where something speaks for them, then single amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gouji.explain.diagnose import diagnose
from gouji.explain.localise import Diagnosis
from gouji.explain.rows import Settled, settle_rows
from gouji.model.book import Book
from gouji.model.relation import Relation


@dataclass(frozen=True, slots=True)
class Causes:
    """The row slips, the book in which they are undone, and the diagnoses of what is left in it."""

    settled: Settled
    diagnoses: tuple[Diagnosis, ...]


def causes_of(book: Book, relations: Sequence[Relation]) -> Causes:
    """Why relations are broken.  Rows are thought of only where single amounts do not explain all."""
    found = diagnose(book, relations)
    if all(len(d.solutions) == 1 and len(d.solutions[0]) == 1 for d in found.diagnoses):
        return Causes(Settled(book, found.relations, (), frozenset()), found.diagnoses)
    settled = settle_rows(book, relations)
    if settled.findings:
        found = diagnose(settled.book, settled.relations)
    return Causes(replace(settled, relations=found.relations), found.diagnoses)
