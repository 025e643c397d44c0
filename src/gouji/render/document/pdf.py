"""A publication as PDF: typst sets it, and texts reach it as data only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any

import typst

from gouji.model.errors import CannotDraw
from gouji.model.publication import Align, Headline, LaidCell, LaidTable, Prose, Publication
from gouji.render.document.columns import PADDING, Fit
from gouji.render.document.contents import stands_alone
from gouji.render.document.cut import Broken, broken
from gouji.render.document.even import even
from gouji.render.document.fonts import covered, setting
from gouji.render.document.lines import beside, room_of_text
from gouji.render.document.pages import more_room, room_of, settled
from gouji.render.document.signs import one_line, paragraphs_of, printable, refuse_missing

_ALIGN = {Align.LEFT: "l", Align.CENTRE: "c", Align.RIGHT: "r"}
_OPENING, _CLOSING = r"（《“‘〈「『【〔［", r"，。、；：？！）》”’〉」』】〕］％·…—"
_TOKEN = re.compile(
    rf"[{_OPENING}]*[!-~]*[{_CLOSING}]*(?:(?<=[!-~{_CLOSING}])[-.,:;!?/)\]}}%\"'{_CLOSING}]+[!-~]*[{_CLOSING}]*)*"
)
"""What a typesetter does not break: a Latin word or number with the marks that cling to it, and what begins
with such a mark right behind it."""


def pdf_bytes(publication: Publication, *, draft: bool = False) -> bytes:
    """The publication as a tagged PDF with its fonts in it; the same publication gives the same bytes.

    ``draft`` marks every page 草稿.  Raises :class:`CannotDraw` before anything
    is drawn where the fonts lack a sign or an amount is wider than a page.
    """
    refuse_missing(publication)
    fonts = setting()
    data = {
        "title": one_line(publication.title),
        "author": one_line(publication.department),
        "department": one_line(publication.department),
        "date": one_line(publication.date),
        "draft": draft,
        "fonts": {"body": fonts.body, "table": fonts.table, "heading": fonts.heading, "bold": fonts.bold},
        "pieces": list(_pieces(publication)),
    }
    compiler = typst.Compiler(
        _template(),
        font_paths=typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(folder) for folder in fonts.folders],
        ),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    made, warnings = compiler.compile_with_warnings(
        format="pdf", timestamp=datetime(publication.year, 1, 1, tzinfo=UTC)
    )
    if warnings:
        raise CannotDraw("PDF", f"排版程序警告：{warnings[0].message}", "请确认程序自带的字体没有被删除。")
    assert isinstance(made, bytes)
    return made


@lru_cache(maxsize=1)
def _template() -> bytes:
    return files("gouji.render.document").joinpath("document.typ").read_bytes()


def _pieces(publication: Publication) -> Iterator[dict[str, Any]]:
    for number, piece in enumerate(publication.pieces):
        if isinstance(piece, Headline):
            alone = stands_alone(publication, number)
            yield {"kind": "heading", "text": one_line(piece.text), "level": piece.level, "alone": alone}
        elif isinstance(piece, Prose):
            yield from ({"kind": "prose", "text": text} for text in paragraphs_of(piece))
        else:
            yield _table(piece)


def _table(table: LaidTable) -> dict[str, Any]:
    found = settled(table)
    laid = broken(table, found, room_of(table, found), more_room())
    return {
        "kind": "table",
        "name": one_line(table.name),
        "unit": one_line(table.unit),
        "maker": one_line(table.maker),
        "notes": [printable(note) for note in table.notes],
        "landscape": found.landscape,
        "size": found.size,
        "widths": found.widths,
        "head": table.head,
        "cells": list(_cells(table.head, found, laid)),
    }


def _cells(head: int, found: Fit, laid: Broken) -> Iterator[dict[str, Any]]:
    heights = dict(laid.heights)
    for cell in laid.cells:
        high = heights.pop(cell.row, 0.0) if cell.rows == 1 else 0.0
        yield {
            "t": _text(cell, cell.row < head, found),
            "x": cell.column,
            "y": cell.row,
            "c": cell.columns,
            "r": cell.rows,
            "a": _ALIGN[cell.align],
            "b": cell.bold,
            "w": cell.row in laid.whole and (cell.row, cell.column) not in laid.loose,
            "h": high,
            "p": PADDING + beside(cell.text),
        }


def _text(cell: LaidCell, head: bool, found: Fit) -> str:
    if cell.claim is not None:
        return cell.text
    broken = _breakable(cell, found)
    return even(broken, room_of_text(cell, found), found.size) if head else broken


def _breakable(cell: LaidCell, found: Fit) -> str:
    """The text, with line breaks where a long code or Latin word must be broken to stay in its cell."""
    room = room_of_text(cell, found) / found.size
    measure = covered()
    out: list[str] = []
    end = 0
    for token in _TOKEN.finditer(cell.text):
        if measure.width(token[0]) <= room:
            continue
        start, wide = token.start(), 0.0
        for at in range(token.start(), token.end()):
            step = measure.width(cell.text[at])
            if wide + step > room and at > start:
                out.append(cell.text[end:at])
                end = start = at
                wide = 0.0
            wide += step
    return "\n".join([*out, cell.text[end:]])
