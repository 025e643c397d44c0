"""The workbook of what was read: tables as printed, claims with places, what was not read."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.generate import Style, as_text, printed_document
from tests.ledger import random_lines

from gouji.cli import cli
from gouji.forms import load_form
from gouji.model.book import Book
from gouji.model.document import Cell, Document, Dropped, Grid, Paragraph, Source
from gouji.model.fact import Fact
from gouji.read import read
from gouji.recognise.printed import printed_tables
from gouji.recognise.recognise import recognise
from gouji.render.report.workbook import read_workbook

_SOURCE = Source("某局.pdf", "pdf", "0" * 64, 2)


def _grid(rows: list[list[str]], page: int = 1, box: tuple[float, ...] | None = (20, 40, 320, 100)) -> Grid:
    cells = tuple(Cell(text, r, c, page=page) for r, row in enumerate(rows) for c, text in enumerate(row))
    return Grid(cells, len(rows), len(rows[0]), page=page, box=box)  # type: ignore[arg-type]


def _opened(data: bytes) -> dict[str, Any]:
    """The sheets by name, as our own reader and the raw parts give them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}
    names = re.findall(r'<sheet name="([^"]*)"', parts["xl/workbook.xml"])
    return {name: parts[f"xl/worksheets/sheet{n}.xml"] for n, name in enumerate(names, 1)} | {"": parts}


def _rows(data: bytes, tmp_path: Path, sheet: int) -> list[list[str]]:
    path = tmp_path / "out.xlsx"
    path.write_bytes(data)
    grid = [block for block in read(path).blocks if isinstance(block, Grid)][sheet]
    out = [[""] * grid.width for _ in range(grid.height)]
    for cell in grid.cells:
        out[cell.row][cell.column] = cell.text
    return out


def _workbook(blocks: list[Paragraph | Grid], book: Book | None = None, **more: Any) -> bytes:
    document = Document((_SOURCE,), tuple(blocks), **more)
    return read_workbook(document, printed_tables(document, None), book)


def test_amounts_are_numbers_with_the_digits_printed_and_codes_are_text(tmp_path: Path) -> None:
    rows = [
        ["科目编码", "科目名称", "合计"],
        ["2010301", "行政运行", "1,234.50"],
        ["208", "其他", "-"],
        ["", "", "（3.10）"],
    ]
    data = _workbook([Paragraph("某某支出表"), _grid(rows)])
    assert _rows(data, tmp_path, 0)[2:] == [
        ["科目编码", "科目名称", "合计"],
        ["2010301", "行政运行", "1234.50"],
        ["208", "其他", "-"],
        ["", "", "-3.10"],
    ]
    parts = _opened(data)
    values = re.findall(r'<c r="(\w+)"[^>]*?(?: t="(\w+)")?><v>', parts["某某支出表"])
    assert {place for place, kind in values if not kind} == {"C4", "C6"}
    assert "#,##0.00" in parts[""]["xl/styles.xml"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-无", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_what_looks_like_a_formula_is_a_string(text: str) -> None:
    parts = _opened(_workbook([_grid([["项目", "备注"], ["甲", text]])], dropped=(Dropped(text, text),)))
    assert not any("<f>" in part for name, part in parts.items() if name)
    assert parts[""]["xl/sharedStrings.xml"].count(f"<t>{text.replace('&', '&amp;')}</t>") == 1


def test_merged_cells_stay_merged_and_the_head_is_frozen() -> None:
    cells = (
        Cell("项目", 0, 0, 2, 1),
        Cell("支出", 0, 1, 1, 2),
        Cell("基本", 1, 1),
        Cell("项目支出", 1, 2),
        Cell("合计", 2, 0),
        Cell("1.00", 2, 1),
        Cell("2.00", 2, 2),
    )
    sheet = _opened(_workbook([Paragraph("支出总表"), Grid(cells, 3, 3)]))["支出总表"]
    assert re.findall(r'<mergeCell ref="([^"]+)"', sheet) == ["A3:A4", "B3:C3"]
    assert 'ySplit="4"' in sheet
    assert "frozen" in sheet


def test_a_table_over_two_pages_is_one_sheet_and_its_head_stands_once(tmp_path: Path) -> None:
    head = ["科目编码", "科目名称", "合计"]
    first = _grid([head, ["201", "甲", "1.00"]], 1)
    second = _grid([head, ["202", "乙", "2.00"]], 2)
    data = _workbook([Paragraph("某某支出表", page=1), first, second, Paragraph("另一张表", page=2), first])
    assert [name for name in _opened(data) if name] == ["某某支出表", "另一张表", "未读入"]
    assert [row[0] for row in _rows(data, tmp_path, 0)[2:]] == ["科目编码", "201", "202"]
    assert "第 1–2 页" in _rows(data, tmp_path, 0)[1][0]


def test_names_of_sheets_differ_and_are_such_as_excel_takes() -> None:
    grids: list[Paragraph | Grid] = []
    for _ in range(3):
        grids += [
            Paragraph("【公开】一般公共预算/财政拨款‘三公’经费[支出]情况及其他情况说明一览表"),
            _grid([["甲", "乙"]]),
        ]
    names = [name for name in _opened(_workbook(grids)) if name]
    assert len(set(names)) == 4
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_pieces_with_other_edges_lose_no_text() -> None:
    wide = Grid(
        tuple(Cell(t, 0, c, box=(c * 10.0, 0, c * 10 + 10, 9)) for c, t in enumerate("甲乙丙丁")), 1, 4
    )
    odd = Grid(
        (Cell("戊", 0, 0, box=(0, 0, 15, 9)), Cell("己", 0, 1, box=(15, 0, 40, 9))), 1, 2, box=(0, 0, 40, 9)
    )
    wide = Grid(wide.cells, 1, 4, box=(0, 0, 40, 9))
    strings = _opened(_workbook([wide, odd]))[""]["xl/sharedStrings.xml"]
    assert all(f"<t>{letter}</t>" in strings for letter in "甲乙丙丁戊己")


def test_what_was_not_read_is_listed() -> None:
    document = {"dropped": (Dropped("看不见的", "透明文字", page=2),), "scanned": ((0, 2),)}
    strings = _opened(_workbook([_grid([["甲", "乙"]])], **document))[""]["xl/sharedStrings.xml"]
    assert all(word in strings for word in ("看不见的", "透明文字", "扫描的图片", "没有认出表样"))


def _said(book: Book) -> Counter[tuple[Fact | None, int]]:
    return Counter((claim.fact, claim.amount.fen) for claim in book.claims)


def _run(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args])


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    document = printed_document(load_form("beijing-2023"), random_lines(2, size=8), Style(ruled=False))
    path = tmp_path_factory.mktemp("workbook") / "budget.txt"
    path.write_text(as_text(document), encoding="utf-8")
    return path


