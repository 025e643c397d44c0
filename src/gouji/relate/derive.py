"""All relations of a book, each once: agreement, sums, roll-ups, parts and wholes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, product

from gouji.forms import Link, load_links
from gouji.model.amount import Mark
from gouji.model.book import Book
from gouji.model.claim import Claim
from gouji.model.fact import DIMENSIONS, PARTITIONS, Fact, context_of, is_part, prefixes, with_values
from gouji.model.relation import Relation, RelationKind
from gouji.relate.lists import CompleteList, Coordinates, complete_lists
from gouji.relate.units import relate_units

PROSE = "prose"
"""The source of claims that stand in sentences."""

_SOFT_TAGS = frozenset({"cost", "whole_cost"})
"""Tags read from wording, not from heads: a miss is a warning and blames no table cell."""

_SPLIT = ("fund", "origin")
"""Dimensions along which a table may print only a part of what another prints."""


def relate(book: Book) -> tuple[Relation, ...]:
    """The relations between the claims of ``book``, in a stable order.

    The size is natural: about one relation per independent fact.
    """
    names = {table.id: table.name for table in book.tables}
    unsure = frozenset(table.id for table in book.tables if not table.sure)
    derivation = _Derivation(book.claims, complete_lists(book.listings, book.claims), names, unsure)
    derivation.agreements()
    derivation.sums(book)
    derivation.roll_ups()
    derivation.meetings()
    derivation.partitions()
    derivation.parts_and_wholes()
    derivation.tagged()
    derivation.links(load_links(), book.year)
    derivation.prose(book)
    relate_units(derivation, book)
    return tuple(derivation.relations)


class _Derivation:
    """One run: the claims by fact, the complete lists by context, and what was derived."""

    def __init__(
        self,
        claims: Sequence[Claim],
        lists: Sequence[CompleteList],
        names: dict[str, str],
        unsure: frozenset[str],
    ) -> None:
        self.claims: Sequence[Claim] = claims
        self.names = names
        self.lists = lists
        self.declared = any(c.source not in unsure and c.source != PROSE for c in claims)
        self.unsure = (
            unsure  # tables whose lists may not be what they seem: silence there proves nothing elsewhere
        )
        self.relations: list[Relation] = []
        self.seen: set[tuple[bool, frozenset[tuple[int, int]]]] = set()
        self.by_fact: dict[Fact, list[int]] = {}
        self.said: dict[Fact, list[int]] = {}
        self._sound: dict[int, bool] = {}
        for i, claim in enumerate(claims):
            if claim.fact is None:
                continue
            if claim.source == PROSE:
                self.said.setdefault(claim.fact, []).append(i)
            else:
                self.by_fact.setdefault(claim.fact, []).append(i)
        self.context = {fact: context_of(fact) for fact in self.by_fact}
        self.facts_of: dict[Fact, list[Fact]] = {}
        for fact, context in self.context.items():
            self.facts_of.setdefault(context, []).append(fact)
        self.first = {fact: min(found, key=self._rank) for fact, found in self.by_fact.items()}
        self.telling = {
            self._row(i) for i, claim in enumerate(claims) if claim.is_printed and claim.amount.fen
        }
        self.by_context: dict[Fact, list[CompleteList]] = {}
        for complete in lists:
            self.by_context.setdefault(complete.context, []).append(complete)

    def _row(self, i: int) -> tuple[object, ...]:
        """The printed row that a claim stands in."""
        place = self.claims[i].place
        return (place.file, place.table, place.row, place.page, place.line)

    def _rank(self, i: int) -> tuple[bool, bool, int, int]:
        """The most precise printed claim stands for its fact, of equals the first; declared ones before."""
        claim = self.claims[i]
        return (not claim.is_printed, claim.source in self.unsure, claim.amount.quantum, i)

    # --- the kinds --------------------------------------------------------------------------------

    def agreements(self) -> None:
        """Two prints of one fact agree.

        Blank, dash and 无 print nothing; but in a row that prints other money, a
        cell left blank says that there is none of this.
        """
        for fact, found in self.by_fact.items():
            if fact.tag in _SOFT_TAGS:
                continue
            printed = [i for i in found if self.claims[i].is_printed or self._row(i) in self.telling]
            kind = RelationKind.BALANCE if fact.flow is None else RelationKind.AGREEMENT
            for i in printed:
                if i != self.first[fact]:
                    label = f"{self._name(self.first[fact])}＝{self._name(i)}"
                    self.add(kind, [i], [self.first[fact]], label)

    def sums(self, book: Book) -> None:
        """Declared row sums and totals, between the very cells that print them."""
        for total in book.sums:
            label = self._in_table(total.total, total.label)
            self.add(RelationKind.ROLL_UP, [total.total], total.parts, label)
        for part in book.parts:
            self.add(RelationKind.BOUND, [part.part], [part.whole], self._in_table(part.part, part.label))

    def roll_ups(self) -> None:
        """A fact is the sum of the finer claims of any list that is complete for it."""
        for fact, found in self.by_fact.items():
            for complete in self._lists_about(fact):
                key = complete.key_of(fact)
                if key is None:
                    continue
                members = complete.sum_under(key, strictly=True)
                if members is None:
                    continue
                own = [i for i in found if self.claims[i].source == complete.listing.table]
                if not members and not own and complete.listing.table in self.unsure:
                    continue
                for i in own or [self.first[fact]]:
                    if i in members:
                        continue
                    if members or self.claims[i].amount.mark is Mark.NUMBER:
                        self.add(RelationKind.ROLL_UP, [i], members, self._list_label(complete, members))

    def meetings(self) -> None:
        """Two lists of one context agree wherever their dimensions meet."""
        for lists in self.by_context.values():
            for one, other in combinations(lists, 2):
                if one.listing.table != other.listing.table:
                    for fact, left, right in self._pairs(one, other, one.context):
                        if fact not in self.by_fact:
                            label = self._meeting_label(one, other, fact)
                            self.add(RelationKind.ROLL_UP, left, right, label)

    def partitions(self) -> None:
        """Values that are complete by definition: fiscal money is its three budgets."""
        for fact in self.by_fact:
            for (name, whole), values in PARTITIONS.items():
                if getattr(fact, name) != whole:
                    continue
                finer = [self.terms(fact._replace(**{name: value})) for value in values]  # type: ignore[arg-type]
                if any(terms is None for terms in finer) or not any(finer):
                    continue
                parts = [i for terms in finer if terms for i in terms]
                label = "＝".join((self._name(self.first[fact]), "＋".join(self._tables(parts))))
                self.add(RelationKind.ROLL_UP, [self.first[fact]], parts, label)

    def parts_and_wholes(self) -> None:
        """A part is within its whole; where the whole leaves nothing over, they are equal below too."""
        contexts = list(self.facts_of)
        for part in contexts:
            wholes = sorted(
                (whole for whole in contexts if whole != part and _splits(part, whole)),
                key=lambda whole: sum(len(str(value)) for value in whole if value is not None),
                reverse=True,
            )
            done: set[tuple[tuple[int, ...], Fact]] = set()
            for whole in wholes:
                self._within(part, whole, done)

    def tagged(self) -> None:
        """Money told apart by a tag is within the untagged money it is a part of."""
        for fact, found in self.by_fact.items():
            if fact.tag is None:
                continue
            whole = self.terms(fact._replace(tag=None))
            if not whole:
                continue
            for i in found:
                if not self.claims[i].is_printed or i in whole:
                    continue
                soft = fact.tag in _SOFT_TAGS
                if fact.tag == "whole_cost":
                    label = f"{self._name(i)}＝{self.side(whole)}"
                    self.add(RelationKind.AGREEMENT, [i], whole, label, soft=soft)
                else:
                    label = f"{self._name(i)} 不大于 {self.side(whole)}"
                    self.add(RelationKind.BOUND, [i], whole, label, soft=soft)

    def prose(self, book: Book) -> None:
        """What sentences say: the facts of tables again (softly), and sums of their own."""
        for fact, found in self.said.items():
            told = self.terms(fact)
            for i in found:
                if told:
                    label = f"{self.side(told)}＝{self._name(i)}"
                    self.add(RelationKind.AGREEMENT, [i], told, label, soft=True)
                elif i != found[0]:
                    label = f"{self._name(found[0])}＝{self._name(i)}"
                    self.add(RelationKind.AGREEMENT, [i], found[:1], label, soft=True)
                self._tagged_prose(fact, i)
        for total in book.spoken:
            self.add(RelationKind.SENTENCE, [total.total], total.parts, total.label)

    def _tagged_prose(self, fact: Fact, i: int) -> None:
        whole = self.terms(fact._replace(tag=None)) if fact.tag else None
        if whole:
            label = f"{self._name(i)} 不大于 {self.side(whole)}"
            self.add(RelationKind.BOUND, [i], whole, label, soft=True)

    def links(self, links: Sequence[Link], year: int | None) -> None:
        """Money that can only be other money is not more than it, context by context."""
        contexts = dict.fromkeys(c._replace(nature=None, controlled=None) for c in self.facts_of if not c.tag)
        for link in links:
            if year is not None and link.since is not None and year < link.since:
                continue
            for context in contexts:
                part = self._told(with_values(context, dict(link.part)))
                whole = self._told(with_values(context, dict(link.whole)))
                if part and whole and not set(part) & set(whole):
                    label = f"{self.side(part)} 不大于 {self.side(whole)}"
                    self.add(RelationKind.BOUND, part, whole, label)

    def _told(self, fact: Fact) -> Sequence[int] | None:
        """As :meth:`terms`; basic money that is told only as 人员 and 公用 is looked for there."""
        terms = self.terms(fact)
        if terms or fact.nature != "basic":
            return terms
        finer = [self.terms(fact._replace(nature=nature)) for nature in PARTITIONS["nature", "basic"]]
        return [i for terms in finer if terms for i in terms] or None

    def _within(self, part: Fact, whole: Fact, done: set[tuple[tuple[int, ...], Fact]]) -> None:
        for fact, narrow, wide in self._common(part, whole):
            mark = (tuple(narrow), fact)
            if mark in done:
                continue
            done.add(mark)
            if self._nothing_over(part, whole, fact):
                label = f"{self.side(wide)}＝{self.side(narrow)}"
                self.add(RelationKind.ROLL_UP, wide, narrow, label)
            elif wide and narrow:
                label = f"{self.side(narrow)} 不大于 {self.side(wide)}"
                self.add(RelationKind.BOUND, narrow, wide, label)

    def _common(self, part: Fact, whole: Fact) -> Iterable[tuple[Fact, Sequence[int], Sequence[int]]]:
        """Facts of ``part`` that ``whole`` tells too, with the claims that print either side."""
        for fact in self.facts_of[part]:
            terms = self.terms(_moved(fact, whole))
            if terms is not None:
                yield fact, [self.first[fact]], terms
        for one in self.by_context.get(part, ()):
            for other in self.by_context.get(whole, ()):
                if one.listing.table != other.listing.table:
                    for fact, left, right in self._pairs(one, other, part):
                        if fact not in self.by_fact or _moved(fact, whole) not in self.by_fact:
                            yield fact, left, right

    # --- what they are made of ----------------------------------------------------------------------

    def _pairs(
        self, one: CompleteList, other: CompleteList, context: Fact
    ) -> Iterable[tuple[Fact, tuple[int, ...], tuple[int, ...]]]:
        """Keys over the shared dimensions, with the claims of both lists that add up to them."""
        shared = tuple(d for d in one.rows.dimensions if d in other.rows.dimensions and d != "line")
        if not shared:
            return
        keys: dict[Coordinates, None] = {}
        for rows in (one.rows, other.rows):
            where = [rows.dimensions.index(name) for name in shared]
            for values in rows.coordinates:
                keys[tuple(values[w] for w in where)] = None
        for key in keys:
            left, right = one.sum_over(shared, key), other.sum_over(shared, key)
            if left is None or right is None or not (left or right):
                continue
            if not (left and right) and {one.listing.table, other.listing.table} & self.unsure:
                continue
            yield context._replace(**dict(zip(shared, key, strict=True))), left, right  # type: ignore[arg-type]

    def terms(self, fact: Fact) -> Sequence[int] | None:
        """Claims that add up to ``fact``: its own print, or a complete list; ``None`` if untold."""
        if fact in self.first:
            return [self.first[fact]]
        for complete in self._lists_about(fact):
            key = complete.key_of(fact)
            if key is not None:
                members = complete.sum_under(key)
                if members or (members is not None and complete.listing.table not in self.unsure):
                    return members
        return None

    def _lists_about(self, fact: Fact) -> Sequence[CompleteList]:
        return self.by_context.get(self.context.get(fact) or context_of(fact), ())

    def _nothing_over(self, part: Fact, whole: Fact, fact: Fact) -> bool:
        """Whether, at ``fact`` or above it, the part is printed to be the whole."""
        for lifted in _lifted(fact):
            narrow = self.by_fact.get(_moved(lifted, part), ())
            wide = self.by_fact.get(_moved(lifted, whole), ())
            if lifted != fact and any(
                self._is_sound(i)
                and self._is_sound(j)
                and self.claims[i].amount.fen == self.claims[j].amount.fen
                for i, j in product(narrow, wide)
            ):
                return True
        return False

    # --- what they are called -----------------------------------------------------------------------

    def _name(self, i: int) -> str:
        place = self.claims[i].place
        table = self.names.get(place.table or "", "正文")
        return " ".join(
            part for part in (table, *place.row[:1], *place.column[-1:], *place.section[-1:]) if part
        )

    def _in_table(self, i: int, label: str) -> str:
        """What is said of a table's own rows and columns, with the table's name."""
        return f"{self.names.get(self.claims[i].place.table or '', '')} {label}".strip()

    def _tables(self, found: Sequence[int]) -> list[str]:
        return list(dict.fromkeys(self.names.get(self.claims[i].place.table or "", "正文") for i in found))

    def side(self, found: Sequence[int]) -> str:
        if len(found) == 1:
            return self._name(found[0])
        return f"Σ {'、'.join(self._tables(found))} {len(found)} 行"

    def _list_label(self, complete: CompleteList, members: Sequence[int]) -> str:
        column = complete.listing.label
        return f"{self.names[complete.listing.table]} {column}＝Σ {len(members)} 行"

    def _meeting_label(self, one: CompleteList, other: CompleteList, fact: Fact) -> str:
        key = "·".join(str(getattr(fact, name)) for name in one.rows.dimensions if getattr(fact, name))
        tables = f"{self.names[one.listing.table]}＝{self.names[other.listing.table]}"
        return f"{tables}（{key or '合计'}）"

    def _is_sound(self, i: int) -> bool:
        """Whether a claim is printed and its own table's list, if any, adds up to it."""
        claim = self.claims[i]
        if not claim.is_printed or claim.fact is None or (claim.source in self.unsure and self.declared):
            return False
        if i not in self._sound:
            self._sound[i] = all(
                members is None
                or abs(sum(self.claims[m].amount.fen for m in members) - claim.amount.fen) * 2
                <= claim.amount.quantum * (len(members) + 1)
                for complete in self._lists_about(claim.fact)
                if complete.listing.table == claim.source and (key := complete.key_of(claim.fact)) is not None
                for members in [complete.sum_under(key, strictly=True)]
            )
        return self._sound[i]

    def add(
        self, kind: RelationKind, left: Sequence[int], right: Sequence[int], label: str, *, soft: bool = False
    ) -> None:
        terms: dict[int, int] = {}
        for i in left:
            terms[i] = terms.get(i, 0) + 1
        for i in right:
            terms[i] = terms.get(i, 0) - 1
        kept = tuple((i, c) for i, c in terms.items() if c)
        if not any(self.claims[i].is_printed for i, _ in kept):
            return
        sign = 1 if kept[0][1] > 0 else -1
        bound = kind is RelationKind.BOUND
        mark = (bound, frozenset(kept if bound else [(i, c * sign) for i, c in kept]))
        mirrored = (bound, frozenset((i, -c * sign) for i, c in kept))
        if mark in self.seen or (not bound and mirrored in self.seen):
            return
        if bound and (False, frozenset((i, c * sign) for i, c in kept)) in self.seen:
            return
        self.seen.add(mark)
        slack = sum(abs(c) * q for i, c in kept if (q := self.claims[i].amount.quantum) > 1)
        self.relations.append(Relation(kind, kept, slack, label, soft))


def _splits(part: Fact, whole: Fact) -> bool:
    """Whether ``part`` is ``whole`` narrowed only by fund or by which year's money pays."""
    return is_part(part, whole) and all(
        narrow == wide
        for name, narrow, wide in zip(DIMENSIONS, part, whole, strict=True)
        if name not in _SPLIT
    )


def _moved(fact: Fact, context: Fact) -> Fact:
    """``fact`` with the heads' coordinates of ``context``."""
    return fact._replace(**{name: getattr(context, name) for name in _SPLIT})


def _lifted(fact: Fact) -> Iterable[Fact]:
    """``fact`` and the facts above it in the listed dimensions: function by function, then all."""
    bare = context_of(fact)
    for function in prefixes(fact.function):
        yield bare._replace(function=function)
