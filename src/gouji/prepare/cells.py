"""The words, codes and amounts in the workbook's cells, and what is said of those that are wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from gouji.catalogue import Confidence, dotted, subject_list
from gouji.model.amount import Denomination, FinerThanFen, Mark, NotAnAmount, parse_amount
from gouji.model.finding import Severity
from gouji.model.text import fold
from gouji.prepare.declaration import Column, Kind, Need
from gouji.prepare.grid import Filled
from gouji.prepare.problem import Complaints
from gouji.prepare.words import CHOICES, find

_LOUDNESS = {Confidence.VERIFIED: Severity.ERROR, Confidence.HIGH: Severity.WARNING}
_CODE = re.compile(r"(\d+)(?:\.0+)?\s*[-－—–_ 　:：]*\s*(.*)", re.DOTALL)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?")
_LENGTHS = {"function": 7, "government_economic": 5, "department_economic": 5}
_WHAT = {
    "function": "支出功能分类科目",
    "government_economic": "政府预算支出经济分类科目",
    "department_economic": "部门预算支出经济分类科目",
}
Said = tuple[Severity, str, str]


def loudness(confidence: Confidence) -> Severity:
    """How loud a problem may be that rests on a row of the catalogue."""
    return _LOUDNESS.get(confidence, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class Coded:
    """A code: dotted, with the name the clerk gave where the list has none, and what is wrong with it."""

    dotted: str | None
    name: str = ""
    said: tuple[Said, ...] = ()


@dataclass(slots=True)
class Reader:
    """Reads cells of one workbook; what it has met once it knows.

    ``torn`` are the sheets of which a line could not be used: their sums say nothing; ``misread`` the rows
    (by sheet) with a cell that was told already.
    """

    complaints: Complaints
    year: int
    money: Denomination
    codes: dict[tuple[str, str], Coded] = field(default_factory=dict)
    words: dict[tuple[str, str], str | None] = field(default_factory=dict)
    torn: set[str] = field(default_factory=set)
    misread: set[tuple[str, int]] = field(default_factory=set)

    def say(
        self, severity: Severity, sheet: Filled, row: int, column: str, value: str, what: str, remedy: str
    ) -> None:
        """A problem of one cell."""
        at = sheet.columns.get(column)
        self.complaints.add(severity, sheet.form.name, what, remedy, row=row, column=at, value=value)

    def text(self, sheet: Filled, row: tuple[int, Sequence[str]], column: str) -> str:
        """A text as it stands; a cell that a spreadsheet made a date is told."""
        number, texts = row
        said = sheet.text(texts, column)
        if said.startswith("#") and said in _ERROR_VALUES:
            self.say(Severity.ERROR, sheet, number, column, said, "公式出错", "请改正公式，或改填内容。")
            return ""
        return said

    def amount(self, sheet: Filled, row: tuple[int, Sequence[str]], column: str = "amount") -> int | None:
        """分, ``None`` where nothing (or nothing usable) stands there."""
        number, texts = row
        said = sheet.text(texts, column)
        if not said:
            return None
        try:
            amount = parse_amount(said, self.money)
        except FinerThanFen:
            what = f"金额细到了分以下（按{self.money.label}填，最多 {_digits(self.money)} 位小数）"
            self.say(
                Severity.ERROR,
                sheet,
                number,
                column,
                said,
                what,
                "请四舍五入到分；若填错了单位，请改“部门信息”的“金额单位”。",
            )
            return None
        except NotAnAmount:
            what, remedy = _not_an_amount(said)
            self.say(Severity.ERROR, sheet, number, column, said, what, remedy)
            return None
        if amount.mark in (Mark.DASH, Mark.NONE, Mark.BLANK):
            return 0
        if amount.fen < 0:
            self.say(
                Severity.ERROR, sheet, number, column, said, "金额是负数", "预算的收支不能为负，请核对。"
            )
            return None
        return amount.fen

    def count(self, sheet: Filled, row: tuple[int, Sequence[str]], column: str) -> int | None:
        """A whole number that is not negative, ``None`` where nothing usable stands there."""
        number, texts = row
        said = sheet.text(texts, column)
        if not said:
            return None
        plain = fold(said).replace(",", "")
        if plain.isdigit() and len(plain) < 10:
            return int(plain)
        self.say(Severity.ERROR, sheet, number, column, said, "应填整数", "只填数字，不带“人”“辆”等字。")
        return None

    def word(self, sheet: Filled, row: tuple[int, Sequence[str]], column: Column) -> str | None:
        """The value of a word from a closed list, ``None`` where nothing usable stands there."""
        number, texts = row
        said = sheet.text(texts, column.field)
        if not said:
            return None
        key = (column.choices, said)
        if key not in self.words:
            self.words[key] = find(column.choices, said)
        value = self.words[key]
        if value is None:
            words = "、".join(CHOICES[column.choices])
            self.say(
                Severity.ERROR,
                sheet,
                number,
                column.field,
                said,
                "不是下拉框里的内容",
                f"请从下拉框选：{words}。",
            )
        return value

    def code(self, sheet: Filled, row: tuple[int, Sequence[str]], column: Column) -> Coded:
        """A code with its problems said; ``dotted`` is ``None`` where it is none."""
        number, texts = row
        said = sheet.text(texts, column.field)
        if not said:
            return Coded(None)
        key = (column.field, said)
        coded = self.codes.get(key)
        if coded is None:
            coded = self.codes[key] = read_code(column.field, said, self.year or None)
        for severity, what, remedy in coded.said:
            self.say(severity, sheet, number, column.field, said, what, remedy)
        return coded

    def need(self, sheet: Filled, row: int, column: Column) -> None:
        """Say that a required cell is empty."""
        if column.need is Need.REQUIRED and column.field in sheet.columns:
            pick = "请从下拉框选。" if column.choices or column.kind is Kind.CODE else "请补上。"
            self.say(Severity.ERROR, sheet, row, column.field, "", f"“{column.name}”没有填", pick)


_ERROR_VALUES = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})


def _digits(money: Denomination) -> int:
    return len(str(money.value)) - 1


def _not_an_amount(said: str) -> tuple[str, str]:
    if said in _ERROR_VALUES:
        return "公式出错", "请改正公式，或改填数值。"
    if said.startswith("="):
        return (
            "这里是一段以“=”开头的文字，不是数",
            "若本是公式，请把单元格格式改为“常规”后重新输入；或改填数值。",
        )
    if _DATE.fullmatch(said):
        return "这里是日期，不是金额", "请把单元格格式改为“数值”，重新填金额。"
    if re.search(r"\d", said) and re.search(r"[元万千亿]", said):
        return "金额里带了单位", "只填数字；单位在“部门信息”里统一选。"
    return "不是金额", "只填数字，如 12.5。"


def read_code(dimension: str, said: str, year: int | None) -> Coded:
    """A code with or without its name, checked against the list of ``year`` (``None``: not known)."""
    match = _CODE.fullmatch(said)
    if match is None:
        return _by_name(dimension, said, year)
    code, name = unicodedata.normalize("NFKC", match[1]), match[2].strip()
    what = _WHAT[dimension]
    codes = subject_list(dimension)
    try:
        coordinate = dotted(code)
    except ValueError:
        lengths = "3、5、7" if dimension == "function" else "3、5"
        return Coded(None, "", ((Severity.ERROR, f"{what}的编码应是 {lengths} 位数字", "请从下拉框选。"),))
    if len(code) > _LENGTHS[dimension]:
        return Coded(
            None, "", ((Severity.ERROR, f"{what}的编码最多 {_LENGTHS[dimension]} 位", "请从下拉框选。"),)
        )
    subject = codes.at(code, year)
    if subject is None:
        return Coded(coordinate, name, (_unknown(dimension, code, name, year),))
    found: list[Said] = []
    if len(code) < _LENGTHS[dimension]:
        level = "项（7 位）" if dimension == "function" else "款（5 位）"
        found.append((Severity.WARNING, f"科目没有填到{level}", "请填到最细一级，否则明细表会缺行。"))
    if name and fold(name) != fold(subject.name):
        alias = any(fold(name) == fold(other) for other in subject.aliases)
        loud = Severity.WARNING if alias else loudness(subject.confidence)
        found.append((loud, f"编码与名称不符：{code} 是“{subject.name}”", "请改编码或改名称。"))
    return Coded(coordinate, "", tuple(found))


def _by_name(dimension: str, said: str, year: int | None) -> Coded:
    """A name alone: understood where just one code has it."""
    found = [s for s in subject_list(dimension).by_name(said, year) if len(s.code) == _LENGTHS[dimension]]
    if len(found) == 1:
        return Coded(dotted(found[0].code))
    if found:
        codes = "、".join(s.code for s in found[:4])
        remedy = f"请写明编码：{codes}{' 等' if len(found) > 4 else ''}。"
        return Coded(None, "", ((Severity.ERROR, "这个名称对应不止一个科目", remedy),))
    return Coded(None, "", ((Severity.ERROR, f"不是{_WHAT[dimension]}", "请从下拉框选，或填编码。"),))


def _unknown(dimension: str, code: str, name: str, year: int | None) -> Said:
    """What to say of a code that the year's list does not have: never an error for a 项 of a known 款."""
    codes = subject_list(dimension)
    past = codes.history(code)
    if past:
        years = "、".join(f"{s.valid_from or ''}—{s.valid_to or ''}" for s in past)
        what = f"{year} 年没有这个科目（{past[-1].name}，{years} 年有效）"
        return (loudness(past[-1].confidence), what, "请改用当年的科目。")
    above = codes.at(code[:-2], year) if len(code) > 3 else None
    if above is not None and dimension == "function" and len(code) == 7:
        remedy = "名称照您写的印，请核对。" if name else "请在编码后写上名称，如 2010399-其他支出。"
        return (
            Severity.NOTE if name else Severity.WARNING,
            f"科目表里没有这一项（{above.name}之下）",
            remedy,
        )
    if above is not None:
        return (Severity.WARNING, f"科目表里没有这个科目（{above.name}之下）", "请核对编码。")
    return (Severity.ERROR, f"没有这个{_WHAT[dimension]}", "请从下拉框选。")
