"""The sheets of budget lines: what comes in, what is spent, and the lists that are parts of it."""

from __future__ import annotations

from gouji.forms import Key
from gouji.model.ledger import List
from gouji.prepare.columns import (
    AMOUNT,
    BY_CASE,
    DEPARTMENT_ECONOMIC,
    FINER,
    FUNCTION,
    FUND,
    GOVERNMENT_ECONOMIC,
    NATURE,
    ORIGIN,
    PROJECT,
    REMARK,
    REQUIRED,
    UNIT,
    loose,
)
from gouji.prepare.declaration import Column, Kind, SheetForm

SPENT: Key = (("flow", "expenditure"), ("position", "current"))

REVENUE = SheetForm(
    "收入",
    "今年的收入，一行一笔。上年结转填在“结转结余”表。",
    (
        UNIT,
        FUND,
        Column(
            "功能科目",
            "function",
            Kind.CODE,
            "收入按功能科目列示的表要用，填到项（7 位）。",
            "2012604-档案馆",
            30,
            BY_CASE,
            also=("功能分类科目", "支出功能分类科目"),
            free=True,
        ),
        AMOUNT,
        REMARK,
        Column(
            "收入类别",
            "item",
            Kind.CHOICE,
            "江苏等把一般公共预算收入再分类的表样才填，从下拉框选。",
            "",
            22,
            choices="收入类别",
        ),
    ),
    needed=True,
    list=List.REVENUE,
    base=(("flow", "revenue"), ("position", "current")),
)
EXPENDITURE = SheetForm(
    "支出",
    "今年的支出，一行一笔，各张支出表都由这里加总，不必另填。",
    (
        UNIT,
        NATURE,
        PROJECT,
        FUNCTION,
        GOVERNMENT_ECONOMIC,
        DEPARTMENT_ECONOMIC,
        FUND,
        ORIGIN,
        AMOUNT,
        Column(
            "是否基建",
            "capital",
            Kind.CHOICE,
            "项目属于基本建设的填“是”，不填作“否”。",
            "否",
            10,
            choices="是否",
        ),
        Column(
            "其中属“三公”等",
            "controlled",
            Kind.CHOICE,
            "这一行全部用于“三公”、会议或培训的才填，用来与“三公经费”表核对。",
            "",
            20,
            choices="“三公”等项目",
        ),
        REMARK,
    ),
    needed=True,
    list=List.EXPENDITURE,
    base=SPENT,
)
CARRIED = SheetForm(
    "结转结余",
    "上年结转到今年的钱，和今年预计结转到下年的钱。没有就空着。",
    (
        Column("类别", "position", Kind.CHOICE, "从下拉框选。", "上年结转", 18, REQUIRED, "结转类别"),
        UNIT,
        FUND,
        loose(FUNCTION),
        AMOUNT,
        REMARK,
    ),
    list=List.REVENUE,
)
THREE_PUBLIC = SheetForm(
    "三公经费",
    "“三公”经费以及会议费、培训费，一行一项。没有的不必填 0。",
    (
        UNIT,
        Column(
            "项目",
            "controlled",
            Kind.CHOICE,
            "从下拉框选。",
            "公务接待费",
            20,
            REQUIRED,
            "“三公”等项目",
        ),
        FUND,
        AMOUNT,
        REMARK,
        *map(loose, (PROJECT, *FINER)),
    ),
    list=List.CONTROLLED,
    base=SPENT,
)
PROCUREMENT = SheetForm(
    "政府采购",
    "“支出”里要走政府采购的部分。这里的金额不另加到支出里。",
    (
        UNIT,
        Column("采购类别", "tag", Kind.CHOICE, "从下拉框选。", "工程", 12, REQUIRED, "采购类别"),
        PROJECT,
        AMOUNT,
        REMARK,
        *map(loose, (FUND, *FINER)),
    ),
    list=List.PROCUREMENT,
    base=SPENT,
)
SERVICES = SheetForm(
    "政府购买服务",
    "“支出”里向社会力量购买服务的部分。这里的金额不另加到支出里。",
    (
        UNIT,
        PROJECT,
        Column("职能职责与活动", "text:职能职责与活动", Kind.TEXT, "如 04-综合管理/02-档案服务。", "", 24),
        Column(
            "指导性目录一级", "text:一级", Kind.TEXT, "从下拉框选或照写。", "", 24, choices="购买服务一级"
        ),
        Column(
            "指导性目录二级", "text:二级", Kind.TEXT, "从下拉框选或照写。", "", 24, choices="购买服务二级"
        ),
        Column(
            "指导性目录三级", "text:三级", Kind.TEXT, "从下拉框选或照写。", "", 24, choices="购买服务三级"
        ),
        Column("服务领域", "text:服务领域", Kind.TEXT, "如 201-一般公共服务支出。", "", 20),
        AMOUNT,
        REMARK,
        *map(loose, (FUND, ORIGIN, FUNCTION, GOVERNMENT_ECONOMIC, DEPARTMENT_ECONOMIC)),
    ),
    list=List.PURCHASED_SERVICE,
    base=(*SPENT, ("nature", "project"), ("tag", "purchased_service")),
)
TRANSFERS = SheetForm(
    "上级转移支付",
    "“支出”里由上级转移支付安排的部分。这里的金额不另加到支出里。",
    (
        UNIT,
        PROJECT,
        FUNCTION,
        loose(GOVERNMENT_ECONOMIC),
        loose(DEPARTMENT_ECONOMIC),
        FUND,
        AMOUNT,
        REMARK,
        *map(loose, (NATURE, ORIGIN)),
    ),
    list=List.TRANSFER,
    base=(*SPENT, ("tag", "transfer")),
)
