"""A budget in no known form: read by the vocabulary, no false error, faults found, said to be incomplete."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.generate import Style, printed_document
from tests.ledger import random_lines
from tests.printed import YEAR_LINE, document, grid, under, written

from gouji.check import check_document
from gouji.cli import cli
from gouji.forms import form_ids, load_form
from gouji.model.book import TableStatus
from gouji.model.document import Cell, Document, Grid, Paragraph
from gouji.model.finding import Finding, Severity
from gouji.model.report import Report, State, Verdict
from gouji.read import read_together
from gouji.recognise.recognise import NotADisclosure

_STYLES = (Style(), Style(ruled=False), Style(zero="0.00", decimals=2), Style(zero="-", every_division=True))
_FILES: tuple[tuple[str, ...], ...] = (
    ("nao-2023-budget.pdf",),
    ("swu-2023-final.pdf",),
    ("jianchayuan-2018-budget.pdf",),
    ("renda-2017-budget.pdf",),
    ("zhengxie-2019-narrative.pdf", "zhengxie-2019-tables.pdf"),
    ("czj-2024-final-altered.pdf",),
    ("shgzb-2024-final.pdf",),
    ("sww-2025-budget.pdf",),
    ("zfb-2025-budget.pdf",),
)

PROVINCE = """2024年云山省林业局部门预算

部门收支情况表
单位：万元
收入\t\t支出\t
项目\t预算数\t项目\t预算数
一、财政拨款收入\t1,200.00\t一、一般公共服务支出\t300.00
其中：政府性基金\t100.00\t二、社会保障和就业支出\t150.00
二、事业收入\t80.00\t三、农林水支出\t900.00
三、其他收入\t20.00\t\t
本年收入合计\t1,300.00\t本年支出合计\t1,350.00
上年结转\t60.00\t结转下年\t10.00
收入总计\t1,360.00\t支出总计\t1,360.00

部门支出明细情况表
单位：万元
科目编码\t科目名称\t上年预算数\t本年预算数\t\t\t增减额\t增减%
\t\t\t合计\t基本支出\t项目支出\t\t
201\t一般公共服务支出\t280.00\t300.00\t200.00\t100.00\t20.00\t7.14
20129\t群众团体事务\t280.00\t300.00\t200.00\t100.00\t20.00\t7.14
2012901\t行政运行\t180.00\t200.00\t200.00\t\t20.00\t11.11
2012999\t其他群众团体事务支出\t100.00\t100.00\t\t100.00\t0.00\t0.00
208\t社会保障和就业支出\t140.00\t150.00\t150.00\t\t10.00\t7.14
20805\t行政事业单位养老支出\t140.00\t150.00\t150.00\t\t10.00\t7.14
2080505\t机关事业单位基本养老保险缴费支出\t140.00\t150.00\t150.00\t\t10.00\t7.14
213\t农林水支出\t910.00\t900.00\t350.00\t550.00\t-10.00\t-1.10
21302\t林业和草原\t910.00\t900.00\t350.00\t550.00\t-10.00\t-1.10
2130201\t行政运行\t340.00\t350.00\t350.00\t\t10.00\t2.94
2130205\t森林资源培育\t570.00\t550.00\t\t550.00\t-20.00\t-3.51
合计\t\t1,330.00\t1,350.00\t700.00\t650.00\t20.00\t1.50

部门“三公”经费情况表
单位：万元
合计\t因公出国（境）费\t公务接待费\t公务用车购置及运行费\t\t
\t\t\t小计\t公务用车购置费\t公务用车运行费
36.00\t10.00\t6.00\t20.00\t\t20.00

