"""Find the cell a person means by ``表七/合计/人员经费``: labels may be shortened, doubt is listed."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.explain.wording import place_name, table_name
from gouji.model.book import Book
from gouji.model.errors import GoujiError
from gouji.model.text import fold

_MOST = 12


class NoSuchCell(GoujiError):
    """No cell, or more than one, is meant; the message lists those that may be."""


def find_cell(book: Book, path: str) -> int:
    """The claim that ``path`` means: the table, then words of its row and of its column.

    A word stands for every label that contains it; labels that are equal to
    it, codes included, come before those that merely contain it.  Raises
    :class:`NoSuchCell` with the cells in question.
    """
    words = [fold(word) for word in path.split("/") if fold(word)]
    if len(words) < 2:
        raise NoSuchCell(f"“{path}”不是“表/行/栏”的样子\n  例如：表七/合计/人员经费")
    tables = _tables(book, words[0])
    if not tables:
        known = "、".join(table.name for table in book.tables if table.place is not None)
        raise NoSuchCell(f"没有“{words[0]}”这张表\n  有：{known}")
    fits: list[tuple[int, int]] = []
    for i, claim in enumerate(book.claims):
        if claim.place.table in tables:
            miss = _misfit(claim.place.row, claim.place.column, words[1:])
            if miss is not None:
                fits.append((miss, i))
    if not fits:
        rows = [
            "/".join(claim.place.row) or "（无行名）"
            for claim in book.claims
            if claim.place.table in tables
            and any(_fit(w, label) is not None for w in words[1:] if len(w) > 1 for label in claim.place.row)
        ]
        shown = "；".join(list(dict.fromkeys(rows))[:_MOST])
        raise NoSuchCell(
            f"“{path}”没有这一格\n  "
            + (f"行名相近的：{shown}" if shown else "表中没有这样的行名；栏名也可写")
        )
    least = min(miss for miss, _ in fits)
    best = [i for miss, i in fits if miss == least]
    if len(best) > 1:
        best.sort(key=lambda i: not book.claims[i].is_printed)
        listed = [
            f"{place_name(book, book.claims[i].place)}（{'/'.join(book.claims[i].place.column)}）"
            f" 印 {book.claims[i].place.text.strip() or '（空）'}"
            for i in best[:_MOST]
        ]
        more = f"\n  ……共 {len(best)} 格" if len(best) > _MOST else ""
        raise NoSuchCell(
            f"“{path}”说的可能是 {len(best)} 格之一，请写得再细些\n  " + "\n  ".join(listed) + more
        )
    return best[0]


def _tables(book: Book, word: str) -> frozenset[str]:
    """The tables meant: by number or id, else by a part of the title."""
    there = [table for table in book.tables if table.place is not None]
    exact = {t.id for t in there if word in (fold(t.label), fold(t.id), fold(t.title))}
    if exact:
        return frozenset(exact)
    return frozenset(t.id for t in there if word in fold(t.title) or word in fold(table_name(book, t.place)))  # type: ignore[arg-type]


def _misfit(row: Sequence[str], column: Sequence[str], words: Sequence[str]) -> int | None:
    """How badly the words fit: some for the row, the rest for the column; ``None`` if they do not."""
    best: int | None = None
    for cut in range(len(words) + 1):
        left, right = _misses(row, words[:cut]), _misses(column, words[cut:])
        if left is not None and right is not None and (best is None or left + right < best):
            best = left + right
    return best


def _misses(labels: Sequence[str], words: Sequence[str]) -> int | None:
    """The words in the order of the labels; a last label that no word names counts against it."""
    total, at = 0, 0
    for word in words:
        found = [(miss, j) for j in range(at, len(labels)) if (miss := _fit(word, labels[j])) is not None]
        if not found:
            return None
        miss, j = min(found, key=lambda pair: (pair[0], -pair[1]))
        total, at = total + miss, j + 1
    return total + (1 if labels and at < len(labels) else 0)


def _fit(word: str, label: str) -> int | None:
    """0 for the label itself, its code or its name; 2 for a part of it."""
    folded = fold(label)
    if word == folded or word in folded.split("-", 1):
        return 0
    return 2 if word in folded else None
