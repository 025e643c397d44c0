"""The gate: a disclosure goes out only if its book and its PDF, read again, are without an error."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gouji.check import check_book
from gouji.compile import Compiled, Remark, as_document
from gouji.model.book import Book, TableStatus
from gouji.model.claim import Claim
from gouji.model.document import Document
from gouji.model.errors import Unreadable
from gouji.model.fact import Fact, with_values
from gouji.model.finding import Severity
from gouji.model.publication import Publication
from gouji.model.report import Report
from gouji.model.text import fold
from gouji.read import read
from gouji.recognise.recognise import NotADisclosure, recognise
from gouji.render.report.text import finding_lines

_NAMES = ("unit", "project")
"""What a fact calls by a name that someone gave it."""

_INDICATED = frozenset({"cost", "whole_cost"})
"""Tags of money that indicators speak of: text to the compiler, amounts to a reader."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What was found, errors first; it is open where there is no error among it."""

    remarks: tuple[Remark, ...]

    @property
    def is_open(self) -> bool:
        """Whether the disclosure may go out."""
        return not any(remark.severity is Severity.ERROR for remark in self.remarks)


def judge(compiled: Compiled, form: str, pdf: bytes | None = None) -> Gate:
    """Check the compiled book, and the PDF as a reader would read it.

    ``form`` is the form's id or path.  What both show is said once.
    """
    publication = compiled.publication
    told: dict[object, Remark] = {remark: remark for remark in compiled.remarks}
    for key, remark in _checked(publication, as_document(publication), form, "编成的表"):
        told.setdefault(key, remark)
    if pdf is not None:
        for key, remark in _checked(publication, _reread(pdf), form, "排成的 PDF"):
            told.setdefault(key, remark)
    order = list(Severity)
    return Gate(tuple(sorted(told.values(), key=lambda remark: order.index(remark.severity))))


def _reread(pdf: bytes) -> Document:
    with tempfile.TemporaryDirectory(prefix="gouji-") as folder:
        path = Path(folder) / "book.pdf"
        try:
            path.write_bytes(pdf)
        except OSError as problem:
            why = problem.strerror or str(problem)
            raise Unreadable(folder, f"临时文件写不进去：{why}", "请腾出磁盘空间再试。") from problem
        return read(path)


def _checked(
    publication: Publication, document: Document, form: str, what: str
) -> Iterator[tuple[object, Remark]]:
    """What is wrong, each with what tells it from others: a finding is the same on any page."""
    try:
        book = recognise(document, form)
    except (NotADisclosure, Unreadable) as problem:
        said = Remark(Severity.ERROR, f"{what}读不回来：{problem}")
        yield said, said
        return
    for said in _faithful(publication, book, what):
        yield said, said
    yield from _findings(check_book(book))


def _faithful(publication: Publication, book: Book, what: str) -> Iterator[Remark]:
    """Everything that was meant is read, and nothing else."""
    for table in book.tables:
        if table.status in (TableStatus.NOT_FOUND, TableStatus.PARTLY):
            why = "；".join(table.reasons) or "没有找到"
            yield Remark(Severity.ERROR, f"{what}：{table.full_name}读不全（{why}）。")
    meant, seen = stated(publication.claims), stated(book.claims)
    for claim, more in ((meant - seen, "排出后读不到"), (seen - meant, "读出了没有编入的金额")):
        lost = sorted({key[0] for key in claim})
        if lost:
            tables = "、".join(_name(publication, id) for id in lost)
            yield Remark(Severity.ERROR, f"{what}：{tables}有 {claim.total()} 个金额{more}。")


def _name(publication: Publication, id: str) -> str:
    return next((table.name for table in publication.tables if table.id == id), id)


def stated(claims: tuple[Claim, ...]) -> Counter[tuple[str, object, int, int]]:
    """What tables state: table, fact, amount and its last digit; money inside indicators is not compiled."""
    return Counter(
        (claim.source, _named(claim.fact), claim.amount.fen, claim.amount.quantum)
        for claim in claims
        if claim.is_printed and claim.source != "prose" and claim.fact and claim.fact.tag not in _INDICATED
    )


def _named(fact: Fact) -> Fact:
    """The fact without its line; names are compared as a reader compares them, marks and blanks aside."""
    names: dict[str, str | int | None] = {
        name: fold(said) for name in _NAMES if (said := getattr(fact, name)) is not None
    }
    return with_values(fact._replace(line=None), names)


def _findings(report: Report) -> Iterator[tuple[object, Remark]]:
    for finding in report.findings:
        lines = [line.strip() for line in finding_lines(report, finding)]
        yield finding.id, Remark(finding.severity, "\n  ".join(line for line in lines if line))
    for line in report.crashed:
        said = Remark(Severity.ERROR, f"规则出错：{line}")
        yield said, said
