"""The narrative: headings, declared sentences, and every number that stands in prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gouji.forms.declaration import Key
from gouji.model.amount import DENOMINATIONS, Denomination
from gouji.model.book import Kind
from gouji.model.claim import Sum
from gouji.model.document import Document, Grid, Paragraph
from gouji.model.fact import Fact, with_values
from gouji.model.place import Place
from gouji.model.prose import SUBJECTS, Denial, Figure, FigureKind, Sentence
from gouji.model.text import fold
from gouji.recognise.gather import Gathering
from gouji.sentences import Comparison, Declared, Match, declared_sentences, key_named
from gouji.sentences.template import Span

PROSE = "prose"
_HEADING = re.compile(
    r"^(?:(?P<part>第[一二三四五六七八九十]部分)|(?P<one>[一二三四五六七八九十]{1,3}、)|(?P<two>（[一二三四五六七八九十]{1,3}）)"
    r"|(?P<three>\d{1,2}[.、．](?!\d))|(?P<four>（\d{1,2}）))"
)
_RUN_IN = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、．])([^，。；;：\d]{2,24})[。：]"
)
_LONGEST_HEADING = 44
_NUMBER = re.compile(
    r"(?<![\d.,第])(?P<number>-?\d[\d,]*(?:\.\d+)?)(?:(?P<unit>万元|亿元|千元|元)|(?P<rate>%)"
    r"|(?P<count>(?:个|人次|人|辆|台|套|次|批次|批|件|户|名|家|份|平方米|项|场次|场|所|组)))"
)
_DENIAL = re.compile(
    r"(?:无|没有|未安排|不涉及)[^。；;，]{0,16}?(?:" + "|".join(SUBJECTS) + r")[^。；;，]{0,24}"
)
_LIMIT = re.compile(r"（?含?）?(?:以上|以下|以内)")
_RANKS = {"part": 0, "one": 1, "two": 2, "three": 3, "four": 4}


@dataclass(slots=True)
class Passage:
    """The body text under one heading, folded, with the way back to each paragraph."""

    path: tuple[str, ...]
    text: str = ""
    starts: list[int] = field(default_factory=list)
    origins: list[tuple[Paragraph, list[int]]] = field(default_factory=list)

    def add(self, paragraph: Paragraph, skip: int = 0) -> None:
        """Append a paragraph from its folded character ``skip`` on."""
        folded, offsets = folded_with_offsets(paragraph.text)
        self.starts.append(len(self.text))
        self.origins.append((paragraph, offsets[skip:]))
        self.text += folded[skip:]

    def place(self, span: Span, slot: str) -> Place:
        """Where a span stands, with exactly the printed text of it."""
        at = bisect_right(self.starts, span[0]) - 1
        paragraph, offsets = self.origins[at]
        first = offsets[span[0] - self.starts[at]]
        end = span[1] - 1 - self.starts[at]
        last = offsets[end] + 1 if end < len(offsets) else len(paragraph.text)
        return Place(
            paragraph.file,
            paragraph.page,
            paragraph.line,
            section=self.path,
            slot=slot,
            text=paragraph.text[first:last],
            box=paragraph.box,
        )


def folded_with_offsets(text: str) -> tuple[str, list[int]]:
    """Folded text and, for each of its characters, the index it came from."""
    out: list[str] = []
    offsets: list[int] = []
    for i, sign in enumerate(text):
        for c in fold(sign):
            out.append(c)
            offsets.append(i)
    return "".join(out), offsets


def passages(document: Document, skip: set[int]) -> Iterator[Passage]:
    """The narrative heading by heading; ``skip`` are blocks that are captions or contents."""
    path: list[tuple[int, str]] = []
    passage = Passage(())
    for number, block in enumerate(document.blocks):
        if isinstance(block, Grid):
            if passage.text:
                yield passage
            passage = Passage(tuple(text for _, text in path))
            continue
        if number in skip:
            continue
        folded = fold(block.text)
        rank = _rank(block, folded)
        run_in = _RUN_IN.match(folded) if rank is None else None
        if rank is None and run_in is None:
            passage.add(block)
            continue
        if passage.text:
            yield passage
        title = folded if run_in is None else run_in[0][:-1]
        level = rank if rank is not None else _numbering_rank(folded)
        path = [(other, text) for other, text in path if other < level]
        path.append((level, title[:_LONGEST_HEADING]))
        passage = Passage(tuple(text for _, text in path))
        if run_in is not None:
            passage.add(block, run_in.end())
    if passage.text:
        yield passage


def _rank(block: Paragraph, folded: str) -> int | None:
    """How high a heading is (0 highest), or ``None`` for body text."""
    if len(folded) > _LONGEST_HEADING or not folded:
        return None
    match = _HEADING.match(folded)
    if match is not None:
        if match.lastgroup in ("three", "four") and (block.level == 0 or folded.endswith(("。", "；", ";"))):
            return None if re.search(r"[。；;，]", folded) else 3
        return None if folded.endswith(("。", "；", ";")) else _RANKS[match.lastgroup or "three"]
    return min(block.level - 1, 4) if block.level else None


def _numbering_rank(folded: str) -> int:
    match = _HEADING.match(folded)
    return _RANKS[match.lastgroup or "three"] if match else 3


@dataclass(frozen=True, slots=True)
class Prose:
    """What the narrative says."""

    figures: tuple[Figure, ...]
    sentences: tuple[Sentence, ...]
    spoken: tuple[Sum, ...]
    denials: tuple[Denial, ...]


def read_prose(
    document: Document,
    skip: set[int],
    base: Fact,
    year: int | None,
    gathering: Gathering,
    kind: Kind = Kind.BUDGET,
    form: str | None = None,
) -> Prose:
    """Read all declared sentences and list every other number of the narrative."""
    reading = _Reading(base, year, kind, form, gathering)
    for passage in passages(document, skip):
        reading.passage(passage)
    return Prose(
        tuple(reading.figures), tuple(reading.sentences), tuple(reading.spoken), tuple(reading.denials)
    )


class _Reading:
    """The figures met so far; claims go to the gathering."""

    def __init__(
        self, base: Fact, year: int | None, kind: Kind, form: str | None, gathering: Gathering
    ) -> None:
        self.base = base
        self.year = year
        self.sentences_of = [d for d in declared_sentences(form) if d.kind is kind]
        self.gathering = gathering
        self.figures: list[Figure] = []
        self.sentences: list[Sentence] = []
        self.spoken: list[Sum] = []
        self.denials: list[Denial] = []

    def passage(self, passage: Passage) -> None:
        taken: list[Span] = []
        for declared in self.sentences_of:
            under = not declared.within or any(
                word in title for word in declared.within for title in passage.path
            )
            if not under and not declared.loose:
                continue
            for match in declared.matches(passage.text):
                if not under and not any(word in passage.text[: match.span[0]] for word in declared.within):
                    continue
                if not any(_overlap(match.span, other) for other in taken):
                    taken += match.spans.values()
                    self._sentence(passage, declared, match)
        for denial in _DENIAL.finditer(passage.text):
            place = passage.place(denial.span(), "denial")
            self.denials += [Denial(word, place) for word in SUBJECTS if word in denial[0]]
        for number in _NUMBER.finditer(passage.text):
            if not any(_overlap(number.span(), other) for other in taken):
                self._loose(passage, number)

    def _sentence(self, passage: Passage, declared: Declared, match: Match) -> None:
        made: dict[str, int] = {}
        named = self._named(declared, match)
        for slot, span in match.spans.items():
            value = match.values.get(slot)
            kind = declared.kinds.get(slot)
            if kind in ("year", "subject") or slot in ("before", "direction", "trend"):
                continue
            if kind == "count" and isinstance(value, int):
                made[slot] = self._figure(
                    FigureKind.COUNT, Decimal(value), passage.place(span, slot), declared.id, slot
                )
            elif slot == "rate" or kind == "share":
                text = passage.text[span[0] : span[1]]
                made[slot] = self._figure(
                    FigureKind.RATE, Decimal(text), passage.place(span, slot), declared.id, slot
                )
            else:
                key = declared.keys.get(slot) if slot != "change" and named is not None else None
                key = (*key, *named) if key is not None and named else key
                made[slot] = self._money(passage, span, declared.id, slot, key)
        comparison = match.values.get("compare")
        said = trend = None
        if isinstance(comparison, Comparison):
            said = 0 if comparison.change is None else (1 if comparison.change.fen > 0 else -1)
            if "trend" in match.spans:
                first, last = match.spans["trend"]
                trend = -1 if passage.text[first:last] in ("减少", "下降", "降低", "压减", "缩减") else 1
            self._compared(made, said, passage)
        for total, parts in declared.sums.items():
            if not {total, *parts} <= made.keys():
                continue
            claims = [self.figures[made[slot]].claim for slot in (total, *parts)]
            if all(claim is not None for claim in claims):
                whole, *rest = (claim for claim in claims if claim is not None)
                self.spoken.append(Sum(whole, tuple(rest), True, f"{passage.path[-1]}：句内合计"))
        place = passage.place(match.span, "")
        self.sentences.append(Sentence(declared.id, place, made, said, trend))

    def _named(self, declared: Declared, match: Match) -> Key | None:
        """The functional code a sentence names, nothing where it names none; ``None`` for one that is unknown."""
        if not declared.lists:
            return ()
        said = next(match.values[slot] for slot, kind in declared.kinds.items() if kind == "subject")
        return key_named(str(said), self.year)

    def _compared(self, made: dict[str, int], said: int, passage: Passage) -> None:
        """This year = last year ± change: a sum of the sentence's own claims."""
        if said == 0 and {"this", "last"} <= made.keys():
            flat = [self.figures[made[slot]].claim for slot in ("this", "last")]
            if flat[0] is not None and flat[1] is not None:
                title = passage.path[-1] if passage.path else "正文"
                self.spoken.append(Sum(flat[0], (flat[1],), True, f"{title}：与上年持平"))
        if not {"this", "last", "change"} <= made.keys():
            return
        this, last, change = (self.figures[made[slot]].claim for slot in ("this", "last", "change"))
        if this is None or last is None or change is None:
            return
        label = f"{passage.path[-1] if passage.path else '正文'}：本年、上年与增减额"
        if said > 0:
            self.spoken.append(Sum(this, (last, change), True, label))
        else:
            self.spoken.append(Sum(last, (this, change), True, label))

    def _loose(self, passage: Passage, number: re.Match[str]) -> None:
        digits = Decimal(number["number"].replace(",", ""))
        if number["unit"] and _LIMIT.match(passage.text, number.end()):
            self._figure(FigureKind.THRESHOLD, digits, passage.place(number.span("number"), ""), "", "")
        elif number["unit"]:
            self._money(passage, number.span(), "", "", None)
        elif number["rate"]:
            self._figure(FigureKind.RATE, digits, passage.place(number.span("number"), ""), "", "")
        else:
            self._figure(FigureKind.COUNT, digits, passage.place(number.span("number"), ""), "", "")

    def _money(self, passage: Passage, span: Span, sentence: str, slot: str, key: Key | None) -> int:
        text = passage.text[span[0] : span[1]]
        unit = next(label for label in ("万元", "亿元", "千元", "元") if text.endswith(label))
        denomination: Denomination = DENOMINATIONS[unit]
        place = passage.place((span[0], span[1] - len(unit)), slot)
        fact = None
        if key is not None:
            values = dict(key)
            if isinstance(values.get("year"), int):
                values["year"] = self.year + int(values["year"] or 0) if self.year is not None else None
            fact = with_values(self.base, values)
        digits = text[: -len(unit)]
        claim = self.gathering.claim(fact, place, denomination, PROSE, digits=digits)
        return self._figure(FigureKind.MONEY, Decimal(digits.replace(",", "")), place, sentence, slot, claim)

    def _figure(
        self,
        kind: FigureKind,
        number: Decimal,
        place: Place,
        sentence: str,
        slot: str,
        claim: int | None = None,
    ) -> int:
        self.figures.append(Figure(kind, number, place, sentence, slot, claim))
        return len(self.figures) - 1


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def caption_blocks(document: Document, captions: Sequence[Paragraph]) -> set[int]:
    """The numbers of the blocks that are among ``captions`` (by identity)."""
    wanted = {id(caption) for caption in captions}
    return {number for number, block in enumerate(document.blocks) if id(block) in wanted}
