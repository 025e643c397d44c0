"""Tables without a black line: white strokes on colour, coloured cells side by side."""

from __future__ import annotations

XS, YS = (20, 120, 220, 320), (40, 60, 80, 100)
WORDS = [["项目", "合计", "备注"], ["办公费", "1,234.56", ""], ["水费", "-", "无"]]


def test_white_strokes_on_colour_are_rules(sheet, read):
    page = sheet().fill(20, 40, 320, 100, ink="0.8 0.85 1").lattice(XS, YS, ink="1 1 1", width=1)
    assert read(page.words(XS, YS, WORDS)).rows == [WORDS]


def test_every_other_row_may_be_white(sheet, read):
    page = sheet().fill(20, 40, 320, 60, ink="0.5 0.6 1").fill(20, 80, 320, 100, ink="0.9 0.9 1")
    assert read(page.lattice(XS, YS, ink="1 1 1").words(XS, YS, WORDS)).rows == [WORDS]


def test_white_strokes_on_white_are_none(sheet, read):
    page = sheet().fill(20, 200, 60, 220, ink="0.5 0.6 1").lattice(XS, YS, ink="1 1 1").words(XS, YS, WORDS)
    assert read(page).rows == []


def test_coloured_cells_side_by_side_are_a_table(sheet, read):
    page = sheet()
    for row in range(3):
        for column in range(3):
            x0, x1, y0, y1 = XS[column] + 0.5, XS[column + 1] - 0.5, YS[row] + 0.5, YS[row + 1] - 0.5
            page.fill(x0, y0, x1, y1, ink="0.9 0.9 0.9" if row else "0.5 0.6 0.8")
    assert read(page.words(XS, YS, WORDS)).rows == [WORDS]


def test_bars_and_shaded_lines_are_no_table(sheet, read):
    page = sheet()
    for n in range(6):
        page.fill(20 + 40 * n, 200 - 10 * n, 40 + 40 * n, 200, ink="0.5 0.6 0.8")
        page.fill(20, 220 + 12 * n, 300, 230 + 12 * n, ink="0.9 0.9 0.9")
    assert read(page.text(20, 20, "图")).rows == []
