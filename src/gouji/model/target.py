"""Performance targets: projects or activities with their objectives and indicators."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from gouji.model.place import Place


class ValueKind(Enum):
    """What an indicator's target value is, told by its text and measure."""

    NUMBER = "number"
    MONEY = "money"
    RATIO = "ratio"
    DEADLINE = "deadline"
    GRADE = "grade"
    PLACEHOLDER = "placeholder"
    TEXT = "text"
    EMPTY = "empty"


class Comparator(Enum):
    """指标性质.  Codes of budget systems: 1–2 positive, 3 equal, 4–5 reverse, 6 qualitative."""

    AT_LEAST = "≥"
    MORE = "＞"
    EQUAL = "＝"
    LESS = "＜"
    AT_MOST = "≤"
    QUALITATIVE = "定性"


@dataclass(frozen=True, slots=True)
class TargetValue:
    """A target value, typed.

    ``raw`` is exactly what is printed; ``number`` its number where it has one;
    ``measure`` the unit (printed in its own column or glued on); ``rest`` what
    stands beside the number and is neither.
    """

    raw: str
    kind: ValueKind
    number: Decimal | None = None
    measure: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator line.  ``level1`` is empty where the table has no such column.

    ``amount`` indexes the book's claims when the value is money.
    """

    level1: str
    level2: str
    level3: str
    comparator: Comparator | None
    value: TargetValue
    polarity: str
    place: Place
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """One project (or activity) of a target table with everything declared for it.

    ``project`` is its name as listed among the projects (``printed`` may
    differ); ``code`` the project code where printed; ``total`` indexes the
    claim of its total.
    """

    table: str
    printed: str
    project: str
    code: str
    activity: str
    objective: str
    indicators: tuple[Indicator, ...]
    place: Place
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Personal:
    """A cell with a person's name or telephone.  ``place.text`` is masked, ``raw`` is not.

    ``raw`` leaves the program only when the user asks for personal data.
    """

    place: Place
    raw: str


@dataclass(frozen=True, slots=True)
class RenamedProject:
    """A project that two tables print under different names."""

    printed: str
    listed: str
    place: Place
    other: Place


def masked(text: str) -> str:
    """``text`` with all but its first sign (of a telephone: first three and last) hidden.

    >>> masked("王小明"), masked("55501230")
    ('王**', '555****0')
    """
    bare = text.strip()
    digits = sum(c.isdigit() for c in bare)
    if digits >= 5 and bare[:3].isdigit():
        return bare[:3] + "*" * max(1, len(bare) - 4) + bare[-1:]
    return bare[:1] + "*" * max(0, len(bare) - 1)
