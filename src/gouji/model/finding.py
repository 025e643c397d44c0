"""Findings: what is wrong, where, what it should be, and why we say so."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import Enum

from gouji.model.amount import Denomination
from gouji.model.place import Place


class Severity(Enum):
    """An error makes the verdict faulty; warnings and notes do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Suspect:
    """A cell that may be wrong, with what it prints and what the rest implies (分)."""

    place: Place
    printed: int
    implied: int
    denomination: Denomination


@dataclass(frozen=True, slots=True)
class Line:
    """A finer line whose amount (分) helps to explain a gap."""

    label: str
    amount: int
    place: Place


@dataclass(frozen=True, slots=True)
class Account:
    """The smallest set of finer lines that adds up to exactly the gap.

    ``rivals`` counts other sets of the same size; ``chance`` is the share of
    random gaps of the same fineness that a set this small would explain too.
    """

    lines: tuple[Line, ...]
    rivals: int
    chance: float


@dataclass(frozen=True, slots=True)
class Finding:
    """One root cause.  Amounts are in 分; ``difference`` is printed − expected.

    ``rivals`` counts the other explanations of the same size; ``relations``
    names the relations it breaks; ``remedy`` says what to do.
    """

    id: str
    code: str
    severity: Severity
    title: str
    message: str
    places: tuple[Place, ...]
    printed: int | None = None
    expected: int | None = None
    denomination: Denomination | None = None
    suspects: tuple[Suspect, ...] = ()
    rivals: int = 0
    account: Account | None = None
    relations: tuple[str, ...] = ()
    remedy: str = ""

    @property
    def difference(self) -> int | None:
        """Printed − expected, in 分."""
        if self.printed is None or self.expected is None:
            return None
        return self.printed - self.expected


def finding_id(code: str, *places: Place) -> str:
    """A stable name: a hash of the code and of where it stands, free of values and pages."""
    parts = [code]
    for place in places:
        parts += [
            place.table or "",
            *place.row,
            "|",
            *place.column,
            "|",
            *place.section,
            "|",
            place.slot or "",
        ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def numbered(findings: list[Finding]) -> list[Finding]:
    """The findings with an ordinal appended to ids that are true ties."""
    seen: dict[str, int] = {}
    out = []
    for finding in findings:
        count = seen.get(finding.id, 0)
        seen[finding.id] = count + 1
        out.append(replace(finding, id=f"{finding.id}-{count + 1}") if count else finding)
    return out
