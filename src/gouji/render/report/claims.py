"""Every claim of a book with its place, as JSON or CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

from gouji import __version__
from gouji.model.amount import Mark, format_amount
from gouji.model.book import Book
from gouji.model.claim import Claim
from gouji.model.fact import DIMENSIONS, NOWHERE
from gouji.render.report.json import SCHEMA, place_json

COLUMNS = (
    "file", "table", "title", "row", "column", "section", "slot", "page", "line", "text", "mark", "amount",
    "denomination", "fen", "quantum", *(f"fact_{name}" if name == "line" else name for name in DIMENSIONS),
)  # fmt: skip


def claims_csv(book: Book) -> str:
    """One line per amount cell, blanks included, and per number that was not read."""
    titles = {table.id: table.title for table in book.tables}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for claim in book.claims:
        if claim.amount.mark is Mark.UNREAD:
            continue
        place = claim.place
        writer.writerow(
            [
                *map(
                    guarded,
                    (book.sources[place.file].name, place.table or "", titles.get(place.table or "", "")),
                ),
                guarded(" / ".join(place.row)),
                guarded(" / ".join(place.column)),
                guarded(" / ".join(place.section)),
                place.slot or "",
                place.page or "",
                place.line or "",
                guarded(place.text),
                claim.amount.mark.value,
                _amount(claim),
                claim.denomination.label,
                claim.amount.fen,
                claim.amount.quantum,
                *("" if value is None else guarded(str(value)) for value in claim.fact or NOWHERE),
            ]
        )
    for unread in book.unread:
        place = unread.place
        row = [
            book.sources[place.file].name,
            place.table or "",
            titles.get(place.table or "", ""),
            " / ".join(place.row),
            " / ".join(place.column),
            " / ".join(place.section),
            place.slot or "",
            str(place.page or ""),
            str(place.line or ""),
            place.text,
            f"unread：{unread.reason}",
        ]
        writer.writerow([*map(guarded, row), *[""] * (len(COLUMNS) - len(row))])
    return out.getvalue()


def _amount(claim: Claim) -> str:
    return format_amount(claim.amount.fen, claim.denomination, separators=False) if claim.is_printed else ""


def guarded(text: str) -> str:
    """``text`` that no spreadsheet will take for a formula; plain numbers stay as they are."""
    if (
        text[:1] in ("=", "+", "-", "@", "\t", "\r")
        and not text[1:].replace(",", "").replace(".", "").isdigit()
    ):
        return "'" + text
    return text


def claims_json(book: Book) -> dict[str, Any]:
    """The book as data: its tables and every claim with fact and place."""
    return {
        "gouji": __version__,
        "schema": SCHEMA,
        "form": book.form,
        "kind": book.kind.value,
        "year": book.year,
        "department": book.department,
        "tables": [
            {
                "id": t.id,
                "title": t.title,
                "status": t.status.value,
                "rows": t.rows,
                "reasons": list(t.reasons),
            }
            for t in book.tables
        ],
        "claims": [
            {
                "fact": {k: v for k, v in (claim.fact or NOWHERE)._asdict().items() if v is not None},
                "amount": _amount(claim) or None,
                "mark": claim.amount.mark.value,
                "denomination": claim.denomination.label,
                "place": place_json(claim.place),
            }
            for claim in book.claims
            if claim.amount.mark is not Mark.UNREAD
        ],
        "targets": [
            {
                "table": target.table,
                "project": target.project,
                "printed": target.printed,
                "code": target.code,
                "activity": target.activity,
                "objective": target.objective,
                "place": place_json(target.place),
                "indicators": [
                    {
                        "level1": i.level1,
                        "level2": i.level2,
                        "level3": i.level3,
                        "comparator": i.comparator.value if i.comparator else None,
                        "value": i.value.raw,
                        "kind": i.value.kind.value,
                        "number": str(i.value.number) if i.value.number is not None else None,
                        "measure": i.value.measure,
                        "polarity": i.polarity,
                        "place": place_json(i.place),
                    }
                    for i in target.indicators
                ],
            }
            for target in book.targets
        ],
        "figures": [
            {
                "kind": figure.kind.value,
                "number": str(figure.number),
                "sentence": figure.sentence or None,
                "slot": figure.slot or None,
                "place": place_json(figure.place),
            }
            for figure in book.figures
        ],
        "unread": [{"place": place_json(u.place), "reason": u.reason} for u in book.unread],
    }
