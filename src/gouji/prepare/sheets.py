"""The sheets of the workbook, declared once for writing it and for reading it."""

from __future__ import annotations

from gouji.prepare.columns import (
    BY_CASE,
    OF_UNIT,
    PROJECT,
    REQUIRED,
)
from gouji.prepare.declaration import Column, Kind, SheetForm
from gouji.prepare.line_sheets import (
    CARRIED,
    EXPENDITURE,
    PROCUREMENT,
    REVENUE,
    SERVICES,
    THREE_PUBLIC,
    TRANSFERS,
)

INFORMATION = SheetForm(
    "部门信息",
    "先填这张表。“金额单位”管整本工作簿：选万元，各表金额都填万元；选元，都填元。",
    (
        Column("事项", "item", Kind.TEXT, "不要改这一栏。", "", 26, REQUIRED),
        Column("填写", "value", Kind.TEXT, "填在这一栏。", "", 40, BY_CASE),
        Column("怎么填", "hint", Kind.TEXT, "看的，不填。", "", 60),
    ),
    needed=True,
)
UNITS = SheetForm(
    "单位",
    "一行一个预算单位，本级也算一个。后面几栏的人数、车辆和设备，要出单位预算时才填。",
    (
        Column(
            "单位（编码-名称）",
            "label",
            Kind.TEXT,
            "照预算系统里的写法。",
            "701001-示例单位（本级）",
            36,
            REQUIRED,
        ),
        Column("单位类型", "kind", Kind.CHOICE, "从下拉框选。", "1-行政单位", 26, REQUIRED, "单位类型"),
        Column("行政编制", "administrative", Kind.COUNT, "人数。", "20", 10),
        Column("事业编制", "institution", Kind.COUNT, "人数。", "0", 10),
        Column("工勤编制", "support", Kind.COUNT, "人数。", "2", 10),
        Column("实有人数", "actual", Kind.COUNT, "人数。", "21", 10),
        Column("离退休人员", "retired", Kind.COUNT, "人数。", "9", 12),
        Column("其中：离休", "cadres", Kind.COUNT, "人数。", "1", 12),
        Column("其中：退休", "pensioners", Kind.COUNT, "人数。", "8", 12),
        Column("公务用车实有数", "vehicles_held", Kind.COUNT, "辆。", "1", 12),
        Column("单价 100 万元以上设备数", "equipment", Kind.COUNT, "不含车辆，台（套）。", "0", 16),
        Column("计划购置车辆数", "vehicles_planned", Kind.COUNT, "辆。", "0", 12),
        Column("计划购置单价 100 万元以上设备数", "equipment_planned", Kind.COUNT, "台（套）。", "0", 18),
    ),
    needed=True,
)
PROJECTS = SheetForm(
    "项目",
    "一行一个项目，名称全表只能有一种写法。责任人和电话只在内部用，公开文本可不填。",
    (
        Column("项目名称", "name", Kind.TEXT, "其他各表按这个名称选。", "档案库房消防改造", 30, REQUIRED),
        Column("项目编码", "code", Kind.TEXT, "系统里的编码，没有可不填。", "99010123T000000000001", 24),
        Column(
            "单位",
            "unit",
            Kind.UNIT,
            "从下拉框选；只有一个单位时可不填。",
            "701001-示例单位（本级）",
            26,
            BY_CASE,
        ),
        Column("项目类别", "category", Kind.TEXT, "如 31-部门项目。", "31-部门项目", 14),
        Column(
            "项目总额",
            "total",
            Kind.AMOUNT,
            "批复的项目金额；填了就会与“支出”表逐行核对。",
            "12.5",
            16,
        ),
        Column("责任人", "owner", Kind.TEXT, "选填，公开文本不宜印出。", "", 10),
        Column("联系电话", "telephone", Kind.TEXT, "选填，公开文本不宜印出。", "", 14),
    ),
)
OBJECTIVES = SheetForm(
    "绩效目标",
    "一行一个项目的年度目标。",
    (
        PROJECT,
        Column("所属活动", "activity", Kind.TEXT, "部门整体绩效表里的活动，如 档案管理-档案保护。", "", 24),
        Column(
            "年度绩效目标",
            "objective",
            Kind.LONG,
            "写清做什么、做到什么程度。",
            "改造后库房达到标准。",
            80,
            BY_CASE,
        ),
    ),
)


