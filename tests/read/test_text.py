"""Text becomes paragraphs and grids, and no visible character is lost."""

from __future__ import annotations

import html
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.document import Block, Grid, Paragraph
from gouji.read import text as reading
from gouji.read.contents import TooMuch
from gouji.read.text import read_text

_ENTITY = re.compile(r"&#?\w+;")


def _visible(text: str) -> Counter[str]:
    return Counter("".join(_ENTITY.sub(lambda entity: html.unescape(entity[0]), text).split()))


def unaccounted(text: str) -> tuple[Counter[str], Counter[str]]:
    """The visible characters of ``text`` that no block and no dropped entry holds, and those added."""
    blocks, dropped = read_text(text)
    kept: Counter[str] = Counter()
    for block in blocks:
        for part in block.cells if isinstance(block, Grid) else (block,):
            # What a reader decoded is not decoded again: "&amp;lt;" prints "&lt;".
            kept.update("".join(part.text.split()))
    for entry in dropped:
        kept += _visible(entry.text)
    there = _visible(text)
    return there - kept, kept - there


def shape(blocks: tuple[Block, ...]) -> list[object]:
    """The blocks flattened: a paragraph as (level, text), a grid as its rows."""
    flat: list[object] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            flat.append((block.level, block.text))
            continue
        rows = [[""] * block.width for _ in range(block.height)]
        for cell in block.cells:
            rows[cell.row][cell.column] = cell.text
        flat.append(rows)
    return flat


def read_shape(text: str) -> list[object]:
    assert unaccounted(text) == (Counter(), Counter())
    return shape(read_text(text)[0])


def only_grid(text: str) -> Grid:
    (block,) = read_text(text)[0]
    assert isinstance(block, Grid)
    return block


# Paragraphs


def test_nothing_gives_nothing() -> None:
    assert read_text("") == ((), ())
    assert read_text(" \n\n\t\t\n") == ((), ())


def test_every_line_is_a_paragraph_with_its_line() -> None:
    blocks, _ = read_text("\n云台区园林所\n\n  金额单位：万  \n元\n", file=2)
    assert blocks == (
        Paragraph("云台区园林所", 2, line=2),
        Paragraph("金额单位：万", 2, line=4),
        Paragraph("元", 2, line=5),
    )


def test_headings_have_levels() -> None:
    assert read_shape("# 概况\n### （一）职责 ##\n####### 七个\n#附件\n##") == [
        (1, "概况"),
        (3, "（一）职责"),
        (0, "####### 七个"),
        (0, "#附件"),
    ]


def test_a_bullet_stands_before_words_only() -> None:
    assert read_shape("- 一、职责\n  * 二、编制\n- 12 -\n- 5.00\n-7") == [
        (0, "一、职责"),
        (0, "二、编制"),
        (0, "- 12 -"),
        (0, "- 5.00"),
        (0, "-7"),
    ]


def test_markdown_rules_and_fences_are_dropped() -> None:
    assert read_shape("```markdown\n甲\n---\n***\n乙\n```") == [(0, "甲"), (0, "乙")]


def test_emphasis_around_the_whole_is_a_mark_and_a_masked_name_is_not() -> None:
    assert read_shape("**（一）收入**\n王** 与 李**\n**甲**乙**\n** **") == [
        (0, "（一）收入"),
        (0, "王** 与 李**"),
        (0, "**甲**乙**"),
        (0, "** **"),
    ]


def test_lines_indented_with_a_tab_are_paragraphs() -> None:
    assert read_shape("\t本所内设三个科。\n\n\t下设一个中心。") == [
        (0, "本所内设三个科。"),
        (0, "下设一个中心。"),
    ]


# Tables with tabs


def test_a_table_with_tabs_keeps_empty_columns_but_not_empty_cells() -> None:
    grid = only_grid("项 目\t预算数\t\n 合计 \t\t1.50\n")
    assert shape((grid,)) == [[["项 目", "预算数", ""], ["合计", "", "1.50"]]]
    assert [(cell.text, cell.row, cell.column, cell.line) for cell in grid.cells] == [
        ("项 目", 0, 0, 1),
        ("预算数", 0, 1, 1),
        ("合计", 1, 0, 2),
        ("1.50", 1, 2, 2),
    ]
    assert (grid.ruled, grid.line, grid.width, grid.height) == (False, 1, 3, 2)


def test_rows_may_be_ragged() -> None:
    assert read_shape("甲\t乙\t丙\n1\t2\n") == [[["甲", "乙", "丙"], ["1", "2", ""]]]


def test_a_blank_line_does_not_end_a_table() -> None:
    assert read_shape("甲\t1\n\n\t\t\n\n乙\t2\n") == [[["甲", "1"], ["乙", "2"]]]


