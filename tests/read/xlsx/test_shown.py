"""What a sheet shows besides its values: the digits of a number format, text in a single column."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from gouji.model.document import Grid
from gouji.read.xlsx import read_xlsx
from gouji.read.xlsx.value import decimals_of_format, with_decimals


@pytest.mark.parametrize(
    ("code", "decimals"),
    [
        ("#,##0.000000", 6),
        ("0.00", 2),
        ("#,##0.00_ ;[Red]-#,##0.00", 2),
        ("#,##0", 0),
        ("General", 0),
        ("0.00%", 0),
        ("0.00E+00", 0),
        ("0.0#", 0),
    ],
)
def test_the_digits_a_number_format_shows(code: str, decimals: int) -> None:
    assert decimals_of_format(164, code) == decimals


@pytest.mark.parametrize(
    ("text", "decimals", "shown"),
    [
        ("2043", 6, "2043.000000"),
        ("28.5", 2, "28.50"),
        ("-0.5", 2, "-0.50"),
        ("2678.604705", 2, "2678.604705"),
        ("1e3", 2, "1e3"),
    ],
)
def test_shown_zeros_belong_to_a_figure_and_nothing_is_cut_off(text: str, decimals: int, shown: str) -> None:
    assert with_decimals(text, decimals) == shown


def test_a_figure_is_read_with_the_zeros_its_format_shows() -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("表一")
        sheet.write_row(0, 0, ["科目", "金额"])
        sheet.write(1, 0, "基本支出")
        sheet.write(1, 1, 2043, book.add_format({"num_format": "#,##0.000000"}))
    (grid,), _ = read_xlsx(data.getvalue())
    assert isinstance(grid, Grid)
    assert grid.cells[-1].text == "2043.000000"
