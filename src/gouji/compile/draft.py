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
    ``columns`` and ``rows`` tell how far it is merged.
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


@dataclass(slots=True, eq=False)
class DraftRow:
    """A row; ``None`` is a place that a merged spot covers.

    ``closes`` marks the first of the rows that stand at the foot of a side.
    """

    spots: list[Spot | None]
    closes: bool = False


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
    """Drafts side by side: heads at the top, bodies below, the closing rows of all at the foot."""
    head = max(side.head for side in sides)
    bodies = [_parted(side) for side in sides]
    tall = max(len(body) for body, _ in bodies)
    foot = max(len(tail) for _, tail in bodies)
    out = Draft(head)
    for number in range(head):
        out.rows.append(
            DraftRow([spot for side in sides for spot in _at(side.rows[: side.head], number, side)])
        )
    for number in range(tall):
        out.rows.append(
            DraftRow(
                [s for side, (body, _) in zip(sides, bodies, strict=True) for s in _at(body, number, side)]
            )
        )
    for number in range(foot):
        out.rows.append(
            DraftRow(
                [
                    spot
                    for side, (_, tail) in zip(sides, bodies, strict=True)
                    for spot in _at(tail, number - (foot - len(tail)), side)
                ]
            )
        )
    return out


def _parted(side: Draft) -> tuple[list[DraftRow], list[DraftRow]]:
    body = side.rows[side.head :]
    first = next((number for number, row in enumerate(body) if row.closes), len(body))
    return body[:first], body[first:]


def _at(rows: Sequence[DraftRow], number: int, side: Draft) -> list[Spot | None]:
    if 0 <= number < len(rows):
        return rows[number].spots
    return [Spot() for _ in range(side.width)]