def test_a_line_that_prints_nothing_does_not_end_a_table() -> None:
    assert read_shape("甲\t1\n---\n<!-- 第 2 页 -->\n</p>\n乙\t2\n") == [[["甲", "1"], ["乙", "2"]]]


def test_captions_stand_between_tables() -> None:
    assert read_shape("甲\t1\n表八：\n金额单位：万\n元\n乙\t2\n## 表九\n丙\t3") == [
        [["甲", "1"]],
        (0, "表八："),
        (0, "金额单位：万"),
        (0, "元"),
        [["乙", "2"]],
        (2, "表九"),
        [["丙", "3"]],
    ]


def test_a_row_wrapped_into_a_second_line_stays_two_rows() -> None:
    assert read_shape("2130205-森林资\t8.00\n\n源培育\t\n") == [[["2130205-森林资", "8.00"], ["源培育", ""]]]


def test_a_line_of_dashes_under_a_head_is_dropped_with_its_reason() -> None:
    text = "项目\t金额\n------\t---\n甲\t--\n--\t--\n"
    assert read_shape(text) == [[["项目", "金额"], ["甲", "--"], ["--", "--"]]]
    (entry,) = read_text(text)[1]
    assert (entry.text, entry.line) == ("---------", 2)
    assert "分隔线" in entry.reason


# Cells over several lines


def test_a_list_cell_runs_over_several_lines() -> None:
    text = "项目\t目标\t数\n甲\t<ol>\n<li>种树</li>\n\n<li>浇水</li>\n</ol>\t3\n乙\t\t4\n"
    assert read_shape(text) == [[["项目", "目标", "数"], ["甲", "种树\n浇水", "3"], ["乙", "", "4"]]]
    assert [cell.line for cell in only_grid(text).cells] == [1, 1, 1, 2, 2, 6, 7, 7]


def test_two_cells_of_one_row_may_run_over_lines() -> None:
    text = "甲\t<p>一\n二</p>\t<p>三\n四</p>\t5\n乙\t6"
    assert read_shape(text) == [[["甲", "一\n二", "三\n四", "5"], ["乙", "6", "", ""]]]


def test_a_cell_may_close_at_the_end_of_its_row() -> None:
    assert read_shape("甲\t<p>一\n二</p>\n表九：\n") == [[["甲", "一\n二"]], (0, "表九：")]


@pytest.mark.parametrize("rest", ["", "乙\t</p>", "# 表九</p>", "| 表九</p> |", "表九："])
def test_a_closing_tag_that_is_missing_does_not_swallow_what_follows(rest: str) -> None:
    first = read_shape("甲\t<p>一\n" + rest)[0]
    assert isinstance(first, list)
    assert first[0] == ["甲", "一"]


def test_the_search_for_a_closing_tag_ends() -> None:
    blocks, _ = read_text("甲\t<p>一\n" + "字\n" * 500 + "</p>")
    assert len(blocks) == 501


# Tags, entities


def test_tags_are_marks_and_each_kind_is_counted() -> None:
    blocks, dropped = read_text("<b>合 计</b>\t<b>1.00</b>\n<P>CO<sub>2</sub></P>\t<br/>\n")
    assert shape(blocks) == [[["合 计", "1.00"], ["CO2", ""]]]
    assert [(entry.text, entry.line) for entry in dropped] == [
        ("<b><b>", 1),
        ("</b></b>", 1),
        ("<P>", 2),
        ("<sub>", 2),
        ("</sub>", 2),
        ("</P>", 2),
        ("<br/>", 2),
    ]
    assert "2 处" in dropped[0].reason


def test_paragraphs_and_items_of_a_cell_are_lines() -> None:
    text = '甲\t<p>目标 1</p> <p>种树</p><ol style="x: y"> <li>一</li> <li>二</li> </ol>\t三<br>四'
    assert read_shape(text) == [[["甲", "目标 1\n种树\n一\n二", "三\n四"]]]


def test_a_sign_that_is_no_tag_stays() -> None:
    assert read_shape("a<b 且 c>d\n<5 万元\n<某某> 与 <b\n") == [
        (0, "a<b 且 c>d"),
        (0, "<5 万元"),
        (0, "<某某> 与 <b"),
    ]


def test_entities_are_decoded_once() -> None:
    blocks, _ = read_text("A&amp;B &lt;p&gt; &amp;lt; &#65;&nbsp;&nosuch; AT&T;\n")
    assert shape(blocks) == [(0, "A&B <p> &lt; A\xa0&nosuch; AT&T;")]


def test_amounts_in_a_table_of_tags_do_not_run_together() -> None:
    assert read_shape("<table><tr><td>甲</td><td>12</td><td>34</td></tr></table>") == [(0, "甲\n12\n34")]


# Markdown tables


