"""Account for a gap: the smallest set of finer lines whose sum is exactly it."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Sequence
from itertools import combinations

MOST_LINES = 6
_MOST_HALVES = 60_000
_SAMPLES = 300


def smallest_sets(amounts: Sequence[int], gap: int, most: int = MOST_LINES) -> list[tuple[int, ...]]:
    """All smallest subsets (as indexes) of ``amounts`` that sum to ``gap``, all in 分.

    Meets in the middle on exact integers.  Returns an empty list when no
    subset of at most ``most`` lines does it, or when there are too many lines
    to look through honestly.
    """
    if gap == 0:
        return []
    useful = [i for i, amount in enumerate(amounts) if amount]
    for size in range(1, min(most, len(useful)) + 1):
        found = _of_size(amounts, useful, gap, size)
        if found is None:
            return []
        if found:
            return found
    return []


def _of_size(
    amounts: Sequence[int], useful: Sequence[int], gap: int, size: int
) -> list[tuple[int, ...]] | None:
    """Subsets of exactly ``size`` lines; ``None`` when there are too many to try."""
    if size == 1:
        return [(i,) for i in useful if amounts[i] == gap]
    large, small = (size + 1) // 2, size // 2
    if _choices(len(useful), large) > _MOST_HALVES:
        return None
    halves: dict[int, list[tuple[int, ...]]] = {}
    for chosen in combinations(useful, small):
        halves.setdefault(sum(amounts[i] for i in chosen), []).append(chosen)
    found = set()
    for chosen in combinations(useful, large):
        for rest in halves.get(gap - sum(amounts[i] for i in chosen), ()):
            if not set(chosen) & set(rest):
                found.add(tuple(sorted(chosen + rest)))
    return sorted(found)


def _choices(n: int, k: int) -> int:
    total = 1
    for i in range(k):
        total = total * (n - i) // (i + 1)
    return total


def chance_rate(amounts: Sequence[int], gap: int, size: int) -> float:
    """The share of random gaps, of the same size and fineness, that ``size`` lines explain too.

    Gaps are drawn with a fixed seed, so that a report never changes by itself.
    """
    step = 1
    while gap % (step * 10) == 0:
        step *= 10
    draw = random.Random(f"{gap}/{size}")
    reach = max(abs(gap) * 2 // step, 10)
    targets = [draw.randrange(1, reach) * step for _ in range(_SAMPLES)]
    if size == 1:
        lines = set(amounts)
        return sum(target in lines for target in targets) / _SAMPLES
    useful = [amount for amount in amounts if amount]
    large, small = (size + 1) // 2, size // 2
    sums = sorted({sum(chosen) for chosen in _up_to(useful, small)})
    hits = 0
    others = sorted({sum(chosen) for chosen in _up_to(useful, large)})
    for target in targets[: _SAMPLES if len(others) < 5_000 else _SAMPLES // 10]:
        for part in others:
            at = bisect_left(sums, target - part)
            if at < len(sums) and sums[at] == target - part:
                hits += 1
                break
    return hits / len(targets[: _SAMPLES if len(others) < 5_000 else _SAMPLES // 10])


def _up_to(useful: Sequence[int], size: int) -> list[tuple[int, ...]]:
    out: list[tuple[int, ...]] = [()]
    for count in range(1, size + 1):
        if _choices(len(useful), count) > _MOST_HALVES:
            break
        out += combinations(useful, count)
    return out
