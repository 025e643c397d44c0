"""What recovering lines from a document needs at hand: the document, its units, what could not be told."""

from __future__ import annotations

from dataclasses import dataclass, field

from gouji.model.fact import Fact
from gouji.model.ledger import Line
from gouji.model.place import Place
from gouji.prefill.source import Origin

CODES = ("function", "government_economic", "department_economic")
LISTED = ("unit", "project", *CODES)
FISCAL = ("fiscal.general", "fiscal.government_fund", "fiscal.state_capital")


@dataclass(slots=True)
class Recovery:
    """The lines found so far, and what could not be told (in Chinese)."""

    origin: Origin
    year: int
    units: tuple[str, ...]
    notes: list[str] = field(default_factory=list)

    def line(self, fact: Fact, fen: int, place: Place, **more: tuple[tuple[str, str], ...]) -> Line:
        """A line; the only unit is every line's unit."""
        if fact.unit is None and len(self.units) == 1:
            fact = fact._replace(unit=self.units[0])
        return Line(fact._replace(line=None), fen, place, frozenset(), more.get("texts", ()))


def balances(recovery: Recovery, position: str) -> dict[str | None, int]:
    """Opening or closing money by fund, as far as tables tell; nothing where all of it is nil."""
    found: dict[str | None, int] = {}
    for claim in recovery.origin.tables():
        fact = claim.fact
        if fact is None or fact.position != position or fact.year != recovery.year or not claim.amount.fen:
            continue
        if fact.unit is None and fact.function is None:
            found[fact.fund] = claim.amount.fen
    return found


def only_own(recovery: Recovery) -> str | None:
    """The one kind of own money there is, if there is just one."""
    funds = {
        claim.fact.fund
        for claim in recovery.origin.tables()
        if claim.fact
        and claim.fact.flow == "revenue"
        and claim.amount.fen
        and (claim.fact.fund or "").startswith("non_fiscal.own.")
    }
    return funds.pop() if len(funds) == 1 else None


def is_leaf(fund: str | None) -> bool:
    return fund is not None and (
        fund in FISCAL or fund.count(".") == 2 or fund == "non_fiscal.special_account"
    )


def whole_expenditure(origin: Origin, year: int) -> int | None:
    """What a document says is spent in all: expenditure, or the grand total where nothing is left over."""
    spent = origin.worth(Fact("expenditure", year, "original", "current"))
    closing = any(c.fact and c.fact.position == "closing" and c.amount.fen for c in origin.tables())
    return spent if spent is not None or closing else origin.worth(Fact(None, year, "original"))
