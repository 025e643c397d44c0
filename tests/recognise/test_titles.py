"""Titles, unit lines and the contents page."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from tests.printed import document, grid, under, written

from gouji.forms import load_form
from gouji.model.amount import Denomination
from gouji.model.book import TableStatus
from gouji.model.document import Block, Paragraph
from gouji.read import read
from gouji.recognise.captions import printed_number
from gouji.recognise.labels import title_key, title_keys
from gouji.recognise.recognise import recognise
from gouji.recognise.sheets import sheets_of_words
from gouji.recognise.titles import Titles, titles_of

_TABLE = grid("项目|2023年预算数\n总计|1.00")
_TITLE = "一般公共预算“三公”经费支出情况表"


def _titles(*blocks: Block) -> Titles:
    return titles_of(document(*blocks), load_form("beijing-2023"))


def _table_of(*captions: str) -> str | None:
    table = _titles(*map(Paragraph, captions), _TABLE).grids[0].table
    return table.id if table else None


@pytest.mark.parametrize(
    "captions",
    [
        (_TITLE,),
        ("表十", _TITLE, "单位：万元"),
        (f"表十 {_TITLE}",),
        (f"附表10：{_TITLE}",),
        (f"2023年{_TITLE}",),
        ("一般公共预算＂三公＂经费支出情况表（空表）",),
        ("一般公共预算 “三公”经费 支出情况表",),
        (f"云山区档案馆{_TITLE}",),
    ],
)
def test_a_grid_is_called_by_the_title_above_it(captions: tuple[str, ...]) -> None:
    assert _table_of(*captions) == "T10"


@pytest.mark.parametrize(
    "captions",
    [
        (),
        ("三公经费说明",),
        (f"{_TITLE}反映本部门因公出国、公务接待、公务用车的支出，见下。",),
    ],
)
def test_other_text_is_no_title(captions: tuple[str, ...]) -> None:
    assert _table_of(*captions) is None


def test_the_longest_ending_wins() -> None:
    assert _table_of("档案馆一般公共预算支出情况表") == "T6"
    assert _table_of("档案馆政府性基金预算支出情况表") == "T8"


@pytest.mark.parametrize(
    ("captions", "unit"),
    [
        (("单位：万元",), Denomination.WAN),
        (("金额单位：元",), Denomination.YUAN),
        (("单位：人民币千元",), Denomination.THOUSAND),
        (("金额单位: 万", "元"), Denomination.WAN),
        (("部门：云山区档案馆    单位：亿元",), Denomination.YI),
        (("单位：云山区档案馆",), None),
        ((), None),
    ],
)
def test_the_unit_line_may_be_broken_over_two_lines(
    captions: tuple[str, ...], unit: Denomination | None
) -> None:
    titles = _titles(Paragraph(_TITLE), *map(Paragraph, captions), _TABLE)
    assert titles.grids[0].denomination is unit


def test_title_and_unit_may_stand_inside_the_grid() -> None:
    titles = _titles(grid(f"{_TITLE}|<\n|单位：元\n项目|2023年预算数\n总计|1.00"))
    assert titles.grids[0].table is not None
    assert titles.grids[0].table.id == "T10"
    assert titles.grids[0].denomination is Denomination.YUAN


def test_contents_are_told_from_captions() -> None:
    names = ("部门收支总体情况表", "部门收入总体情况表", "部门支出总体情况表", _TITLE)
    contents = [
        Paragraph(f"表{number}、{name}", line=at)
        for at, (number, name) in enumerate(zip("一二三十", names, strict=True), 1)
    ]
    titles = _titles(
        Paragraph("目录"), *contents, Paragraph("部门职责是保管档案。"), Paragraph(_TITLE, line=9), _TABLE
    )
    assert sorted(titles.contents) == ["T1", "T10", "T2", "T3"]
    assert titles.contents["T10"].line == 4
    assert titles.named == {}


def test_a_table_in_the_contents_without_a_grid_is_not_found() -> None:
    book = recognise(
        written(
            "2023年云山区档案馆部门预算\n目录\n表一 部门收支总体情况表\n表二 部门收入总体情况表\n"
            f"表三 部门支出总体情况表\n表十 {_TITLE}\n\n本部门负责保管档案。\n\n"
            f"表十 {_TITLE}\n单位：万元\n项目\t2023年预算数\n总计\t1.00\n"
        )
    )
    status = {table.id: (table.status, table.listed is not None) for table in book.tables}
    assert status["T2"] == (TableStatus.NOT_FOUND, True)
    assert status["T10"] == (TableStatus.READ, True)
    assert status["T9"] == (TableStatus.NOT_FOUND, False)


@pytest.mark.parametrize(
    ("caption", "number"),
    [
        ("表七", "表七"),
        ("表十一 政府购买服务预算表", "表十一"),
        ("公开07表", "公开07表"),
        ("附表3：部门支出总体情况表", "附表3"),
        ("表七反映本部门的支出。", ""),
        ("部门支出总体情况表", ""),
    ],
)
def test_the_number_printed_above_a_table(caption: str, number: str) -> None:
    assert printed_number(caption) == number


@pytest.mark.parametrize("number", ["六", "七", "十"])
def test_a_number_is_not_drawn_into_the_title_behind_it(number: str) -> None:
    assert printed_number(f"表{number} 一般公共预算支出情况表") == f"表{number}"
    assert title_key("一般公共预算支出情况表") in title_keys(f"表{number} 一般公共预算支出情况表")


def test_a_sheet_is_named_by_its_own_title_and_its_notes_are_no_rows(tmp_path: Path) -> None:
    """A list of contents on a sheet before it names other tables; the line below its rows is a note."""
    form = load_form("beijing-2023")
    path = tmp_path / "budget.xlsx"
    with xlsxwriter.Workbook(path) as book:
        first = book.add_worksheet("说明")
        first.write_column(0, 0, ["2023年部门预算", "目录", *(table.titles[0] for table in form.tables)])
        sheet = book.add_worksheet("08")
        sheet.write_row(0, 0, [form.tables[7].titles[0], ""])
        sheet.write_row(1, 5, ["单位：万元"])
        heads = [
            "支出功能分类科目",
            "政府支出经济分类科目",
            "部门支出经济分类科目",
            "合计",
            "基本支出",
            "项目支出",
        ]
        sheet.write_row(2, 0, heads)
        sheet.write_row(3, 0, ["合计"])
        sheet.write_row(4, 0, ["注：本部门没有此项支出，本表为空表。"])
    titled = titles_of(sheets_of_words(read(path)), form).grids
    assert [(t.table.id if t.table else None, t.says_empty, t.grid.height) for t in titled] == [
        ("T8", True, 4)
    ]


@pytest.mark.parametrize("unit", ["（万元）", "单位（万元）", "计量单位：（人民币万元）"])
def test_a_unit_may_stand_in_brackets(unit: str) -> None:
    table = grid("项目 | 预算数 | 项目 | 预算数\n合计 | 3.00 | 合计 | 3.00")
    titled = titles_of(under("部门收支总表", table, unit=unit), load_form("shanghai")).grids[0]
    assert titled.denomination is Denomination.WAN


def test_without_a_unit_line_the_heads_say_the_unit() -> None:
    def said(heads: str) -> Denomination | None:
        table = grid(f"{heads}\n合计 | 3.00 | 合计 | 3.00")
        return titles_of(under("部门收支总表", table, unit=""), load_form("central")).grids[0].denomination

    assert said("项目 | 预算数（元） | 项目 | 预算数（元）") is Denomination.YUAN
    assert said("项目 | 预算数（元） | 项目 | 预算数（万元）") is None
