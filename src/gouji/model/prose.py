"""Figures in prose: every number of the narrative, bound to what it says where that is known."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from gouji.model.place import Place


class FigureKind(Enum):
    """What a number in prose measures."""

    MONEY = "money"
    RATE = "rate"
    COUNT = "count"
    THRESHOLD = "threshold"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number.  ``claim`` indexes the book's claims when it is money.

    ``sentence`` and ``slot`` name the declared sentence that read it, empty
    where none did.  ``number`` is as printed, without denomination.
    """

    kind: FigureKind
    number: Decimal
    place: Place
    sentence: str = ""
    slot: str = ""
    claim: int | None = None


SUBJECTS = ("政府性基金", "国有资本经营", "转移支付", "购买服务", "政府采购", "三公")
"""Words for what a document may say it has none of; they stand in table titles too."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A statement that there is none of ``subject`` (one of :data:`SUBJECTS`)."""

    subject: str
    place: Place


@dataclass(frozen=True, slots=True)
class Sentence:
    """A declared sentence that was read: slots → indexes of the book's figures.

    ``said`` is the direction in words: 1 增加, −1 减少, 0 持平, ``None`` unsaid;
    ``trend`` the word before the rate, likewise.
    """

    id: str
    place: Place
    figures: dict[str, int]
    said: int | None = None
    trend: int | None = None


class Standing(Enum):
    """What is known about a number in prose."""

    VERIFIED = "verified"
    CONSISTENT = "self-consistent"
    CONTRADICTED = "contradicted"
    UNMATCHED = "unmatched"

    @property
    def label(self) -> str:
        """In Chinese."""
        return {"verified": "与表相符", "self-consistent": "句内自洽", "contradicted": "有矛盾"}.get(
            self.value, "没有可核对处"
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """A number in prose and how it stands."""

    figure: Figure
    standing: Standing
