"""The columns that several sheets share."""

from __future__ import annotations

from gouji.prepare.declaration import Column, Kind, Need

REQUIRED, BY_CASE = Need.REQUIRED, Need.BY_CASE

UNIT = Column(
    "单位",
    "unit",
    Kind.UNIT,
    "从下拉框选；只有一个单位时可不填。",
    "701001-示例单位（本级）",
    26,
    BY_CASE,
    also=("单位名称", "预算单位"),
)
PROJECT = Column(
    "项目名称",
    "project",
    Kind.PROJECT,
    "项目支出必填，从下拉框选；先在“项目”表里登记。",
    "档案库房消防改造",
    26,
    BY_CASE,
)
OF_UNIT = Column("单位", "unit", Kind.UNIT, "空着是全部门的；单位预算要用的，另起一行选单位。", "", 26)
FUNCTION = Column(
    "功能科目",
    "function",
    Kind.CODE,
    "支出功能分类，填到项（7 位），如 2010301-行政运行；只填编码也可以。",
    "2012604-档案馆",
    30,
    REQUIRED,
    also=("支出功能分类科目", "功能分类科目"),
    free=True,
)
GOVERNMENT_ECONOMIC = Column(
    "政府经济科目",
    "government_economic",
    Kind.CODE,
    "政府预算支出经济分类，填到款（5 位）。",
    "50209-维修（护）费",
    26,
    REQUIRED,
    also=("政府支出经济分类科目", "政府预算支出经济分类科目"),
    free=True,
)
DEPARTMENT_ECONOMIC = Column(
    "部门经济科目",
    "department_economic",
    Kind.CODE,
    "部门预算支出经济分类，填到款（5 位）。",
    "30213-维修（护）费",
    26,
    REQUIRED,
    also=("部门支出经济分类科目", "部门预算支出经济分类科目"),
    free=True,
)
FUND = Column(
    "资金来源",
    "fund",
    Kind.CHOICE,
    "从下拉框选。单位资金请分到事业收入、其他收入等。",
    "一般公共预算",
    18,
    REQUIRED,
    "资金来源",
    also=("资金性质",),
)
ORIGIN = Column(
    "资金年度",
    "origin",
    Kind.CHOICE,
    "今年安排的填“本年”，用上年结转安排的填“上年结转”。",
    "本年",
    12,
    REQUIRED,
    "资金年度",
)
NATURE = Column("支出性质", "nature", Kind.CHOICE, "从下拉框选。", "项目支出", 16, REQUIRED, "支出性质")
AMOUNT = Column(
    "金额",
    "amount",
    Kind.AMOUNT,
    "单位见“部门信息”表的“金额单位”；最细到分。",
    "12.5",
    16,
    REQUIRED,
    also=("预算数", "本年预算金额"),
)
REMARK = Column("备注", "text:备注", Kind.TEXT, "自己看的，或印在有备注栏的表里。", "", 16)


def loose(column: Column) -> Column:
    """The same column where it may stay empty."""
    return Column(
        column.name,
        column.field,
        column.kind,
        "选填，只在要细分时填。",
        "",
        column.width,
        Need.OPTIONAL,
        column.choices,
        column.also,
        column.free,
    )


FINER = tuple(map(loose, (NATURE, ORIGIN, FUNCTION, GOVERNMENT_ECONOMIC, DEPARTMENT_ECONOMIC)))
