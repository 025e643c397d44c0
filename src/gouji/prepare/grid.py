"""The workbook's sheets as they were filled in: where the columns are and which rows are data."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gouji.model.errors import Unreadable
from gouji.model.finding import Severity
from gouji.model.place import Place
from gouji.model.text import fold
from gouji.prepare import sheets
from gouji.prepare.declaration import (
    GUIDE,
    LISTS,
    MARK,
    MARK_EXAMPLE,
    MARK_EXPLAIN,
    Column,
    Need,
    SheetForm,
)
from gouji.prepare.problem import Complaints
from gouji.read.xlsx import Sheet, sheets_of

_MOST_CELLS = 2_000_000
_LOOK = 15
_FEWEST = 3  # sheets of ours that tell a damaged workbook from another one
_NEAR = 0.5
_SUMS = frozenset({"合计", "总计", "小计", "总计合计"})
_SUM_SIGNS = frozenset(word[0] for word in _SUMS)
_NEEDS = tuple(f"【{need.value}】" for need in Need)


@dataclass(frozen=True, slots=True)
class Filled:
    """One sheet: the column (from 0) of every field, and the data rows with their number (from 0)."""

    form: SheetForm
    columns: Mapping[str, int]
    rows: Sequence[tuple[int, Sequence[str]]]

    def text(self, row: Sequence[str], field: str) -> str:
        """What a row says in a field's column, without blanks around it."""
        at = self.columns.get(field)
        return row[at].strip() if at is not None and at < len(row) else ""

    def place(self, number: int) -> Place:
        """Where a row stands."""
        return Place(section=(self.form.name,), line=number + 1)

    def column(self, field: str) -> Column:
        """The declared column of a field it has."""
        column = self.form.column(field)
        assert column is not None
        return column


def filled_sheets(data: bytes, complaints: Complaints) -> dict[str, Filled]:
    """Every declared sheet of the workbook by its name; a missing one is empty.

    Raises :class:`Unreadable` for what is no workbook, or none of ours.
    """
    there = {fold(sheet.name): sheet for sheet in sheets_of(data, _MOST_CELLS) if sheet.is_table}
    ours = {fold(form.name): form for form in sheets.SHEETS}
    if len(ours.keys() & there.keys()) < _FEWEST:
        raise Unreadable(
            "文件",
            "这不是编制预算用的工作簿：找不到“部门信息”“收入”“支出”等表",
            "请用 gouji new 生成工作簿再填；若要由已有文件生成，用 gouji new … --from 文件。",
        )
    known = ours.keys() | {fold(GUIDE), fold(LISTS)}
    strange = [sheet for name, sheet in there.items() if name not in known and sheet.texts]
    out: dict[str, Filled] = {}
    for name, form in ours.items():
        if (sheet := there.get(name)) is not None:
            out[form.name] = _filled(sheet, form, complaints)
        else:
            out[form.name] = Filled(form, {}, ())
            _missing(form, strange, complaints)
    for sheet in strange:
        complaints.add(Severity.NOTE, sheet.name, "不认识这张表，没有读", "表名不要改；自己加的表不影响。")
    return out


def _missing(form: SheetForm, strange: Sequence[Sheet], complaints: Complaints) -> None:
    near = difflib.get_close_matches(form.name, [sheet.name for sheet in strange], 1, _NEAR)
    if form.needed:
        remedy = (
            f"若“{near[0]}”就是它，请把表名改回来。"
            if near
            else "请用 gouji new 重新生成工作簿，把内容粘过去。"
        )
        complaints.add(Severity.ERROR, form.name, "缺少这张表", remedy)
    elif near:
        complaints.add(Severity.ERROR, form.name, "缺少这张表", f"若“{near[0]}”就是它，请把表名改回来。")
    else:
        complaints.add(Severity.WARNING, form.name, "缺少这张表，当作没有内容", "确实没有就不必理会。")


def _filled(sheet: Sheet, form: SheetForm, complaints: Complaints) -> Filled:
    head = _head_row(sheet, form)
    if head is None:
        if any(map(any, sheet.texts)):
            names = "、".join(column.name for column in form.columns)
            complaints.add(Severity.ERROR, form.name, "找不到表头", f"这张表应有一行表头：{names}。")
        return Filled(form, {}, ())
    columns = _columns(sheet, form, head, complaints)
    used = set(columns.values())
    _say_structure(sheet, form, head, used, complaints)
    mark = next((at for at, text in enumerate(sheet.texts[head]) if fold(text) == fold(MARK)), None)
    rows = []
    for number in range(head + 1, len(sheet.texts)):
        row = sheet.texts[number]
        if not any(row[at] for at in used if at < len(row)):
            continue
        marked = row[mark].strip() if mark is not None else ""
        if _is_data(row, number, marked, form, columns, complaints):
            rows.append((number, row))
    return Filled(form, columns, rows)


def _head_row(sheet: Sheet, form: SheetForm) -> int | None:
    """The row among the first that names most columns."""
    wanted = {fold(name) for column in form.columns for name in (column.name, *column.also)}
    best, most = None, 0
    for number, row in enumerate(sheet.texts[:_LOOK]):
        count = len(wanted & {_plain(text) for text in row if text})
        if count > most:
            best, most = number, count
    return best if most >= min(2, len(form.columns)) else None


