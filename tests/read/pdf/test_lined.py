"""Tables with lines across and none down."""

from __future__ import annotations

XS, YS = (20, 120, 220, 320), (40, 60, 80, 100)
WORDS = [["项目", "合计", "备注"], ["办公费", "1,234.56", ""], ["水费", "5.00", "无"]]


def _across(page, *ys, x0=20, x1=320):
    for y in ys:
        page.line(x0, y, x1, y)
    return page


def test_a_three_line_table_is_a_grid_whose_edges_are_not_sure(sheet, read):
    got = read(_across(sheet(), 40, 60, 100).words(XS, YS, WORDS))
    assert got.rows == [WORDS]
    assert got.texts == []
    assert not got.grids[0].ruled
    assert got.grids[0].box == (20, 40, 320, 100)


def test_a_line_under_every_row_keeps_lines_of_one_cell_together(sheet, read):
    page = _across(sheet(), 40, 60, 90, 110).words(XS, (40, 60, 90), WORDS).text(22, 74, "及其他")
    got = read(page)
    assert got.rows == [
        [["项目", "合计", "备注"], ["办公费\n及其他", "1,234.56", ""], ["水费", "5.00", "无"]]
    ]


def test_a_row_without_amounts_is_a_row(sheet, read):
    words = [["项目", "合计"], ["一、基本支出", ""], ["办公费", "1.00"], ["水费", "2.00"]]
    got = read(_across(sheet(), 40, 60, 120).words((20, 200), (40, 60, 80, 100), words))
    assert got.rows == [words]


def test_a_head_over_two_columns_covers_both(sheet, read):
    page = _across(sheet(), 40, 60, 100).words(XS, (60, 80), WORDS[1:])
    page.text(22, 42, "项目").text(150, 42, "年初预算数及其备注")
    got = read(page)
    assert [(c.text, c.column, c.columns) for c in got.grids[0].cells if c.row == 0] == [
        ("项目", 0, 1),
        ("年初预算数及其备注", 1, 2),
    ]


def test_two_tables_of_one_width_are_two(sheet, read):
    page = _across(sheet(), 40, 60, 80, 140, 160, 180)
    for top, name in ((40, "甲"), (140, "乙")):
        page.words((20, 200), (top, top + 20), [["项目", "金额"], [name, "1.00"]])
    got = read(page.text(20, 100, "下面是另一张表，说明若干情况。"))
    assert got.rows == [[["项目", "金额"], ["甲", "1.00"]], [["项目", "金额"], ["乙", "1.00"]]]
    assert got.texts == ["下面是另一张表，说明若干情况。"]


def test_lines_around_running_text_draw_no_table(sheet, read):
    page = _across(sheet(), 40, 80, 120, 160)
    for y in (50, 65, 90, 105, 130, 145):
        page.text(20, y, "正文内容说明若干情况一二三四五六")
    assert read(page).rows == []


def test_columns_that_the_text_does_not_tell_are_not_guessed(sheet, read):
    page = _across(sheet(), 40, 60, 120)
    for n, row in enumerate((["项目", "合计"], ["一二三四五六七八九十", "1"], ["甲", "乙"], ["丙", "丁"])):
        page.text(22, 42 + 20 * n, row[0]).text((200, 150, 60, 160)[n], 42 + 20 * n, row[1])
    assert read(page).rows == []
