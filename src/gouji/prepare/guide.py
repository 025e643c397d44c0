"""The first sheet of the workbook: how to fill it in."""

from __future__ import annotations

from gouji.forms import Form
from gouji.prepare import sheets
from gouji.prepare.declaration import LISTS


def guide_lines(form: Form) -> tuple[tuple[str, str], ...]:
    """Rows of two texts: a heading at the left, what it says at the right."""
    return (
        ("填表说明", ""),
        ("表样", form.title),
        ("怎么填", "只填这本工作簿。各张预算表和情况说明都由它生成，同一个数不必填两处。"),
        ("先填", "“部门信息”和“单位”，再填“项目”，然后填“收入”“支出”。其余各表有内容才填，没有就空着。"),
        ("金额", "在“部门信息”里选定万元或元，整本都按它填；只填数字，最细到分。"),
        ("栏目", "蓝色表头的栏要填，带 * 的必填；灰色表头的选填。表头下一行是说明。"),
        ("示例行", "绿色的行是示例，“标记”栏写着“示例”，不计入；可以删去，不要在上面填数。"),
        ("下拉框", f"科目、单位、项目都从下拉框选，内容在“{LISTS}”“单位”“项目”表。科目也可以只填编码。"),
        ("粘贴", "可以从系统导出的表里整块粘贴，最好“选择性粘贴－数值”。不要合并单元格，不要改表头和表名。"),
        ("公式", "金额可以写公式，保存前让表格算好。"),
        (
            "上年结转",
            "上年结转到今年的钱填在“结转结余”；用它安排的支出，在“支出”的“资金年度”里选“上年结转”。",
        ),
        ("填完", "用 gouji compile 生成公开文本；有问题会按表、单元格逐条列出。"),
        ("", ""),
        *((sheet.name, sheet.about) for sheet in sheets.SHEETS),
    )
