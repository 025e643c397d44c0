"""A list of official codes: what a code is called in a year, what is above and below it.

A code is unique together with its years, because a renamed code keeps its
number: 210 was 医疗卫生与计划生育支出 up to 2018 and is 卫生健康支出 since 2019.
Years are those of the 政府收支分类科目 editions, that is, of the budget.

Where a ``year`` may be ``None`` it is not known; the newest entry of each code
then stands for it, though it may be retired.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from gouji.catalogue.confidence import Confidence
from gouji.model.text import fold

Value = TypeVar("Value")


class Subject(NamedTuple):
    """One code under one name.

    ``level`` counts from 1, the broadest (类, 款, 项; province, city, county).
    ``parent`` is the code above, empty at the top.  ``valid_from`` and
    ``valid_to`` are the first and last year, ``None`` where open.  ``aliases``
    are former and shortened names.  ``source`` says where the row comes from.

    ``fund`` is filled in the functional list: general, government_fund,
    state_capital or social_insurance.  ``natures`` is filled in the department
    economic list: whether basic expenditure of the code is personnel
    (人员经费) or operating (公用经费), the usual one first where regions differ,
    and empty where the code only occurs in projects.
    """

    code: str
    name: str
    level: int
    parent: str = ""
    valid_from: int | None = None
    valid_to: int | None = None
    aliases: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    source: str = ""
    note: str = ""
    fund: str = ""
    natures: tuple[str, ...] = ()

    def valid(self, year: int) -> bool:
        """Whether the edition of ``year`` has this entry."""
        return (self.valid_from is None or self.valid_from <= year) and (
            self.valid_to is None or year <= self.valid_to
        )


@dataclass(frozen=True, eq=False)
class CodeList:
    """A list of subjects in official order.  Entries of one code follow each other by year.

    Not slotted: the indexes below are made when first asked for, and a run
    that never looks up a name never folds two thousand of them.
    """

    title: str
    subjects: tuple[Subject, ...]

    def __iter__(self) -> Iterator[Subject]:
        return iter(self.subjects)

    def __contains__(self, code: str) -> bool:
        return code in self._by_code

    def history(self, code: str) -> tuple[Subject, ...]:
        """Every entry the code has had, oldest first; empty for an unknown code."""
        return tuple(self._by_code.get(code, ()))

    def at(self, code: str, year: int | None) -> Subject | None:
        """The entry of ``code`` in ``year``; ``None`` for an unknown code or one not valid then."""
        return _at(self._by_code.get(code, ()), year)

    def name(self, code: str, year: int | None) -> str | None:
        """What ``code`` is called in ``year``."""
        subject = self.at(code, year)
        return subject.name if subject else None

    def children(self, code: str, year: int | None) -> tuple[Subject, ...]:
        """The entries directly below ``code``, or the top of the list for the empty code."""
        entries = (self.at(child, year) for child in self._children.get(code, ()))
        return tuple(entry for entry in entries if entry)

    def parent(self, code: str, year: int | None) -> Subject | None:
        """The entry directly above ``code``, also for an unknown 项 of a known 款."""
        entries = self._by_code.get(code)
        return self.at(entries[-1].parent if entries else code[:-2], year)

    def path(self, code: str, year: int | None = None) -> tuple[Subject, ...]:
        """The entries from the top of the list down to ``code``; a code not valid in ``year`` is left out."""
        above = self.parent(code, year)
        own = self.at(code, year)
        return (*(self.path(above.code, year) if above else ()), *((own,) if own else ()))

    def by_name(
        self, name: str, year: int | None, level: int | None = None, under: str | None = None
    ) -> tuple[Subject, ...]:
        """The entries of ``year`` that are called ``name``, compared as folded text.

        Where no entry has that name, those that have it as an alias.  ``level``
        and ``under`` (a code at any height above) narrow the search: 行政运行 is
        the name of more than a hundred 项.
        """
        wanted = fold(name)
        for index in (self._by_name, self._by_alias):
            found = tuple(
                subject
                for subject in index.get(wanted, ())
                if subject is self.at(subject.code, year)
                and level in (None, subject.level)
                and (under is None or self._is_under(subject, under))
            )
            if found:
                return found
        return ()

    def _is_under(self, subject: Subject, code: str) -> bool:
        parent = subject.parent
        while parent and parent != code:
            parent = self._by_code[parent][-1].parent
        return bool(parent)

    @cached_property
    def _by_code(self) -> dict[str, list[Subject]]:
        return _index((subject.code, subject) for subject in self.subjects)

    @cached_property
    def _children(self) -> dict[str, tuple[str, ...]]:
        below = _index((subject.parent, subject.code) for subject in self.subjects)
        return {parent: tuple(dict.fromkeys(codes)) for parent, codes in below.items()}

    @cached_property
    def _by_name(self) -> dict[str, list[Subject]]:
        return _index((fold(subject.name), subject) for subject in self.subjects)

    @cached_property
    def _by_alias(self) -> dict[str, list[Subject]]:
        return _index((fold(alias), subject) for subject in self.subjects for alias in subject.aliases)


def _at(entries: Sequence[Subject], year: int | None) -> Subject | None:
    """The entry of ``year`` among those of one code."""
    if year is None:
        return entries[-1] if entries else None
    return next((entry for entry in entries if entry.valid(year)), None)


def _index(pairs: Iterable[tuple[str, Value]]) -> dict[str, list[Value]]:
    """The values under each key, in the order they came."""
    index: defaultdict[str, list[Value]] = defaultdict(list)
    for key, value in pairs:
        index[key].append(value)
    return dict(index)
