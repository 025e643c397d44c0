"""A report for programs: the JSON contract, schema 1.  Amounts are strings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gouji import __version__
from gouji.model.amount import Denomination, format_amount
from gouji.model.finding import Account, Finding, Suspect
from gouji.model.place import Place
from gouji.model.report import Report, State, Verdict

SCHEMA = 1


def reports_json(reports: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The envelope around one object per disclosure."""
    return {"gouji": __version__, "schema": SCHEMA, "reports": list(reports)}


def unreadable_json(names: list[str], why: str) -> dict[str, Any]:
    """The object of a disclosure that could not be read at all."""
    return {
        "document": {
            "files": [{"name": name, "sha256": None, "pages": None} for name in names],
            "kind": None,
            "year": None,
            "department": "",
            "form": None,
            "verdict": Verdict.UNREADABLE.value,
        },
        "tables": [],
        "coverage": {
            "amounts": 0,
            "confirmed": 0,
            "broken": 0,
            "bounded": 0,
            "alone": 0,
            "unread": 0,
            "identifiable": None,
        },
        "relations": {"held": 0, "broken": 0},
        "findings": [],
        "not_checked": [{"what": "、".join(names), "why": why}],
    }


def report_json(report: Report) -> dict[str, Any]:
    """One disclosure."""
    book, cover = report.book, report.coverage
    return {
        "document": {
            "files": [{"name": s.name, "sha256": s.sha256, "pages": s.pages} for s in book.sources],
            "kind": book.kind.value,
            "year": book.year,
            "department": book.department,
            "form": book.form,
            "verdict": report.verdict.value,
        },
        "tables": [
            {
                "id": table.id,
                "title": table.title,
                "pages": list(table.pages),
                "rows": table.rows,
                "amounts": sum(c.source == table.id and c.is_printed for c in book.claims)
                + sum(u.place.table == table.id for u in book.unread),
                "denomination": table.denomination.label if table.denomination else None,
                "status": table.status.value,
            }
            for table in book.tables
        ],
        "coverage": {
            "amounts": cover.amounts,
            **{state.value: cover.count(state) for state in State},
            "identifiable": len(cover.identifiable),
        },
        "relations": {
            "held": len(report.relations) - len(report.broken),
            "broken": len(report.broken),
        },
        "findings": [finding_json(finding) for finding in report.findings],
        "not_checked": [{"what": entry.what, "why": entry.why} for entry in report.not_checked],
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """One finding; printed, expected and difference are those of its first place."""
    unit = finding.denomination
    return {
        "id": finding.id,
        "code": finding.code,
        "severity": finding.severity.value,
        "title": finding.title,
        "message": "\n".join(part for part in (finding.message, finding.remedy) if part),
        "places": [place_json(place) for place in finding.places],
        "printed": _money(finding.printed, unit),
        "expected": _money(finding.expected, unit),
        "difference": _money(finding.difference, unit),
        "denomination": unit.label if unit else None,
        "suspects": [_suspect(suspect) for suspect in finding.suspects],
        "rivals": finding.rivals,
        "account": _account(finding.account, unit) if finding.account and unit else None,
        "relations": list(finding.relations),
    }


def place_json(place: Place) -> dict[str, Any]:
    """A place; prose has ``section`` and ``slot`` instead of table, row and column."""
    out: dict[str, Any] = {
        "file": place.file,
        "page": place.page,
        "line": place.line,
        "table": place.table,
        "row": list(place.row),
        "column": list(place.column),
        "text": place.text,
        "box": [round(edge, 2) for edge in place.box] if place.box else None,
    }
    if place.section or place.slot:
        out["section"], out["slot"] = list(place.section), place.slot
    return out


def _money(fen: int | None, denomination: Denomination | None) -> str | None:
    if fen is None or denomination is None:
        return None
    return format_amount(fen, denomination, separators=False)


def _suspect(suspect: Suspect) -> dict[str, Any]:
    return {
        "place": place_json(suspect.place),
        "printed": _money(suspect.printed, suspect.denomination),
        "implied": _money(suspect.implied, suspect.denomination),
    }


def _account(account: Account, denomination: Denomination) -> dict[str, Any]:
    return {
        "lines": [
            {
                "label": line.label,
                "amount": _money(line.amount, denomination),
                "place": place_json(line.place),
            }
            for line in account.lines
        ],
        "rivals": account.rivals,
        "chance": account.chance,
    }
