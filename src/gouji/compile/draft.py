"""A table while it is drawn: rows of spots that do not yet know where they will stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gouji.model.fact import Fact
from gouji.model.publication import Align


@dataclass(slots=True, eq=False)
class Spot:
    """One cell to be.

    An amount has a ``fact`` and is worth ``fen`` (``None``: nobody entered it);
    ``parts`` are the spots that add up to it.  ``path`` are the labels of its row.
    ``columns`` and ``rows`` tell how far it is merged; ``whole`` says that the parts must
    be all there is, ``zero`` how nothing is printed if not as in the rest of the table.
    """

    text: str = ""
    align: Align = Align.LEFT
    bold: bool = False
    fact: Fact | None = None
    fen: int | None = None
    columns: int = 1
    rows: int = 1
    parts: tuple[Spot, ...] = ()
    path: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    decimals: int | None = None
    separators: bool | None = None
    whole: bool = False
    zero: str | None = None


LAST = 10**6
"""The block of the rows at the very foot."""


@dataclass(slots=True, eq=False)
class DraftRow:
    """A row; ``None`` is a place that a merged spot covers.

    Rows of one ``block`` stand beside those of the same block of another side;
    ``closes`` marks those that stand at its foot.
    """

    spots: list[Spot | None]
    closes: bool = False
    block: int = 0


@dataclass(slots=True)
class Draft:
    """A table's rows, the first ``head`` of them its heads."""

    head: int
    rows: list[DraftRow] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Number of columns."""
        return max((len(row.spots) for row in self.rows), default=0)


def beside(sides: Sequence[Draft]) -> Draft:
    """Drafts side by side: heads at the top, below them block by block, each closed by its last rows."""
    head = max(side.head for side in sides)
    out = Draft(head)
    _stack(out, sides, [side.rows[: side.head] for side in sides], False, 0)
    _join_heads(out)
    for block in sorted({row.block for side in sides for row in side.rows[side.head :]}):
        rows = [[row for row in side.rows[side.head :] if row.block == block] for side in sides]
        firsts = [next((n for n, row in enumerate(found) if row.closes), len(found)) for found in rows]
        _stack(out, sides, [found[:n] for found, n in zip(rows, firsts, strict=True)], False, block)
        _stack(out, sides, [found[n:] for found, n in zip(rows, firsts, strict=True)], True, block)
    return out


def _join_heads(draft: Draft) -> None:
    """One merged head where neighbouring sides stand under the same words."""
    for row in draft.rows:
        before: Spot | None = None
        for at, spot in enumerate(row.spots):
            if spot is None:
                continue
            if before is not None and _is_one_head(before, spot):
                before.columns += spot.columns
                row.spots[at] = None
            else:
                before = spot


def _is_one_head(one: Spot, other: Spot) -> bool:
    same = bool(one.text) and one.text == other.text and one.rows == other.rows
    return same and one.columns > 1 and other.columns > 1


def _stack(
    out: Draft, sides: Sequence[Draft], parts: Sequence[Sequence[DraftRow]], foot: bool, block: int
) -> None:
    """Lay parts beside each other; what is short of the tallest is blank above at the foot, else below."""
    tall = max(map(len, parts))
    for number in range(tall):
        spots: list[Spot | None] = []
        for side, rows in zip(sides, parts, strict=True):
            at = number - (tall - len(rows)) if foot else number
            spots += rows[at].spots if 0 <= at < len(rows) else [Spot() for _ in range(side.width)]
        out.rows.append(DraftRow(spots, foot, block))


def lengthen(draft: Draft, least: int) -> None:
    """Put blank rows above the foot until the body has ``least`` rows besides it."""
    foot = len(draft.rows)
    while foot > draft.head and draft.rows[foot - 1].closes:
        foot -= 1
    short = least - (foot - draft.head)
    blank = [DraftRow([Spot() for _ in range(draft.width)]) for _ in range(short)]
    draft.rows[foot:foot] = blank
