"""Where tables break over pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.render.document.disclosures import table

from gouji.model.publication import LaidCell, LaidTable
from gouji.render.document.bands import kept
from gouji.render.document.columns import fit
from gouji.render.document.cut import Broken, broken
from gouji.render.document.lines import lines, tall

_ROOM = 300.0


def _record(objective: str, indicators: int) -> LaidTable:
    """A project with a name, an objective and some indicators, its own cells merged over them."""
    rows = tuple(("", "", f"指标{n}") for n in range(indicators))
    laid = table(("项目", "目标", "指标"), *rows)
    own = (LaidCell("馆藏数字化", 1, 0, indicators), LaidCell(objective, 1, 1, indicators))
    cells = tuple(cell for cell in laid.cells if cell.row == 0 or cell.column == 2)
    return replace(laid, cells=(*cells, *own))


def _cut(laid: LaidTable) -> Broken:
    return broken(laid, fit(laid), _ROOM)


def _texts(drawn: Broken, column: int) -> list[str]:
    return [
        c.text for c in sorted(drawn.cells, key=lambda c: c.row) if c.column == column and c.row and c.text
    ]


def test_a_record_that_a_page_holds_stays_whole() -> None:
    laid = _record("按时完成。", 5)
    drawn = _cut(laid)
    assert sorted(drawn.cells) == sorted(laid.cells)
    assert drawn.whole == frozenset(range(1, 6))


def test_a_record_taller_than_a_page_is_cut_between_rows_and_its_name_is_said_once() -> None:
    drawn = _cut(_record("按时完成。", 60))
    assert drawn.height == 61
    assert _texts(drawn, 0) == ["馆藏数字化"]
    assert _texts(drawn, 1) == ["按时完成。"]
    assert _texts(drawn, 2) == [f"指标{n}" for n in range(60)]
    assert len([cell for cell in drawn.cells if cell.column == 0]) > 2


def test_a_long_text_runs_on_over_rows_of_its_own() -> None:
    objective = "完成档案的整理和修复，按季总结。" * 150
    drawn = _cut(_record(objective, 2))
    assert drawn.height > 3
    assert "".join(_texts(drawn, 1)) == objective
    assert len(_texts(drawn, 1)) > 2
    assert _texts(drawn, 2) == ["指标0", "指标1"]


@given(st.integers(1, 80), st.integers(0, 3_000))
def test_every_place_is_covered_once_and_no_text_is_lost(indicators: int, length: int) -> None:
    objective = ("完成整理修复，按季总结。" * 250)[:length]
    laid = _record(objective, indicators)
    drawn = _cut(laid)
    places = [
        (row, column)
        for cell in drawn.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    ]
    assert sorted(places) == [(r, c) for r in range(drawn.height) for c in range(laid.width)]
    assert "".join(_texts(drawn, 1)) == objective
    assert len(_texts(drawn, 2)) == indicators


@pytest.mark.parametrize(
    ("text", "room", "count"),
    [
        ("", 50.0, 1),
        ("档案整理", 40.0, 1),
        ("档案整理", 39.0, 2),
        ("档案\n整理", 100.0, 2),
        ("档案整理，", 40.0, 2),
        ("整理12,345.67件", 40.0, 3),
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 40.0, 5),
    ],
)
def test_lines_break_where_chinese_may_be_broken(text: str, room: float, count: int) -> None:
    assert lines(text, room, 10.0) == count


def test_rows_of_a_record_keep_each_other() -> None:
    laid = _record("按时完成。", 3)
    together = kept(laid, fit(laid), _ROOM)
    assert (together.whole, together.followed) == (frozenset(range(4)), frozenset({1, 2}))
    assert not together.heights
    tall = _record("按时完成。", 60)
    assert kept(tall, fit(tall), _ROOM).whole == frozenset({0})


def test_rows_are_as_high_as_a_tall_cell_beside_them_needs() -> None:
    laid = _record("完成档案的整理和修复，按季总结。" * 8, 2)
    found = fit(laid)
    heights = kept(laid, found, _ROOM).heights
    count = lines("完成档案的整理和修复，按季总结。" * 8, found.inner(1), found.size)
    assert set(heights) == {1, 2}
    assert sum(heights.values()) >= count * found.size
    assert heights[1] == pytest.approx(heights[2])


def test_a_heading_beside_groups_of_rows_does_not_tie_them() -> None:
    """Projects merged over their indicators, an activity over its projects, a heading over all of them."""
    cells = [LaidCell("总体情况", 0, 0), LaidCell("1.00", 0, 1, columns=3, claim=0)]
    cells += [LaidCell("绩效情况", 1, 0, 25)]
    cells += [LaidCell(text, 1, column, bold=True) for column, text in enumerate(("活动", "项目", "指标"), 1)]
    for group in range(4):
        cells += [LaidCell(f"项目{group}", 2 + 6 * group, 2, 6)]
        if group % 2 == 0:
            cells += [LaidCell(f"活动{group}", 2 + 6 * group, 1, 12)]
        cells += [LaidCell(f"指标{n}", 2 + 6 * group + n, 3) for n in range(6)]
    laid = replace(table(("",)), cells=tuple(cells), height=26, width=4, head=0, weights=(1.0,) * 4)
    together = kept(laid, fit(laid), 300.0)
    breaks = [row for row in range(26) if row not in together.followed]
    assert breaks == [0, 7, 13, 19, 25]
    drawn = broken(laid, fit(laid), 300.0)
    assert sorted(drawn.cells) == sorted(cells)
    assert drawn.loose == {(1, 0), (2, 1), (14, 1)}


def test_a_heading_beside_a_long_text_reaches_over_the_rows_added_for_it() -> None:
    cells = [LaidCell("总体情况", 0, 0), LaidCell("目标", 0, 1), LaidCell("绩效情况", 1, 0, 4)]
    cells += [LaidCell("完成档案整理。" * 400, 1, 1, 2)]
    cells += [LaidCell(f"指标{n}", 1 + n, 2) for n in range(4)] + [LaidCell("", n, 1) for n in (3, 4)]
    cells += [LaidCell("", 0, 2)]
    laid = replace(table(("",)), cells=tuple(cells), height=5, width=3, head=0, weights=(1.0,) * 3)
    drawn = broken(laid, fit(laid), 300.0)
    assert drawn.height > laid.height
    covered = [
        (row, column)
        for cell in drawn.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    ]
    assert sorted(covered) == [(row, column) for row in range(drawn.height) for column in range(3)]


def test_a_record_on_a_later_page_has_the_room_of_the_title() -> None:
    record = _record("按时完成。", 12)
    cells = [*record.cells]
    cells += [cell._replace(row=cell.row + 12) for cell in record.cells if cell.row >= record.head]
    two = replace(record, cells=tuple(cells), height=record.height + 12)
    found = fit(two)
    room = 12 * tall(1, found.size) - 1
    drawn = broken(two, found, room, 2.0)
    assert [cell.rows for cell in drawn.cells if cell.column == 0 and cell.row >= two.head] == [11, 1, 12]
