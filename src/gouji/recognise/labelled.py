"""Sections whose rows are named by a label: which declared row each is, and what they sum to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from gouji.forms import Row
from gouji.forms.declaration import CODED
from gouji.forms.lexicon import lexicon
from gouji.model.book import CodedCell
from gouji.model.claim import Part, Sum
from gouji.model.text import fold
from gouji.recognise.labels import plain
from gouji.recognise.reading import (
    Entry,
    Reading,
    add_list,
    claim_row,
    code_of_name,
    unread_row,
)
from gouji.recognise.rows import PrintedRow


def read_labelled(reading: Reading, rows: list[PrintedRow], entries: tuple[Entry, ...]) -> int:
    position = 0
    table = reading.table.id
    used: set[int] = set()
    count = 0
    next_number = len(entries)
    listed: dict[int, list[int]] = {}  # entry of an ``each`` row → row numbers
    seen: Counter[tuple[int, str]] = Counter()
    steps: list[tuple[int, int]] = []  # how far right each row reaches, and its number
    for row in _mended(reading, rows, entries):
        text = next((label for label in reversed(row.labels) if label.strip()), "")
        labels = tuple(label for label in (fold(part) for part in row.labels) if label)
        at, code = _which_entry(reading, entries, text, row.labels, position, used)
        if at is None:
            if unread_row(reading, row, labels, f"“{fold(text)}”不是本表声明的行"):
                count += 1
            continue
        count += 1
        entry = entries[at]
        number = next_number if entry.row.each or (entry.row.unlabelled and len(entries) > 1) else at
        steps.append((_step(row), number))
        if entry.row.each:
            dimension = entry.row.each[0]
            cell = row.roles["label"][1]
            reading.gathering.coded.append(
                CodedCell(dimension, "", plain(text), reading.matrix.place(cell, table=reading.table.id))
            )
            seen[at, code] += 1
            values = {dimension: code}
            if seen[at, code] > 1:
                values["line"] = f"{reading.table.id}·{seen[at, code]}"
            claim_row(reading, row, next_number, labels, entry, values)
            listed.setdefault(at, []).append(next_number)
            next_number += 1
            position = at
        elif entry.row.unlabelled and len(entries) > 1:
            claim_row(reading, row, next_number, labels, entry, {"line": f"{table}·{next_number}"})
            next_number += 1
        else:
            used.add(at)
            if entry.row.heading:
                unread_row(reading, row, labels, "这一行只起分组作用，不应有金额")
            else:
                claim_row(reading, row, at, labels, entry, {})
            position = at + 1
    _label_sums(reading, entries, listed)
    if any(entry.row.outline for entry in entries):
        _outline_sums(reading, steps)
    for at, numbers in listed.items():
        add_list(reading, entries[at], numbers)
    return count


def _mended(reading: Reading, rows: list[PrintedRow], entries: tuple[Entry, ...]) -> Iterator[PrintedRow]:
    """The rows, those cut by a page put together: neither half is a declared label, both are."""

    def known(text: str) -> bool:
        return _which_entry(reading, entries, text, (text,), 0, set())[0] is not None

    skip = False
    for row, following in zip_longest(rows, rows[1:]):
        if skip:
            skip = False
            continue
        if following is not None and row.labels and following.labels and not following.says_amounts:
            whole = row.labels[-1] + following.labels[-1]
            if row.labels[-1].strip() and not known(row.labels[-1]) and known(whole):
                row = replace(row, labels=(*row.labels[:-1], whole))
                skip = True
        yield row


def _which_entry(
    reading: Reading,
    entries: tuple[Entry, ...],
    text: str,
    labels: tuple[str, ...],
    position: int,
    used: set[int],
) -> tuple[int | None, str]:
    """The declared row a label means, nearest after the last one; the code for ``each`` rows."""
    label = plain(text)
    if not label and not any(entry.row.unlabelled for entry in entries):
        return None, ""
    outer = {plain(part) for part in labels[:-1] if part.strip()}
    fits = []
    for at, entry in enumerate(entries):
        if at in used:
            continue
        named = any(label == plain(name) for name in entry.row.labels)
        if not named and not (entry.row.unlabelled and not label):
            continue
        inside = {plain(name) for row in entry.above for name in row.labels}
        fits.append((0 if not outer or outer & inside else 1, 0 if at >= position else 1, at))
    if fits:
        return min(fits)[2], ""
    known = _synonym(entries, label, outer, position, used)
    if known is not None:
        return known, ""
    for at, entry in enumerate(entries):
        if entry.row.each and entry.row.each[0] in CODED and label:
            code = code_of_name(entry.row.each[0], label, reading.year, entry.row.level)
            if code:
                return at, code
    return None, ""


def _synonym(
    entries: tuple[Entry, ...], label: str, outer: set[str], position: int, used: set[int]
) -> int | None:
    """The declared row that the vocabulary knows under another name: its own key says the same."""
    key = dict(lexicon().rows.get(label, ()))
    if not key or "flow" in key:
        return None
    fits = [
        (
            0 if not outer or outer & {plain(n) for r in entry.above for n in r.labels} else 1,
            at < position,
            at,
        )
        for at, entry in enumerate(entries)
        if at not in used and entry.row.labels and dict(entry.row.key) == key
    ]
    return min(fits)[2] if fits else None


def _label_sums(reading: Reading, entries: tuple[Entry, ...], listed: dict[int, list[int]]) -> None:
    """Totals that declare ``sums``: each equals its nested rows, column by column."""
    parents = {(id(e.row), e.above): at for at, e in enumerate(entries)}
    printed = {
        (id(entry.row), entry.above)
        for at, entry in enumerate(entries)
        for leaf in reading.leaves
        if (claim := reading.cells.get((at, leaf.index))) is not None
        and reading.gathering.claims[claim].is_printed
    }
    for at, entry in enumerate(entries):
        if entry.row.of_which and entry.above:
            whole = parents.get((id(entry.above[-1]), entry.above[:-1]))
            for leaf in reading.leaves:
                ends = reading.cells.get((at, leaf.index)), reading.cells.get((whole or 0, leaf.index))
                if whole is not None and ends[0] is not None and ends[1] is not None:
                    label = f"{entry.row.labels[0]} 不大于 {entry.above[-1].labels[0]}"
                    reading.gathering.parts.append(Part(ends[0], ends[1], label))
        if not entry.row.sums:
            continue
        inside = (*entry.above, entry.row)
        children = [
            number
            for row, above in _summed(entry.row.rows, inside, printed)
            if (child := parents.get((id(row), above))) is not None
            for number in listed.get(child, [child])
        ]
        for leaf in reading.leaves:
            total = reading.cells.get((at, leaf.index))
            if total is None or leaf.index in reading.unread_columns:
                continue
            parts = tuple(
                reading.cells[child, leaf.index] for child in children if (child, leaf.index) in reading.cells
            )
            if parts:
                label = f"{entry.row.labels[0] if entry.row.labels else ''}＝其下各行之和"
                reading.gathering.sums.append(Sum(total, parts, False, label))


def _summed(
    rows: Sequence[Row], above: tuple[Row, ...], printed: set[tuple[int, tuple[Row, ...]]]
) -> Iterator[tuple[Row, tuple[Row, ...]]]:
    """The rows that add up to their total, with what they are nested in.

    A heading, or a row that prints no amount of its own, stands for the total
    inside it, or for all its rows where it has none.
    """
    for row in rows:
        if row.of_which:
            continue
        if not row.heading and (not row.rows or row.sums or (id(row), above) in printed):
            yield row, above
            continue
        totals = [inner for inner in row.rows if inner.sums]
        yield from _summed(totals or row.rows, (*above, row), printed)


def _step(row: PrintedRow) -> int:
    """The last of its label and text columns that a row fills."""
    texts = ("".join(row.labels), *(text for role, (text, _) in row.roles.items() if role != "label"))
    return max((at for at, text in enumerate(texts) if text.strip()), default=0)


def _outline_sums(reading: Reading, steps: Sequence[tuple[int, int]]) -> None:
    """Each row equals the rows right below it that reach further right, column by column."""
    inside: dict[int, list[int]] = {}
    open_: list[tuple[int, int]] = []
    for step, number in steps:
        while open_ and open_[-1][0] >= step:
            open_.pop()
        if open_:
            inside.setdefault(open_[-1][1], []).append(number)
        open_.append((step, number))
    for total, members in inside.items():
        for leaf in reading.leaves:
            whole = reading.cells.get((total, leaf.index))
            parts = tuple(
                claim for number in members if (claim := reading.cells.get((number, leaf.index))) is not None
            )
            if whole is not None and len(parts) == len(members) and leaf.index not in reading.unread_columns:
                name = "/".join(reading.gathering.claims[whole].place.row) or "一行"
                reading.gathering.sums.append(Sum(whole, parts, False, f"{name}＝其下 {len(parts)} 行之和"))
