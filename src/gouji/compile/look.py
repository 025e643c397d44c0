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
    spots = [s for row in draft.rows for s in row.spots if s is not None and s.fact is not None]
    over = [s for s in spots if s.whole and _is_told(s) and _beyond(s)]
    if over:
        others = f"（另有 {len(over) - 1} 处相同）" if len(over) > 1 else ""
        said = format_amount(_beyond(over[-1]), desk.denomination)
        yield Remark(
            Severity.ERROR,
            f"{name} {_named(over[-1])}：工作簿里有 {said} {desk.denomination.label}的资金，"
            f"这张表没有列它的栏或行{others}；请核对资金来源，或换用列有这种资金的表样。",
        )
    blank = [_named(s) for s in spots if s.fen is None]
    if blank:
        told = "、".join(dict.fromkeys(blank))
        said = f"{name}：{told}是空白，工作簿里没有填这一项数。"
        yield Remark(Severity.WARNING, said, lacking=True)
    for spot in spots:
        if _is_told(spot) and not _beyond(spot):
            yield from _last_digit(spot, desk, decimals, name)


def _is_told(spot: Spot) -> bool:
    """Whether it is a sum, and the ledger says what every part of it is."""
    return bool(spot.parts) and all(each.fen is not None for each in (spot, *spot.parts))


def _beyond(spot: Spot) -> int:
    """What a spot is worth beyond its parts (分)."""
    return (spot.fen or 0) - sum(part.fen or 0 for part in spot.parts)


def _named(spot: Spot) -> str:
    """Row and column as they are printed, codes without dots."""
    path = [undotted(name) if _CODE.fullmatch(name) else name for name in spot.path]
    return " ".join((*path, *spot.heads))


def _last_digit(spot: Spot, desk: Desk, decimals: int, name: str) -> Iterator[Remark]:
    """A sum that is not the sum of its parts as they are printed, because each is rounded by itself."""
    if len({digits_of(each, decimals) for each in (spot, *spot.parts)}) > 1:
        return
    printed = printed_amount(spot, desk.denomination, decimals)
    added = sum(printed_amount(part, desk.denomination, decimals) for part in spot.parts)
    if printed == added:
        return
    more = "多" if printed > added else "少"
    size = format_amount(abs(printed - added), desk.denomination, digits_of(spot, decimals))
    said = f"{name} {_named(spot)}：合计比各项印出数之和{more} {size}（四舍五入的尾差）。"
    yield Remark(Severity.NOTE, said)
