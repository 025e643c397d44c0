"""A publication as JSON for programs: narrative, tables as laid out, and every amount with its fact.

::

    {"gouji": "0.1.0", "schema": 1, "title": "…", "department": "…", "year": 2023, "form": "beijing-2023",
     "date": "", "draft": false,
     "pieces": [{"heading": "第一部分 …", "level": 1}, {"text": "…"}, {"table": "T7"}],
     "tables": [{"id": "T7", "label": "表七", "title": "…", "maker": "", "unit": "单位：万元", "notes": [], "decimals": 6,
                 "landscape": true, "height": 48, "width": 6, "head": 2,
                 "cells": [{"row": 2, "column": 3, "rows": 1, "columns": 1, "text": "2,678.604705",
                            "claim": 97, "parts": [[2, 4], [2, 5]]}]}],
     "claims": [{"table": "T7", "row": ["合计"], "column": ["合计"], "text": "2,678.604705",
                 "amount": "2678.604705", "denomination": "万元", "fen": "2678604705", "quantum": "1",
                 "fact": {"flow": "expenditure", "year": 2023, "stage": "original"}}]}

Rows and columns count from 0, heads included.  ``claim`` is the number of the
cell's claim, ``null`` where it is no amount; ``parts`` are the cells that add
up to it.  Amounts are strings; ``fen`` is the exact value in 分 as printed and
``quantum`` the 分 of its last digit.  A dimension that a fact leaves open is
not among its keys.
"""

from __future__ import annotations

import json
from typing import Any

from gouji import __version__
from gouji.model.amount import format_amount
from gouji.model.claim import Claim
from gouji.model.fact import NOWHERE
from gouji.model.publication import Headline, LaidCell, LaidTable, Piece, Prose, Publication

SCHEMA = 1


def json_bytes(publication: Publication, *, draft: bool = False) -> bytes:
    """The publication as JSON in UTF-8; the keys are those above."""
    told = {
        "gouji": __version__,
        "schema": SCHEMA,
        "title": publication.title,
        "department": publication.department,
        "year": publication.year,
        "form": publication.form,
        "date": publication.date,
        "draft": draft,
        "pieces": [_piece(piece) for piece in publication.pieces],
        "tables": [_table(table) for table in publication.tables],
        "claims": [_claim(claim) for claim in publication.claims],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _piece(piece: Piece) -> dict[str, Any]:
    if isinstance(piece, Headline):
        return {"heading": piece.text, "level": piece.level}
    if isinstance(piece, Prose):
        return {"text": piece.text}
    return {"table": piece.id}


def _table(table: LaidTable) -> dict[str, Any]:
    return {
        "id": table.id,
        "label": table.label,
        "title": table.title,
        "maker": table.maker,
        "unit": table.unit,
        "notes": list(table.notes),
        "decimals": table.decimals,
        "landscape": table.landscape,
        "height": table.height,
        "width": table.width,
        "head": table.head,
        "cells": [_cell(cell) for cell in table.cells],
    }


def _cell(cell: LaidCell) -> dict[str, Any]:
    return {
        "row": cell.row,
        "column": cell.column,
        "rows": cell.rows,
        "columns": cell.columns,
        "text": cell.text,
        "claim": cell.claim,
        "parts": [list(part) for part in cell.parts],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    fact = claim.fact or NOWHERE
    return {
        "table": claim.source,
        "row": list(claim.place.row),
        "column": list(claim.place.column),
        "text": claim.place.text,
        "amount": format_amount(claim.amount.fen, claim.denomination, separators=False),
        "denomination": claim.denomination.label,
        "fen": str(claim.amount.fen),
        "quantum": str(claim.amount.quantum),
        "fact": {name: value for name, value in fact._asdict().items() if value is not None},
    }
