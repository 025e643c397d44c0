"""What each amount is shown as: seven shades, each with a mark that does without colour."""

from __future__ import annotations

from enum import Enum

from gouji.model.amount import Mark
from gouji.model.finding import Severity
from gouji.model.report import Report, State
from gouji.render.report.html.spots import Spot, spot_of


class Shade(Enum):
    """How an amount is drawn, the most pressing last."""

    CONFIRMED = "confirmed"
    IDENTIFIABLE = "identifiable"
    BOUNDED = "bounded"
    ALONE = "alone"
    BROKEN = "broken"
    SUSPECT = "suspect"
    UNREAD = "unread"

    @property
    def label(self) -> str:
        """In Chinese, with what it means."""
        return _LABELS[self][0]

    @property
    def meaning(self) -> str:
        """One sentence for the legend."""
        return _LABELS[self][1]


_LABELS = {
    Shade.CONFIRMED: ("已印证", "有等式印证；若写错，能发现，未必能指明是它"),
    Shade.IDENTIFIABLE: ("可定位", "有等式印证；若单独写错，能指明就是它"),
    Shade.BOUNDED: ("只有上限", "只知道不应超过某数"),
    Shade.ALONE: ("孤立", "没有别处可核对"),
    Shade.BROKEN: ("有矛盾", "所在的等式不成立"),
    Shade.SUSPECT: ("疑错", "结论点名的数，或几个可疑数之一"),
    Shade.UNREAD: ("未读入", "没有读成金额"),
}


def shades(report: Report) -> tuple[dict[Spot, Shade], dict[Shade, int], frozenset[Spot]]:
    """The shade of every amount cell, how many amounts (sentences included) have each, and the unsure.

    Unsure are suspects that no finding names alone.
    """
    blamed = [f for f in report.findings if f.severity is not Severity.NOTE and f.suspects]
    named = {suspect.place for finding in blamed for suspect in finding.suspects}
    sure = {spot_of(s.place.text) for finding in blamed if not finding.rivals for s in finding.suspects}
    shown: dict[Spot, Shade] = {}
    counts = dict.fromkeys(Shade, 0)
    for i, (claim, state) in enumerate(zip(report.book.claims, report.coverage.states, strict=True)):
        spot = spot_of(claim.place.text)
        if claim.place in named and (state is not None or claim.amount.mark is not Mark.UNREAD):
            shade = Shade.SUSPECT
        elif state is None:
            continue
        elif state is State.CONFIRMED:
            shade = Shade.IDENTIFIABLE if i in report.coverage.identifiable else Shade.CONFIRMED
        else:
            shade = Shade(state.value)
        if state is not None:
            counts[shade] += 1
        if spot is not None:
            shown[spot] = shade
    for unread in report.book.unread:
        counts[Shade.UNREAD] += 1
        spot = spot_of(unread.place.text)
        if spot is not None:
            shown[spot] = Shade.UNREAD
    unsure = frozenset(s for s, shade in shown.items() if shade is Shade.SUSPECT and s not in sure)
    return shown, counts, unsure
