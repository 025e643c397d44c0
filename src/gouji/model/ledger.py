"""The ledger: what a clerk enters once, as lists of lines; every table is a sum over one of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gouji.model.fact import Fact
from gouji.model.place import Place


class List(Enum):
    """The lists of lines.  A printed cell sums over exactly one of them."""

    REVENUE = "revenue"
    EXPENDITURE = "expenditure"
    CONTROLLED = "controlled"
    PROCUREMENT = "procurement"
    PURCHASED_SERVICE = "purchased_service"
    TRANSFER = "transfer"
    WHOLE_COST = "whole_cost"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Line:
    """So many 分 for one finest fact.

    ``fact`` has absolute year and dotted codes; opening money is revenue with
    position ``opening``, closing money expenditure with position ``closing``.
    ``tags`` are the tags of :mod:`gouji.model.fact` the money also counts for
    (``net_of_capital``).  ``texts`` is what else the line says, by the name of
    its column (类型, 职能职责与活动, 服务领域, 备注 …).  ``place`` is its row in
    the workbook: ``section`` the sheet, ``line`` the row.

    In ``FIGURES`` a line is one published figure about exactly that fact (last
    year's total, the value of fixed assets), not a part of a sum.
    """

    fact: Fact
    fen: int
    place: Place
    tags: frozenset[str] = frozenset()
    texts: tuple[tuple[str, str], ...] = ()

    def text(self, name: str) -> str:
        """What it says in the column ``name``, empty if nothing."""
        return next((value for key, value in self.texts if key == name), "")


class UnitKind(Enum):
    """单位类型, with the number budget systems print before it."""

    ADMINISTRATIVE = "1-行政单位"
    CIVIL_SERVICE_LIKE = "2-参照公务员法管理的事业单位"
    INSTITUTION = "3-事业单位"

    @property
    def is_administrative(self) -> bool:
        """Whether its operating money counts as 机关运行经费."""
        return self is not UnitKind.INSTITUTION


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the department; ``code`` and ``name`` as they print: ``202001-…（本级）``.

    ``staff`` are counts by name: ``administrative``, ``institution``,
    ``support`` (posts), ``actual`` (in post), ``cadres``, ``pensioners``, ``vehicles_held`` and the like.
    """

    code: str
    name: str
    kind: UnitKind
    staff: tuple[tuple[str, int], ...] = ()

    @property
    def label(self) -> str:
        """As printed in tables, and the value of the ``unit`` dimension."""
        return f"{self.code}-{self.name}" if self.code else self.name


@dataclass(frozen=True, slots=True)
class PlannedIndicator:
    """One indicator line as entered; every field is printed as it stands."""

    level1: str
    level2: str
    level3: str
    comparator: str
    value: str
    measure: str
    polarity: str
    place: Place


@dataclass(frozen=True, slots=True)
class Project:
    """A project: the value of the ``project`` dimension is its ``name``.

    ``owner`` and ``telephone`` are personal and may be empty.  ``activity`` is
    the department's activity it belongs to (表十四).  ``whole`` are its indicators
    for the table of the whole department, where they differ.
    """

    name: str
    code: str
    unit: str
    category: str
    owner: str
    telephone: str
    objective: str
    activity: str
    indicators: tuple[PlannedIndicator, ...]
    whole: tuple[PlannedIndicator, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the clerk's own, kept verbatim: under which heading or subject, and what.

    ``unit`` is the label of the unit it speaks of, empty for the whole department.
    """

    subject: str
    text: str
    place: Place
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A counted thing the narrative speaks of: ``offices``, ``vehicles_held`` …

    ``unit`` is the label of the unit that has it, empty for the whole department.
    """

    name: str
    number: int
    place: Place
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that one workbook says of a department and its units.

    ``lines`` maps each list to its lines; ``passages`` are free texts (duties,
    project notes, glossary, overall objective), ``reasons`` why a figure
    changed against last year, by subject; ``counts`` staff, assets and the like.
    ``source`` is the workbook's name.
    """

    source: str
    department: str
    year: int
    units: tuple[Unit, ...]
    lines: dict[List, tuple[Line, ...]]
    projects: tuple[Project, ...] = ()
    passages: tuple[Passage, ...] = ()
    reasons: tuple[Passage, ...] = ()
    counts: tuple[Count, ...] = ()

    def passage(self, subject: str, unit: str | None = None) -> tuple[str, ...]:
        """The clerk's paragraphs on ``subject``, of the department or of a unit (its label).

        What is true of the department need not be true of one of its units.
        """
        return tuple(p.text for p in self.passages if p.subject == subject and self._is_of(p.unit, unit))

    def reason(self, subject: str, unit: str | None = None) -> str:
        """The reason given for a change of ``subject``, empty if none.

        What moved the department's figure need not have moved that of one of its units.
        """
        on = (p for p in self.reasons if p.subject == subject and self._is_of(p.unit, unit))
        return next((p.text for p in on), "")

    def count(self, name: str, unit: str | None = None) -> int | None:
        """The counted number of the department or of a unit, ``None`` if not entered."""
        on = (c for c in self.counts if c.name == name and self._is_of(c.unit, unit))
        return next((c.number for c in on), None)

    def _is_of(self, whose: str, unit: str | None) -> bool:
        """Whether an entry is the unit's, without one the department's; an only unit is the department."""
        return whose == (unit or "") or (len(self.units) == 1 and whose in ("", self.units[0].label))
