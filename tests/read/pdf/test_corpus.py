"""Published documents: no character is lost or doubled, and hand-checked tables come out exactly."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from gouji.model.document import Grid, Paragraph
from gouji.read.pdf import read_pdf
from gouji.read.pdf.radicals import folded

_SPACE = re.compile(r"[\s\u200b\ufeff]")


@pytest.fixture(scope="module")
def documents(shared):
    found = sorted((shared / "corpus").glob("*/*.pdf"))
    assert found
    return {path: read_pdf(path) for path in found}


def test_every_character_of_every_page_is_in_one_place(documents):
    for path, reading in documents.items():
        pages = defaultdict(list)
        for block in reading.blocks:
            if isinstance(block, Paragraph):
                ends = [line.start for line in block.printed[1:]] + [len(block.text)]
                for line, end in zip(block.printed, ends, strict=True):
                    pages[line.page].append(block.text[line.start : end])
            else:
                pages[block.page] += [cell.text for cell in block.cells]
        for item in reading.dropped:
            pages[item.page].append(item.text)
        document = pdfium.PdfDocument(path)
        for number in range(1, reading.pages + 1):
            text = document[number - 1].get_textpage()
            codes = [raw.FPDFText_GetUnicode(text, i) for i in range(raw.FPDFText_CountChars(text))]
            want = folded("".join(chr(code) for code in codes))
            got = "".join(pages[number])
            assert Counter(_SPACE.sub("", got)) == Counter(_SPACE.sub("", want)), (path.name, number)
        document.close()


def test_hand_checked_tables_are_exact(documents, shared):
    by_name = {path.stem: reading for path, reading in documents.items()}
    tables = sorted((shared / "corpus" / "truth_tables").glob("*.csv"))
    assert tables
    for path in tables:
        name, page = path.stem.rsplit("_p", 1)
        with path.open(encoding="utf-8-sig", newline="") as file:
            want = list(csv.reader(file))
        found = []
        for block in by_name[name].blocks:
            if isinstance(block, Grid) and block.page == int(page):
                rows = [[""] * block.width for _ in range(block.height)]
                for cell in block.cells:
                    rows[cell.row][cell.column] = _SPACE.sub("", cell.text)
                found.append(rows)
        assert want in found, path.name


def test_cells_tile_their_grid(documents):
    for reading in documents.values():
        for grid in reading.blocks:
            if isinstance(grid, Grid):
                squares = Counter(
                    (row, column)
                    for cell in grid.cells
                    for row in range(cell.row, cell.row + cell.rows)
                    for column in range(cell.column, cell.column + cell.columns)
                )
                assert max(squares.values()) == 1
                assert max(squares) <= (grid.height - 1, grid.width - 1)


def test_no_page_with_text_is_taken_for_a_scan(documents):
    assert [reading.scanned for reading in documents.values() if reading.scanned] == []
