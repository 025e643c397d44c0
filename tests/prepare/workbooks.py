"""Workbooks as a clerk leaves them: the written one with cells changed, and odd ones made by hand."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import xlsxwriter
from tests.compile.ledgers import random_ledger

from gouji.forms import load_form
from gouji.model.ledger import Ledger, List, Passage
from gouji.model.place import Place
from gouji.prepare import write_workbook
from gouji.prepare.items import all_forms, reason_subjects
from gouji.read.xlsx import sheets_of

Pages = dict[str, list[list[str]]]
FORM = "beijing-2023"
HEAD, FIRST = 2, 5
NOWHERE = Place()


def plain_ledger(seed: int = 1, form: str = FORM, step: int = 1) -> Ledger:
    """A generated ledger as the workbook holds it: texts and tags only where a column is for them."""
    ledger = random_ledger(seed, form=form, step=step)
    kept = {List.PURCHASED_SERVICE: ("服务领域",)}
    lines = {
        name: tuple(
            replace(
                line,
                texts=tuple((k, v) for k, v in line.texts if v and k in kept.get(name, ())),
                tags=line.tags if name is List.EXPENDITURE and line.fact.nature == "project" else frozenset(),
            )
            for line in found
        )
        for name, found in ledger.lines.items()
    }
    subjects = dict.fromkeys(s for other in all_forms() for s in reason_subjects(other))
    reasons = tuple(Passage(subject, "任务有增减", NOWHERE) for subject in subjects)
    return replace(ledger, lines=lines, reasons=reasons)


def written(ledger: Ledger | None = None, form: str = FORM) -> bytes:
    """The workbook of a ledger."""
    return write_workbook(load_form(form), ledger if ledger is not None else plain_ledger())


def changed(
    data: bytes,
    change: Callable[[Pages], None],
    finish: Callable[[Any, dict[str, Any]], None] = lambda book, pages: None,
) -> bytes:
    """The workbook with its cells (all of them as text) changed by ``change``, then by ``finish``."""
    pages = {sheet.name: [list(row) for row in sheet.texts] for sheet in sheets_of(data)}
    change(pages)
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    made = {}
    for name, rows in pages.items():
        page = made[name] = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                if text:
                    page.write_string(r, c, text)
    finish(book, made)
    book.close()
    return stream.getvalue()


def column(rows: list[list[str]], name: str) -> int:
    """Where a column stands."""
    return [text.rstrip("*") for text in rows[HEAD]].index(name)


def put(pages: Pages, sheet: str, name: str, text: str, row: int = FIRST) -> None:
    """Write into a cell of a data row (the first by default)."""
    pages[sheet][row][column(pages[sheet], name)] = text
