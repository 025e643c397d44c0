"""明细表没有漏行：有下级的行应有上级行，别的表列出的科目这张表也应列出。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gouji.catalogue import undotted
from gouji.model.book import Book, Table
from gouji.model.finding import Finding, Severity
from gouji.model.place import Place
from gouji.rules.rule import Rule

_CODED = ("function", "government_economic", "department_economic")


@dataclass(frozen=True, slots=True)
class Coded:
    """The rows of one table that list one kind of code: dotted code → its amounts (分) and a place.

    ``below`` are the listed codes one level below each code.
    """

    table: Table
    dimension: str
    amounts: dict[str, set[int]]
    places: dict[str, Place]
    below: dict[str, list[str]]

    def children(self, code: str) -> list[str]:
        """The codes one level below that are listed."""
        return self.below.get(code, [])


def coded_tables(book: Book) -> list[Coded]:
    """Tables whose complete lists go by one kind of code only."""
    tables = {table.id: table for table in book.tables}
    out: dict[tuple[str, str], Coded] = {}
    for listing in book.listings:
        for i in listing.members:
            claim = book.claims[i]
            fact = claim.fact
            told = [d for d in _CODED if fact is not None and getattr(fact, d)]
            if fact is None or len(told) != 1 or fact.unit or fact.project:
                continue
            code = getattr(fact, told[0])
            if not code.replace(".", "").isdigit():
                continue
            key = (listing.table, told[0])
            if key not in out:
                out[key] = Coded(tables[listing.table], told[0], {}, {}, {})
            if code not in out[key].amounts:
                out[key].below.setdefault(code.rpartition(".")[0], []).append(code)
            amounts = out[key].amounts.setdefault(code, set())
            out[key].places.setdefault(code, claim.place)
            if claim.is_printed and claim.amount.fen:
                amounts.add(claim.amount.fen)
    return list(out.values())


def _check(book: Book) -> Iterator[Finding]:
    listed = coded_tables(book)
    for own in listed:
        said = set()
        for parent, child in _gaps(own):
            said.add(parent)
            yield ROW_MISSING.finding(
                f"列有 {undotted(child)}，却没有它的上级 {undotted(parent)} 这一行，同级的其他科目都有。",
                own.places[child],
                remedy=f"补上 {undotted(parent)} 一行，或核对 {undotted(child)} 的编码。",
            )
        for other in listed:
            if other.dimension == own.dimension and other.table is not own.table:
                for code in _absent(own, other):
                    if code not in said:
                        said.add(code)
                        parent = code.rpartition(".")[0]
                        yield ROW_MISSING.finding(
                            f"列到 {undotted(parent)} 为止，没有 {undotted(code)} 这一行；"
                            f"{other.table.name}在它之下列有 {undotted(code)}，本表同级的其他科目都有下级。",
                            own.places[parent],
                            remedy=f"补上 {undotted(code)} 一行，或核对编码。",
                        )


def _gaps(own: Coded) -> list[tuple[str, str]]:
    """(code that is not listed, a listed code below it), where the list otherwise names every parent."""
    absent: dict[str, str] = {}
    present = set()
    for code in own.amounts:
        parent = code.rpartition(".")[0]
        if not parent:
            continue
        if parent in own.amounts:
            present.add(parent)
        else:
            absent.setdefault(parent, code)
    out = []
    for parent, code in absent.items():
        beside = [p for p in present if p.count(".") == parent.count(".")]
        missing = [p for p in absent if p.count(".") == parent.count(".")]
        if len(beside) >= 2 * len(missing):
            out.append((parent, code))
    return out


def _absent(own: Coded, other: Coded) -> Iterator[str]:
    """Codes the other table details under a code of equal amount, where this table details all others."""
    detailed = [code for code in own.amounts if own.children(code)]
    for parent, amounts in own.amounts.items():
        there = other.children(parent)
        if not there or own.children(parent) or not amounts:
            continue
        enough = 1 if amounts & other.amounts.get(parent, set()) else 2
        depth = parent.count(".")
        beside = [c for c in own.amounts if c != parent and c.count(".") == depth and other.children(c)]
        if len(beside) >= enough and all(code in detailed for code in beside):
            yield from there


ROW_MISSING = Rule(
    code="row-missing",
    severity=Severity.WARNING,
    title="明细表缺一行",
    english="a row is missing from a list",
    basis="政府收支分类科目；两表口径相同的应列出同样的科目",
    since="0.1",
    check=_check,
)
