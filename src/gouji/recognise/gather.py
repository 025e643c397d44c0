"""What recognition gathers while it reads one table after another."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from gouji.model.amount import Amount, Denomination, FinerThanFen, Mark, NotAnAmount, parse_amount
from gouji.model.book import CodedCell
from gouji.model.claim import Claim, Listing, Part, Sum, Unread
from gouji.model.fact import Fact
from gouji.model.place import Place


@dataclass(slots=True)
class Gathering:
    """Claims and what is declared about them, in the order they are met."""

    claims: list[Claim] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    coded: list[CodedCell] = field(default_factory=list)

    def claim(self, fact: Fact, place: Place, denomination: Denomination, source: str) -> int | None:
        """Read the amount printed at ``place``; its index, or ``None`` if it is no amount."""
        try:
            amount = parse_amount(place.text, denomination)
        except NotAnAmount:
            self.unread.append(Unread(place, "金额栏中不是金额"))
            return None
        except FinerThanFen:
            self.unread.append(Unread(place, "金额细于 1 分"))
            return None
        self.claims.append(Claim(fact, amount, place, denomination, source))
        return len(self.claims) - 1

    def sharpen(self, columns: list[list[int]], decimals: dict[int, int]) -> None:
        """Give every claim the precision of its column.

        ``columns`` lists the claims of each column of one table; ``decimals``
        maps a column to the digits it is declared with.  A column that prints
        a single number takes the precision of its table.
        """
        printed = [
            [self.claims[i].amount.quantum for i in column if self.claims[i].amount.mark is Mark.NUMBER]
            for column in columns
        ]
        finest = min((q for quanta in printed for q in quanta), default=1)
        for number, column in enumerate(columns):
            quanta = printed[number]
            quantum = min(quanta) if len(quanta) > 1 else finest
            if number in decimals and quanta:
                declared = self.claims[column[0]].denomination.value // 10 ** decimals[number]
                quantum = min(max(1, declared), *quanta)
            for i in column:
                claim = self.claims[i]
                exact = claim.amount.mark in (Mark.BLANK, Mark.DASH, Mark.NONE)
                amount = Amount(claim.amount.fen, 1 if exact else quantum, claim.amount.mark)
                self.claims[i] = replace(claim, amount=amount)
