"""The narrative: declared sentences filled from the ledger, and the clerk's own words as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from gouji.compile.worth import Worth
from gouji.forms import Form, Key
from gouji.forms.outline import Outline, Part, Saying
from gouji.model.amount import Denomination
from gouji.model.fact import Fact, with_values
from gouji.model.ledger import Ledger
from gouji.model.publication import Headline, LaidTable, Piece, Prose
from gouji.sentences import Comparison, Declared, Money, declared_sentences, rate_of
from gouji.sentences.template import Value


@dataclass(slots=True)
class Narrator:
    """Writes one disclosure's prose; ``remarks`` collects what could not be said, and why."""

    ledger: Ledger
    worth: Worth
    form: Form
    outline: Outline
    tables: dict[str, LaidTable]
    remarks: list[str] = field(default_factory=list)

    def pieces(self) -> tuple[Piece, ...]:
        """Headings, paragraphs and tables in the order of the outline."""
        return tuple(piece for part in self.outline.parts for piece in self._part(part, 1))

    def _part(self, part: Part, level: int) -> Iterator[Piece]:
        yield Headline(self._words(part.heading), level)
        for saying in part.sayings:
            yield from self._saying(saying, part.heading)
        for inner in part.parts:
            yield from self._part(inner, level + 1)

    def _saying(self, saying: Saying, heading: str) -> Iterator[Piece]:
        if saying.when is not None and not self.worth.of(self._fact(saying.when)):
            return
        if saying.unless is not None and self.worth.of(self._fact(saying.unless)):
            return
        if saying.table:
            yield from self.tables.values() if saying.table == "*" else [self.tables[saying.table]]
        elif saying.terms:
            yield from map(Prose, self.ledger.passage("名词解释"))
        elif saying.passage:
            texts = self.ledger.passage(saying.passage)
            if not texts:
                self.remarks.append(f"“{heading}”下没有文字：工作簿里“{saying.passage}”没有填写")
            yield from map(Prose, texts)
        elif saying.text:
            yield Prose(self._words(saying.text))
        else:
            sentences = [text for id in saying.sentences if (text := self._sentence(id, heading))]
            if sentences:
                yield Prose("。".join(sentences) + "。" + self._reason(saying.reason))

    def _words(self, text: str) -> str:
        return text.replace("{year}", str(self.ledger.year)).replace("{department}", self.ledger.department)

    def _reason(self, subject: str) -> str:
        reason = self.ledger.reason(subject) if subject else ""
        if not reason:
            return ""
        reason = reason if reason.endswith(("。", "；", "！")) else reason + "。"
        return reason if "原因" in reason[:6] else f"主要原因是：{reason}"

    def _fact(self, key: Key) -> Fact:
        base = with_values(Fact(year=self.ledger.year), dict(self.form.base))
        values = {d: self.ledger.year + int(v or 0) if d == "year" else v for d, v in key}
        return with_values(base, values)

    def _sentence(self, id: str, heading: str) -> str:
        declared = next((d for d in declared_sentences() if d.id == id and self.form.id in d.forms), None)
        if declared is None:
            raise LookupError(f"表样 {self.form.id} 的纲目提到没有声明的句子“{id}”")
        values: dict[str, Value] = {}
        for slot, kind in declared.template.slots.items():
            value = self._value(declared, slot, kind)
            if value is not None:
                values[slot] = value
            elif kind != "compare":
                self.remarks.append(f"“{heading}”下少一句（{id}）：工作簿里没有填它要说的数（{slot}）")
                return ""
        return declared.template.write(values)

    def _value(self, declared: Declared, slot: str, kind: str) -> Value | None:
        if kind == "year":
            return self.ledger.year
        if kind == "count":
            return self._count(declared, slot)
        if kind == "compare":
            return self._comparison(declared)
        key = declared.keys.get(slot)
        fen = self.worth.of(self._fact(key)) if key is not None else None
        return None if fen is None else self._money(fen)

    def _money(self, fen: int) -> Money:
        return Money(fen, Denomination.WAN, self.outline.decimals if fen else 0)

    def _count(self, declared: Declared, slot: str) -> int | None:
        """A count the clerk entered, or how many projects (entries of them) the sentence's money is for."""
        name = declared.counts.get(slot, slot)
        if name not in ("projects", "entries"):
            return self.ledger.count(name)
        facts = [line.fact for line in self.worth.lines_of(self._fact(declared.keys["this"]))]
        if name == "projects":
            return len({fact.project for fact in facts})
        return len({(fact.unit, fact.project) for fact in facts})

    def _comparison(self, declared: Declared) -> Comparison | None:
        """This year against last, by the figures; ``None`` where last year was not entered."""
        if "last" not in declared.keys:
            return None
        this, last = (self.worth.of(self._fact(declared.keys[slot])) for slot in ("this", "last"))
        if this is None or last is None:
            self.remarks.append(
                f"“{declared.within[0] if declared.within else declared.id}”没有与上年比较：上年数没有填写"
            )
            return None
        change = this - last
        if not change:
            return Comparison(None)
        before = self.ledger.year - 1
        return Comparison(self._money(change), before, self._money(last), rate_of(change, last))
