"""Characters in a table that are not of the cell they stand in."""

from __future__ import annotations

XS, YS = (20, 120, 220, 320), (40, 60, 80, 100)
WORDS = [["项目", "合计", "备注"], ["办公费", "1,234.56", "无"], ["水费", "5.00", "无"]]


def test_a_text_that_runs_on_into_the_empty_cell_beside_it_stays_whole(sheet, read):
    words = [["项目", "合计", "备注"], ["城市基础设施建设专项资金支出", "", "无"], ["水费", "5.00", "无"]]
    got = read(sheet().lattice(XS, YS).words(XS, YS, words))
    assert got.rows == [words]


def test_a_number_that_runs_out_to_the_left_stays_whole(sheet, read):
    words = [["项目", "合计", "备注"], ["甲", "", "无"], ["水费", "5.00", "无"]]
    page = sheet().lattice(XS, YS).words(XS, YS, words).text(112, 62, "1,234,567,890,123.45")
    assert read(page).rows[0][1] == ["甲", "1,234,567,890,123.45", "无"]


def test_texts_that_stop_short_of_the_rule_stay_where_they_are(sheet, read):
    words = [["项目", "合计", "备注"], ["一二三四五六七八九", "1,234.56", "无"], ["1", "2", "3"]]
    xs = (20, 112.5, 220, 320)
    got = read(sheet().lattice(xs, YS).words(xs, YS, words))
    assert got.rows == [words]


def test_a_watermark_in_large_letters_is_in_no_cell(sheet, read):
    for turn, x, y in ((0, 60, 45), (1, 150, 290)):
        page = sheet().lattice(XS, YS).words(XS, YS, WORDS)
        got = read(page.text(x, y, "仅供内部参考", size=36, ink="0.85 0.85 0.85", turn=turn))
        assert got.rows == [WORDS]
        assert got.texts == []
        assert {reason for _, reason in got.dropped} == {"叠在表格上的大字（水印）"}
        assert sorted("".join(text for text, _ in got.dropped).replace("\n", "")) == sorted("仅供内部参考")


def test_large_letters_are_no_watermark_where_the_table_is_set_in_them(sheet, read):
    page = sheet().lattice((20, 200, 380), (40, 90, 140))
    for x, y, text in ((30, 50, "甲"), (210, 50, "乙"), (30, 100, "12"), (210, 100, "34")):
        page.text(x, y, text, size=30)
    got = read(page.text(20, 10, "标题", size=12))
    assert got.rows == [[["甲", "乙"], ["12", "34"]]]
    assert got.dropped == []
