"""A publication drawn and read again: what must come back, and what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from gouji.compile import as_document
from gouji.model.book import Book
from gouji.model.publication import Publication
from gouji.model.target import Target
from gouji.model.text import fold
from gouji.produce.written import RENDERERS
from gouji.read import read
from gouji.recognise.recognise import recognise

FORMATS = ("docx", "pdf", "xlsx", "html")


def drawn(publication: Publication, form: str) -> bytes:
    """The publication in one format."""
    return RENDERERS[form](publication)


def as_meant(publication: Publication) -> Book:
    """The book a reader would have if nothing came in between."""
    return recognise(as_document(publication), publication.form)


def read_again(publication: Publication, form: str, folder: Path) -> Book:
    """The book a reader has of the drawn file."""
    path = folder / f"book.{form}"
    path.write_bytes(drawn(publication, form))
    return recognise(read(path), publication.form)


def differences(meant: Book, seen: Book, *, prose: bool) -> list[str]:
    """What one has and the other lacks: claims, targets, and sentences where there is prose."""
    out = []
    views: list[tuple[str, Callable[[Book], Counter[object]]]] = [("claims", _claims), ("targets", _targets)]
    if prose:
        views += [("sentences", _sentences), ("figures", _figures)]
    for name, view in views:
        one, other = view(meant), view(seen)
        out += [f"{name} lost: {what}" for what in one - other]
        out += [f"{name} more: {what}" for what in other - one]
    return out


def _claims(book: Book) -> Counter[object]:
    return Counter(
        (claim.source, claim.fact and claim.fact._replace(line=None), claim.amount.fen, claim.amount.quantum)
        for claim in book.claims
        if claim.is_printed and claim.source != "prose"
    )


def _figures(book: Book) -> Counter[object]:
    return Counter((figure.kind, figure.number, figure.sentence, figure.slot) for figure in book.figures)


def _sentences(book: Book) -> Counter[object]:
    return Counter(
        (
            sentence.id,
            sentence.said,
            sentence.trend,
            tuple((slot, book.figures[n].number) for slot, n in sorted(sentence.figures.items())),
        )
        for sentence in book.sentences
    )


def _targets(book: Book) -> Counter[object]:
    return Counter(_target(target) for target in book.targets)


def _target(target: Target) -> object:
    indicators = tuple(
        (
            fold(i.level1),
            fold(i.level2),
            fold(i.level3),
            i.comparator,
            fold(i.value.raw),
            fold(i.value.measure),
            fold(i.polarity),
        )
        for i in target.indicators
    )
    return (target.table, fold(target.project), fold(target.objective), indicators)
