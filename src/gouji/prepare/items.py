"""The rows that are asked for: what the department says of itself, and the texts its forms want."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gouji.forms import Form, form_ids, load_form
from gouji.forms.outline import Outline, Part, Saying, load_outline
from gouji.prepare.words import OTHER_COUNTS, STAFF

GLOSSARY = "名词解释"
DEPARTMENT_NAME, YEAR, MONEY_UNIT = "部门名称", "预算年度", "金额单位"


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the sheet 部门信息; ``field`` is a count's name or empty."""

    name: str
    field: str
    hint: str


ITEMS = (
    Item(DEPARTMENT_NAME, "", "必填。封面和正文里的全称，如 示例市示例区档案馆。"),
    Item(YEAR, "", "必填。四位数字，如 2027。"),
    Item(MONEY_UNIT, "", "必填。从下拉框选 万元 或 元；选定后整本工作簿都按它填。"),
    *(Item(name, field, "人数，全部门合计。") for field, name in STAFF.items()),
    Item(OTHER_COUNTS["offices"], "offices", "选填。"),
    Item(OTHER_COUNTS["affiliates"], "affiliates", "选填。"),
    Item(OTHER_COUNTS["vehicles_held"], "vehicles_held", "实有公务用车，辆。没有填 0。"),
    Item(OTHER_COUNTS["equipment"], "equipment", "不含车辆，台（套）。没有填 0。"),
    Item(OTHER_COUNTS["vehicles_planned"], "vehicles_planned", "今年预算安排购置的，辆。没有填 0。"),
    Item(OTHER_COUNTS["equipment_planned"], "equipment_planned", "今年预算安排购置的，台（套）。没有填 0。"),
)


def sayings(outline: Outline) -> Iterator[Saying]:
    """Everything an outline says, in order."""

    def of(part: Part) -> Iterator[Saying]:
        yield from part.sayings
        for inner in part.parts:
            yield from of(inner)

    for part in outline.parts:
        yield from of(part)


def outline_of(form: Form) -> Outline | None:
    """The outline of a form, if it has one."""
    return load_outline(form.id)


def passage_subjects(form: Form) -> tuple[str, ...]:
    """The subjects a form wants the clerk's own words on: of its outline and of its target tables."""
    outline = outline_of(form)
    asked = [saying.passage for saying in sayings(outline) if saying.passage] if outline else []
    fields = [
        head.labels[0]
        for table in form.tables
        for section in table.sections
        for head in section.fields
        if head.role != "department" and "{" not in head.labels[0]
    ]
    return tuple(dict.fromkeys([*asked, *fields]))


def reason_subjects(form: Form) -> tuple[str, ...]:
    """The subjects a form wants a reason for."""
    outline = outline_of(form)
    return tuple(dict.fromkeys(s.reason for s in sayings(outline) if s.reason)) if outline else ()


def all_forms() -> tuple[Form, ...]:
    """Every form that comes with Gouji."""
    return tuple(map(load_form, form_ids()))
