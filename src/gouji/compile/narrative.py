"""The narrative: declared sentences filled from the ledger, and the clerk's own words as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from gouji.compile.desk import department_of
from gouji.compile.remark import Remark, quoted
from gouji.compile.template import SLOT
from gouji.compile.worth import Worth
from gouji.forms import Form, Key
from gouji.forms.outline import Outline, Part, Saying
from gouji.model.amount import Denomination, round_to
from gouji.model.errors import Unreadable
from gouji.model.fact import Fact, with_values
from gouji.model.finding import Severity
from gouji.model.ledger import Ledger
from gouji.model.publication import Headline, LaidTable, Piece, Prose
from gouji.sentences import Comparison, Declared, Money, declared_sentences, rate_of, subject_named
from gouji.sentences.template import Value

COUNTED = {
    "administrative": "行政编制",
    "institution": "事业编制",
    "support": "工勤编制",
    "actual": "实有人数",
    "retired": "离退休人员",
    "cadres": "离休人数",
    "pensioners": "退休人数",
    "vehicles": "车辆数",
    "equipment": "单价 100 万元以上设备数",
    "vehicles_planned": "计划购置车辆数",
    "equipment_planned": "计划购置单价 100 万元以上设备数",
}
"""What the counts that sentences speak of are called."""


@dataclass(slots=True)
class Narrator:
    """Writes one disclosure's prose; ``remarks`` collects what could not be said, and why."""

    ledger: Ledger
    worth: Worth
    form: Form
    outline: Outline
    tables: dict[str, LaidTable]
    remarks: list[Remark] = field(default_factory=list)
    _changed: bool = False

    def pieces(self) -> tuple[Piece, ...]:
        """Headings, paragraphs and tables in the order of the outline."""
        return tuple(piece for part in self.outline.parts for piece in self._part(part, 1))

    def words(self, text: str) -> str:
        """A text of the outline with year, department and level written out."""
        for name, value in (
            ("{year}", str(self.ledger.year)),
            ("{department}", department_of(self.ledger, self.worth.unit)),
            ("{level}", "部门" if self.worth.unit is None else "单位"),
        ):
            text = text.replace(name, value)
        return text

    def _part(self, part: Part, level: int) -> Iterator[Piece]:
        heading = self.words(part.heading)
        said = [piece for saying in part.sayings for piece in self._saying(saying, heading)]
        inner = [piece for below in part.parts for piece in self._part(below, level + 1)]
        if said or inner or not part.optional:
            if heading:
                yield Headline(heading, level)
            yield from said
            yield from inner

    def _saying(self, saying: Saying, heading: str) -> Iterator[Piece]:
        if saying.when is not None and not self.worth.of(self._fact(saying.when)):
            return
        if saying.unless is not None and self.worth.of(self._fact(saying.unless)):
            return
        if saying.table:
            if saying.table != "*" and saying.table not in self.tables:
                raise self._wrong(f"没有的表“{saying.table}”")
            yield from self.tables.values() if saying.table == "*" else [self.tables[saying.table]]
        elif saying.terms:
            yield from self._passage("名词解释", heading, saying, self.ledger.passage("名词解释"))
        elif saying.passage:
            yield from self._passage(saying.passage, heading, saying)
        elif saying.text:
            yield from self._text(self.words(saying.text), heading, saying)
        else:
            self._changed = False
            if any(self._declared(id).lists for id in saying.sentences):
                yield from self._list(saying, heading)
                return
            found = [text for id in saying.sentences if (text := self._sentence(id, heading, saying))]
            if found:
                text = self.words(saying.lead) + saying.join.join(found) + "。"
                yield Prose(text + self._reason(saying.reason, heading))

    def _text(self, text: str, heading: str, saying: Saying) -> Iterator[Piece]:
        """Words of an outline, slots of a template filled; no paragraph where nothing is left of it."""
        self._changed = False

        def fill(slot: re.Match[str]) -> str:
            if slot["kind"] == "句":
                return self._sentence(slot["name"], heading, saying)
            return self._reason(slot["name"], heading)

        filled = SLOT.sub(fill, text)
        if filled.strip(" ，。；"):
            yield Prose(filled.replace("。。", "。"))

    def _passage(
        self, subject: str, heading: str, saying: Saying, usual: tuple[str, ...] = ()
    ) -> Iterator[Piece]:
        texts = self.ledger.passage(subject, self.worth.unit) or usual
        if not texts and not saying.optional:
            said = f"{quoted(heading)}下没有文字：工作簿里{quoted(subject)}没有填写。"
            self._remark(Severity.WARNING, said)
        yield from map(Prose, texts)

    def _reason(self, subject: str, heading: str) -> str:
        """Why it changed, as the clerk says it; that it is missing is an error where there is a change."""
        reason = self.ledger.reason(subject, self.worth.unit) if subject else ""
        if not reason:
            if subject and self._changed:
                self._remark(
                    Severity.ERROR,
                    f"{quoted(heading)}比上年有增减，没有写原因；请在“变动原因”里填写{quoted(subject)}的原因。",
                )
            return ""
        reason = reason if reason.endswith(("。", "；", "！")) else reason + "。"
        return reason if "原因" in reason[:6] else f"主要原因是：{reason}"

    def _fact(self, key: Key) -> Fact:
        base = with_values(Fact(year=self.ledger.year), dict(self.form.base))
        values = {d: self.ledger.year + int(v or 0) if d == "year" else v for d, v in key}
        return with_values(base, values)

    def _declared(self, id: str) -> Declared:
        declared = next((d for d in declared_sentences() if d.id == id and self.form.id in d.forms), None)
        if declared is None:
            raise self._wrong(f"没有声明的句子“{id}”")
        return declared

    def _list(self, saying: Saying, heading: str) -> Iterator[Piece]:
        """A numbered paragraph for every functional code that has money."""
        number = 0
        for id in saying.sentences:
            declared = self._declared(id)
            lines = self.worth.lines_of(self._fact(declared.keys["this"]))
            for code in sorted({line.fact.function for line in lines if line.fact.function}):
                text = self._sentence(id, heading, saying, code)
                if text:
                    number += 1
                    yield Prose(f"{number}.{text}。")

    def _sentence(self, id: str, heading: str, saying: Saying, code: str = "") -> str:
        declared = self._declared(id)
        if saying.nonzero and not self.worth.of(self._fact(declared.keys["this"])):
            return ""
        values: dict[str, Value] = {}
        for slot, kind in declared.template.slots.items():
            value = self._value(declared, slot, kind, heading, code)
            if value is not None:
                values[slot] = value
            elif kind != "compare":
                lacking = COUNTED.get(slot, "它要说的金额")
                self._remark(Severity.WARNING, f"{quoted(heading)}下少一句：工作簿里没有填{lacking}。")
                return ""
        text = declared.template.write(values)
        if self.worth.unit is not None:
            text = text.replace("本部门", "本单位").replace("年部门", "年单位")
        return text

    def _value(self, declared: Declared, slot: str, kind: str, heading: str, code: str) -> Value | None:
        if kind == "subject":
            return subject_named(code, self.ledger.year)
        if kind == "year":
            return self.ledger.year
        if kind == "count":
            return self._count(declared, slot)
        if kind == "compare":
            return self._comparison(declared, heading)
        key = declared.keys["this" if kind == "share" else slot]
        fen = self.worth.of(self._fact(key)._replace(function=code or None))
        if fen is None:
            return None
        if kind == "share":
            whole = self.worth.of(self._fact(declared.of)) if declared.of is not None else None
            return _share(self._rounded(fen), self._rounded(whole)) if whole else None
        return self._money(fen)

    def _money(self, fen: int) -> Money:
        return Money(fen, Denomination.WAN, self.outline.decimals if fen else 0)

    def _rounded(self, fen: int) -> int:
        """An amount as it is said: a reader can only reckon with what is printed."""
        return round_to(fen, max(1, Denomination.WAN.value // 10**self.outline.decimals))

    def _count(self, declared: Declared, slot: str) -> int | None:
        """A count the clerk entered, or how many projects (entries of them) the sentence's money is for."""
        name = declared.counts.get(slot, slot)
        if name in ("projects", "entries"):
            facts = [line.fact for line in self.worth.lines_of(self._fact(declared.keys["this"]))]
            if name == "projects":
                return len({fact.project for fact in facts})
            return len({(fact.unit, fact.project) for fact in facts})
        return count_of(self.ledger, name, self.worth.unit)

    def _comparison(self, declared: Declared, heading: str) -> Comparison | None:
        """This year against last, by the figures; ``None`` where last year was not entered."""
        if "last" not in declared.keys:
            return None
        this, last = (self.worth.of(self._fact(declared.keys[slot])) for slot in ("this", "last"))
        if this is None or last is None:
            self._remark(
                Severity.WARNING,
                f"{quoted(heading)}有一句没有与上年比较：工作簿里“上年数”没有填它的上年金额。",
            )
            return None
        change = self._rounded(this) - self._rounded(last)
        before = self.ledger.year - 1
        if not change:
            return Comparison(None, before)
        self._changed = True
        return Comparison(
            self._money(change), before, self._money(last), rate_of(change, self._rounded(last))
        )

    def _wrong(self, what: str) -> Unreadable:
        return Unreadable(f"表样 {self.form.id} 的 outline.yaml", f"提到{what}", "请改纲目。")

    def _remark(self, severity: Severity, text: str) -> None:
        self.remarks.append(Remark(severity, text, lacking=True))


def count_of(ledger: Ledger, name: str, unit: str | None) -> int | None:
    """A counted number: a unit's as its row says, the department's as entered or as its units add up to."""
    if unit is not None:
        own = next((u for u in ledger.units if u.label == unit), None)
        found = dict(own.staff).get(name) if own is not None else None
        return ledger.count(name, unit) if found is None else found
    entered = ledger.count(name)
    if entered is not None:
        return entered
    named = [(dict(u.staff).get(name), ledger.count(name, u.label)) for u in ledger.units]
    parts = [own if own is not None else other for own, other in named if (own, other) != (None, None)]
    return sum(n or 0 for n in parts) if parts and len(parts) == len(ledger.units) else None


def _share(part: int, whole: int) -> Decimal:
    """The part in percent of the whole, two decimals, half up."""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)
