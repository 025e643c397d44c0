"""Ruled tables become grids: each odd way a producer draws one, in its smallest document."""

from __future__ import annotations

import itertools

from gouji.read.pdf import read_pdf

XS, YS = (20, 120, 220, 320), (40, 60, 80, 100)
WORDS = [["项目", "合计", "备注"], ["办公费", "1,234.56", ""], ["水费", "-", "无"]]


def test_a_ruled_table_is_a_grid_with_its_empty_cells(sheet, read):
    got = read(sheet().lattice(XS, YS).words(XS, YS, WORDS))
    assert got.rows == [WORDS]
    assert got.texts == []
    assert [cell.text for cell in got.grids[0].cells] == list(itertools.chain(*WORDS))
    cell = got.grids[0].cells[4]
    assert (cell.row, cell.column, cell.rows, cell.columns, cell.page) == (1, 1, 1, 1, 1)
    assert cell.box == (120, 60, 220, 80)
    assert got.grids[0].box == (20, 40, 320, 100)


def test_a_missing_edge_merges_cells(sheet, read):
    page = sheet()
    page.line(20, 40, 320, 40).line(120, 60, 320, 60).line(20, 80, 320, 80).line(20, 100, 320, 100)
    page.line(20, 40, 20, 100).line(120, 40, 120, 100).line(220, 60, 220, 100).line(320, 40, 320, 100)
    page.words(XS, YS, [["项目", "本年预算数"], ["", "人员", "公用"], ["合计", "1", "2"]])
    got = read(page)
    assert got.rows == [[["项目", "本年预算数", ""], ["", "人员", "公用"], ["合计", "1", "2"]]]
    spans = {cell.text: (cell.rows, cell.columns) for cell in got.grids[0].cells}
    assert spans["项目"] == (2, 1)
    assert spans["本年预算数"] == (1, 2)


def test_rules_drawn_per_cell_with_gaps_are_one_rule(sheet, read):
    page = sheet()
    for y, (x0, x1) in itertools.product(YS, itertools.pairwise(XS)):
        page.line(x0 + 0.2, y, x1 - 0.2, y)
    for x, (y0, y1) in itertools.product(XS, itertools.pairwise(YS)):
        page.line(x, y0 + 0.2, x, y1 - 0.2)
    assert read(page.words(XS, YS, WORDS)).rows == [WORDS]


def test_rules_may_be_thin_fills_with_squares_at_the_crossings(sheet, read):
    page = sheet()
    for y, (x0, x1) in itertools.product(YS, itertools.pairwise(XS)):
        page.fill(x0 + 0.5, y, x1, y + 0.5)
    for x, (y0, y1) in itertools.product(XS, itertools.pairwise(YS)):
        page.fill(x, y0 + 0.5, x + 0.5, y1)
    for x, y in itertools.product(XS, YS):
        page.fill(x, y, x + 0.5, y + 0.5)
    assert read(page.words(XS, YS, WORDS)).rows == [WORDS]


def test_a_double_rule_is_one_edge(sheet, read):
    page = sheet().lattice(XS, YS).line(20, 61.8, 320, 61.8).line(20, 41.5, 320, 41.5)
    assert read(page.words(XS, YS, WORDS)).rows == [WORDS]


def test_white_rectangles_over_cells_draw_no_rows(sheet, read):
    page = sheet()
    for x, y in itertools.product(XS[:-1], YS[:-1]):
        page.fill(x + 1, y + 5, x + 99, y + 15, ink="1 1 1").line(x, y + 9, x + 100, y + 9, ink="1 1 1")
    assert read(page.lattice(XS, YS).words(XS, YS, WORDS)).rows == [WORDS]


def test_shading_draws_no_rows(sheet, read):
    page = sheet().fill(20, 40, 320, 52, ink="0.9 0.9 1")
    assert read(page.lattice(XS, YS).words(XS, YS, WORDS)).rows == [WORDS]


def test_dots_and_underlines_are_no_rules(sheet, read):
    page = sheet().fill(150, 70, 151, 71).line(122, 73, 160, 73)
    page.lattice(XS, YS).words(XS, YS, WORDS).line(20, 200, 300, 200)
    assert read(page).rows == [WORDS]


def test_stroked_rectangles_are_cells(sheet, read):
    page = sheet()
    for x, y in itertools.product(XS[:-1], YS[:-1]):
        page.raw(f"0.5 w {x} {page.height - y - 20} 100 20 re S")
    assert read(page.words(XS, YS, WORDS)).rows == [WORDS]


def test_a_table_open_at_both_sides_is_a_grid(sheet, read):
    page = sheet()
    for y in YS:
        page.line(20, y, 320, y)
    page.line(120, 40, 120, 100).line(220, 40, 220, 100)
    assert read(page.words(XS, YS, WORDS)).rows == [WORDS]


def test_a_row_cut_by_the_page_is_closed_there(sheet, read):
    page = sheet(height=92)
    for y in YS[:-1]:
        page.line(20, y, 320, y)
    for x in XS:
        page.line(x, 40, x, 120)
    assert read(page.words(XS, YS, WORDS)).rows == [WORDS]


def test_two_tables_on_a_page_with_a_caption_between(sheet, read):
    page = sheet().lattice(XS, (20, 40, 60)).words(XS, (20, 40), [["甲", "乙", "丙"], ["1", "2", "3"]])
    page.text(150, 80, "表二").lattice(XS[:3], (100, 120)).words(XS, (100,), [["丁", "4"]])
    got = read(page)
    assert got.rows == [[["甲", "乙", "丙"], ["1", "2", "3"]], [["丁", "4"]]]
    assert [type(block).__name__ for block in got.reading.blocks] == ["Grid", "Paragraph", "Grid"]


