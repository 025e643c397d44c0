"""Claims: printed amounts, each about one fact, each at its place."""

from __future__ import annotations

from dataclasses import dataclass

from gouji.model.amount import Amount, Denomination, Mark
from gouji.model.fact import Fact
from gouji.model.place import Place


@dataclass(frozen=True, slots=True)
class Claim:
    """One amount cell or one figure of a sentence.

    ``amount.quantum`` is the precision of the column (or of the prose), not of
    this cell alone.  ``source`` is the table id, or ``prose``.  ``fact`` is
    ``None`` for a figure of a sentence that is about no fact of its own (a
    change against last year) or that nothing explains.
    """

    fact: Fact | None
    amount: Amount
    place: Place
    denomination: Denomination
    source: str

    @property
    def is_printed(self) -> bool:
        """Whether digits stand there; blanks, dashes and 无 are claims of nothing."""
        return self.amount.mark in (Mark.NUMBER, Mark.ZERO)


@dataclass(frozen=True, slots=True)
class Unread:
    """A number in a table region that became no claim, and why (in Chinese)."""

    place: Place
    reason: str


@dataclass(frozen=True, slots=True)
class Sum:
    """A printed total and the printed parts a declaration says it adds up.

    Indexes into the book's claims.  ``across`` tells a row sum (over columns)
    from a sum over rows; ``label`` names it in Chinese.
    """

    total: int
    parts: tuple[int, ...]
    across: bool
    label: str


@dataclass(frozen=True, slots=True)
class Part:
    """A printed 其中 amount that is only bounded by its whole (indexes of claims)."""

    part: int
    whole: int
    label: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A complete list: the rows of one table, in one amount column.

    ``context`` is what base and head say; ``dimensions`` are enumerated by the
    rows; ``members`` are indexes of claims, one per row.  Within the context
    the list is closed: what it does not name is nothing.
    """

    table: str
    context: Fact
    dimensions: tuple[str, ...]
    members: tuple[int, ...]
    label: str
