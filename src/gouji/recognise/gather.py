"""What recognition gathers while it reads one table after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gouji.forms import Section, covered_leaves
from gouji.model.amount import Amount, Denomination, FinerThanFen, Mark, NotAnAmount, parse_amount
from gouji.model.book import CodedCell
from gouji.model.claim import Claim, Listing, Part, Sum, Unread
from gouji.model.fact import Fact
from gouji.model.place import Place
from gouji.model.target import Personal, Target


@dataclass(slots=True)
class Gathering:
    """Claims and what is declared about them, in the order they are met."""

    claims: list[Claim] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    coded: list[CodedCell] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    personal: list[Personal] = field(default_factory=list)

    def claim(
        self,
        fact: Fact | None,
        place: Place,
        denomination: Denomination,
        source: str,
        digits: str | None = None,
    ) -> int | None:
        """Read the amount printed at ``place``; its index, or ``None`` if it is no amount.

        ``digits`` gives the number where the place prints more than it (1903582元).
        """
        try:
            amount = parse_amount(place.text if digits is None else digits, denomination)
        except NotAnAmount:
            self.unread.append(Unread(place, "金额栏中不是金额"))
            return None
        except FinerThanFen:
            self.unread.append(Unread(place, "金额细于 1 分"))
            return None
        if digits is not None and not amount.fen:
            amount = replace(amount, quantum=1)
        self.claims.append(Claim(fact, amount, place, denomination, source))
        return len(self.claims) - 1

    def unreadable(self, fact: Fact, place: Place, denomination: Denomination, source: str) -> int:
        """A claim that keeps the room of a cell whose text is no amount: sums still ask for it."""
        self.claims.append(Claim(fact, Amount(0, 1, Mark.UNREAD), place, denomination, source))
        return len(self.claims) - 1

    def sum_across(self, section: Section, made: dict[int, int], labels: tuple[str, ...]) -> None:
        """The row sums that the heads declare between the claims of one row (leaf index → claim).

        A required column without a claim leaves the sum out: it would be incomplete.
        """
        leaves = section.leaves()
        for leaf in leaves:
            if leaf.index not in made:
                continue
            parts = [part for name in leaf.head.sums for part in covered_leaves(section, name, leaf)]
            there = tuple(made[part.index] for part in parts if part.index in made)
            lacking = any(p.index not in made and not any(h.optional for h in p.path) for p in parts)
            if there and not lacking:
                label = f"{'/'.join(labels[-1:])} {leaf.labels[-1]}＝各栏之和".strip()
                self.sums.append(Sum(made[leaf.index], there, True, label))
            for whole in covered_leaves(section, leaf.head.of_which, leaf) if leaf.head.of_which else ():
                if whole.index in made:
                    label = f"{'/'.join(labels[-1:])} {leaf.labels[-1]} 不大于 {whole.labels[-1]}".strip()
                    self.parts.append(Part(made[leaf.index], made[whole.index], label))

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
                exact = claim.amount.mark in (Mark.BLANK, Mark.DASH, Mark.NONE, Mark.UNREAD)
                amount = Amount(claim.amount.fen, 1 if exact else quantum, claim.amount.mark)
                self.claims[i] = replace(claim, amount=amount)


def merged(listings: Sequence[Listing]) -> tuple[Listing, ...]:
    """Lists of one table about one context are one list, printed in groups side by side."""
    out: dict[tuple[str, Fact, tuple[str, ...]], Listing] = {}
    for listing in listings:
        key = (listing.table, listing.context, listing.dimensions)
        if key in out:
            listing = replace(out[key], members=out[key].members + listing.members)
        out[key] = listing
    return tuple(out.values())
