"""Prose: wrapped lines are joined, what stands alone stays alone."""

from __future__ import annotations

FULL = "本部门二〇二五年收入预算一千二百三十四万元其中财政拨款收入一千万元"  # 33 characters


def test_wrapped_lines_are_one_paragraph_and_an_indent_begins_the_next(sheet, read):
    page = (
        sheet()
        .text(50, 40, FULL[:30])
        .text(30, 56, FULL[:32])
        .text(30, 72, "完。")
        .text(50, 88, "另起一段。")
    )
    got = read(page)
    assert got.texts == [FULL[:30] + FULL[:32] + "完。", "另起一段。"]
    lines = got.paragraphs[0].printed
    assert [(line.start, line.page) for line in lines] == [(0, 1), (30, 1), (62, 1)]
    assert lines[1].box[:2] == (30, 56)


def test_a_line_left_short_because_a_number_did_not_fit_goes_on(sheet, read):
    page = sheet().text(50, 40, FULL[:28]).text(30, 56, "24,558.18万元，" + FULL[:25]).text(30, 72, FULL[:9])
    assert read(page).texts == [FULL[:28] + "24,558.18万元，" + FULL[:25] + FULL[:9]]


def test_headings_captions_and_unit_lines_stand_alone(sheet, read):
    page = sheet().text(140, 20, "部门收入预算总表", size=16)
    page.text(30, 44, "部门：某某局").text(330, 44, "单位：万元")
    page.lattice((30, 200, 380), (60, 80)).words((30, 200), (60,), [["合计", "1"]])
    page.text(30, 84, "注：本表为空表。")
    got = read(page)
    assert got.texts == ["部门收入预算总表", "部门：某某局", "单位：万元", "注：本表为空表。"]
    assert [type(block).__name__ for block in got.reading.blocks].index("Grid") == 3


def test_numbered_headings_that_fill_the_line_stay_apart(sheet, read):
    page = sheet().text(30, 40, "一、" + FULL[:30]).text(30, 56, "二、" + FULL[:30]).text(30, 72, FULL)
    assert read(page).texts[0] == "一、" + FULL[:30]


def test_lines_of_a_table_of_contents_stay_apart(sheet, read):
    page = sheet()
    for n in range(3):
        page.text(30, 40 + 16 * n, f"部门概况{'.' * 50}{n}")
    assert len(read(page).texts) == 3


def test_a_title_set_wide_is_one_paragraph(sheet, read):
    assert read(sheet().text(120, 40, "目", size=16).text(220, 40, "录", size=16)).texts == ["目 录"]


def test_spaces_are_one_space_inside_and_none_at_the_ends(sheet, read):
    assert read(sheet().text(30, 40, "　　公开  01 表：收 支　")).texts == ["公开 01 表：收 支"]


def test_latin_words_keep_their_space_over_a_line_break(sheet, read):
    latin = ("National Astronomical Observatories of the Chinese Academy of Science " * 2)[:66]
    assert "Chinese word" in read(sheet().text(30, 40, latin[:60] + "Chinese").text(30, 56, "word")).texts[0]


def test_a_paragraph_runs_on_over_the_page(sheet, read):
    first = sheet().text(50, 200, FULL[:30]).text(30, 216, FULL[:32]).text(190, 280, "1")
    second = (
        sheet().text(30, 20, "余下的话。").text(50, 36, FULL[:30]).text(30, 52, FULL[:32]).text(190, 280, "2")
    )
    got = read(first, second)
    assert got.texts == [FULL[:30] + FULL[:32] + "余下的话。", FULL[:30] + FULL[:32]]
    assert got.paragraphs[0].page == 1
    assert [line.page for line in got.paragraphs[0].printed] == [1, 1, 2]


def test_a_paragraph_does_not_run_on_past_a_table(sheet, read):
    first = sheet().text(50, 200, FULL[:30]).text(30, 216, FULL[:32])
    second = sheet().lattice((30, 200, 380), (20, 40)).text(34, 24, "合计").text(30, 60, "余下的话。")
    assert read(first, second).texts == [FULL[:30] + FULL[:32], "余下的话。"]


def test_blocks_of_all_pages_count_from_one(sheet, read):
    got = read(sheet().text(30, 40, "甲。"), sheet(), sheet().text(30, 40, "乙。"))
    assert [paragraph.page for paragraph in got.paragraphs] == [1, 3]


def test_a_unit_line_is_no_more_of_the_title_above_it(sheet, read):
    page = sheet(200, 300).text(20, 40, "一般公共预算“三公”经费支出情况表").text(20, 56, "单位：万元")
    assert read(page).texts == ["一般公共预算“三公”经费支出情况表", "单位：万元"]


def test_a_title_overleaf_is_no_rest_of_a_line_without_an_end(sheet, read):
    said = FULL[:30] + "详见后表"
    wide = sheet(700, 300).text(260, 40, "一般公共预算支出表")
    assert read(sheet(400, 300).text(30, 280, said), wide).texts == [said, "一般公共预算支出表"]
    same = sheet(400, 300).text(150, 40, "一般公共预算支出表")
    assert read(sheet(400, 300).text(30, 280, said), same).texts == [said, "一般公共预算支出表"]
    rest = sheet(400, 300).text(30, 40, "，共三张。")
    assert read(sheet(400, 300).text(30, 280, said), rest).texts == [said + "，共三张。"]


def test_the_blank_half_of_a_mark_that_is_closed_up_may_lie_over_the_sign_before(sheet, read):
    """The quotation mark's box begins left of the full stop's; its ink stands right of it."""
    page = sheet().text(30, 40, "8.").text(34, 40, "“住房保障支出”")
    assert read(page).texts == ["8.“住房保障支出”"]


def test_two_lines_on_a_page_are_a_heading_and_its_text_unless_the_first_reaches_the_margin(sheet, read):
    heading = "（九）关于国有资本经营预算支出表的说明"
    page = sheet(400, 300).text(60, 40, heading).text(60, 56, "-12.5%")
    assert read(page).texts == [heading, "-12.5%"]
    wrapped = sheet(400, 300).text(60, 40, FULL[:30]).text(40, 56, FULL[30:40])
    assert read(wrapped).texts == [FULL[:40]]
