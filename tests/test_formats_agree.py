"""One disclosure written as PDF, Word, Excel, web page and text says the same in all of them."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape
from itertools import product
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import pytest
import typst
import xlsxwriter
from tests.generate import Style, as_text, printed_document
from tests.ledger import random_lines

from gouji.forms import load_form
from gouji.model.book import Book
from gouji.model.document import Cell, Document, Grid, Paragraph
from gouji.model.fact import Fact
from gouji.read import read
from gouji.recognise.recognise import recognise

_SEEDS = range(3)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def _disclosure(seed: int) -> Document:
    """All tables of Beijing's form but the target tables, with few lines."""
    return printed_document(load_form("beijing-2023"), random_lines(seed, size=8), Style())


def _rows(grid: Grid) -> Iterator[list[tuple[Cell, bool]]]:
    """Every row with the cells that stand in it; true where a cell begins, false where it goes on."""
    covering = {
        (row, column): cell
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    for row in range(grid.height):
        standing = []
        column = 0
        while column < grid.width:
            cell = covering.get((row, column)) or Cell("", row, column)
            standing.append((cell, cell.row == row))
            column += cell.columns
        yield standing


def _captions(document: Document) -> Iterator[tuple[list[Paragraph], Grid]]:
    """Each table with the paragraphs above it."""
    above: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            above.append(block)
        else:
            yield above, block
            above = []


def _docx(document: Document, path: Path) -> None:
    def paragraph(text: str) -> str:
        return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'

    def table(grid: Grid) -> str:
        rows = []
        for standing in _rows(grid):
            cells = ""
            for cell, begins in standing:
                span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
                merge = f'<w:vMerge w:val="{"restart" if begins else "continue"}"/>' if cell.rows > 1 else ""
                text = paragraph(cell.text if begins else "")
                cells += f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{text}</w:tc>"
            rows.append(f"<w:tr>{cells}</w:tr>")
        columns = "<w:gridCol/>" * grid.width
        return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"

    body = "".join(paragraph(b.text) if isinstance(b, Paragraph) else table(b) for b in document.blocks)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Override PartName="/word/document.xml" '
        f'ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _xlsx(document: Document, path: Path) -> None:
    """A cover, then a sheet for each table: title, unit line, merged heads, amounts as numbers."""
    with xlsxwriter.Workbook(path) as book:
        amount = book.add_format({"num_format": "#,##0.000000"})
        for number, (above, grid) in enumerate(_captions(document), 1):
            *cover, title, unit = above
            if cover:
                book.add_worksheet("封面").write_string(2, 1, cover[0].text)
            sheet = book.add_worksheet(f"{number:02}")
            _merge(sheet, 0, Cell(title.text, 0, 0, 1, grid.width))
            sheet.write_string(1, grid.width - 1, unit.text)
            for cell in grid.cells:
                if cell.rows * cell.columns > 1:
                    _merge(sheet, 2, cell)
                elif cell.text.replace(",", "").replace(".", "", 1).isdigit() and "." in cell.text:
                    sheet.write_number(2 + cell.row, cell.column, float(cell.text.replace(",", "")), amount)
                else:
                    sheet.write_string(2 + cell.row, cell.column, cell.text)


def _merge(sheet: Any, down: int, cell: Cell) -> None:
    first, last = down + cell.row, down + cell.row + cell.rows - 1
    sheet.merge_range(first, cell.column, last, cell.column + cell.columns - 1, cell.text)


def _html(document: Document, path: Path) -> None:
    def table(grid: Grid) -> str:
        rows = [
            "".join(
                f'<td rowspan="{cell.rows}" colspan="{cell.columns}">{escape(cell.text)}</td>'
                for cell, begins in standing
                if begins
            )
            for standing in _rows(grid)
        ]
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"

    body = "".join(
        table(block) if isinstance(block, Grid) else f"<p>{escape(block.text)}</p>"
        for block in document.blocks
    )
    page = f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'
    path.write_text(page, encoding="utf-8")


_TYPST = """
#set page(width: 420pt, height: 220pt, margin: 36pt, numbering: "— 1 —")
#set text(font: "Noto Serif SC", size: 8pt, lang: "zh")
#let sections = json(bytes(sys.inputs.sections))
#for section in sections {
  page(..if section.wide { (width: 220pt, height: 900pt, flipped: true) })[
    #for line in section.above [ #line #parbreak() ]
    #if section.cells.len() > 0 {
      table(
        columns: (auto,) * section.width,
        stroke: 0.5pt,
        inset: 3pt,
        ..section.cells.map(c => table.cell(
          x: c.x, y: c.y, colspan: c.columns, rowspan: c.rows, breakable: true, c.text,
        )),
      )
    }
  ]
}
"""


def _pdf(document: Document, path: Path) -> None:
    """Tables with rules on small pages, so that they run over several; wide ones on pages turned sideways."""
    sections = []
    rest = [block for block in document.blocks if isinstance(block, Paragraph)]
    for above, grid in _captions(document):
        rest = rest[len(above) :]
        cells = [
            {"x": c.column, "y": c.row, "columns": c.columns, "rows": c.rows, "text": c.text}
            for c in grid.cells
        ]
        sections.append(
            {
                "above": [paragraph.text for paragraph in above],
                "cells": cells,
                "width": grid.width,
                "wide": grid.width > 5,
            }
        )
    sections.append({"above": [p.text for p in rest], "cells": [], "width": 0, "wide": False})
    compiler = typst.Compiler(
        _TYPST.encode(),
        font_paths=[str(Path(pylopdf_fonts_zh_cn.serif_path()).parent)],
        ignore_system_fonts=True,
        sys_inputs={"sections": json.dumps(sections)},
    )
    path.write_bytes(compiler.compile(format="pdf"))


def _text(document: Document, path: Path) -> None:
    path.write_text(as_text(document), encoding="utf-8")


_WRITERS: dict[str, Callable[[Document, Path], None]] = {
    "docx": _docx,
    "xlsx": _xlsx,
    "html": _html,
    "txt": _text,
    "pdf": _pdf,
}


_EACH = list(product(_WRITERS, _SEEDS))


def _named(case: object) -> str:
    return "-".join(map(str, case)) if isinstance(case, tuple) else str(case)


@pytest.fixture
def books(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Book, Book]:
    """A disclosure as it is drawn, and as it is read from a file of another format."""
    suffix, seed = request.param
    document = _disclosure(seed)
    path = tmp_path / f"budget.{suffix}"
    _WRITERS[suffix](document, path)
    return recognise(document), recognise(read(path))


def _said(book: Book) -> Counter[tuple[Fact | None, int]]:
    return Counter((claim.fact, claim.amount.fen) for claim in book.claims)


def _without_year(book: Book) -> Counter[tuple[Fact | None, int]]:
    return Counter((claim.fact and claim.fact._replace(year=None), claim.amount.fen) for claim in book.claims)


@pytest.mark.parametrize("books", _EACH, indirect=True, ids=_named)
def test_every_format_has_the_same_tables_and_amounts(books: tuple[Book, Book]) -> None:
    drawn, written = books
    assert written.form == drawn.form == "beijing-2023"
    assert [(t.status, t.rows, t.denomination) for t in written.tables] == [
        (t.status, t.rows, t.denomination) for t in drawn.tables
    ]
    assert _without_year(written) == _without_year(drawn)
    assert sum(claim.is_printed for claim in written.claims) > 150
    assert (written.unread, drawn.unread) == ((), ())


@pytest.mark.parametrize(
    "books",
    _EACH,
    indirect=True,
    ids=_named,
)
def test_every_format_makes_the_same_claims(books: tuple[Book, Book]) -> None:
    drawn, written = books
    assert (written.year, written.department, written.kind) == (drawn.year, drawn.department, drawn.kind)
    assert [table.name for table in written.tables] == [table.name for table in drawn.tables]
    assert _said(written) == _said(drawn)


def test_the_pdf_has_tables_over_several_pages_and_pages_turned_sideways(tmp_path: Path) -> None:
    _pdf(_disclosure(0), tmp_path / "budget.pdf")
    book = recognise(read(tmp_path / "budget.pdf"))
    assert sum(len(table.pages) > 1 for table in book.tables) > 3
    assert max(claim.place.box[2] for claim in book.claims if claim.place.box is not None) > 500
