"""The words a clerk chooses from, and what each of them stands for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from gouji.forms import Key
from gouji.model.amount import Denomination
from gouji.model.ledger import UnitKind
from gouji.model.text import fold

FUNDS: Mapping[str, str] = {
    "一般公共预算": "fiscal.general",
    "政府性基金预算": "fiscal.government_fund",
    "国有资本经营预算": "fiscal.state_capital",
    "财政专户管理资金": "non_fiscal.special_account",
    "事业收入": "non_fiscal.own.service",
    "事业单位经营收入": "non_fiscal.own.business",
    "上级补助收入": "non_fiscal.own.from_superior",
    "附属单位上缴收入": "non_fiscal.own.from_affiliate",
    "其他收入": "non_fiscal.own.other",
    "单位资金": "non_fiscal.own",
}
NATURES: Mapping[str, str] = {
    "人员经费": "basic.personnel",
    "公用经费": "basic.operating",
    "项目支出": "project",
    "事业单位经营支出": "business",
    "上缴上级支出": "to_superior",
    "对附属单位补助支出": "to_affiliate",
    "预留经费": "reserve",
}
ORIGINS: Mapping[str, str] = {"本年": "this_year", "上年结转": "carried_in"}
POSITIONS: Mapping[str, str] = {
    "上年结转": "opening",
    "使用非财政拨款结余": "opening.reserve_used",
    "结转下年": "closing",
}
CONTROLLED: Mapping[str, str] = {
    "因公出国（境）费": "three_public.overseas_travel",
    "公务接待费": "three_public.reception",
    "公务用车购置费": "three_public.vehicles.purchase",
    "公务用车运行维护费": "three_public.vehicles.operation",
    "会议费": "conference",
    "培训费": "training",
}
PROCUREMENT: Mapping[str, str] = {
    "货物": "procurement.goods",
    "工程": "procurement.works",
    "服务": "procurement.services",
}
ITEMS: Mapping[str, str] = {
    "公共财政拨款（补助）": "appropriation",
    "专项收入": "special",
    "其他非税收入": "non_tax",
}
YES_NO: Mapping[str, str] = {"是": "yes", "否": "no"}
UNIT_KINDS: Mapping[str, str] = {kind.value: kind.name for kind in UnitKind}
MONEY_UNITS: Mapping[str, str] = {d.label: d.name for d in (Denomination.WAN, Denomination.YUAN)}

CHOICES: Mapping[str, Mapping[str, str]] = {
    "资金来源": FUNDS,
    "支出性质": NATURES,
    "资金年度": ORIGINS,
    "结转类别": POSITIONS,
    "“三公”等项目": CONTROLLED,
    "采购类别": PROCUREMENT,
    "收入类别": ITEMS,
    "是否": YES_NO,
    "单位类型": UNIT_KINDS,
    "金额单位": MONEY_UNITS,
}
"""Every closed list by the name it has on the sheet of lists: printed word → value."""

ALSO: Mapping[str, Mapping[str, str]] = {
    "资金来源": {
        "一般公共预算拨款": "一般公共预算",
        "一般公共预算资金": "一般公共预算",
        "一般公共预算财政拨款": "一般公共预算",
        "政府性基金": "政府性基金预算",
        "政府性基金预算资金": "政府性基金预算",
        "国有资本经营预算资金": "国有资本经营预算",
        "财政专户": "财政专户管理资金",
        "经营收入": "事业单位经营收入",
    },
    "支出性质": {"日常公用经费": "公用经费", "项目": "项目支出", "经营支出": "事业单位经营支出"},
    "资金年度": {"本年拨款": "本年", "当年": "本年", "结转": "上年结转", "上年结转结余": "上年结转"},
    "结转类别": {"上年结转结余": "上年结转", "年终结转结余": "结转下年", "年末结转结余": "结转下年"},
    "“三公”等项目": {"公务用车运行费": "公务用车运行维护费", "因公出国费": "因公出国（境）费"},
    "采购类别": {"货物类": "货物", "工程类": "工程", "服务类": "服务"},
    "收入类别": {
        "公共财政拨款": "公共财政拨款（补助）",
        "公共财政拨款（补助）资金": "公共财政拨款（补助）",
        "财政拨款": "公共财政拨款（补助）",
    },
    "单位类型": {
        "行政单位": "1-行政单位",
        "参照公务员法管理的事业单位": "2-参照公务员法管理的事业单位",
        "参公事业单位": "2-参照公务员法管理的事业单位",
        "事业单位": "3-事业单位",
    },
}
"""Other wordings that are understood: list → wording → the word it stands for."""

_TOTAL: Key = (("flow", None),)
_SPENT: Key = (("flow", "expenditure"), ("position", "current"))
_GENERAL: Key = (*_SPENT, ("fund", "fiscal.general"))

FIGURES: Mapping[str, Key] = {
    "收入（支出）总计": _TOTAL,
    "其中：财政拨款收入（支出）总计": (*_TOTAL, ("fund", "fiscal")),
    "本年收入合计": (("flow", "revenue"), ("position", "current")),
    "其中：财政拨款本年收入": (("flow", "revenue"), ("position", "current"), ("fund", "fiscal")),
    "本年支出合计": _SPENT,
    "其中：财政拨款本年支出": (*_SPENT, ("fund", "fiscal")),
    "基本支出": (*_SPENT, ("nature", "basic")),
    "项目支出": (*_SPENT, ("nature", "project")),
    "一般公共预算支出": _GENERAL,
    "一般公共预算基本支出": (*_GENERAL, ("nature", "basic")),
    "一般公共预算人员经费": (*_GENERAL, ("nature", "basic.personnel")),
    "一般公共预算公用经费（机构运行经费）": (*_GENERAL, ("nature", "basic.operating")),
    "其中：机关运行经费": (*_GENERAL, ("nature", "basic.operating"), ("tag", "administrative_units")),
    "一般公共预算项目支出": (*_GENERAL, ("nature", "project")),
    "政府性基金预算支出": (*_SPENT, ("fund", "fiscal.government_fund")),
    "国有资本经营预算支出": (*_SPENT, ("fund", "fiscal.state_capital")),
    "“三公”经费合计": (*_GENERAL, ("controlled", "three_public")),
    "“三公”：因公出国（境）费": (*_GENERAL, ("controlled", "three_public.overseas_travel")),
    "“三公”：公务接待费": (*_GENERAL, ("controlled", "three_public.reception")),
    "“三公”：公务用车购置及运行维护费": (*_GENERAL, ("controlled", "three_public.vehicles")),
    "“三公”：公务用车购置费": (*_GENERAL, ("controlled", "three_public.vehicles.purchase")),
    "“三公”：公务用车运行维护费": (*_GENERAL, ("controlled", "three_public.vehicles.operation")),
    "会议费": (*_GENERAL, ("controlled", "conference")),
    "培训费": (*_GENERAL, ("controlled", "training")),
    "政府采购预算": (*_SPENT, ("tag", "procurement")),
    "政府购买服务预算": (*_SPENT, ("nature", "project"), ("tag", "purchased_service")),
}
"""Last year's figures by name: the coordinates of each, its year apart."""

