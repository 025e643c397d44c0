"""Two-way templates: compiled to a pattern for reading, filled for writing.

A template is literal text with ``{name:kind}`` slots, ``[a|b]`` alternatives
(the first is written, all are read), ``{~}`` for a few words that may stand
between, and ``{compare}``, the comparison with the year before; ``{compare:plain}`` is
written without last year's amount and the rate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from gouji.model.amount import DENOMINATIONS, Denomination, format_amount, parse_amount
from gouji.model.text import fold

_MONEY = r"-?\d[\d,]*(?:\.\d+)?(?:万元|亿元|千元|元)"
_KINDS = {
    "money": _MONEY,
    "count": r"\d[\d,]*",
    "year": r"20\d\d",
    "share": r"\d{1,3}(?:\.\d+)?",
    "subject": r"[^\"“”，。；;：\d]{3,120}",
}
_UP, _DOWN = ("增加", "增长", "上升", "提高"), ("减少", "下降", "降低", "压减", "缩减")
_DIRECTION = "|".join((*_UP, *_DOWN))
_COMPARE = (
    r"(?:(?:与|和|同|比|较)(?:上年|20\d\d年)[^，。；;\d]{0,8}?(?P<same>" + _MONEY + r")?(?P<flat>持平)"
    r"|(?:比|较)(?:上年|(?P<before>20\d\d)年)[^，。；;\d]{0,12}?(?P<last>" + _MONEY + r")?，?"
    r"(?P<direction>" + _DIRECTION + r")(?P<change>" + _MONEY + r")"
    r"(?:，?(?P<trend>" + _DIRECTION + r")?(?P<rate>\d+(?:\.\d+)?)%)?)"
)
_OF_COMPARE = re.findall(r"\?P<(\w+)>", _COMPARE)
_TOKEN = re.compile(r"\{(?P<slot>[a-z_~]+)(?::(?P<kind>[a-z]+))?\}|\[(?P<choices>[^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in prose: 分, the denomination it is said in, and its decimals."""

    fen: int
    denomination: Denomination = Denomination.WAN
    decimals: int = 6

    def __str__(self) -> str:
        return format_amount(self.fen, self.denomination, self.decimals) + self.denomination.label


@dataclass(frozen=True, slots=True)
class Comparison:
    """This year against the year before.

    ``change`` is signed; 0 is 持平, and then nothing else is said.  ``rate`` is
    in percent as printed, unsigned; ``None`` on a zero base.
    """

    change: Money | None
    before: int | None = None
    last: Money | None = None
    rate: Decimal | None = None

    @property
    def is_flat(self) -> bool:
        """Whether it says 持平."""
        return self.change is None


Value = Money | Comparison | Decimal | int | str
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence found in folded text: its span, its values, and each slot's span."""

    span: Span
    values: Mapping[str, Value]
    spans: Mapping[str, Span]


