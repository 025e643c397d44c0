"""Characters fall into cells: each into the one its middle stands in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gouji.model.document import Cell, Grid
from gouji.read.pdf.characters import Characters
from gouji.read.pdf.clips import Bounds
from gouji.read.pdf.colour import seen_on, tiled
from gouji.read.pdf.drawing import Drawing
from gouji.read.pdf.frame import Boxes, Frame
from gouji.read.pdf.lattice import Lattice, lattice
from gouji.read.pdf.lines import Setting, setting, texts
from gouji.read.pdf.rules import tables

Groups = NDArray[np.int64]
"""For each character the number of its cell, counted over all tables of the page; outside −1 − its turn."""


def lattices(strokes: Boxes, surfaces: Boxes) -> list[Lattice]:
    """The page's ruled tables, from the top down; a box drawn inside another's cell is no table."""
    found = _found(strokes)
    found += [table for table in _found(tiled(surfaces)) if not any(_meets(table, other) for other in found)]
    return sorted(
        (table for table in found if not any(_within(table, other) for other in found)),
        key=lambda table: (table.bounds[1], table.bounds[0]),
    )


def ruling(drawn: Drawing, frame: Frame) -> tuple[Boxes, Boxes]:
    """All strokes that can be seen and the coloured surfaces, upright and within the page."""
    surfaces = _upright(drawn.surfaces, frame)
    strokes = _upright(drawn.strokes, frame)
    if drawn.pale:
        strokes = np.concatenate((strokes, seen_on(_upright(drawn.pale, frame), surfaces)))
    return strokes, surfaces


def _upright(boxes: Sequence[Bounds], frame: Frame) -> Boxes:
    if not boxes:
        return np.zeros((0, 4))
    width, height = frame.size
    return frame.upright(np.nan_to_num(np.array(boxes))).clip(0, (width, height, width, height))


def _found(strokes: Boxes) -> list[Lattice]:
    if not len(strokes):
        return []
    return [table for rules in tables(strokes) if (table := lattice(rules)) is not None]


def _meets(table: Lattice, other: Lattice) -> bool:
    one, two = table.bounds, other.bounds
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _within(table: Lattice, other: Lattice) -> bool:
    inner, outer = table.bounds, other.bounds
    return (
        table is not other
        and outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and inner[2] <= outer[2]
        and inner[3] <= outer[3]
    )


def groups(chars: Characters, found: Sequence[Lattice]) -> Groups:
    """Which cell each character stands in."""
    x, y = (chars.box[:, 0] + chars.box[:, 2]) / 2, (chars.box[:, 1] + chars.box[:, 3]) / 2
    group = -1 - chars.turn.astype(np.int64)
    before = 0
    for table in found:
        row, column = np.searchsorted(table.ys, y) - 1, np.searchsorted(table.xs, x) - 1
        height, width = table.owner.shape
        inside = (row >= 0) & (row < height) & (column >= 0) & (column < width)
        cell = table.owner[row[inside], column[inside]]
        group[inside] = np.where(cell >= 0, cell + before, group[inside])
        before += len(table.spans)
    return group


def set_in_lines(chars: Characters, group: Groups, which: NDArray[np.bool_]) -> Setting:
    """The characters ``which`` set in lines; a group of sideways text is read along its own direction."""
    index = np.flatnonzero(which)
    box, turn = chars.box[index], chars.turn[index]
    if turn.any():
        numbers, member = np.unique(group[index], return_inverse=True)
        votes = np.zeros((len(numbers), 4), np.int64)
        np.add.at(votes, (member, turn), ~chars.blank[index])
        box = _along(box, votes.argmax(axis=1)[member])
    return setting(chars, index, group[index], box)


def _along(box: Boxes, turn: NDArray[np.intp]) -> Boxes:
    """Boxes turned clockwise by their number of quarters, about the origin."""
    x0, y0, x1, y1 = box.T
    turned = (
        box,
        np.column_stack((-y1, x0, -y0, x1)),
        np.column_stack((-x1, -y1, -x0, -y0)),
        np.column_stack((y0, -x1, y1, -x0)),
    )
    return np.asarray(np.choose(turn[:, None], turned))


def grids(
    chars: Characters, found: Sequence[Lattice], group: Groups, frame: Frame, file: int, page: int
) -> list[Grid]:
    """One grid for each table, empty cells included."""
    text = texts(chars, set_in_lines(chars, group, (group >= 0) & (chars.why == 0)))
    out, before = [], 0
    for table in found:
        height, width = table.owner.shape
        cells = tuple(
            Cell(text.get(number, ""), *span, page=page, box=box)
            for number, (span, box) in enumerate(
                zip(table.spans, frame.all_shown(table.boxes), strict=True), before
            )
        )
        box = frame.shown(np.array(table.bounds))
        out.append(Grid(cells, height, width, file, page, box=box, ruled=table.ruled))
        before += len(table.spans)
    return out
