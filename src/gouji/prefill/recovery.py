"""What recovering lines from a document needs at hand: the document, its units, what could not be told."""

from __future__ import annotations

from dataclasses import dataclass, field

from gouji.catalogue import department_economic_list, undotted
from gouji.model.fact import Fact
from gouji.model.ledger import Line
from gouji.model.place import Place
from gouji.prefill.source import Origin
from gouji.prepare.words import FUNDS, NATURES

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


def sayable(fact: Fact) -> Fact:
    """The fact without what the workbook has no word for: a kind of money or of spending that is too wide.

    基本支出 becomes 人员经费 or 公用经费 where the economic code has only one of them.
    """
    values: dict[str, str | None] = {}
    if fact.nature == "basic":
        values["nature"] = basic_nature(fact)
    elif fact.nature not in NATURES.values():
        values["nature"] = None
    if fact.fund not in FUNDS.values():
        values["fund"] = None
    for dimension in CODES:
        code = getattr(fact, dimension)
        if code is not None and not _is_code(code):
            values[dimension] = None
    return fact._replace(**values) if values else fact  # type: ignore[arg-type]


def basic_nature(fact: Fact) -> str | None:
    """Personnel or operating where the economic code has only one of them."""
    if fact.department_economic is None or not _is_code(fact.department_economic):
        return None
    subject = department_economic_list().at(undotted(fact.department_economic), fact.year)
    natures = subject.natures if subject else ()
    return f"basic.{natures[0]}" if len(natures) == 1 else None


def _is_code(dotted: str) -> bool:
    try:
        undotted(dotted)
    except ValueError:
        return False
    return True
