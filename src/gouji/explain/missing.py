"""A row that a table lacks: totals exceed the lines by what another table prints for a code it leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gouji.explain.wording import money, table_name
from gouji.model.amount import Amount, Mark
from gouji.model.book import Book
from gouji.model.claim import Claim, Listing
from gouji.model.fact import lies_under
from gouji.model.place import Place
from gouji.model.relation import Relation, RelationKind

Key = tuple[tuple[str, str], ...]
"""Listed coordinates: (dimension, value)."""


@dataclass(frozen=True, slots=True)
class Column:
    """One amount column: the claim that the row should print there; ``shown`` says it, empty for nothing."""

    listing: Listing
    claim: Claim
    shown: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A row that seems to be missing: what it is about, where it should stand, where it is printed."""

    place: Place
    label: str
    there: str
    columns: tuple[Column, ...]


def missing_rows(book: Book, relations: Sequence[Relation], broken: Sequence[int]) -> list[Gap]:
    """Rows that would close the gaps of a table's totals, those that close most columns first."""
    values = [claim.amount.fen for claim in book.claims]
    out: list[tuple[int, Gap]] = []
    for table in dict.fromkeys(listing.table for listing in book.listings):
        lists = [listing for listing in book.listings if listing.table == table]
        gaps: dict[Listing, tuple[int, int]] = {}
        for r in broken:
            relation = relations[r]
            total, rest = relation.terms[0][0], {claim for claim, _ in relation.terms[1:]}
            if relation.kind is not RelationKind.ROLL_UP or not rest or book.claims[total].source != table:
                continue
            for listing in lists:
                if rest <= set(listing.members) and all(c == -1 for _, c in relation.terms[1:]):
                    gaps.setdefault(listing, (total, relation.residual(values)))
        for dimensions in dict.fromkeys(listing.dimensions for listing in gaps):
            same = {listing: gap for listing, gap in gaps.items() if listing.dimensions == dimensions}
            for key, (where, count) in _candidates(book, table, same).items():
                gap = _gap(book, [x for x in lists if x.dimensions == dimensions], same, key, where)
                if gap is not None:
                    out.append((count, gap))
    return [gap for _, gap in sorted(out, key=lambda pair: -pair[0])]


def _candidates(book: Book, table: str, gaps: dict[Listing, tuple[int, int]]) -> dict[Key, tuple[int, int]]:
    """Codes that another table lists and this one does not, whose amount there is one of the gaps.

    Key → (a claim that prints it there, how many columns print one of the gaps).
    """
    amounts = {abs(residual) for _, residual in gaps.values()}
    dimensions = next(iter(gaps)).dimensions
    found: dict[Key, tuple[int, int]] = {}
    for other in book.listings:
        if other.table == table:
            continue
        shared = tuple(d for d in dimensions if d in other.dimensions and d != "line")
        if not shared:
            continue
        own = {_key(book, m, shared) for listing in gaps for m in listing.members}
        sums: Counter[Key] = Counter()
        first: dict[Key, int] = {}
        for member in other.members:
            key = _key(book, member, shared)
            if key and len(key) == len(shared) and key not in own:
                sums[key] += book.claims[member].amount.fen
                first.setdefault(key, member)
        for key, amount in sums.items():
            if amount and abs(amount) in amounts:
                where, count = found.get(key, (first[key], 0))
                found[key] = (where, count + 1)
    return found


def _key(book: Book, claim: int, shared: Sequence[str]) -> Key:
    fact = book.claims[claim].fact
    return tuple((name, str(value)) for name in shared if (value := getattr(fact, name)) is not None)


def _gap(
    book: Book, lists: Sequence[Listing], gaps: dict[Listing, tuple[int, int]], key: Key, where: int
) -> Gap | None:
    """The row of ``key`` as it should be printed; ``None`` where it would not lie under the totals."""
    values: dict[str, str | None] = dict(key)
    members = next(iter(gaps)).members
    for name in next(iter(gaps)).dimensions:
        if name not in values and name != "line":
            beside = {getattr(book.claims[m].fact, name) for m in members}
            if len(beside) != 1:
                return None
            values[name] = beside.pop()
    columns = []
    total = book.claims[next(iter(gaps.values()))[0]]
    for listing in lists:
        residual = 0
        if listing in gaps:
            stated, residual = gaps[listing]
            fact = book.claims[stated].fact
            if fact is None or not all(lies_under(v, getattr(fact, name)) for name, v in values.items()):
                return None
        model = book.claims[listing.members[0]] if listing.members else total
        amount = Amount(residual, model.amount.quantum, Mark.NUMBER if residual else Mark.BLANK)
        place = replace(total.place, row=(), column=model.place.column, text="", box=None)
        claim = Claim(listing.context._replace(**values), amount, place, model.denomination, listing.table)  # type: ignore[arg-type]
        name = "/".join(model.place.column[-1:])
        shown = f"{name} {money(residual, model.denomination)}" if residual else ""
        columns.append(Column(listing, claim, shown))
    there = book.claims[where]
    codes = [value.replace(".", "") for _, value in key]
    named = [row for row in there.place.row if any(row.startswith(code) for code in codes)]
    label = " · ".join(named or there.place.row[-1:])
    place = replace(total.place, row=(label,), column=(), text="", box=None)
    return Gap(place, label, table_name(book, there.place), tuple(columns))
