"""Complete lists that can be asked: which rows lie under a key, and do they cover it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product

from gouji.model.claim import Claim, Listing
from gouji.model.fact import DIMENSIONS, Fact, prefixes

Coordinates = tuple[str | None, ...]


@dataclass(slots=True, eq=False)
class Rows:
    """The coordinates of a table's listed rows, shared by all its amount columns.

    ``above[i]`` is the nearest row that row ``i`` lies strictly under, if any.
    """

    dimensions: tuple[str, ...]
    coordinates: tuple[Coordinates, ...]
    above: tuple[int | None, ...] = ()
    _under: dict[tuple[str, ...], dict[Coordinates, list[int]]] = field(default_factory=dict)
    _last: dict[tuple[str, ...], set[Coordinates]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        at = {values: i for i, values in enumerate(self.coordinates)}
        self.above = tuple(_nearest_above(values, at) for values in self.coordinates)

    def under(self, dimensions: tuple[str, ...], key: Coordinates) -> list[int]:
        """Rows that lie at or under ``key``, given over some of the dimensions."""
        index = self._under.get(dimensions)
        if index is None:
            chosen = [self.dimensions.index(name) for name in dimensions]
            index = {}
            for i, values in enumerate(self.coordinates):
                for lifted in product(*(_lifts(values[c]) for c in chosen)):
                    index.setdefault(lifted, []).append(i)
            self._under[dimensions] = index
        return index.get(key, [])

    def lists_siblings(self, dimensions: tuple[str, ...], key: Coordinates) -> bool:
        """Whether the list goes to the depth of ``key`` beside it, so that absence means zero."""
        if not self.coordinates:
            return True
        for place, value in enumerate(key):
            if value is None or "." not in value:
                continue
            parent = (*key[:place], value.rpartition(".")[0], *key[place + 1 :])
            depth = value.count(".")
            beside = self.under(dimensions, parent)
            where = self.dimensions.index(dimensions[place])
            if not any((self.coordinates[i][where] or "").count(".") >= depth for i in beside):
                return not beside and self.lists_siblings(dimensions, parent)
        return True

    def hides(self, dimensions: tuple[str, ...], key: Coordinates) -> bool:
        """Whether a row without finer rows stands above ``key`` and may hold it."""
        last = self._last.get(dimensions)
        if last is None:
            where = [self.dimensions.index(name) for name in dimensions]
            parents = set(self.above)
            last = self._last[dimensions] = {
                tuple(values[w] for w in where)
                for i, values in enumerate(self.coordinates)
                if i not in parents
            }
        return any(lifted in last for lifted in product(*(_lifts(value) for value in key)) if lifted != key)


@cache
def _lifts(value: str | None) -> tuple[str | None, ...]:
    return tuple(prefixes(value))


def _nearest_above(values: Coordinates, at: dict[Coordinates, int]) -> int | None:
    """The row with the longest coordinates among those strictly above."""
    found = [
        (sum(len(v or "") for v in lifted), at[lifted])
        for lifted in product(*(_lifts(value) for value in values))
        if lifted != values and lifted in at
    ]
    return max(found)[1] if found else None


@dataclass(frozen=True, slots=True, eq=False)
class CompleteList:
    """One amount column of a table's listed rows: within ``context`` it names everything."""

    listing: Listing
    rows: Rows

    @property
    def context(self) -> Fact:
        """What base and head say of every member."""
        return self.listing.context

    def key_of(self, fact: Fact) -> Coordinates | None:
        """``fact`` as a key into this list, or ``None`` where it is about something else."""
        for name, value, fixed in zip(DIMENSIONS, fact, self.context, strict=True):
            if name not in self.rows.dimensions and value != fixed:
                return None
        return tuple(getattr(fact, name) for name in self.rows.dimensions)

    def sum_under(self, key: Coordinates, *, strictly: bool = False) -> tuple[int, ...] | None:
        """Claims that add up to ``key``: the broadest rows under it.

        An empty tuple says the list shows there is nothing; ``None`` that it
        does not tell (not detailed that far, or the key is itself a last row).
        """
        return self.sum_over(self.rows.dimensions, key, strictly=strictly)

    def sum_over(
        self, dimensions: tuple[str, ...], key: Coordinates, *, strictly: bool = False
    ) -> tuple[int, ...] | None:
        """As :meth:`sum_under`, for a key over some of the dimensions only."""
        inside = self.rows.under(dimensions, key)
        if strictly:
            inside = [i for i in inside if self.rows.coordinates[i] != key]
            if not inside and self.rows.under(dimensions, key):
                return None
        if inside:
            within = set(inside)
            return tuple(self.listing.members[i] for i in inside if self.rows.above[i] not in within)
        is_nothing = self.rows.lists_siblings(dimensions, key) and not self.rows.hides(dimensions, key)
        return () if is_nothing else None


def complete_lists(listings: Sequence[Listing], claims: Sequence[Claim]) -> tuple[CompleteList, ...]:
    """The book's listings with their rows indexed once per table."""
    shared: dict[tuple[tuple[str, ...], tuple[Coordinates, ...]], Rows] = {}
    out = []
    for listing in listings:
        coordinates = tuple(
            tuple(getattr(claims[i].fact, name) for name in listing.dimensions) for i in listing.members
        )
        known = (listing.dimensions, coordinates)
        if known not in shared:
            shared[known] = Rows(listing.dimensions, coordinates)
        out.append(CompleteList(listing, shared[known]))
    return tuple(out)
