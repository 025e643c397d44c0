"""What is wrong in a workbook is said by sheet, cell, value and remedy, all of it at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.prepare.workbooks import (
    FIRST,
    FORM,
    HEAD,
    NOWHERE,
    Pages,
    changed,
    column,
    plain_ledger,
    put,
    written,
)

from gouji.compile import compile_publication
from gouji.compile.worth import worth_of
from gouji.forms import load_form
from gouji.model.amount import Denomination
from gouji.model.errors import Unreadable
from gouji.model.fact import Fact
from gouji.model.finding import Severity
from gouji.model.ledger import Line, List, Passage
from gouji.prepare import Prepared, Problem, prepare_bytes, prepare_workbook, write_workbook


@pytest.fixture(scope="module")
def clean() -> bytes:
    return written()


def told(data: bytes, change: Callable[[Pages], None]) -> Prepared:
    return prepare_bytes(changed(data, change))


def only(prepared: Prepared, known: Prepared) -> list[Problem]:
    """The problems that the change made."""
    before = {(p.sheet, p.what) for p in known.problems}
    return [p for p in prepared.problems if (p.sheet, p.what) not in before]


@pytest.fixture(scope="module")
def known(clean: bytes) -> Prepared:
    return prepare_bytes(clean)


def test_a_written_workbook_has_no_errors(known: Prepared) -> None:
    assert known.errors == ()
    assert known.ledger is not None


@pytest.mark.parametrize(
    ("sheet", "name", "text", "severity", "what"),
    [
        ("支出", "功能科目", "2990101-不存在", Severity.ERROR, "没有这个支出功能分类科目"),
        ("支出", "功能科目", "2010301-机关服务", Severity.ERROR, "编码与名称不符"),
        ("支出", "功能科目", "2012677-某项", Severity.NOTE, "科目表里没有这一项"),
        ("支出", "功能科目", "20126", Severity.WARNING, "没有填到项"),
        ("支出", "功能科目", "行政运行", Severity.ERROR, "不止一个科目"),
        ("支出", "功能科目", "201030", Severity.ERROR, "应是 3、5、7 位"),
        ("支出", "部门经济科目", "30177", Severity.WARNING, "没有这个科目"),
        ("支出", "资金来源", "公共财政", Severity.ERROR, "不是下拉框里的内容"),
        ("支出", "资金来源", "", Severity.ERROR, "“资金来源”没有填"),
        ("支出", "金额", "-5", Severity.ERROR, "金额是负数"),
        ("支出", "金额", "1.1234567", Severity.ERROR, "分以下"),
        ("支出", "金额", "壹佰元", Severity.ERROR, "不是金额"),
        ("支出", "金额", "100元", Severity.ERROR, "带了单位"),
        ("支出", "金额", "2023-03-01", Severity.ERROR, "日期"),
        ("支出", "金额", "=A1+B1", Severity.ERROR, "以“=”开头的文字"),
        ("支出", "金额", "#REF!", Severity.ERROR, "公式出错"),
        ("支出", "金额", "", Severity.ERROR, "“金额”没有填"),
        ("支出", "单位", "没有这个单位", Severity.ERROR, "“单位”表里没有这个单位"),
        ("支出", "单位", "", Severity.ERROR, "没有填单位"),
        ("部门信息", "填写", "", Severity.ERROR, "“部门名称”没有填"),
        ("单位", "单位类型", "企业", Severity.ERROR, "不是下拉框里的内容"),
        ("单位", "实有人数", "三人", Severity.ERROR, "应填整数"),
        ("项目", "项目总额", "1", Severity.ERROR, "与项目总额 1.000000 万元 差"),
        ("绩效指标", "项目名称", "没有这个项目", Severity.ERROR, "“项目”表里没有这个项目"),
        ("绩效指标", "指标值", "2023-12-20", Severity.WARNING, "认成了日期"),
        ("三公经费", "项目", "公款吃喝", Severity.ERROR, "不是下拉框里的内容"),
        ("上年数", "指标", "别的数", Severity.ERROR, "不是下拉框里的指标"),
        ("国有资产", "资产", "飞机", Severity.ERROR, "不认识这种资产"),
    ],
)
def test_a_wrong_cell_is_told(
    clean: bytes, known: Prepared, sheet: str, name: str, text: str, severity: Severity, what: str
) -> None:
    cell = []

    def change(pages: Pages) -> None:
        put(pages, sheet, name, text)
        cell.append(chr(65 + column(pages[sheet], name)) + str(FIRST + 1))

    prepared = told(clean, change)
    found = [p for p in only(prepared, known) if p.sheet == sheet and what in p.what]
    assert found, prepared.problems
    assert (found[0].severity, found[0].remedy != "") == (severity, True)
    if name not in ("项目总额",):
        assert found[0].cell == cell[0]
        assert found[0].value == text
    assert (prepared.ledger is None) == (severity is Severity.ERROR or bool(prepared.errors))


def test_the_pair_of_economic_codes_depends_on_the_unit(clean: bytes, known: Prepared) -> None:
    def change(pages: Pages) -> None:
        rows = pages["支出"]
        put(pages, "支出", "单位", "701001-云山区档案馆（本级）")
        put(pages, "支出", "部门经济科目", "30101-基本工资")
        put(pages, "支出", "政府经济科目", "50501-工资福利支出")
        assert rows

    (problem,) = [p for p in only(told(clean, change), known) if "不对应" in p.what]
    assert problem.severity is Severity.ERROR
    assert "50101" in problem.remedy


def test_equal_problems_of_a_column_are_told_once_with_their_number(clean: bytes, known: Prepared) -> None:
    def change(pages: Pages) -> None:
        for row in range(FIRST, FIRST + 9):
            put(pages, "支出", "资金来源", "公共财政", row)

    (problem,) = [p for p in only(told(clean, change), known) if "下拉框" in p.what]
    assert "另有 8 处相同" in problem.what


def test_of_many_wrong_values_only_some_are_told_each_by_itself(clean: bytes, known: Prepared) -> None:
    def change(pages: Pages) -> None:
        at = column(pages["收入"], "金额")
        blank = [""] * len(pages["收入"][HEAD])
        pages["收入"] += [[*blank[:at], f"甲{n}", *blank[at + 1 :]] for n in range(400)]

    found = [p for p in only(told(clean, change), known) if p.what.startswith("不是金额")]
    assert len(found) == 51
    assert "另有 349 处相同" in found[-1].what


def test_everything_is_said_at_once(clean: bytes, known: Prepared) -> None:
    def change(pages: Pages) -> None:
        put(pages, "支出", "资金来源", "公共财政")
        put(pages, "收入", "金额", "若干")
        put(pages, "单位", "单位类型", "企业")

    assert {p.sheet for p in only(told(clean, change), known)} >= {"支出", "收入", "单位"}


def test_money_that_does_not_balance_is_told_by_its_source(clean: bytes, known: Prepared) -> None:
    def change(pages: Pages) -> None:
        put(pages, "收入", "金额", "0.01")

    found = [p for p in only(told(clean, change), known) if "收支不平" in p.what]
    assert [p.severity for p in found][:1] == [Severity.ERROR]
    assert "支出多" in found[0].what


@pytest.mark.parametrize("sheet", ["政府采购", "政府购买服务", "上级转移支付"])
def test_a_part_is_never_larger_than_the_expenditure_it_is_part_of(
    clean: bytes, known: Prepared, sheet: str
) -> None:
    found = only(told(clean, lambda pages: put(pages, sheet, "金额", "99999999")), known)
    assert [(p.sheet, p.severity) for p in found] == [(sheet, Severity.ERROR)]
    assert "大于“支出”里相应的" in found[0].what


def test_reception_in_the_expenditure_needs_its_line_among_the_three_public(clean: bytes) -> None:
    def change(pages: Pages) -> None:
        put(pages, "支出", "支出性质", "公用经费")
        put(pages, "支出", "项目名称", "")
        put(pages, "支出", "资金来源", "一般公共预算")
        put(pages, "支出", "部门经济科目", "30217")
        put(pages, "支出", "金额", "999999")

    assert any("公务接待费" in p.what and p.sheet == "三公经费" for p in told(clean, change).errors)


def test_a_project_needs_its_name_and_the_name_a_project(clean: bytes, known: Prepared) -> None:
    def change(pages: Pages) -> None:
        rows = pages["支出"]
        nature = column(rows, "支出性质")
        first = next(r for r in range(FIRST, len(rows)) if rows[r][nature] == "项目支出")
        put(pages, "支出", "项目名称", "", first)
        put(pages, "支出", "项目名称", "没登记的项目", first + 1)

    whats = {p.what for p in only(told(clean, change), known)}
    assert {"项目支出没有填项目名称", "“项目”表里没有这个项目"} <= whats


def test_two_equal_rows_are_told_and_count(clean: bytes, known: Prepared) -> None:
    def change(pages: Pages) -> None:
        pages["支出"].append(list(pages["支出"][FIRST]))

    found = only(told(clean, change), known)
    assert any("完全相同" in p.what and p.severity is Severity.WARNING for p in found)
    assert any("收支不平" in p.what for p in found)


def test_a_total_row_is_left_out(clean: bytes, known: Prepared) -> None:
    def change(pages: Pages) -> None:
        row = [""] * len(pages["支出"][HEAD])
        row[1], row[column(pages["支出"], "金额")] = "合 计", "123"
        pages["支出"].append(row)

    prepared = told(clean, change)
    assert [p.what for p in only(prepared, known)] == ["合计行没有计入"]
    assert prepared.ledger is not None


def test_the_example_row_is_left_out_and_told_when_it_was_filled_in(clean: bytes, known: Prepared) -> None:
    def fill(pages: Pages) -> None:
        pages["支出"][FIRST - 1][column(pages["支出"], "金额")] = "88"

    def unmark(pages: Pages) -> None:
        pages["支出"][FIRST - 1][0] = ""

    assert [p.what for p in only(told(clean, fill), known)] == ["示例行被改动过，这一行没有计入"]
    assert [p.what for p in only(told(clean, unmark), known)] == ["与示例行一样，没有计入"]
    assert told(clean, lambda pages: pages["支出"].pop(FIRST - 1) and None).ledger is not None


def test_a_change_without_a_reason_is_an_error_only_for_a_form_that_wants_one(clean: bytes) -> None:
    def change(pages: Pages) -> None:
        for row in pages["变动原因"][FIRST:]:
            row[2] = ""

    data = changed(clean, change)
    assert prepare_bytes(data).ledger is not None
    assert any("没有写原因" in p.what for p in prepare_bytes(data).problems)
    strict = prepare_bytes(data, form=load_form("beijing-2023"))
    assert any(p.sheet == "变动原因" for p in strict.errors)


def test_a_form_says_which_column_it_needs(clean: bytes) -> None:
    def change(pages: Pages) -> None:
        for row in range(FIRST, len(pages["收入"])):
            put(pages, "收入", "功能科目", "", row)

    data = changed(clean, change)
    assert prepare_bytes(data).ledger is not None
    needed = [p for p in prepare_bytes(data, form=load_form("shanghai")).errors if p.sheet == "收入"]
    assert any("“功能科目”没有填，而《收入预算总表》要用" in p.what for p in needed)


def test_a_wrong_choice_of_denomination_is_seen_by_the_size() -> None:
    data = write_workbook(load_form("beijing-2023"), plain_ledger(), Denomination.YUAN)

    def change(pages: Pages) -> None:
        row = next(r for r, texts in enumerate(pages["部门信息"]) if "金额单位" in texts)
        pages["部门信息"][row][2] = "万元"

    assert not any("少见" in p.what for p in prepare_bytes(data).problems)
    found = prepare_bytes(changed(data, change)).problems
    assert any("大得少见" in p.what and "按元填" in p.remedy for p in found)


def test_staff_that_does_not_add_up_is_told(clean: bytes, known: Prepared) -> None:
    def change(pages: Pages) -> None:
        row = next(r for r, texts in enumerate(pages["部门信息"]) if "离退休人员" in texts)
        pages["部门信息"][row][2] = "30"

    assert any("离休、退休合计" in p.what for p in only(told(clean, change), known))


def test_one_unit_need_not_be_named_in_every_row() -> None:
    example = Path(__file__).parents[2] / "examples" / "district-office-2023" / "budget.xlsx"

    def change(pages: Pages) -> None:
        for name in ("收入", "支出", "三公经费"):
            for row in range(FIRST, len(pages[name])):
                put(pages, name, "单位", "", row)

    data = example.read_bytes()
    prepared = prepare_bytes(changed(data, change))
    assert prepared.ledger is not None
    before = prepare_bytes(data).ledger
    assert before is not None
    assert {n: [(x.fact, x.fen) for x in v] for n, v in prepared.ledger.lines.items()} == {
        n: [(x.fact, x.fen) for x in v] for n, v in before.lines.items()
    }


@pytest.mark.parametrize(
    ("sheet", "table", "row"),
    [
        ("政府购买服务", "T11", {"项目名称": "应急无线通信终端运维", "金额": "3"}),
        ("三公经费", "T10", {"项目": "公务用车运行维护费", "资金来源": "一般公共预算", "金额": "3"}),
        (
            "上级转移支付",
            "T12",
            {
                "项目名称": "应急无线通信终端运维",
                "功能科目": "2010399",
                "资金来源": "一般公共预算",
                "金额": "3",
            },
        ),
    ],
)
def test_a_row_with_only_what_must_be_filled_is_printed(sheet: str, table: str, row: dict[str, str]) -> None:
    example = Path(__file__).parents[2] / "examples" / "district-office-2023" / "budget.xlsx"

    def change(pages: Pages) -> None:
        pages[sheet].append([""] * len(pages[sheet][HEAD]))
        for name, text in row.items():
            put(pages, sheet, name, text, len(pages[sheet]) - 1)

    ledger = prepare_bytes(changed(example.read_bytes(), change)).ledger
    assert ledger is not None
    publication = compile_publication(ledger, load_form("beijing-2023")).publication
    (laid,) = [t for t in publication.tables if t.id == table]
    assert "3.000000" in {cell.text for cell in laid.cells}


def test_an_empty_workbook_says_what_to_fill_first() -> None:
    prepared = prepare_bytes(write_workbook(load_form("beijing-2023")))
    assert {p.what for p in prepared.errors} >= {"“部门名称”没有填", "一个单位也没有填"}


def test_a_file_is_named_in_its_error(tmp_path: Path) -> None:
    path = tmp_path / "不是.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(Unreadable, match=r"不是\.xlsx"):
        prepare_workbook(path)
    with pytest.raises(Unreadable, match="没有这个文件"):
        prepare_workbook(tmp_path / "没有.xlsx")


@pytest.mark.parametrize("said", ["２０１０３０１", " 2010301 ", "2010301.0", "２０１０３０１－行政运行"])
def test_a_code_is_understood_however_its_digits_are_written(clean: bytes, said: str) -> None:
    prepared = prepare_bytes(changed(clean, lambda pages: put(pages, "支出", "功能科目", said)))
    assert prepared.ledger is not None
    assert prepared.ledger.lines[List.EXPENDITURE][0].fact.function == "201.03.01"


def test_without_its_main_sheet_only_that_is_told(clean: bytes) -> None:
    def drop(pages: Pages) -> None:
        del pages["支出"]

    found = prepare_bytes(changed(clean, drop), form=load_form(FORM)).errors
    assert [(p.sheet, p.what) for p in found] == [("支出", "缺少这张表")]


def test_a_form_needs_expenditure() -> None:
    empty = write_workbook(load_form(FORM))
    assert any(p.what == "一行支出也没有填" for p in prepare_bytes(empty, form=load_form(FORM)).errors)


def test_a_row_with_a_wrong_code_is_told_once(clean: bytes) -> None:
    wrong = changed(clean, lambda pages: put(pages, "支出", "功能科目", "20103012"))
    assert len(prepare_bytes(wrong, form=load_form(FORM)).errors) == 1


def test_two_departments_are_an_error(clean: bytes) -> None:
    def add(pages: Pages) -> None:
        pages["部门信息"].append(["", "部门名称", "示例区另一个局"])

    assert any("填了两行" in p.what for p in prepare_bytes(changed(clean, add)).errors)


def test_a_unit_without_money_is_told(clean: bytes) -> None:
    def add(pages: Pages) -> None:
        row = list(pages["单位"][FIRST])
        row[column(pages["单位"], "单位（编码-名称）")] = "701999-示例站"
        pages["单位"].append(row)

    (problem,) = [p for p in prepare_bytes(changed(clean, add)).problems if p.value == "701999-示例站"]
    assert problem.severity is Severity.WARNING


def test_a_unit_has_reasons_and_texts_of_its_own() -> None:
    ledger = plain_ledger()
    first, second = ledger.units
    said = replace(
        ledger,
        passages=(
            Passage("部门职责", "全部门的职责。", NOWHERE),
            Passage("部门职责", "本站的职责。", NOWHERE, second.label),
        ),
        reasons=(*ledger.reasons, Passage("收入", "本站任务减少", NOWHERE, second.label)),
    )
    read = prepare_bytes(written(said)).ledger
    assert read is not None
    assert (read.passage("部门职责"), read.passage("部门职责", first.label)) == (("全部门的职责。",), ())
    assert read.passage("部门职责", second.label) == ("本站的职责。",)
    assert read.reason("收入", second.label) == "本站任务减少"
    assert read.reason("收入", first.label) == ""
    told = prepare_bytes(written(said), form=load_form(FORM), unit=first.code).problems
    assert any(p.value == "部门职责" and first.label in p.remedy for p in told)


def test_a_file_of_another_kind_is_called_by_it(tmp_path: Path) -> None:
    path = tmp_path / "预算.xlsx"
    path.write_text("单位\t金额\n甲\t1\n", encoding="utf-8")
    with pytest.raises(Unreadable, match="不是 Excel 工作簿，而是纯文本"):
        prepare_workbook(path)


def test_a_form_that_prints_revenue_by_items_asks_for_them_and_has_them() -> None:
    ledger = plain_ledger(form="jiangsu")
    jiangsu = load_form("jiangsu")
    general = [x for x in ledger.lines[List.REVENUE] if x.fact.fund == "fiscal.general"]
    (told,) = [
        p for p in prepare_bytes(written(ledger, "jiangsu"), form=jiangsu).errors if "收入类别" in p.what
    ]
    assert (told.sheet, "收入预算总表" in told.what) == ("收入", True)

    def classified(line: Line) -> Line:
        if line.fact.fund != "fiscal.general" or line.fact.position != "current":
            return line
        return replace(
            line, fact=line.fact._replace(item="special" if line is general[0] else "appropriation")
        )

    lines = {**ledger.lines, List.REVENUE: tuple(map(classified, ledger.lines[List.REVENUE]))}
    prepared = prepare_bytes(written(replace(ledger, lines=lines), "jiangsu"), form=jiangsu)
    assert not any("收入类别" in p.what for p in prepared.errors)
    worth = worth_of(prepared.ledger or ledger)
    fact = Fact("revenue", ledger.year, "original", "current", fund="fiscal.general")
    assert worth.of(fact._replace(item="special")) == general[0].fen
    assert worth.of(fact._replace(item="non_tax")) == 0