林木种苗价格表
品种\t规格\t单价
云杉\t三年生\t12.00
"""


def _errors(report: Report) -> list[Finding]:
    return [f for f in report.findings if f.severity is Severity.ERROR]


def _unknown(made: Document) -> Report:
    return check_document(made, forms=())


def _confirmed(report: Report) -> int:
    return report.coverage.count(State.CONFIRMED)


@pytest.mark.parametrize("seed", range(4))
def test_a_clean_document_has_no_error(seed: int) -> None:
    style = _STYLES[seed % len(_STYLES)]
    step = 10_000 if style.decimals == 2 else 1
    report = _unknown(printed_document(load_form("beijing-2023"), random_lines(seed, step=step), style))
    assert _errors(report) == []
    assert report.book.form is None
    assert report.verdict is Verdict.INCOMPLETE
    assert _confirmed(report) > 0.9 * report.coverage.amounts > 150


def test_the_form_is_said_to_be_unknown_and_every_table_is_named() -> None:
    report = check_document(written(PROVINCE))
    assert report.book.form is None
    assert [table.title for table in report.book.tables if table.by_vocabulary] == [
        "部门收支情况表",
        "部门支出明细情况表",
        "部门“三公”经费情况表",
    ]
    said = [entry.what for entry in report.not_checked]
    assert said[0] == "表样"
    assert sum("的表格" in what for what in said) == 1  # the price list
    assert (report.verdict, _errors(report)) == (Verdict.INCOMPLETE, [])
    assert _confirmed(report) == report.coverage.amounts - 1  # 其中 is only within its whole


@pytest.mark.parametrize(
    ("printed", "wrong"),
    [
        ("三、农林水支出\t900.00", "三、农林水支出\t909.00"),
        ("本年支出合计\t1,350.00", "本年支出合计\t1,380.00"),
        (
            "2130205\t森林资源培育\t570.00\t550.00\t\t550.00",
            "2130205\t森林资源培育\t570.00\t550.00\t\t530.00",
        ),
        ("合计\t\t1,330.00\t1,350.00\t700.00", "合计\t\t1,330.00\t1,350.00\t760.00"),
        (
            "2012901\t行政运行\t180.00\t200.00\t200.00\t\t20.00",
            "2012901\t行政运行\t180.00\t200.00\t200.00\t\t29.00",
        ),
        ("36.00\t10.00\t6.00\t20.00", "36.00\t10.00\t8.00\t20.00"),
        ("收入总计\t1,360.00", "收入总计\t1,630.00"),
    ],
)
def test_one_wrong_figure_is_found(printed: str, wrong: str) -> None:
    assert PROVINCE.count(printed) == 1
    report = check_document(written(PROVINCE.replace(printed, wrong)))
    (text,) = [w for w, p in zip(wrong.split("\t"), printed.split("\t"), strict=True) if w != p]
    assert any(text in [place.text for place in finding.places] for finding in _errors(report))
    assert report.verdict is Verdict.FAULTY


def test_what_only_looks_like_a_sum_is_no_error() -> None:
    """A total that prints one row less, once, may be meant so: it is said, not held against the document."""
    table = grid(
        """项目|预算数
        一、基本支出|10.00
        二、项目支出|20.00
        三、结转下年|5.00
        支出合计|30.00"""
    )
    other = grid(
        """科目编码|科目名称|合计|基本支出|项目支出
        201|一般公共服务支出|30.00|10.00|20.00"""
    )
    made = document(
        Paragraph("2024年云山省林业局部门预算"),
        Paragraph("支出情况表"),
        table,
        Paragraph("支出明细表"),
        other,
    )
    report = _unknown(made)
    assert _errors(report) == []
    assert any("依据不足" in entry.why for entry in report.not_checked)


def test_a_table_cut_off_by_a_page_is_not_called_wrong() -> None:
    made = printed_document(load_form("beijing-2023"), random_lines(3))
    grids = [i for i, block in enumerate(made.blocks) if isinstance(block, Grid)]
    for at in grids[::3]:
        block = made.blocks[at]
        assert isinstance(block, Grid)
        kept = tuple(cell for cell in block.cells if cell.row < block.height - 4)
        short = replace(block, cells=kept, height=block.height - 4)
        report = _unknown(replace(made, blocks=(*made.blocks[:at], short, *made.blocks[at + 1 :])))
        assert _errors(report) == [], at


@pytest.mark.parametrize("head", range(3))
def test_a_document_that_is_no_budget_is_refused(head: int) -> None:
    heads = ("名称|数量|单价|金额", "项目|收入|支出|合计", "序号|章节|页数|合计")
    table = grid(f"{heads[head]}\n甲|1|2.00|2.00\n乙|2|3.00|6.00\n合计|3||8.00")
    made = document(Paragraph("云山书店 2024 年"), Paragraph("销售清单表"), table, Paragraph("谢谢惠顾。"))
    with pytest.raises(NotADisclosure):
        check_document(made)


def test_an_invoice_is_exit_2(tmp_path: Path) -> None:
    (tmp_path / "invoice.txt").write_text(
        "云山书店发票\n名称\t数量\t金额\n书\t1\t20.00\n合计\t1\t20.00\n", encoding="utf-8"
    )
    assert CliRunner().invoke(cli, ["check", str(tmp_path / "invoice.txt")]).exit_code == 2


def test_an_unknown_form_is_exit_4(tmp_path: Path) -> None:
    (tmp_path / "budget.txt").write_text(PROVINCE, encoding="utf-8")
    result = CliRunner().invoke(cli, ["check", str(tmp_path / "budget.txt")])
    assert result.exit_code == 4
    assert "表样 未知" in result.output
    assert "没有一种已知表样与本文件相符" in result.output


@pytest.mark.parametrize("wrong", [id for id in form_ids() if id != "beijing-2023"])
def test_another_province_s_form_is_not_forced_on_a_document(wrong: str) -> None:
    made = printed_document(load_form("beijing-2023"), random_lines(5))
    report = check_document(made, forms=(wrong,))
    assert _errors(report) == []


def test_a_known_form_with_a_column_of_its_own_is_no_error() -> None:
    """The extra column is part of the printed sum: its numbers are unread, the sum is not held against it."""
    made = printed_document(load_form("beijing-2023"), random_lines(5))
    at = (
        next(i for i, b in enumerate(made.blocks) if isinstance(b, Paragraph) and "部门支出总体" in b.text)
        + 2
    )
    block = made.blocks[at]
    assert isinstance(block, Grid)
    more = [Cell("预备费支出", 0, block.width, 2)]
    rows = (2, block.height - 1)  # one row, and the total
    more += [Cell("5.000000", row, block.width) for row in rows]
    total = next(c for c in block.cells if c.row == 0 and c.text == "合计").column

    def raised(cell: Cell) -> Cell:
        if cell.column != total or cell.row not in rows:
            return cell
        return cell._replace(text=f"{float(cell.text.replace(',', '')) + 5:.6f}")

    wide = replace(block, cells=(*map(raised, block.cells), *more), width=block.width + 1)
    alone = document(made.blocks[0], *made.blocks[at - 2 : at], wide)
    report = check_document(alone, "beijing-2023")
    assert _errors(report) == []
    assert {unread.reason for unread in report.book.unread} == {"表样没有“预备费支出”这一栏"}


@pytest.fixture(scope="module")
def corpus(shared: Path) -> dict[str, Path]:
    return {path.name: path for path in (shared / "corpus").glob("*/*.pdf")}


@pytest.mark.parametrize("names", _FILES, ids=lambda names: names[0].removesuffix(".pdf"))
def test_published_documents_by_the_vocabulary_alone(corpus: dict[str, Path], names: tuple[str, ...]) -> None:
    report = _unknown(read_together([corpus[name] for name in names]))
    assert _errors(report) == []
    assert report.book.unread == ()
    states = [
        state
        for claim, state in zip(report.book.claims, report.coverage.states, strict=True)
        if claim.source != "prose" and state is not None
    ]
    assert states.count(State.CONFIRMED) >= 0.97 * len(states) > 100
    understood = [t for t in report.book.tables if t.status in (TableStatus.READ, TableStatus.EMPTY)]
    assert len(understood) == len(report.book.tables) >= 4


def test_a_table_that_comes_again_for_a_unit_is_not_held_against_the_first() -> None:
    """A department that prints its unit's tables behind its own, under the same titles."""
    first, second = (printed_document(load_form("beijing-2023"), random_lines(seed)) for seed in (1, 2))
    both = replace(first, blocks=(*first.blocks, *second.blocks[1:]))
    for forms in (None, ()):
        report = check_document(both, forms=forms)
        assert _errors(report) == []
        assert report.coverage.count(State.CONFIRMED) > 0.9 * report.coverage.amounts
        once = check_document(first, forms=forms)
        assert len(report.book.claims) > 1.7 * len(once.book.claims)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
