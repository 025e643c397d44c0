"""What a report says of a planted fault, and how long naming it took."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bench._plant import Amounts, Fault

from gouji.check import check_document
from gouji.explain.causes import causes_of
from gouji.explain.identify import rows_of, traces
from gouji.model.amount import parse_amount
from gouji.model.document import Document
from gouji.model.finding import Finding, Severity
from gouji.model.relation import Relation, RelationKind
from gouji.model.report import Report, Verdict
from gouji.render.report.html.spots import Spot, spot_of

CLASSES = ("identifiable", "other", "bounded", "alone")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one fault was told.

    ``said`` is ``named`` (that cell alone), ``first`` (first of a group),
    ``in group``, ``elsewhere`` (detected, the cell not among the suspects) or
    ``missed``.  ``wrong`` tells that some other cell was called wrong for sure.
    """

    said: str
    wrong: bool
    seconds: float
    exact: bool
    first: str


@dataclass(slots=True)
class Tally:
    """Outcomes of one class of faults."""

    said: Counter[str] = field(default_factory=Counter)
    wrong: int = 0
    exact: int = 0

    def add(self, outcome: Outcome) -> None:
        self.said[outcome.said] += 1
        self.wrong += outcome.wrong
        self.exact += outcome.exact

    @property
    def count(self) -> int:
        return sum(self.said.values())

    def share(self, *words: str) -> str:
        """The share of faults told in one of these ways."""
        return f"{sum(self.said[w] for w in words) / self.count:7.1%}" if self.count else "      –"


class Clean:
    """A document before any fault: its report, its amounts and what each stands in."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.report = check_document(document)
        self.form = self.report.book.form
        self.amounts = Amounts(self.report.book)
        claims, relations = self.report.book.claims, self.report.relations
        self.values = [claim.amount.fen for claim in claims]
        self.known = {_content(finding) for finding in self.report.findings}
        self.blamed = {spot_of(s.place.text) for f in self.report.findings for s in f.suspects}
        self.stands: list[list[int]] = [[] for _ in claims]
        for r, relation in enumerate(relations):
            for claim, _ in relation.terms:
                self.stands[claim].append(r)
        trace = traces(relations, len(claims))
        self.trace = trace
        self.traced = Counter(abs(t) for t in trace if t)
        for row in rows_of(claims):
            for at, one in enumerate(row):
                for other in row[at + 1 :]:
                    if trace[one] and trace[other] and trace[one] != trace[other]:
                        self.traced[abs(trace[one] - trace[other])] += 1

    def is_told(self, claim: int) -> bool:
        """Whether an amount stands in an equality between cells."""
        relations = (self.report.relations[r] for r in self.stands[claim])
        return any(r.kind is not RelationKind.BOUND and not r.soft for r in relations)

    def class_of(self, fault: Fault) -> str:
        """What the relations alone promise for this fault.

        One that lies inside the rounding of every equality of its cells is left to their bounds.
        """
        own = self.trace[fault.claims[0]]
        if len(fault.claims) == 2:
            own -= self.trace[fault.claims[1]]
        seeing = self._seeing(fault)
        if not seeing:
            return "alone"
        if any(map(self.is_told, fault.claims)) and any(r.kind is not RelationKind.BOUND for r in seeing):
            return "identifiable" if own and self.traced[abs(own)] == 1 else "other"
        return "bounded"

    def is_seen(self, fault: Fault) -> bool | None:
        """Whether the fault breaks any relation of its cells; ``None`` where it changes no value."""
        if all(self.values[c] == fen for c, fen in zip(fault.claims, self._values(fault), strict=True)):
            return None
        return bool(self._seeing(fault)) or not any(self.stands[claim] for claim in fault.claims)

    def _seeing(self, fault: Fault) -> list[Relation]:
        """The relations that the fault breaks."""
        values = dict(zip(fault.claims, self._values(fault), strict=True))
        out = []
        for r in {r for claim in fault.claims for r in self.stands[claim]}:
            relation = self.report.relations[r]
            if not relation.holds(sum(c * values.get(i, self.values[i]) for i, c in relation.terms)):
                out.append(relation)
        return out

    def _values(self, fault: Fault) -> list[int]:
        claims = self.report.book.claims
        return [
            parse_amount(text, claims[claim].denomination).fen
            for claim, (_, text) in zip(fault.claims, fault.texts, strict=True)
        ]

    def check(self, document: Document) -> Report:
        """Check a changed copy; the form is known, as the clean copy showed it."""
        return check_document(document, self.form)

    def news(self, report: Report) -> list[Finding]:
        """Errors and warnings that the clean document does not give."""
        return [
            f for f in report.findings if f.severity is not Severity.NOTE and _content(f) not in self.known
        ]

    def is_noticed(self, report: Report) -> bool:
        """Whether anything tells a reader of the report that something changed for the worse."""
        before, after = self.report, report
        worse = after.verdict is not before.verdict and after.verdict is not Verdict.CLEAN
        lost = [t.status for t in after.book.tables] != [t.status for t in before.book.tables]
        return bool(self.news(report)) or worse or lost

    def outcome(self, report: Report, spots: Iterable[Spot]) -> Outcome:
        """What the report of a changed copy says of the cells that were changed."""
        cells = set(spots)
        seconds = _time(report)
        new = self.news(report)
        said, wrong = ("elsewhere" if new else "missed"), False
        sure: set[Spot | None] = set()
        order = ("named", "first", "in group", "elsewhere", "missed")
        for finding in new:
            suspects = [spot_of(s.place.text) for s in finding.suspects if s.place.table is not None]
            named = {s for s, suspect in zip(suspects, finding.suspects, strict=False)}
            if finding.severity is Severity.ERROR and suspects and not finding.rivals:
                sure |= named
                if named <= self.blamed and not named & cells:
                    continue  # the document's own fault, told anew beside the planted one
                if not named <= cells | {None} or not named & cells:
                    wrong = True
                    continue
                now = "named"
            elif suspects and suspects[0] in cells:
                now = "first"
            elif named & cells or {spot_of(p.text) for p in finding.places} & cells:
                now = "in group"
            else:
                continue
            said = min(said, now, key=order.index)
        first = new[0] if new else None
        told = f"{first.code} {first.places[0].table} {'/'.join(first.places[0].row)}" if first else ""
        if first is not None:
            told += f" {'/'.join(first.places[0].column)} rivals {first.rivals}"
        return Outcome(said, wrong, seconds, sure - (self.blamed - cells) == cells, told)


def _time(report: Report) -> float:
    """Processor seconds to find the causes, the best of a few runs, as a busy machine slows some of them."""
    best = float("inf")
    for _ in range(4):
        start = time.process_time()
        causes_of(report.book, report.relations)
        spent = time.process_time() - start
        best = min(best, spent)
        if spent > 0.03:
            break
    return best


def _content(finding: Finding) -> tuple[object, ...]:
    suspects = tuple((str(s.place.text), s.printed, s.implied) for s in finding.suspects)
    return (finding.id, finding.printed, finding.expected, suspects, finding.message)


def reference() -> float:
    """Processor seconds of a plain loop of 100,000 squares, to compare with."""
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        sum(k * k for k in range(100_000))
        best = min(best, time.process_time() - start)
    return best


def percentile(seconds: Sequence[float], share: float) -> float:
    """The value below which this share of them lies."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