def _indicators(name: str, about: str) -> SheetForm:
    return SheetForm(
        name,
        about,
        (
            PROJECT,
            Column(
                "一级指标",
                "level1",
                Kind.CHOICE,
                "从下拉框选。",
                "产出指标",
                14,
                BY_CASE,
                choices="一级指标",
                free=True,
            ),
            Column(
                "二级指标",
                "level2",
                Kind.CHOICE,
                "从下拉框选。",
                "数量指标",
                20,
                BY_CASE,
                choices="二级指标",
                free=True,
            ),
            Column("三级指标", "level3", Kind.TEXT, "指标的名称。", "改造库房面积", 30, REQUIRED),
            Column(
                "指标性质",
                "comparator",
                Kind.CHOICE,
                "≥、≤、= 或 定性。",
                "≥",
                10,
                BY_CASE,
                choices="指标性质",
                free=True,
            ),
            Column("指标值", "value", Kind.TEXT, "只填数；单位填在后一栏。", "800", 18, BY_CASE),
            Column("度量单位", "measure", Kind.TEXT, "如 个、%、万元。", "平方米", 10, BY_CASE),
            Column(
                "指标方向性",
                "polarity",
                Kind.CHOICE,
                "越大越好选正向，越小越好选反向。",
                "正向指标",
                14,
                choices="指标方向性",
                free=True,
            ),
        ),
    )


INDICATORS = _indicators("绩效指标", "一行一个指标，同一项目的指标写在一起。")
WHOLE = _indicators(
    "部门整体绩效",
    "只在部门整体绩效表的指标与“绩效指标”表不同时才填；不填就用“绩效指标”表的。整体目标写在“文字说明”表。",
)
ASSETS = SheetForm(
    "国有资产",
    "上年末的资产。没有的填 0，不清楚的空着。",
    (
        Column("资产", "asset", Kind.TEXT, "不要改这一栏。", "", 34, REQUIRED),
        Column("数量", "number", Kind.COUNT, "台、辆、套。", "", 14, BY_CASE),
        Column("金额", "amount", Kind.AMOUNT, "账面原值。", "", 18, BY_CASE),
        OF_UNIT,
    ),
)
LAST_YEAR = SheetForm(
    "上年数",
    "上年公布的预算数，用来写增减变化。没有的填 0；空着就不比较。",
    (
        Column("指标", "figure", Kind.CHOICE, "从下拉框选。", "", 38, REQUIRED, "上年数指标"),
        Column("金额", "amount", Kind.AMOUNT, "上年年初预算数。", "", 18, BY_CASE),
        Column("单位", "unit", Kind.UNIT, "空着表示全部门；要出单位预算时再分单位填。", "", 26),
        Column("功能科目", "function", Kind.CODE, "要按功能科目比较时才填。", "", 30, free=True),
    ),
)
REASONS = SheetForm(
    "变动原因",
    "今年与上年不同的，写一句原因，会接在“主要原因是：”后面。",
    (
        Column("事项", "subject", Kind.TEXT, "从下拉框选。", "", 30, REQUIRED, "变动事项"),
        Column("原因", "text", Kind.LONG, "一两句话。", "", 80, BY_CASE),
        OF_UNIT,
    ),
)
PASSAGES = SheetForm(
    "文字说明",
    "情况说明里要自己写的文字，一行一段，原样印出。同一栏目写几段就占几行。",
    (
        Column("栏目", "subject", Kind.TEXT, "从下拉框选。", "", 26, REQUIRED, "文字栏目"),
        Column("文字", "text", Kind.LONG, "原样印出。", "", 100, BY_CASE),
        OF_UNIT,
    ),
)
TERMS = SheetForm(
    "名词解释",
    "一行一个名词。",
    (
        Column("名词", "term", Kind.TEXT, "要解释的词。", "基本支出", 20, BY_CASE),
        Column("解释", "text", Kind.LONG, "一两句话。", "为维持机构正常运转而安排的支出。", 100, BY_CASE),
        OF_UNIT,
    ),
)

SHEETS = (
    INFORMATION,
    UNITS,
    PROJECTS,
    REVENUE,
    EXPENDITURE,
    CARRIED,
    THREE_PUBLIC,
    PROCUREMENT,
    SERVICES,
    TRANSFERS,
    OBJECTIVES,
    INDICATORS,
    WHOLE,
    LAST_YEAR,
    ASSETS,
    REASONS,
    PASSAGES,
    TERMS,
)

__all__ = [
    "ASSETS",
    "CARRIED",
    "EXPENDITURE",
    "INDICATORS",
    "INFORMATION",
    "LAST_YEAR",
    "OBJECTIVES",
    "PASSAGES",
    "PROCUREMENT",
    "PROJECTS",
    "REASONS",
    "REVENUE",
    "SERVICES",
    "SHEETS",
    "TERMS",
    "THREE_PUBLIC",
    "TRANSFERS",
    "UNITS",
    "WHOLE",
]
