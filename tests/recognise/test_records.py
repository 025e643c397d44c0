"""Target tables: projects with their indicators, with merged cells kept or lost."""

from __future__ import annotations

from itertools import groupby

import pytest

from gouji.check import check_document
from gouji.model.book import Table, TableStatus
from gouji.model.document import Block, Cell, Document, Grid, Paragraph, Source
from gouji.model.report import Report
from gouji.read.text import read_text

_HEAD = [
    *(
        "项目名称",
        "项目类别",
        "项目责任人",
        "项目责任人电话",
        "项目总额",
        "其中：",
        "",
        "绩效目标",
        "一级指标",
    ),
    *("二级指标", "三级指标", "绩效指标性质", "本年绩效指标值", "绩效度量单位", "指标方向性"),
]
_FUNDS = ["", "", "", "", "", "财政资金", "其他资金"]
_SCAN = "70102322T000000000001-馆藏档案数字化|31-部门项目|王小明|55501230|12.000000|10.000000|2.000000"
_ROOM = "70102322T000000000002-库房设备运维|31-部门项目|李某||3.000000|3.000000|"
_PAGES = "产出指标|数量指标|扫描页数|≥|2000|页|正向指标"
_GOOD = "产出指标|质量指标|合格率|≥|98|%|正向指标"
_COST = "成本指标|经济成本指标|项目预算控制数|≤|12|万元|正向指标"
_SEEN = "满意度指标|服务对象满意度指标|查档人满意度|≥|90%||正向指标"
_TIME = "产出指标|时效指标|完成时间|定性|2023年11月底前||正向指标"


def _titled(*blocks: Block) -> Report:
    titles = (Paragraph("2023年云山区档案馆部门预算", level=1), Paragraph("项目支出绩效目标申报表"))
    document = Document((Source("t.txt", "text", ""),), (*titles, Paragraph("单位：万元"), *blocks))
    return check_document(document, "beijing-2023")


def _loose(body: str, head: list[list[str]] | None = None) -> Report:
    """A text file: cells between ``|``, spaces dropped, merged cells lost."""
    rows = ["\t".join(row) for row in head or [_HEAD, _FUNDS]]
    rows += [line.strip().replace("|", "\t") for line in body.strip("\n").splitlines()]
    return _titled(*read_text("\n".join(rows))[0])


def _ruled(*projects: tuple[str, str, list[str]]) -> Report:
    """A grid with rules: project cells and equal first levels are merged over their lines."""
    cells = [Cell(text, 0, c, 1 if c == 5 else 2, 2 if c == 5 else 1) for c, text in enumerate(_HEAD) if text]
    cells += [Cell("财政资金", 1, 5), Cell("其他资金", 1, 6)]
    row = 2
    for project, objective, lines in projects:
        first = [*project.split("|"), objective]
        cells += [Cell(text, row, c, max(1, len(lines))) for c, text in enumerate(first) if text]
        for level, same in groupby(enumerate(lines), key=lambda pair: pair[1].split("|")[0]):
            at = [number for number, _ in same]
            cells.append(Cell(level, row + at[0], 8, len(at)))
        for number, line in enumerate(lines):
            texts = enumerate(line.split("|")[1:], 9)
            cells += [Cell(text, row + number, c) for c, text in texts if text]
        row += max(1, len(lines))
    return _titled(Grid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), row, 15))


def _table(report: Report) -> Table:
    return next(table for table in report.book.tables if table.id == "T13")


def _codes(report: Report) -> list[str]:
    return [f.code for f in report.findings if f.code not in ("table-unlisted", "personal-data")]


def _shape(report: Report) -> dict[str, list[str]]:
    """Project → its indicators as one text each."""
    return {
        target.project: [
            f"{i.level1}|{i.level2}|{i.level3}|{i.comparator.value if i.comparator else ''}|{i.value.raw}"
            for i in target.indicators
        ]
        for target in report.book.targets
    }


def _wanted(*lines: str) -> list[str]:
    return ["|".join(line.split("|")[:5]) for line in lines]


def _numbers_kept(report: Report) -> set[str]:
    book = report.book
    return (
        {claim.place.text for claim in book.claims}
        | {i.value.raw for target in book.targets for i in target.indicators}
        | {unread.place.text for unread in book.unread}
        | {person.raw for person in book.personal}
        | {figure.place.text for figure in book.figures}
    )


