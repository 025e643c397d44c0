"""Workbooks: numbers are numbers, sums are formulas with their values, texts stay texts."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from itertools import product

import pytest
from lxml import etree
from tests.render.document.disclosures import FORMS, odd, publication, table, usual

from gouji.model.errors import CannotDraw
from gouji.model.publication import LaidCell, Prose
from gouji.render.document import xlsx_bytes
from gouji.render.document.fonts import covered
from gouji.render.document.xlsx import sheet_names
from gouji.render.document.xlsx_table import FIRST, number_of

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _sheets(data: bytes) -> list[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
        names.sort(key=lambda name: int(re.findall(r"\d+", name)[0]))
        return [etree.fromstring(archive.read(name)) for name in names]


def _value(sheet: etree._Element, address: str) -> float:
    return float(sheet.find(f".//{_S}c[@r='{address}']/{_S}v").text or "nan")


def _addresses(formula: str) -> list[str]:
    """The cells that a formula of ours adds up."""
    out = []
    for run in formula.removeprefix("SUM(").removesuffix(")").split(","):
        first, _, last = run.partition(":")
        (a, m), (b, n) = (re.fullmatch(r"([A-Z]+)(\d+)", x).groups() for x in (first, last or first))  # type: ignore[union-attr]
        out += [f"{c}{r}" for r in range(int(m), int(n) + 1) for c in map(chr, range(ord(a), ord(b) + 1))]
    return out


def test_the_same_publication_gives_the_same_bytes() -> None:
    assert xlsx_bytes(usual("central", 1)) == xlsx_bytes(usual("central", 1))


@pytest.mark.parametrize(("form", "seed"), list(product(FORMS, (1, 2))))
def test_formulas_stand_with_the_values_they_give(form: str, seed: int) -> None:
    count = 0
    for sheet in _sheets(xlsx_bytes(usual(form, seed))):
        for cell in sheet.iter(f"{_S}c"):
            formula = cell.find(f"{_S}f")
            if formula is None:
                continue
            count += 1
            parts = [sheet.find(f".//{_S}c[@r='{a}']/{_S}v") for a in _addresses(formula.text or "")]
            total = sum(round(float(part.text or 0) * 10**6) for part in parts if part is not None)
            assert total == round(_value(sheet, cell.get("r", "")) * 10**6)
    assert count > 20


def test_a_text_that_looks_like_a_formula_is_a_text() -> None:
    made = publication(
        Prose("=1+1"),
        table(("=SUM(A1:A9)", "+1"), ("@外部", "-危险"), ("=cmd|' /C calc'!A0", "1.00"), amounts=True),
    )
    data = xlsx_bytes(made)
    sheets = _sheets(data)
    assert not any(True for sheet in sheets for _ in sheet.iter(f"{_S}f"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        strings = archive.read("xl/sharedStrings.xml").decode()
    assert "=SUM(A1:A9)" in strings
    assert "=cmd|' /C calc'!A0" in strings


def test_nothing_points_outside_the_workbook() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(odd("beijing-2023")))) as archive:
        for name in archive.namelist():
            if name.endswith(".rels"):
                assert b"TargetMode" not in archive.read(name)


def test_columns_are_wide_enough_for_their_numbers() -> None:
    made = usual("beijing-2023", 1)
    for laid, sheet in zip(made.tables, _sheets(xlsx_bytes(made))[1:], strict=True):
        widths = {}
        for column in sheet.iter(f"{_S}col"):
            for number in range(int(column.get("min", 0)), int(column.get("max", 0)) + 1):
                widths[number - 1] = float(column.get("width", 0))
        for cell in laid.cells:
            if cell.claim is not None:
                room = sum(widths[c] for c in range(cell.column, cell.column + cell.columns))
                assert room >= 2 * covered().width(cell.text) + 1


def test_sheets_are_printed_with_their_heads_on_every_page_and_fit_its_width() -> None:
    made = usual("beijing-2023", 1)
    data = xlsx_bytes(made)
    for laid, sheet in zip(made.tables, _sheets(data)[1:], strict=True):
        set_up = sheet.find(f"{_S}pageSetup")
        assert set_up.get("fitToHeight") == "0"
        if laid.landscape:
            assert set_up.get("orientation") == "landscape"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = archive.read("xl/workbook.xml").decode()
    heads = [laid for laid in made.tables if laid.head]
    assert book.count("_xlnm.Print_Titles") == len(heads)
    assert f"${FIRST + 1}:" in book


def test_sheets_have_names_that_excel_allows() -> None:
    long = table(("甲",), title="很长的名称：" * 8 + "[表]", label="表/一")
    made = publication(
        replace(long, id="A"), replace(long, id="B"), replace(long, id="C", label="", title="???")
    )
    names = list(sheet_names(made).values())
    assert len(set(names)) == 3
    assert all(0 < len(name) <= 31 and not set("[]:*?/\\") & set(name) for name in names)
    assert xlsx_bytes(made)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234.567800", (1234.5678, "#,##0.000000")),
        ("0.00", (0.0, "#,##0.00")),
        ("-5", (-5.0, "#,##0")),
        ("1234", (1234.0, "0")),
        ("无", None),
        ("12,345,678,901.123456", None),
    ],
)
def test_an_amount_is_a_number_where_a_number_can_say_it(text: str, number: object) -> None:
    assert number_of(LaidCell(text, 0, 0, claim=0)) == number


def test_a_text_too_long_for_a_cell_is_refused_with_its_place() -> None:
    made = publication(table(("项目", "说明"), ("甲", "长" * 32_768)))
    with pytest.raises(CannotDraw, match="第 2 行第 2 列"):
        xlsx_bytes(made)


def test_a_draft_says_so_on_every_sheet_and_printed_page() -> None:
    made = usual("central", 1)
    for sheet in _sheets(xlsx_bytes(made, draft=True)):
        assert "草稿" in sheet.find(f"{_S}headerFooter/{_S}oddHeader").text
    assert not any("草稿" in "".join(sheet.itertext()) for sheet in _sheets(xlsx_bytes(made)))
