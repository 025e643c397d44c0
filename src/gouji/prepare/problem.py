"""What is wrong in a workbook: where, what, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from gouji.model.finding import Severity
from gouji.model.ledger import Ledger
from gouji.read.xlsx import address

_SHOWN = 60
_NAMED = 3
_VALUES = 50
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, all texts in Chinese.

    ``cell`` is an address (D7), a row (第7行) or empty where the sheet as a whole
    is meant; ``value`` what stands there.  An error keeps a correct document
    from being made; the rest only deserves a look.
    """

    severity: Severity
    sheet: str
    cell: str
    value: str
    what: str
    remedy: str

    def __str__(self) -> str:
        place = "!".join(filter(None, (self.sheet, self.cell)))
        shown = f"「{self.value}」" if self.value else ""
        return f"{place}{shown}：{self.what}" + (f"\n  {self.remedy}" if self.remedy else "")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A workbook that was read: its ledger, ``None`` where an error stands, and all its problems."""

    ledger: Ledger | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the ledger back."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


@dataclass(slots=True)
class _Kind:
    """Equal problems of one column: where the first stands, where all stand, and some addresses."""

    severity: Severity
    row: int
    column: int | None
    value: str
    remedy: str
    rows: set[tuple[int, int | None]]
    others: list[str] = field(default_factory=list)
    count: int = 1


@dataclass(slots=True)
class Complaints:
    """Collects problems; what is said alike of many cells of a column is said once.

    Of one kind in one column no more than so many values are told each by
    itself, the others together: a pasted column of rubbish is one thing to mend.
    Rows and columns count from 0; a row of −1 means the sheet as a whole.
    """

    kinds: dict[tuple[str, int | None, str, str], _Kind] = field(default_factory=dict)
    values: Counter[tuple[str, int | None, str]] = field(default_factory=Counter)

    def add(
        self,
        severity: Severity,
        sheet: str,
        what: str,
        remedy: str = "",
        *,
        row: int = -1,
        column: int | None = None,
        value: str = "",
    ) -> None:
        """One more problem."""
        key = (sheet, column, value, what)
        kind = self.kinds.get(key)
        group = (sheet, column, what)
        if kind is None and self.values[group] >= _VALUES:
            key = (sheet, column, "…", what)
            kind = self.kinds.get(key)
            value = "…"
        if kind is None:
            self.values[group] += 1
            self.kinds[key] = _Kind(severity, row, column, value, remedy, {(row, column)})
            return
        if (row, column) in kind.rows:
            return
        kind.rows.add((row, column))
        kind.count += 1
        if len(kind.others) < _NAMED:
            kind.others.append(_cell(row, column))

    def problems(self, order: Iterable[str]) -> tuple[Problem, ...]:
        """All problems: errors first, then as the sheets and rows come."""
        rank = {name: number for number, name in enumerate(order)}
        found = sorted(
            self.kinds.items(),
            key=lambda item: (
                _RANK[item[1].severity],
                rank.get(item[0][0], len(rank)),
                item[1].row,
                item[1].column if item[1].column is not None else -1,
            ),
        )
        return tuple(
            Problem(
                kind.severity,
                sheet,
                _cell(kind.row, kind.column),
                _shortened(kind.value),
                what + _elsewhere(kind),
                kind.remedy,
            )
            for (sheet, _, _, what), kind in found
        )


def _elsewhere(kind: _Kind) -> str:
    if kind.count == 1:
        return ""
    named = "、".join(cell for cell in kind.others if cell)
    etc = "等" if kind.count - 1 > len(kind.others) else ""
    return f"（另有 {kind.count - 1} 处相同：{named}{etc}）" if named else ""


def _cell(row: int, column: int | None) -> str:
    if row < 0:
        return ""
    return f"第{row + 1}行" if column is None else address(row, column)


def _shortened(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
