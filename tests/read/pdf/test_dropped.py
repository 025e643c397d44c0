"""What nobody sees on the page is left out of the blocks, and listed."""

from __future__ import annotations

from gouji.read.pdf import read_pdf


def test_text_clipped_at_a_page_edge_is_read_once(sheet, read):
    pages = []
    for top, bottom, shift in ((0, 150, 0), (0, 300, -150)):
        page = sheet()
        with page.clipped(0, top, 400, bottom):
            page.text(20, 140 + shift, "上页末行。").text(20, 152 + shift, "下页首行。")
        pages.append(page)
    got = read(*pages)
    assert got.texts == ["上页末行。", "下页首行。"]
    assert got.dropped == [("下页首行。", "被裁切，页面上看不见"), ("上页末行。", "在页面之外")]
    assert [item.page for item in got.reading.dropped] == [1, 2]


def test_text_partly_off_the_page_keeps_what_is_on_it(sheet, read):
    got = read(sheet().text(377, 40, "一二三四五"))
    assert got.texts == ["一二"]
    assert got.dropped == [("三四五", "在页面之外")]


def test_a_clip_set_inside_a_form_moves_with_it(sheet, read):
    inner = sheet(200, 100)
    with inner.clipped(0, 0, 200, 50):
        inner.text(10, 10, "看得见").text(10, 60, "看不见")
    got = read(sheet().form(inner, "1 0 0 1 100 100"))
    assert got.texts == ["看得见"]
    assert got.dropped == [("看不见", "被裁切，页面上看不见")]


def test_text_that_is_not_painted_is_hidden_and_stroked_text_is_not(sheet, read):
    got = read(sheet().text(20, 40, "隐", mode=3).text(20, 80, "仿粗", mode=2))
    assert got.texts == ["仿粗"]
    assert got.dropped == [("隐", "隐藏文字（不描印）")]


def test_white_text_is_seen_only_on_a_coloured_ground(sheet, read):
    page = sheet().fill(20, 40, 200, 60, ink="0 0 0.6").text(24, 44, "反白", ink="1 1 1")
    got = read(page.text(24, 80, "白字", ink="1 1 1"))
    assert got.texts == ["反白"]
    assert got.dropped == [("白字", "白底白字")]


def test_a_character_drawn_twice_for_bold_is_read_once(sheet, read):
    page = sheet()
    for i, letter in enumerate("合计11.00"):
        for offset in (0, 0.2, 0.4):
            page.text(20 + 10 * i + offset, 40, letter)
    got = read(page)
    assert [text.replace(" ", "") for text in got.texts] == ["合计11.00"]
    assert all(reason == "同一字重叠描印（仿粗体）" for _, reason in got.dropped)


def test_equal_characters_side_by_side_and_in_one_column_are_not_copies(sheet, read):
    xs, ys = (20, 120, 220), (40, 60, 80)
    page = sheet().lattice(xs, ys).words(xs, ys, [["1,111.11", "000"], ["1,111.11", "000"]])
    got = read(page)
    assert got.rows == [[["1,111.11", "000"], ["1,111.11", "000"]]]
    assert got.dropped == []


def test_a_slanting_watermark_is_in_no_cell(sheet, read):
    xs, ys = (20, 160, 320), (40, 90, 140)
    page = sheet().lattice(xs, ys).words(xs, ys, [["甲", "1"], ["乙", "2"]]).slanted(60, 140, "样本")
    got = read(page)
    assert got.rows == [[["甲", "1"], ["乙", "2"]]]
    assert got.dropped == [("样\n本", "斜排文字（水印）")] or got.dropped == [("本\n样", "斜排文字（水印）")]


def test_page_numbers_at_the_foot_are_dropped(sheet, read):
    marks = ("— 1 —", "2", "第 3 页", "4/5", "- 5 -")
    got = read(*(sheet().text(20, 40, f"正文{n}。").text(190, 280, mark) for n, mark in enumerate(marks)))
    assert got.texts == [f"正文{n}。" for n in range(5)]
    assert [reason for _, reason in got.dropped] == ["页码"] * 5


def test_a_number_that_is_not_alone_at_the_foot_is_no_page_number(sheet, read):
    page = sheet().text(20, 40, "12").text(20, 150, "34").text(20, 280, "56").text(200, 280, "万元")
    got = read(page)
    assert got.texts == ["12", "34", "56", "万元"]
    assert got.dropped == []


def test_pages_without_text_are_scans(sheet, read):
    page = sheet().picture(0, 0, 400, 300)
    hidden = sheet().picture(0, 0, 400, 300).text(20, 40, "识别的文字", mode=3)
    numbered = sheet().picture(0, 0, 400, 270).text(190, 280, "3")
    written = sheet().picture(20, 20, 60, 60).text(20, 100, "有文字的一页")
    got = read(page, hidden, numbered, written, sheet())
    assert got.reading.scanned == ((0, 1), (0, 2), (0, 3))
    assert got.reading.pages == 5
    assert ("识别的文字", "扫描图片下由机器识别的文字，看不见，没有采用") in got.dropped


def test_characters_whose_font_does_not_say_what_they_are_are_not_guessed(sheet, make):
    page = sheet().text(20, 40, "预算").text(20, 80, "12")
    unmapped = make(page).replace(b"UniGB-UCS2-H", b"Identity-H  ").replace(b"(GB1)", b"(Identity)")
    reading = read_pdf(unmapped)
    assert "".join(block.text for block in reading.blocks).replace(" ", "") == "\ufffd" * 4
    assert [item.reason for item in reading.dropped] == ["字体没有文字对应，有 4 个字读不出"]
    assert reading.scanned == ((0, 1),)


def test_a_font_that_draws_its_own_glyphs_is_read_by_its_map(sheet, make):
    """Type 3: the map says what the glyphs are."""
    codes = b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <61> <9884> endbfchar"
    cmap = b"/CIDInit /ProcSet findresource begin begincmap " + codes + b" endcmap end"
    glyph = b"1000 0 0 0 1000 1000 d1 0 0 800 800 re f"
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 97"
        b"/LastChar 97/Widths[1000]/CharProcs<</a 4 0 R>>/Encoding<</Type/Encoding/Differences[97/a]>>"
        b"/Resources<<>>/ToUnicode 5 0 R>>"
    )
    lines = make(sheet().raw("BT /F 12 Tf 30 200 Td (aa) Tj ET")).split(b"endobj\n")
    for number, content in ((3, font), (4, glyph), (5, cmap)):
        stream = content if number == 3 else b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
        at = next(n for n, line in enumerate(lines) if b"%d 0 obj" % number in line[:20])
        lines[at] = lines[at].partition(b"obj\n")[0] + b"obj\n" + stream + b"\n"
    assert [block.text for block in read_pdf(b"endobj\n".join(lines)).blocks] == ["预预"]
