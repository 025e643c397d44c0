"""A report: findings, coverage and verdict of one disclosure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gouji.model.book import Book
from gouji.model.finding import Finding
from gouji.model.prose import Judged
from gouji.model.relation import Relation


class Verdict(Enum):
    """What a reviewer may conclude."""

    CLEAN = "clean"
    FAULTY = "faulty"
    INCOMPLETE = "incomplete"
    UNREADABLE = "unreadable"


class State(Enum):
    """What is known about one printed amount; the five add up to all of them."""

    CONFIRMED = "confirmed"
    BROKEN = "broken"
    BOUNDED = "bounded"
    ALONE = "alone"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The state of each claim of the book (``None`` for cells that print no digits).

    ``inside`` marks claims confirmed only by relations inside their own table.
    ``unread`` counts numbers that became no claim.  ``identifiable`` holds the
    claims of which a single change would be named uniquely, told from the
    relations alone.
    """

    states: tuple[State | None, ...]
    inside: tuple[bool, ...]
    unread: int
    identifiable: frozenset[int] = frozenset()

    def count(self, state: State) -> int:
        """How many printed amounts are in ``state``."""
        return self.unread if state is State.UNREAD else sum(s is state for s in self.states)

    @property
    def amounts(self) -> int:
        """All printed amounts, read or not."""
        return self.unread + sum(s is not None for s in self.states)


@dataclass(frozen=True, slots=True)
class NotChecked:
    """Something that could not be checked, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """What checking one book gave."""

    book: Book
    verdict: Verdict
    findings: tuple[Finding, ...]
    coverage: Coverage
    relations: tuple[Relation, ...]
    broken: tuple[int, ...]
    not_checked: tuple[NotChecked, ...] = ()
    crashed: tuple[str, ...] = ()
    prose: tuple[Judged, ...] = ()