def test_a_frame_around_prose_is_no_table(sheet, read):
    got = read(sheet().lattice((20, 320), (40, 100)).text(40, 60, "说明文字"))
    assert (got.rows, got.texts) == ([], ["说明文字"])


def test_a_box_inside_a_cell_belongs_to_the_cell(sheet, read):
    page = sheet().lattice((20, 200, 320), (40, 120)).lattice((60, 70, 80), (60, 70))
    assert read(page.text(24, 44, "选").text(204, 44, "是")).rows == [[["选", "是"]]]


def test_lines_of_a_cell_are_kept_apart_and_read_top_down(sheet, read):
    page = sheet().lattice((20, 60, 320), (40, 80))
    page.text(22, 56, "构设置").text(22, 44, "部门机").text(100, 50, "1,234").text(126, 50.6, ".56")
    assert read(page).rows == [[["部门机\n构设置", "1,234.56"]]]


def test_upright_vertical_text_reads_down(sheet, read):
    page = sheet().lattice((20, 40, 320), (40, 120)).text(60, 70, "说明")
    for i, letter in enumerate("年度目标"):
        page.text(25, 50 + 14 * i, letter)
    assert read(page).rows == [[["年\n度\n目\n标", "说明"]]]


def test_sideways_text_in_a_cell_reads_along_its_direction(sheet, read):
    page = sheet().lattice((20, 60, 320), (40, 140)).text(100, 70, "正文在这里")
    page.text(36, 130, "绩效", turn=1).text(54, 130, "指标", turn=1)
    assert read(page).rows == [[["绩效\n指标", "正文在这里"]]]


def test_gaps_between_words_are_spaces_but_not_between_digits(sheet, read):
    page = sheet().lattice((20, 160, 320), (40, 60))
    page.text(24, 44, "合").text(60, 44, "计").text(164, 44, "1").text(171, 44, "2").text(200, 44, "3")
    assert read(page).rows == [[["合 计", "12 3"]]]


def test_a_table_in_a_form_is_read_where_the_form_is_placed(sheet, read):
    inner = sheet(400, 300).lattice(XS, YS).words(XS, YS, WORDS)
    got = read(sheet(400, 300).form(inner, "0.5 0 0 0.5 100 50"))
    assert got.rows == [WORDS]
    assert got.grids[0].box == (110, 120, 260, 150)


def test_a_page_turned_by_rotate_is_read_as_shown(sheet, read):
    for rotate, box in ((90, (20, 40, 100, 240)), (270, (40, 20, 100, 300))):
        page = sheet(300, 400, rotate)
        # Upright on the screen means turned against /Rotate on the sheet.
        if rotate == 90:
            page.raw("q 0 1 -1 0 300 0 cm")
            height = 300
        else:
            page.raw("q 0 -1 1 0 0 400 cm")
            height = 300
        inner = sheet(400, height).lattice(XS, YS).words(XS, YS, WORDS)
        page.drawn += [*inner.drawn, "Q"]
        got = read(page)
        assert got.rows == [WORDS], rotate
        assert got.grids[0].box == (20, 40, 320, 100), box


def test_a_table_drawn_sideways_on_an_upright_page_is_read_and_its_boxes_are_those_shown(sheet, read):
    page = sheet(300, 400)
    inner = sheet(400, 300).lattice(XS, YS).words(XS, YS, WORDS)
    page.raw("q 0 1 -1 0 300 0 cm")  # turned a quarter anticlockwise
    page.drawn += [*inner.drawn, "Q"]
    got = read(page)
    assert got.rows == [WORDS]
    assert got.grids[0].box == (40, 80, 100, 380)


def test_radicals_in_the_text_layer_are_the_characters_printed(sheet, read):
    page = sheet().lattice((20, 160, 320), (40, 60)).text(24, 44, "部⻔⼈员").text(164, 44, "（１）")
    assert read(page).rows == [[["部门人员", "（１）"]]]


def test_a_page_that_does_not_begin_at_the_origin(sheet, make):
    data = make(sheet().lattice(XS, YS).words(XS, YS, WORDS))
    moved = data.replace(b"/MediaBox[0 0 400 300]", b"/MediaBox[-50 -50 500 400]/CropBox[-9 -9 390 295]")
    (grid,) = read_pdf(moved).blocks
    assert grid.box == (29, 35, 329, 95)
    assert [cell.text for cell in grid.cells] == list(itertools.chain(*WORDS))


def test_dashes_and_dots_drawn_one_by_one_are_rules(sheet, read):
    for long, pitch, thick in ((3, 5, 0.4), (0.8, 2.4, 0.8), (5, 7.5, 0.6)):
        page = sheet()
        for y in YS:
            for n in range(int((XS[-1] - XS[0]) / pitch) + 1):
                x = XS[0] + n * pitch
                page.fill(x, y, min(x + long, XS[-1] + thick), y + thick)
        for x in XS:
            for n in range(int((YS[-1] - YS[0]) / pitch) + 1):
                y = YS[0] + n * pitch
                page.fill(x, y, x + thick, min(y + long, YS[-1] + thick))
        got = read(page.words(XS, YS, WORDS))
        assert got.rows == [WORDS], (long, pitch)
        assert got.texts == []


def test_a_few_dots_are_no_rule(sheet, read):
    page = sheet().lattice(XS, YS).words(XS, YS, WORDS)
    for x in (30, 34, 38):
        page.fill(x, 70, x + 1, 71)
    assert read(page).rows == [WORDS]
