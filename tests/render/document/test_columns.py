"""Widths of columns: amounts are whole, words are readable, and what fits nowhere is said."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.render.document.disclosures import FORMS, long, publication, table, usual

from gouji.model.errors import CannotDraw
from gouji.model.publication import LaidTable
from gouji.render.document import pdf_bytes
from gouji.render.document.bands import page_count
from gouji.render.document.columns import PAGE, fit
from gouji.render.document.fonts import covered
from gouji.render.document.pages import room_of, settled


@pytest.mark.parametrize(("form", "seed"), list(product(FORMS, range(3))))
def test_every_amount_fits_its_cell(form: str, seed: int) -> None:
    for laid in (*usual(form, seed).tables, *long(form).tables):
        found = fit(laid)
        for cell in laid.cells:
            if cell.claim is not None:
                wide = covered().width(cell.text) * found.size
                assert wide <= found.inner(cell.column, cell.columns) + 1e-6, (laid.id, cell)


amount = st.integers(0, 10**15).map(lambda fen: f"{fen // 10**6:,}.{fen % 10**6:06}")


@given(
    st.lists(st.lists(amount, min_size=4, max_size=4), min_size=1, max_size=5),
    st.text("预算单位名称", max_size=40),
)
def test_columns_fill_the_page_and_hold_their_amounts(rows: list[list[str]], name: str) -> None:
    laid = table(("单位", "甲", "乙", "丙", "丁"), *((name, *row) for row in rows))
    found = fit(laid)
    across = PAGE[1] if found.landscape else PAGE[0]
    assert sum(found.widths) == pytest.approx(across - 96)
    for cell in laid.cells:
        if cell.claim is not None:
            assert covered().width(cell.text) * found.size <= found.inner(cell.column) + 1e-6


def test_a_wide_table_is_turned_and_set_smaller() -> None:
    narrow = fit(table(("项目", "金额"), ("合计", "1.000000")))
    assert (narrow.landscape, narrow.size) == (False, 10.5)
    wide = fit(table(tuple("名甲乙丙丁戊己庚辛壬癸"), ("云山区档案馆（本级）", *["12,345.678901"] * 10)))
    assert wide.landscape
    assert wide.size < 10.5
    assert wide.widths[0] > 5 * wide.size


def test_amounts_that_no_page_can_hold_are_refused() -> None:
    laid = table(tuple(f"栏{n}" for n in range(24)), ("999,999,999,999.999999",) * 24)
    with pytest.raises(CannotDraw) as caught:
        pdf_bytes(publication(laid))
    assert caught.value.place == "表一 收支总表"
    assert "999,999,999,999.999999" in str(caught.value)
    assert "更大的金额单位" in str(caught.value)


def test_a_table_is_set_a_little_smaller_to_save_a_page() -> None:
    def pages(laid: LaidTable) -> tuple[float, int]:
        found = settled(laid)
        room = room_of(laid, found)
        return found.size, page_count(laid, found, room, room)

    rows = [(f"{number}、一般公共服务支出", "1,234.567890") for number in range(60)]
    sizes = {count: pages(table(("项目", "预算数"), *rows[:count])) for count in range(20, 60)}
    one = [count for count, (_, number) in sizes.items() if number == 1]
    largest = [count for count in one if sizes[count][0] == 10.5]
    assert max(one) > max(largest)
    assert {size for size, _ in sizes.values()} <= {10.5, 10.0, 9.5, 9.0}
    assert sizes[55][0] == 10.5, "where no page is saved it stays as it is"
