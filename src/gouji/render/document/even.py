"""Heads of columns broken into lines of about the same length, between words where that is possible."""

from __future__ import annotations

from functools import lru_cache

from gouji.render.document.fonts import covered
from gouji.render.document.lines import UNIT, lines

_HEADS = (
    "支出收入功能分类科目政府部门经济预算决算基金国有资本经营财政拨款专户管理资金单位事业上级"
    "下级上缴附属补助结转结余本年上年当年年初全年一般公共项目基本人员经费公用基建扣除总数名称"
    "编码信息类别类型总额金额责任联系电话绩效目标指标一级二级三级性质方向度量服务领域职能职责"
    "活动目录指导购置运行维护公务接待用车出国费用其中其他机关采购购买货物工程增减合计小计总计"
    "备注完成实际"
)
_WORDS = frozenset(map("".join, zip(_HEADS[::2], _HEADS[1::2], strict=True)))
"""Words of two signs that heads are made of: no line should end inside one."""
_CUT = 6.0
"""How bad it is to cut a word, in squares of signs."""


@lru_cache(maxsize=4_000)
def even(text: str, room: float, size: float) -> str:
    """``text`` with line breaks where it takes more than one line of ``room`` points: as few lines as can be.

    A text that has its own breaks, or a part wider than the room, stays as it is.
    """
    measure = covered()
    count = lines(text, room, size)
    units = UNIT.findall(text)
    widths = [measure.width(unit) for unit in units]
    wide = room / size
    if count < 2 or "\n" in text or "".join(units) != text or max(widths) > wide:
        return text
    target = sum(widths) / count
    # For so many lines of the first so many units: how bad the best way is, and where its last line begins.
    best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, 0)}
    for line in range(1, count + 1):
        for end in range(1, len(units) + 1):
            for start in range(end - 1, -1, -1):
                across = sum(widths[start:end])
                if across > wide:
                    break
                if (line - 1, start) not in best:
                    continue
                cut = end < len(units) and units[end - 1][-1] + units[end][0] in _WORDS
                bad = best[line - 1, start][0] + (across - target) ** 2 + cut * _CUT
                if (line, end) not in best or bad < best[line, end][0]:
                    best[line, end] = bad, start
    if (count, len(units)) not in best:
        return text
    out: list[str] = []
    end = len(units)
    for line in range(count, 0, -1):
        start = best[line, end][1]
        out.insert(0, "".join(units[start:end]))
        end = start
    return "\n".join(out)