def test_a_table_with_bars() -> None:
    text = "| 项目 | 金额 |\n|:---|---:|\n| **甲** | 1.00 |\n|| - |\n\n| 另一 | 表 |\n"
    assert read_shape(text) == [[["项目", "金额"], ["甲", "1.00"], ["", "-"]], [["另一", "表"]]]
    assert any("分隔线" in entry.reason for entry in read_text(text)[1])


def test_a_row_of_dashes_further_down_is_data() -> None:
    assert read_shape("|a|b|\n|-|-|\n|--|--|\n") == [[["a", "b"], ["--", "--"]]]


def test_an_escaped_bar_is_text() -> None:
    assert read_shape("| a\\|b | c |\n| d | e\\|\n") == [[["a|b", "c"], ["d", "e|"]]]


def test_tables_of_both_kinds_are_two_grids() -> None:
    assert read_shape("| a |\nb\tc\n| d |\n") == [[["a"]], [["b", "c"]], [["d"]]]


def test_one_bar_is_no_table() -> None:
    assert read_shape("|\na | b\n") == [(0, "|"), (0, "a | b")]


# Whole documents


def test_texts_are_forgotten_before_they_fill_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_REMEMBERED", 1)
    assert read_shape("1\t2\n3\t1\n") == [[["1", "2"], ["3", "1"]]]


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PIECES", 3)
    assert len(read_text("1\t2\n3")[0]) == 2
    with pytest.raises(TooMuch, match="2"):
        read_text("1\t2\n3\t4\n5")


_SIGNS = [
    "\t",
    "\t",
    "\n",
    "\n",
    "\n\n",
    " ",
    "\u3000",
    "|",
    "|",
    "\\",
    "# ",
    "## ",
    "- ",
    "-----",
    "---",
    "|---|",
]
_TAGS = [
    "<b>",
    "</b>",
    "<p>",
    "</p>",
    "<ol>",
    "</ol>",
    '<ol style="a">',
    "<li>",
    "</li>",
    "<br>",
    "<td>",
    "<!--",
]
_TEXTS = ["-->", "<", ">", "&", ";", "**", "*", "&lt;", "&amp;", "&nbsp;", "合 计", "1,234.50", "表八：", "a"]
_pieces = st.sampled_from(_SIGNS + _TAGS + _TEXTS)


@given(st.lists(_pieces, max_size=60).map("".join))
def test_every_visible_character_is_accounted_for(text: str) -> None:
    assert unaccounted(text) == (Counter(), Counter())


@given(st.text(max_size=200).filter(lambda text: "&" not in text))
def test_any_text_is_accounted_for(text: str) -> None:
    assert unaccounted(text) == (Counter(), Counter())


@given(st.lists(_pieces, max_size=60).map("".join))
def test_cells_lie_in_their_grid_in_order_and_print_something(text: str) -> None:
    last = text.count("\n") + 1
    lines = []
    for block in read_text(text)[0]:
        parts = block.cells if isinstance(block, Grid) else (block,)
        assert parts
        assert all(part.text == part.text.strip() != "" for part in parts)
        lines += [part.line for part in parts]
        if isinstance(block, Grid):
            corners = [(cell.row, cell.column) for cell in block.cells]
            assert corners == sorted(set(corners))
            assert max(cell.row for cell in block.cells) < block.height
            assert max(cell.column for cell in block.cells) < block.width
    numbers = [line for line in lines if line is not None]
    assert len(numbers) == len(lines)
    assert numbers == sorted(numbers)
    assert all(1 <= number <= last for number in numbers)


# The published sample


@pytest.fixture(scope="module")
def sample(shared: Path) -> str:
    path = shared / "seeds" / "xicheng-2023.txt"
    if not path.is_file():
        pytest.skip("the sample is not in ../shared")
    return path.read_text(encoding="utf-8")


def test_the_sample_is_accounted_for(sample: str) -> None:
    assert unaccounted(sample) == (Counter(), Counter())


def test_the_sample_has_twelve_tables(sample: str) -> None:
    grids = [block for block in read_text(sample)[0] if isinstance(block, Grid)]
    assert [(grid.line, grid.height, grid.width) for grid in grids] == [
        (175, 32, 4),
        (217, 52, 9),
        (278, 11, 15),
        (297, 38, 4),
        (342, 14, 9),
        (364, 50, 6),
        (422, 3, 6),
        (432, 3, 6),
        (442, 7, 2),
        (456, 4, 9),
        (469, 70, 15),
        (553, 60, 8),
    ]


def test_a_cell_of_the_sample_knows_its_line(sample: str) -> None:
    lines = sample.split("\n")
    for block in read_text(sample)[0]:
        if isinstance(block, Grid):
            for cell in block.cells:
                assert cell.line is not None
                assert cell.text.split("\n")[0] in html.unescape(lines[cell.line - 1])