def test_the_tables_of_the_workbook_say_what_the_document_says(text: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert _run("read", text, "--format", "xlsx", "-o", out).exit_code == 0
    first, again = recognise(read(text)), recognise(read(out))
    of_tables = [claim for claim in first.claims if claim.place.table]
    assert len(of_tables) > 150
    assert Counter((c.fact and c.fact._replace(year=None), c.amount.fen) for c in again.claims) == Counter(
        (c.fact and c.fact._replace(year=None), c.amount.fen) for c in of_tables
    )


def test_every_claim_has_a_line_with_its_place_and_exact_amount(text: Path, tmp_path: Path) -> None:
    done = _run("read", text, "--format", "xlsx", "-o", tmp_path / "out.xlsx")
    assert done.exit_code == 0, done.output
    data = (tmp_path / "out.xlsx").read_bytes()
    sheets = [name for name in _opened(data) if name]
    lines = _rows(data, tmp_path, sheets.index("金额"))
    book = recognise(read(text))
    assert len(lines) == len(book.claims) + 1
    assert lines[0][:3] == ["文件", "表", "标题"]
    at = {name: n for n, name in enumerate(lines[0])}
    for line, claim in zip(lines[1:], book.claims, strict=True):
        amount = line[at["金额（元）"]]
        assert (round(float(amount) * 100) if amount else None) == (
            claim.amount.fen if claim.is_printed else None
        )
        assert line[at["原文"]] == claim.place.text.strip()


def test_it_is_the_same_every_time(text: Path, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        _run("read", text, "--format", "xlsx", "-o", tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_document_of_no_known_form_gives_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "t.html"
    path.write_text(
        "<html><p>通讯录表</p><table><tr><td>姓名<td>电话<tr><td>王小明<td>55501230</table>", encoding="utf-8"
    )
    done = _run("read", path, "--format", "xlsx", "-o", tmp_path / "out.xlsx")
    assert done.exit_code == 0
    strings = _opened((tmp_path / "out.xlsx").read_bytes())[""]["xl/sharedStrings.xml"]
    assert "王**" in strings
    assert "王小明" not in strings
    assert "55501230" not in strings


def test_a_text_without_tables_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text("山高水长。\n", encoding="utf-8")
    done = _run("read", path, "--format", "xlsx", "-o", tmp_path / "out.xlsx")
    assert done.exit_code != 0
    assert not (tmp_path / "out.xlsx").exists()