def test_a_table_under_a_title_nobody_knows_does_not_spoil_the_others(seed: int, known: bool) -> None:
    """Its cells may be about less than they seem: neither sums nor silence prove anything elsewhere."""
    made = printed_document(load_form("beijing-2023"), random_lines(seed), _STYLES[seed % 2])
    forms = None if known else ()
    for at, block in enumerate(made.blocks):
        if not isinstance(block, Grid) or at % 2 != seed:
            continue
        title = "附件" if at % 4 < 2 else "2023年资金安排情况表"
        blocks = (*made.blocks[: at - 2], Paragraph(title), *made.blocks[at - 1 :])
        report = check_document(replace(made, blocks=blocks), forms=forms)
        assert [f.message for f in _errors(report) if f.code != "table-absent"] == [], (at, title)


def test_an_empty_table_whose_merged_cells_were_lost_is_no_trouble() -> None:
    empty = grid(
        """
        项目 | | 年初结转和结余 | 本年收入 | 本年支出 | | | 年末结转和结余
        功能分类科目编码 | 科目名称 | | | | | |
        合计 | | | | 合计 | 基本支出 | 项目支出 |
         | | | | | | |
        """
    )
    blocks = under("政府性基金预算财政拨款收入支出决算表", empty).blocks
    report = check_document(
        document(*blocks, *under("收支预算总表", grid(_TWO_SIDES)).blocks), None, forms=[]
    )
    assert [table.status.value for table in report.book.tables] == ["empty", "read"]
    assert not [f for f in report.findings if f.severity is Severity.ERROR]