_WHOLE = {"馆藏档案数字化": _wanted(_PAGES, _GOOD, _COST, _SEEN), "库房设备运维": _wanted(_TIME)}
_NO = "|" * 8
_LAYOUTS = {
    "rows start late": f"""
{_SCAN}|保存记忆。|{_PAGES}
{_NO}{_GOOD}
{_NO}{_COST}
{_NO}{_SEEN}
{_ROOM}|恒温恒湿。|{_TIME}""",
    "a column less": f"""
{_SCAN}|保存记忆。|{_PAGES}
{_NO[1:]}{_GOOD}
{_NO[2:]}{_COST}
{_NO[1:]}{_SEEN}
{_ROOM[:-1]}|恒温恒湿。|{_TIME}""",
    "the objective goes on": f"""
{_SCAN}|保存|{_PAGES}
{_NO[1:]}记忆。|{_GOOD}
{_NO[2:]}方便|{_COST}
{_NO[1:]}查档。
{_NO}{_SEEN}
{_ROOM}|恒温恒湿。|{_TIME}""",
    "no leading tabs": f"""
{_SCAN}|保存记忆。|{_PAGES}
{_GOOD}
{_COST}
{_SEEN}
{_ROOM}|恒温恒湿。|{_TIME}""",
    "a block cut in the middle": f"""
{_SCAN}|保存记忆。|{_PAGES}
{_NO}{_GOOD}

{_NO}{_COST}
{_NO}{_SEEN}

{_ROOM}|恒温恒湿。|{_TIME}""",
    "the head again on the next page": f"""
{_SCAN}|保存记忆。|{_PAGES}
{_NO}{_GOOD}
{"|".join(_HEAD)}
{"|".join(_FUNDS)}
{_NO}{_COST}
{_NO}{_SEEN}
{_ROOM}|恒温恒湿。|{_TIME}""",
}


@pytest.mark.parametrize("layout", _LAYOUTS)
def test_each_indicator_is_under_its_project(layout: str) -> None:
    report = _loose(_LAYOUTS[layout])
    assert _shape(report) == _WHOLE
    assert _codes(report) == []
    assert _table(report).status is TableStatus.READ
    assert [p.raw for p in report.book.personal] == ["王小明", "55501230", "李某"]
    told = [claim.place.text for claim in report.book.claims]
    assert told == ["12.000000", "10.000000", "2.000000", "12", "3.000000", "3.000000"]
    totals = [report.book.claims[t.total or 0].amount.fen for t in report.book.targets]
    assert totals == [12_000_000, 3_000_000]


def test_a_ruled_grid_says_the_same() -> None:
    report = _ruled((_SCAN, "保存记忆。", [_PAGES, _GOOD, _COST, _SEEN]), (_ROOM, "恒温恒湿。", [_TIME]))
    assert _shape(report) == _WHOLE
    assert _codes(report) == []
    assert [target.objective for target in report.book.targets] == ["保存记忆。", "恒温恒湿。"]
    assert [target.code for target in report.book.targets] == [_SCAN[:21], _ROOM[:21]]


def test_an_objective_over_several_lines_is_put_together() -> None:
    first, _ = _loose(_LAYOUTS["the objective goes on"]).book.targets
    assert first.objective == "保存\n记忆。\n方便\n查档。"


def test_list_cells_over_lines_are_one_cell() -> None:
    marked = "<p>目标1：</p> <p>保存记忆。</p>"
    report = _loose(f"{_SCAN}|{marked}|{_PAGES}\n{_NO}<ol> <li>{_GOOD.replace('|', '</li> </ol>|', 1)}")
    (target,) = report.book.targets
    assert [i.level3 for i in target.indicators] == ["扫描页数", "合格率"]
    assert "目标1" in target.objective
    assert "<" not in target.objective


def test_a_project_without_indicators_is_said() -> None:
    for report in (
        _loose(f"{_SCAN}|保存记忆。\n{_ROOM}|恒温恒湿。|{_TIME}"),
        _ruled((_SCAN, "保存记忆。", []), (_ROOM, "恒温恒湿。", [_TIME])),
    ):
        assert _shape(report) == {"馆藏档案数字化": [], "库房设备运维": _wanted(_TIME)}
        assert _codes(report) == ["no-indicators"]


