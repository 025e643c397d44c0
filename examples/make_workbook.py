"""Makes the workbook of an example office: filled from its published budget, completed by hand.

``python examples/make_workbook.py`` writes ``examples/district-office-2023/budget.xlsx`` anew.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gouji.forms import load_form
from gouji.model.ledger import Count, Ledger, Line, List, Passage
from gouji.model.place import Place
from gouji.prefill import prefill
from gouji.prepare import write_workbook
from gouji.prepare.enter import figure_fact
from gouji.read import read

FOLDER = Path(__file__).parent / "district-office-2023"
YEAR = 2023
FORM = "beijing-2023"
_HERE = Place()

REASONS = {
    "收入": "部分信息化建设任务已在上年完成，本年不再安排。",
    "支出": "与收入相同，部分信息化建设任务已在上年完成。",
    "财政拨款收支": "部分信息化建设任务已在上年完成，本年不再安排。",
    "机构运行经费": "在职人员增加，按定额核定的公用经费相应增加。",
}
PASSAGES = {
    "机构设置": "区政府办内设秘书、综合、会务、信息、督查等科室，没有下级预算单位。",
    "基本支出说明": "用于在职和离退休人员的工资福利、各项社会保险缴费、对个人和家庭的补助以及机构日常运转。",
    "项目支出说明": "共 8 个项目，金额较大的是区级电视电话会议系统运行维护和重要节日走访慰问。",
    "绩效评价结果": "各项目的目标和指标见表十三，部门整体的目标和指标见表十四。",
    "国有资产说明": "2023 年预算没有安排购置车辆和单位价值 50 万元以上的设备。",
}
COUNTS = {"equipment": 0, "vehicles_planned": 0, "equipment_planned": 0}
LAST_YEAR = {
    "其中：财政拨款本年收入": 4_584_187_561,
    "其中：财政拨款本年支出": 4_584_187_561,
    "一般公共预算支出": 4_584_187_561,
    "政府性基金预算支出": 0,
    "国有资本经营预算支出": 0,
}
"""分, as the published total of the year before says: all of it was general budget of that year."""
BOUGHT = ("区级电视电话会议系统运行维护", "procurement.services")


def filled() -> Ledger:
    """What ``gouji new --from budget.txt --year 2023`` fills in."""
    return prefill([read(FOLDER / "budget.txt")], YEAR, YEAR).ledger


def completed(ledger: Ledger) -> Ledger:
    """The ledger with what no table says: what is procured, reasons, and the clerk's own paragraphs."""
    project, kind = BOUGHT
    bought = tuple(
        replace(line, fact=line.fact._replace(project=project, tag=kind))
        for line in ledger.lines[List.PROCUREMENT]
    )
    last = tuple(Line(figure_fact(name, YEAR - 1), fen, _HERE) for name, fen in LAST_YEAR.items())
    return replace(
        ledger,
        lines={
            **ledger.lines,
            List.PROCUREMENT: bought,
            List.FIGURES: (*ledger.lines[List.FIGURES], *last),
        },
        counts=(*ledger.counts, *(Count(name, number, _HERE) for name, number in COUNTS.items())),
        reasons=tuple(Passage(subject, text, _HERE) for subject, text in REASONS.items()),
        passages=(*ledger.passages, *(Passage(s, text, _HERE) for s, text in PASSAGES.items())),
    )


def main() -> None:
    """Write the workbook beside the text it was made from."""
    (FOLDER / "budget.xlsx").write_bytes(write_workbook(load_form(FORM), completed(filled())))


if __name__ == "__main__":
    main()