def _plain(text: str) -> str:
    return fold(text).rstrip("*＊")


def _columns(sheet: Sheet, form: SheetForm, head: int, complaints: Complaints) -> dict[str, int]:
    printed = {at: _plain(text) for at, text in enumerate(sheet.texts[head]) if text}
    columns: dict[str, int] = {}
    for column in form.columns:
        names = [fold(name) for name in (column.name, *column.also)]
        at = [place for place, text in printed.items() if text in names]
        if len(at) > 1:
            own = [place for place in at if printed[place] == names[0]]
            at = own or at
        if len(at) > 1:
            complaints.add(
                Severity.ERROR, form.name, f"“{column.name}”栏有两个", "请只留一个。", row=head, column=at[1]
            )
        if at:
            columns[column.field] = at[0]
    strange = {
        place: text for place, text in printed.items() if place not in columns.values() and text != fold(MARK)
    }
    lacking = [column for column in form.columns if column.field not in columns]
    for column in lacking:
        _say_lacking(column, form, head, strange, sheet, complaints)
    for place in strange:
        if any(place < len(row) and row[place] for row in sheet.texts[head + 1 :]):
            complaints.add(
                Severity.WARNING,
                form.name,
                "不认识这一栏，没有读",
                "若是本表应有的栏，请把表头改回原来的写法。",
                row=head,
                column=place,
                value=sheet.texts[head][place],
            )
    return columns


def _say_lacking(
    column: Column,
    form: SheetForm,
    head: int,
    strange: Mapping[int, str],
    sheet: Sheet,
    complaints: Complaints,
) -> None:
    near = difflib.get_close_matches(fold(column.name), list(strange.values()), 1, 0.4)
    place = next((at for at, text in strange.items() if near and text == near[0]), None)
    if column.need is Need.OPTIONAL and place is None:
        return
    severity = Severity.ERROR if column.need is Need.REQUIRED or place is not None else Severity.WARNING
    complaints.add(
        severity,
        form.name,
        f"找不到“{column.name}”栏",
        f"请把“{sheet.texts[head][place]}”改回“{column.name}”。"
        if place is not None
        else f"请在表头补上“{column.name}”。",
        row=head,
        column=place,
        value=sheet.texts[head][place] if place is not None else "",
    )


def _say_structure(sheet: Sheet, form: SheetForm, head: int, used: set[int], complaints: Complaints) -> None:
    """Merged cells, formulas without results and hidden rows among the data."""
    height = len(sheet.texts)
    for area in sheet.areas:
        inside = area.bottom > head and any(area.left <= at <= area.right for at in used)
        if inside and area.top < height and (area.bottom > area.top or area.right > area.left):
            complaints.add(
                Severity.ERROR,
                form.name,
                "合并单元格里只有左上角一格有内容，其余行会缺数",
                "请取消合并，每一行都填全。",
                row=max(area.top, head + 1),
                column=area.left,
            )
    for row, at in sheet.uncached:
        if row > head and at in used:
            complaints.add(
                Severity.ERROR,
                form.name,
                "这里是公式，但文件里没有存下它的结果",
                "请用 Excel 或 WPS 打开，重新计算（F9）后保存；或改填数值。",
                row=row,
                column=at,
            )
    hidden = [
        row
        for row in sheet.hidden_rows
        if head < row < height and any(sheet.texts[row][at] for at in used if at < len(sheet.texts[row]))
    ]
    if hidden:
        complaints.add(
            Severity.WARNING,
            form.name,
            f"有 {len(hidden)} 行隐藏着，照常计入",
            "不该计入的请删去；若是筛选所致，请取消筛选后核对。",
            row=min(hidden),
        )


def _is_data(
    row: Sequence[str],
    number: int,
    marked: str,
    form: SheetForm,
    columns: Mapping[str, int],
    complaints: Complaints,
) -> bool:
    if marked == MARK_EXPLAIN or (number <= _LOOK and any(text.startswith(_NEEDS) for text in row)):
        return False
    shown = {at: c.example for c in form.columns if (at := columns.get(c.field)) is not None}
    as_shown = all((row[at].strip() if at < len(row) else "") == text for at, text in shown.items())
    if marked == MARK_EXAMPLE:
        if not as_shown:
            complaints.add(
                Severity.WARNING,
                form.name,
                "示例行被改动过，这一行没有计入",
                "若是正式内容，请把“标记”栏的“示例”删去。",
                row=number,
            )
        return False
    if as_shown and sum(map(bool, shown.values())) > 1:
        complaints.add(
            Severity.WARNING, form.name, "与示例行一样，没有计入", "若是示例，请删去这一行。", row=number
        )
        return False
    if form.list is not None and any(
        text.lstrip()[:1] in _SUM_SIGNS and fold(text) in _SUMS for text in row if text
    ):
        complaints.add(
            Severity.WARNING, form.name, "合计行没有计入", "合计由程序计算，可以删去这一行。", row=number
        )
        return False
    return True