STAFF: Mapping[str, str] = {
    "administrative": "行政编制",
    "institution": "事业编制",
    "support": "工勤编制",
    "actual": "实有人数",
    "retired": "离退休人员",
    "cadres": "其中：离休",
    "pensioners": "其中：退休",
}
OTHER_COUNTS: Mapping[str, str] = {
    "offices": "内设科室数",
    "affiliates": "所属单位数",
    "vehicles_held": "公务用车实有数",
    "equipment": "单价 100 万元以上设备数",
    "vehicles_planned": "计划购置车辆数",
    "equipment_planned": "计划购置单价 100 万元以上设备数",
}
OF_A_UNIT: Mapping[str, str] = {
    **STAFF,
    **{name: label for name, label in OTHER_COUNTS.items() if name not in ("offices", "affiliates")},
}
"""What is counted of each unit, too."""

ASSETS: Mapping[str, tuple[str, str]] = {
    "固定资产总额": ("", "fixed_assets"),
    "车辆": ("vehicles", "fixed_assets.vehicles"),
    "单位价值 50 万元以上的通用设备": ("general_equipment", "fixed_assets.general_equipment"),
    "单位价值 100 万元以上的专用设备": ("special_equipment", "fixed_assets.special_equipment"),
}
"""Assets by label: the name of their count (empty for none) and the item of their value."""


def find(choices: str, text: str) -> str | None:
    """The value a word of the list ``choices`` stands for, ``None`` for no word of it.

    Brackets, quotation marks and blanks are compared as folded text.
    """
    return _folded(choices).get(fold(text))


def word_of(choices: str, value: str | None) -> str:
    """The word for a value, empty for none.

    Raises :class:`KeyError` for a value that the workbook has no word for.
    """
    if value is None:
        return ""
    return next((word for word, known in CHOICES[choices].items() if known == value), None) or _lacks(value)


def _lacks(value: str) -> str:
    raise KeyError(f"the workbook has no word for {value!r}")


@cache
def _folded(choices: str) -> Mapping[str, str]:
    own = CHOICES[choices]
    words = {fold(word): value for word, value in own.items()}
    return words | {fold(other): own[word] for other, word in ALSO.get(choices, {}).items()}