def test_a_title_alone_in_the_first_cell_of_a_sheet_names_its_table() -> None:
    sheet = grid("财政拨款收支安排表 | | |\n | | | 单位：万元\n" + _TWO_SIDES.strip())
    report = check_document(document(Paragraph(YEAR_LINE), sheet), None, forms=[])
    assert [table.title for table in report.book.tables] == ["财政拨款收支安排表"]


_TWO_SIDES = """
收入 | < | 支出 | <
项目 | 预算数 | 项目 | 预算数
一般公共预算拨款收入 | 3.00 | 一般公共服务支出 | 3.00
收入总计 | 3.00 | 支出总计 | 3.00
"""


def test_the_codes_of_units_are_no_amounts() -> None:
    table = grid(
        """
        部门（单位）代码 | 部门（单位）名称 | 合计 | 财政拨款收入 | 事业收入
        105 | 云山大学 | 112.00 | 60.00 | 52.00
        105001 | 云山大学本级 | 112.00 | 60.00 | 52.00
        合计 | < | 112.00 | 60.00 | 52.00
        """
    )
    others = under("收支预算总表", grid(_TWO_SIDES)).blocks
    report = check_document(document(*under("部门收入预算表", table).blocks, *others), None, forms=[])
    assert report.book.unread == ()
    assert not any(claim.place.text.startswith("105") for claim in report.book.claims)


@pytest.mark.parametrize("down", ["^", ""])
def test_a_row_of_unknown_words_below_a_head_is_head(down: str) -> None:
    table = grid(
        f"""
        单位代码 | 单位名称 | 总计 | 一般公共预算拨款 | < | < | 事业收入
        {down} | {down} | {down} | 小计 | 经费拨款 | 非税收入安排拨款 | {down}
        301001 | 云山县教育局 | 500.00 | 500.00 | 480.00 | 20.00 |
        301002 | 云山县第一中学 | 400.00 | 300.00 | 300.00 | | 100.00
        合计 | < | 900.00 | 800.00 | 780.00 | 20.00 | 100.00
        """
    )
    others = under("收支预算总表", grid(_TWO_SIDES)).blocks
    report = check_document(document(*under("部门收入预算表", table).blocks, *others), None, forms=[])
    assert report.book.unread == report.findings == ()
    columns = {claim.place.column[-1].rpartition("/")[2] for claim in report.book.claims}
    assert columns >= {"小计", "经费拨款", "非税收入安排拨款"}
