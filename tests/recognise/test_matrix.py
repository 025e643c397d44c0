"""Grids of several pages as one matrix."""

from __future__ import annotations

from gouji.model.document import Cell, Grid
from gouji.recognise.matrix import matrix_of


def _page(number: int, *rows: tuple[tuple[str, int, int], ...]) -> Grid:
    """Rows of (text, left edge, right edge); the columns are those that the edges make."""
    edges = sorted({x for row in rows for _, *sides in row for x in sides})
    cells = tuple(
        Cell(text, r, edges.index(x0), 1, edges.index(x1) - edges.index(x0), number, box=(x0, 0, x1, 10))
        for r, row in enumerate(rows)
        for text, x0, x1 in row
    )
    return Grid(cells, len(rows), len(edges) - 1, page=number, box=(edges[0], 0, edges[-1], 10))


_TOP = _page(1, (("基本支出", 0, 100), ("1.00", 100, 300)))
_BELOW = _page(2, (("指标", 0, 100), ("值", 100, 200), ("单位", 200, 300)))


def test_a_stacked_table_has_the_columns_of_the_page_that_has_them_all() -> None:
    matrix = matrix_of([_TOP, _BELOW], stacked=True)
    assert [[cell.text if cell else None for cell in row] for row in matrix.own] == [
        ["基本支出", "1.00", None],
        ["指标", "值", "单位"],
    ]
    assert matrix.over[0][2] is matrix.own[0][1]


def test_any_other_table_keeps_the_columns_of_its_first_page() -> None:
    assert matrix_of([_TOP, _BELOW]).width == 2
    moved = _page(2, (("指标", 0, 140), ("值", 140, 200), ("单位", 200, 300)))
    assert matrix_of([_TOP, moved], stacked=True).width == 2
