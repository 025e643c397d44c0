"""Running heads and feet are read once, and do not part what runs on over the page."""

from __future__ import annotations

LONG = "正文内容说明若干情况一二三四五六七八九十一二三四五六七八九十"


def _pages(sheet, count, head, body, foot="", y=8):
    return [
        sheet()
        .text(120, y, head.format(n), size=9)
        .text(20, 60, body.format(n))
        .text(150, 285, foot.format(n), size=9)
        for n in range(1, count + 1)
    ]


def test_a_running_head_is_read_once_and_listed_on_the_other_pages(sheet, read):
    got = read(*_pages(sheet, 5, "云山区档案馆部门预算", "第{}页正文。", "内部资料 {}"))
    assert got.texts == [
        "云山区档案馆部门预算",
        "第1页正文。",
        "内部资料 1",
        *(f"第{n}页正文。" for n in range(2, 6)),
    ]
    assert sorted(got.dropped) == sorted(
        [("云山区档案馆部门预算", "页眉页脚")] * 4 + [(f"内部资料 {n}", "页眉页脚") for n in range(2, 6)]
    )
    assert sorted({item.page for item in got.reading.dropped}) == [2, 3, 4, 5]


def test_a_paragraph_runs_on_below_a_running_head(sheet, read):
    pages = [sheet().text(120, 8, "云山区档案馆", size=9).text(20, 270, LONG, size=12) for _ in range(3)]
    pages[1].drawn.pop()
    pages[1].text(20, 30, LONG[:4] + "。", size=12)
    got = read(*pages)
    assert LONG + LONG[:4] + "。" in got.texts


def test_titles_and_unit_lines_over_every_part_of_a_table_stay(sheet, read):
    for head in ("支出预算总表", "单位：万元", "表七 一般公共预算支出表"):
        got = read(*_pages(sheet, 4, head, "第{}页。"))
        assert got.texts.count(head) == 4
        assert got.dropped == []


def test_what_stands_on_two_pages_or_further_in_is_no_running_head(sheet, read):
    assert read(*_pages(sheet, 2, "云山区档案馆", "第{}页。")).dropped == []
    assert read(*_pages(sheet, 4, "云山区档案馆", "第{}页。", y=40)).dropped == []