def test_words_in_the_value_column_are_said_and_kept() -> None:
    odd = ["数量指标|册数|＝|约十册|册|", "数量指标|卷数|≥|1000 个目录数据|个|", "数量指标|次数|≥||次|"]
    report = _loose(f"{_SCAN}|保存记忆。|{_PAGES}\n" + "\n".join(f"{_NO}产出指标|{line}" for line in odd))
    messages = [f.message for f in report.findings if f.code == "target-value"]
    assert len(messages) == 3
    assert "约十册" in messages[0]
    assert "1000 个目录数据" in messages[1]
    assert "没有指标值" in messages[2]


def test_an_indicator_without_comparator_is_one_of_its_own() -> None:
    report = _loose(f"{_SCAN}|保存记忆。|{_PAGES}\n{_NO}产出指标|数量指标|扫描卷数||40|卷|")
    (target,) = report.book.targets
    assert [i.level3 for i in target.indicators] == ["扫描页数", "扫描卷数"]
    assert _codes(report) == ["target-value"]
    assert "40" in _numbers_kept(report)


def test_a_table_split_by_a_heading_is_one_table() -> None:
    blocks = read_text("\t".join(_HEAD) + "\n" + f"{_SCAN}|保存记忆。|{_PAGES}".replace("|", "\t"))[0]
    rest = read_text((_NO + _GOOD).replace("|", "\t") + "\n" + (_NO + _COST).replace("|", "\t"))[0]
    report = _titled(*blocks, Paragraph("（二）其他说明", level=3), *rest)
    assert _shape(report) == {"馆藏档案数字化": _wanted(_PAGES, _GOOD, _COST)}
    assert _codes(report) == ["table-interrupted"]


def test_a_dot_in_a_name_is_no_other_name() -> None:
    report = _loose(f"{_SCAN.replace('数字化', '2.0系统')}|保存记忆。|{_PAGES}")
    assert report.book.renamed == ()
    (target,) = report.book.targets
    assert target.project in {c.fact.project for c in report.book.claims if c.fact is not None}


# Nothing is lost


_SHIFTED = {
    "a column too few": f"{_SCAN.replace('31-部门项目|', '')}|保存记忆。|{_PAGES}",
    "an amount in the objective": f"{_SCAN}|7.000000|{_PAGES}",
    "an amount alone on a line": f"{_SCAN}|保存记忆。|{_PAGES}\n{_NO[:4]}8.500000",
    "a line before any project": f"{_NO}{_GOOD}\n{_SCAN}|保存记忆。|{_PAGES}",
    "one cell too many": f"{_SCAN}|保存记忆。|{_PAGES}|66\n{_NO}{_GOOD}",
}


@pytest.mark.parametrize("name", _SHIFTED)
def test_every_number_ends_somewhere(name: str) -> None:
    body = _SHIFTED[name]
    report = _loose(body)
    printed = {cell for line in body.splitlines() for cell in line.split("|") if cell[:1].isdigit()}
    assert {n for n in printed if "-" not in n} <= _numbers_kept(report)
    assert _table(report).status is TableStatus.PARTLY
    assert _table(report).reasons


def test_the_numbers_of_an_unknown_head_are_unread_and_telephones_masked() -> None:
    head = [[f"栏{n}" for n in range(len(_HEAD))]]
    report = _loose(f"{_SCAN}|保存记忆。|{_PAGES}", head)
    assert [u.place.text for u in report.book.unread] == [
        *("555****0", "12.000000", "10.000000", "2.000000", "2000"),
    ]
    assert _table(report).status is TableStatus.PARTLY


def test_a_second_amount_and_an_undeclared_column_are_unread() -> None:
    cells = [Cell(text, 0, c) for c, text in enumerate([*_HEAD, "权重"]) if text and text != "其中："]
    cells += [Cell("财政资金", 0, 5), Cell("其他资金", 0, 6)]
    for c, text in enumerate(f"{_SCAN}|保存记忆。|{_PAGES}|40".split("|")):
        cells.append(Cell(text, 1, c, 2 if c < 4 else 1))
    cells += [Cell("9.000000", 2, 4), *(Cell(t, 2, c) for c, t in enumerate(_GOOD.split("|"), 8))]
    report = _titled(Grid(tuple(cells), 3, 16))
    assert _shape(report) == {"馆藏档案数字化": _wanted(_PAGES, _GOOD)}
    assert {u.place.text for u in report.book.unread} == {"9.000000", "40"}


def test_a_telephone_in_an_objective_is_masked() -> None:
    from gouji.recognise.records import CALL

    said = "联系电话55501230，经费12345678元，手机13800001111。"
    assert CALL.sub("×", said) == "联系电话×，经费12345678元，手机×。"
