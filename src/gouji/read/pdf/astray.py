"""Characters that stand in a table but not in their own cell: words that run over, and watermarks.

A spreadsheet prints a text that is too long on into the empty cell beside it;
a rule then runs through one of its characters.  A watermark lies over the
table in letters far larger than the table's own.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gouji.read.pdf.characters import OVERLAID, REASONS, Characters
from gouji.read.pdf.lattice import Lattice
from gouji.read.pdf.lines import setting

TOGETHER = 0.5
"""Characters closer than this part of their size are one text."""
CROSSED = 0.15
"""A rule runs through a character when this part of it lies on either side."""
LARGE, TIMES = 24.0, 2.2
"""A watermark's letters are this large, in points, and so many times as large as the table's."""

Groups = NDArray[np.int64]


def drop_overlaid(chars: Characters, group: Groups) -> None:
    """Mark the letters of a watermark that lies over tables, also those of it that stand beside them."""
    inside = (group >= 0) & (chars.why == 0) & ~chars.blank
    if not inside.any():
        return
    usual = float(np.sort(chars.size[inside])[inside.sum() // 2])
    large = inside & (chars.size >= max(LARGE, TIMES * usual))
    if not large.any() or large.sum() * 3 > inside.sum():
        return
    sizes = np.unique(chars.size[large])
    alike = (np.abs(chars.size[:, None] - sizes) <= 0.02 * sizes).any(axis=1)
    chars.why[alike & (chars.why == 0)] = REASONS.index(OVERLAID)


def bring_home(chars: Characters, tables: Sequence[Lattice], group: Groups) -> None:
    """Put a text that runs on into empty cells beside its own together, in the cell it is aligned in."""
    before = 0
    for table in tables:
        within = (group >= before) & (group < before + len(table.spans))
        index = np.flatnonzero(within & (chars.why == 0) & (chars.turn == 0))
        if len(index) and (crossed := _crossed(chars, table, index)).any():
            _bring_home(chars, table, group, before, index, set(index[crossed].tolist()))
        before += len(table.spans)


def _crossed(chars: Characters, table: Lattice, index: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Through which characters a rule between columns may run."""
    left, right = chars.box[index, 0], chars.box[index, 2]
    margin = CROSSED * (right - left)
    inner = table.xs[1:-1]
    first = np.searchsorted(inner, left + margin)
    return np.asarray((first < np.searchsorted(inner, right - margin)) & ~chars.blank[index])


def _bring_home(
    chars: Characters, table: Lattice, group: Groups, before: int, index: NDArray[np.intp], crossed: set[int]
) -> None:
    place = setting(chars, index, np.zeros(len(index), np.int64), chars.box[index])
    apart = (np.diff(place.line, prepend=-1) != 0) | (place.gap > TOGETHER)
    boxes = table.boxes
    for run in np.split(place.order, np.flatnonzero(apart)[1:]):
        cells = list(dict.fromkeys(group[run].tolist()))
        if len(cells) < 2 or not crossed & set(run.tolist()):
            continue
        first, last = boxes[cells[0] - before], boxes[cells[-1] - before]
        starts = chars.box[run[0], 0] - first[0]
        ends = last[2] - chars.box[run[-1], 2]
        group[run] = cells[0] if starts <= ends else cells[-1]
