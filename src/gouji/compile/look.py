"""A drawn table looked over: money it has no column for, figures nobody entered, last digits that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.catalogue import undotted
from gouji.compile.desk import Desk
from gouji.compile.draft import Draft, Spot
from gouji.compile.remark import Remark
from gouji.model.amount import Denomination, format_amount, round_to
from gouji.model.finding import Severity

_CODE = re.compile(r"\d{3}(?:\.\d\d){0,2}")


def digits_of(spot: Spot, decimals: int) -> int:
    """How many decimals a spot prints."""
    return decimals if spot.decimals is None else spot.decimals


def quantum_of(spot: Spot, denomination: Denomination, decimals: int) -> int:
    """The unit of the last digit a spot prints (分)."""
    return int(max(1, denomination.value // 10 ** digits_of(spot, decimals)))


def printed_amount(spot: Spot, denomination: Denomination, decimals: int) -> int:
    """What a spot prints (分): its exact value rounded once, half up."""
    return round_to(spot.fen or 0, quantum_of(spot, denomination, decimals))


def looked_over(draft: Draft, desk: Desk, decimals: int, name: str) -> Iterator[Remark]:
    """What is to be said of the amounts of one table, in the order they stand."""
    blank: list[str] = []
    for row in draft.rows:
        for spot in row.spots:
            if spot is None or spot.fact is None:
                continue
            if spot.fen is None:
                blank.append(_named(spot))
            elif spot.parts:
                yield from _added(spot, desk, decimals, name)
    if blank:
        told = "、".join(dict.fromkeys(blank))
        yield Remark(Severity.WARNING, f"{name}：{told}是空白，工作簿里没有填写；请在“上年数”里填写。")


def _named(spot: Spot) -> str:
    """Row and column as they are printed, codes without dots."""
    path = [undotted(name) if _CODE.fullmatch(name) else name for name in spot.path]
    return " ".join((*path, *spot.heads))


def _added(spot: Spot, desk: Desk, decimals: int, name: str) -> Iterator[Remark]:
    where = f"{name} {_named(spot)}"
    whole, parts = spot.fen or 0, sum(part.fen or 0 for part in spot.parts)
    if whole != parts:
        if spot.whole:
            said = format_amount(whole - parts, desk.denomination)
            yield Remark(
                Severity.ERROR,
                f"{where}：工作簿里有 {said} {desk.denomination.label}的资金，这张表没有列它的栏或行；"
                "请核对资金来源，或换用列有这种资金的表样。",
            )
        return
    if len({digits_of(each, decimals) for each in (spot, *spot.parts)}) > 1:
        return
    printed = printed_amount(spot, desk.denomination, decimals)
    added = sum(printed_amount(part, desk.denomination, decimals) for part in spot.parts)
    if printed != added:
        said = format_amount(printed - added, desk.denomination, digits_of(spot, decimals))
        yield Remark(
            Severity.NOTE,
            f"{where}：合计比各项印出数之和多 {said}（四舍五入的尾差）。".replace("多 -", "少 "),
        )
