"""Which columns of an undeclared table add up: what its heads suggest and its rows bear out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gouji.forms import Head
from gouji.model.amount import Denomination, FinerThanFen, NotAnAmount, parse_amount
from gouji.recognise.rows import PrintedRow
from gouji.recognise.words import Meaning

_LEAST_SHARE = 0.5


def column_sums(heads: Sequence[Head], meanings: Sequence[Meaning], rows: Sequence[PrintedRow]) -> list[Head]:
    """The heads with ``sums`` and ``of_which`` where the rows bear them out.

    A total adds up the columns under its own outer head; of the ways to read
    that, the one that most rows hold is taken, and none if most rows break it.
    """
    amounts = [i for i, head in enumerate(heads) if head.role is None]
    values = [_values(row) for row in rows]
    out = list(heads)
    for at in amounts:
        meaning = meanings[at]
        if meaning.part:
            whole = next((i for i in reversed(amounts) if i < at and not meanings[i].part), None)
            if whole is not None:
                out[at] = replace(out[at], of_which=heads[whole].labels[-1])
            continue
        best: tuple[int, int, tuple[int, ...]] | None = None
        for parts in _ways(at, amounts, meanings):
            held, broken = _borne_out(at, parts, values)
            if held and held >= _LEAST_SHARE * (held + broken) and (best is None or held - broken > best[0]):
                best = (held - broken, held, parts)
        if best is not None:
            out[at] = replace(out[at], sums=tuple(heads[i].labels[-1] for i in best[2]))
            if _spans_positions(best[2], heads) and not out[at].key:
                out[at] = replace(out[at], key=(("flow", None), ("position", None)))
    return out


def _spans_positions(parts: Sequence[int], heads: Sequence[Head]) -> bool:
    """Whether a total takes in money of other positions (上年结转): then it is a grand total."""
    return any(name == "position" for i in parts for name, _ in heads[i].key)


def _values(row: PrintedRow) -> dict[int, int]:
    out = {}
    for at, cell in row.amounts.items():
        try:
            out[at] = parse_amount(cell.text if cell is not None else "", Denomination.WAN).fen
        except (NotAnAmount, FinerThanFen):
            continue
    return out


def _ways(at: int, amounts: Sequence[int], meanings: Sequence[Meaning]) -> Iterator[tuple[int, ...]]:
    """What the total at ``at`` may add up, the likeliest first."""
    meaning = meanings[at]
    path = meaning.texts
    if meaning.sense == "total":
        outer = path[:-1]
    elif any(m.texts[: len(path)] == path and m.texts != path for m in meanings):
        outer = path
    else:
        return
    inside = [
        i
        for i in amounts
        if i != at and meanings[i].texts[: len(outer)] == outer and meanings[i].sense != "change"
    ]
    groups = list(_grouped(inside, outer, meanings))
    whole = [pick for _, pick in groups]
    plain = [pick for first, pick in groups if first != "其中" and not meanings[pick[0]].part]
    right = [pick for pick in plain if pick[0] > at]
    seen = set()
    for way in (plain, whole, right, [pick for pick in whole if pick[0] > at]):
        flat = tuple(i for pick in way for i in pick)
        if len(flat) > 0 and flat not in seen:
            seen.add(flat)
            yield flat
    for stop in range(len(right) - 1, 1, -1):
        flat = tuple(i for pick in right[:stop] for i in pick)
        if flat not in seen:
            seen.add(flat)
            yield flat


def _grouped(
    inside: Sequence[int], outer: tuple[str, ...], meanings: Sequence[Meaning]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The columns under ``outer`` by the head right below it, each group by its own total if it has one."""
    groups: dict[str, list[int]] = {}
    for i in inside:
        rest = meanings[i].texts[len(outer) :]
        groups.setdefault(rest[0] if rest else f"#{i}", []).append(i)
    for name, members in groups.items():
        totals = [
            i for i in members if meanings[i].sense == "total" or len(meanings[i].texts) == len(outer) + 1
        ]
        whole = [i for i in members if not meanings[i].part] or members
        yield name, (totals[0],) if totals and len(members) > 1 else tuple(whole)


def _borne_out(at: int, parts: Sequence[int], values: Sequence[dict[int, int]]) -> tuple[int, int]:
    """Rows in which the parts add up to the total, and in which they do not; idle rows count for nothing."""
    held = broken = 0
    for row in values:
        if not row.get(at) or any(i not in row for i in parts):
            continue
        gap = abs(row[at] - sum(row[i] for i in parts))
        held += gap <= 10_000 * (len(parts) + 1)
        broken += gap > 10_000 * (len(parts) + 1)
    return held, broken
