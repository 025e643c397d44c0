"""The official code lists: 政府收支分类科目, 政府购买服务指导性目录, 行政区划代码.

Each list is read when first asked for.
"""

from __future__ import annotations

from enum import Enum
from functools import cache

from gouji.catalogue.codelist import CodeList, Subject
from gouji.catalogue.confidence import CONFIDENCE, Confidence
from gouji.catalogue.table import rows, several, year


@cache
def function_list() -> CodeList:
    """支出功能分类科目: 类, 款 and 项 of 3, 5 and 7 digits, editions since 2017.

    Not complete below 款; strongest in 201, 204–206, 208, 212 and 221.
    """
    return CodeList("支出功能分类科目", _subjects("function"))


@cache
def government_economic_list() -> CodeList:
    """政府预算支出经济分类科目: 类 and 款 of 3 and 5 digits, since 2018 (财预〔2017〕98号)."""
    return CodeList("政府预算支出经济分类科目", _subjects("government_economic"))


@cache
def department_economic_list() -> CodeList:
    """部门预算支出经济分类科目: 类 and 款 of 3 and 5 digits, with the usual natures of each."""
    return CodeList("部门预算支出经济分类科目", _subjects("department_economic"))


@cache
def government_revenue_list() -> CodeList:
    """政府收入分类科目: 类, 款 and a few 项."""
    return CodeList("政府收入分类科目", _subjects("government_revenue"))


@cache
def regions() -> CodeList:
    """行政区划代码 down to counties; a county may stand directly under its province."""
    return CodeList("行政区划代码", _subjects("region"))


class Numbering(Enum):
    """Whose numbers the purchased services bear; the value is the column of the file."""

    MINISTRY = "code"
    BEIJING = "beijing"


@cache
def purchased_service_list(numbering: Numbering = Numbering.MINISTRY) -> CodeList:
    """政府购买服务指导性目录: one list, numbered by 财政部 (A0101) or by Beijing (010101)."""
    lines = tuple(rows("purchased_service"))
    code_of = {line["code"]: line[numbering.value] for line in lines}
    renumbered = (
        line | {"code": code_of[line["code"]], "parent": code_of.get(line["parent"], "")} for line in lines
    )
    return CodeList("政府购买服务指导性目录", tuple(_subject(line) for line in renumbered))


def divisions(year: int | None) -> tuple[str, ...]:
    """The codes of the functional 类 in ``year``, in official order."""
    return tuple(subject.code for subject in function_list().children("", year))


def region(code: str) -> Subject | None:
    """The province, city or county of a six-digit 行政区划代码."""
    return regions().at(code, None)


def certainty(code: str, year: int | None) -> Confidence:
    """How loud a finding on a functional code may be.

    In 社会保险基金 (209), 转移性, 债务 and 抗疫特别国债 (230–234), in 超长期特别国债 (款 98) and for
    codes that are not in the list, the list is too open for more than a note.
    """
    subject = function_list().at(code, year)
    if subject is None:
        return Confidence.LOW
    open_ended = code[:3] in _OPEN_DIVISIONS or code[3:5] == "98"
    return min(subject.confidence, Confidence.MEDIUM) if open_ended else subject.confidence


_OPEN_DIVISIONS = frozenset({"209", "230", "231", "232", "233", "234"})


def _subjects(name: str) -> tuple[Subject, ...]:
    return tuple(_subject(line) for line in rows(name))


def _subject(line: dict[str, str]) -> Subject:
    """One row; a column its file does not have is empty."""
    text = line.get
    return Subject(
        line["code"],
        line["name"],
        int(line["level"]),
        line["parent"],
        year(text("valid_from", "")),
        year(text("valid_to", "")),
        several(text("aliases", "")),
        CONFIDENCE[text("confidence", "high")],
        text("source", ""),
        text("note", ""),
        text("fund", ""),
        several(text("natures", "")),
    )


def subject_list(dimension: str) -> CodeList:
    """The official list behind a coded dimension: function, government_economic or department_economic."""
    return {
        "function": function_list,
        "government_economic": government_economic_list,
        "department_economic": department_economic_list,
    }[dimension]()
