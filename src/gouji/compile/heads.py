"""The heads of a table as they are printed: which columns there are, and their merged labels."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.compile.draft import Draft, DraftRow, Spot
from gouji.forms import Head, Leaf, with_year
from gouji.model.publication import Align
from gouji.model.text import fold


def draw_heads(leaves: Sequence[Leaf], depth: int, title: str, year: int) -> Draft:
    """The ``depth`` head rows over ``leaves``; a head is merged over its columns and down to the next."""
    draft = Draft(depth, [DraftRow([None] * len(leaves)) for _ in range(depth)])
    for row in range(depth):
        before: Head | None = None
        for column, leaf in enumerate(leaves):
            if row >= len(leaf.path):
                before = None
                continue
            head = leaf.path[row]
            if head is before:
                continue
            before = head
            columns = sum(1 for other in leaves[column:] if row < len(other.path) and other.path[row] is head)
            rows = 1 if head.parts else depth - row
            draft.rows[row].spots[column] = Spot(
                label_of(head, title, year), Align.CENTRE, bold=True, columns=columns, rows=rows
            )
    return draft


def label_of(head: Head, title: str, year: int) -> str:
    """The printed label: of several, the one the title speaks of, else the first."""
    named = fold(title)
    for label in head.labels[1:] if len(head.labels) > 1 else ():
        if fold(with_year(label, None)).lstrip("年") in named and fold(head.labels[0]) not in named:
            return with_year(label, year)
    return with_year(head.labels[0], year)


def depth_of(leaves: Sequence[Leaf]) -> int:
    """How many rows the heads take."""
    return max((len(leaf.path) for leaf in leaves), default=1)
