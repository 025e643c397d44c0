"""The root causes of what broke: rows first where something speaks for them, then single amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    """Why relations are broken.  A missing row is thought of only where amounts alone do not explain all."""
    diagnoses = diagnose(book, relations)
    sure = all(len(diagnosis.solutions) == 1 for diagnosis in diagnoses)
    settled = settle_rows(book, relations, missing=not sure)
    if settled.findings:
        diagnoses = diagnose(settled.book, settled.relations)
    return Causes(settled, diagnoses)