@dataclass(frozen=True)
class Template:
    """One declared sentence."""

    text: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What it looks like in folded text."""
        parts = []
        for literal, token in _tokens(self.text):
            parts.append(re.escape(fold(literal)))
            if token is None:
                continue
            if token["choices"] is not None:
                choices = [fold(choice) for choice in token["choices"].split("|")]
                parts.append("(?:" + "|".join(map(re.escape, sorted(choices, key=len, reverse=True))) + ")")
            elif token["slot"] == "~":
                parts.append(r"[^\d。；;]{0,40}?")
            elif token["slot"] == "compare":
                parts[-1] = parts[-1].removesuffix(re.escape("，"))
                parts.append(f"(?:[，。；;]?{_COMPARE})?")
            else:
                parts.append(f"(?P<{token['slot']}>{_KINDS[token['kind']]})")
        return re.compile("".join(parts))

    @cached_property
    def slots(self) -> dict[str, str]:
        """The kind of each slot, ``compare`` included."""
        out = {}
        for _, token in _tokens(self.text):
            if token is not None and token["slot"] and token["slot"] != "~":
                out[token["slot"]] = "compare" if token["slot"] == "compare" else token["kind"]
        return out

    @property
    def is_plain(self) -> bool:
        """Whether its comparison is written without last year's amount and the rate."""
        return "{compare:plain}" in self.text

    @property
    def repeated(self) -> str:
        """The first slot that stands twice, else empty; ``{compare}`` brings slots of its own."""
        names: list[str] = []
        for _, token in _tokens(self.text):
            if token is not None and token["slot"] and token["slot"] != "~":
                names += _OF_COMPARE if token["slot"] == "compare" else [token["slot"]]
        return next((name for i, name in enumerate(names) if name in names[:i]), "")

    @cached_property
    def _anchors(self) -> tuple[str, ...]:
        """The words that every text which says this sentence holds, in their order."""
        words = (fold(literal).removesuffix("，") for literal, _ in _tokens(self.text))
        return tuple(filter(None, words))

    def _may_stand_in(self, folded: str) -> bool:
        """Whether its words are there: mostly they are not, and a pattern takes its time to compile."""
        at = 0
        for word in self._anchors:
            at = folded.find(word, at)
            if at < 0:
                return False
            at += len(word)
        return True

    def read(self, folded: str) -> Iterator[Match]:
        """Every place in folded text that says this sentence."""
        if not self._may_stand_in(folded):
            return
        for match in self.pattern.finditer(folded):
            values: dict[str, Value] = {}
            spans: dict[str, Span] = {}
            for name, kind in self.slots.items():
                if kind == "compare":
                    comparison = _comparison(match)
                    if comparison is not None:
                        values[name] = comparison
                    for part in ("last", "change", "rate", "before", "direction", "trend"):
                        if match[part] is not None:
                            spans[part] = match.span(part)
                    if match["same"] is not None:
                        spans["last"] = match.span("same")
                    continue
                spans[name] = match.span(name)
                text = match[name]
                values[name] = _value(kind, text)
            yield Match(match.span(), values, spans)

    def write(self, values: Mapping[str, Value]) -> str:
        """The sentence that says ``values``; every slot but ``compare`` must have one."""
        parts = []
        for literal, token in _tokens(self.text):
            parts.append(literal)
            if token is None:
                continue
            if token["choices"] is not None:
                parts.append(token["choices"].split("|")[0])
            elif token["slot"] == "compare":
                comparison = values.get("compare")
                if isinstance(comparison, Comparison):
                    parts.append(_written(comparison, plain=token["kind"] == "plain"))
                else:
                    parts[-1] = parts[-1].removesuffix("，")
            elif token["slot"] != "~":
                parts.append(str(values[token["slot"]]))
        return "".join(parts)


def _value(kind: str, text: str) -> Value:
    if kind == "money":
        return money_of(text)
    if kind == "subject":
        return text
    return Decimal(text) if kind == "share" else int(text.replace(",", ""))


def _tokens(text: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    at = 0
    for token in _TOKEN.finditer(text):
        yield text[at : token.start()], token
        at = token.end()
    yield text[at:], None


def money_of(text: str) -> Money:
    """``3,819.05万元`` → its amount, denomination and decimals."""
    unit = next(label for label in ("万元", "亿元", "千元", "元") if text.endswith(label))
    number = text[: -len(unit)]
    amount = parse_amount(number, DENOMINATIONS[unit])
    return Money(amount.fen, DENOMINATIONS[unit], len(number.partition(".")[2]))


def _comparison(match: re.Match[str]) -> Comparison | None:
    if match["flat"] is not None:
        return Comparison(None, last=money_of(match["same"]) if match["same"] else None)
    if match["change"] is None:
        return None
    change = money_of(match["change"])
    if match["direction"] in _DOWN:
        change = Money(-change.fen, change.denomination, change.decimals)
    return Comparison(
        change,
        int(match["before"]) if match["before"] else None,
        money_of(match["last"]) if match["last"] else None,
        Decimal(match["rate"]) if match["rate"] else None,
    )


def _written(comparison: Comparison, plain: bool) -> str:
    change = comparison.change
    if change is None and plain:
        return f"与{_before(comparison)}持平"
    if change is None:
        return f"与上年{comparison.last or ''}持平"
    word, trend = ("增加", "增长") if change.fen > 0 else ("减少", "下降")
    size = Money(abs(change.fen), change.denomination, change.decimals)
    before = _before(comparison)
    if plain:
        return f"比{before}{word}{size}"
    last = str(comparison.last) if comparison.last is not None else ""
    rate = f"，{trend}{comparison.rate}%" if comparison.rate is not None else ""
    return f"比{before}{last}{word}{size}{rate}"


def _before(comparison: Comparison) -> str:
    return f"{comparison.before}年" if comparison.before is not None else "上年"


def rate_of(change: int, last: int) -> Decimal | None:
    """The unsigned rate in percent, two decimals half up; ``None`` on a zero base."""
    if not last:
        return None
    return (abs(Decimal(change)) * 100 / abs(Decimal(last))).quantize(Decimal("0.01"), ROUND_HALF_UP)
