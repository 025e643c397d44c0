"""Any table, however its producer strokes it, comes back as it was: read ∘ draw is the identity."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from gouji.read.pdf import read_pdf

WAYS = ("lines", "strokes per cell", "thin fills", "boxes")


@st.composite
def tables(draw):
    """Edges and merged cells: (row, column, rows, columns) that tile the table."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(2, 6))
    ys = list(itertools.accumulate([draw(st.integers(12, 40)) for _ in range(height)], initial=30))
    xs = list(itertools.accumulate([draw(st.integers(14, 60)) for _ in range(width)], initial=25))
    free = set(itertools.product(range(height), range(width)))
    cells = []
    while free:
        row, column = min(free)
        columns = 1
        while (row, column + columns) in free and draw(st.integers(0, 3)) == 0:
            columns += 1
        rows = 1
        while draw(st.integers(0, 3)) == 0 and all((row + rows, c + column) in free for c in range(columns)):
            rows += 1
        free -= set(itertools.product(range(row, row + rows), range(column, column + columns)))
        cells.append((row, column, rows, columns))
    return xs, ys, cells


def drawn(page, xs, ys, cells, way):
    for row, column, rows, columns in cells:
        x0, x1, y0, y1 = xs[column], xs[column + columns], ys[row], ys[row + rows]
        match way:
            case "lines":
                page.line(x0, y0, x1, y0).line(x0, y1, x1, y1).line(x0, y0, x0, y1).line(x1, y0, x1, y1)
            case "strokes per cell":
                page.line(x0 + 0.2, y0, x1 - 0.2, y0).line(x0 + 0.2, y1, x1 - 0.2, y1)
                page.line(x0, y0 + 0.2, x0, y1 - 0.2).line(x1, y0 + 0.2, x1, y1 - 0.2)
            case "thin fills":
                page.fill(x0 + 0.5, y0, x1, y0 + 0.5).fill(x0 + 0.5, y1, x1, y1 + 0.5)
                page.fill(x0, y0 + 0.5, x0 + 0.5, y1).fill(x1, y0 + 0.5, x1 + 0.5, y1)
            case "boxes":
                page.raw(f"0.4 w {x0 + 0.3} {page.height - y1 + 0.3} {x1 - x0 - 0.6} {y1 - y0 - 0.6} re S")
    return page


@given(tables(), st.sampled_from(WAYS))
def test_any_table_comes_back(make, sheet, table, way):
    xs, ys, cells = table
    page = drawn(sheet(), xs, ys, cells, way)
    for n, (row, column, _, _) in enumerate(cells):
        page.text(xs[column] + 1, ys[row] + 2, chr(0x4E00 + n), size=8)
    # An edge all cells are merged over cannot be seen: count only those that are drawn.
    rows = sorted({row for row, *_ in cells})
    columns = sorted({column for _, column, *_ in cells})
    want = {
        (
            rows.index(row),
            columns.index(column),
            sum(row <= r < row + tall for r in rows),
            sum(column <= c < column + wide for c in columns),
            chr(0x4E00 + n),
        )
        for n, (row, column, tall, wide) in enumerate(cells)
    }
    blocks = read_pdf(make(page)).blocks
    if len(cells) == 1:  # a frame, not a table
        assert [block.text for block in blocks] == ["一"]
        return
    (grid,) = blocks
    assert {(c.row, c.column, c.rows, c.columns, c.text) for c in grid.cells} == want
    assert (grid.height, grid.width) == (len(rows), len(columns))


def test_a_last_row_narrower_than_the_table_has_no_cells_beyond_it(sheet, read):
    page = sheet().lattice((20, 120, 220, 320), (40, 60)).lattice((20, 120, 220), (60, 80))
    page.words((20, 120, 220), (40, 60), [["甲", "乙", "丙"], ["1", "2"]]).text(240, 62, "表外")
    got = read(page)
    assert got.rows == [[["甲", "乙", "丙"], ["1", "2", ""]]]
    assert [(cell.row, cell.column) for cell in got.grids[0].cells][-1] == (1, 1)
    assert got.texts == ["表外"]


def test_a_shape_no_cell_can_have_is_cut_into_cells(sheet, read):
    page = sheet()
    page.line(20, 40, 320, 40).line(20, 120, 320, 120).line(20, 40, 20, 120).line(320, 40, 320, 120)
    page.line(170, 40, 170, 80).line(170, 80, 320, 80)  # leaves an L around the upper right
    got = read(page.text(24, 44, "左").text(174, 44, "右").text(24, 100, "下"))
    assert got.rows == [[["左\n下", "右"], ["", ""]]]
    assert got.texts == []
