"""Diagnoses → findings: one root cause, one finding, with its account and its remedy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gouji.explain.account import chance_rate, smallest_sets
from gouji.explain.localise import Change, Diagnosis
from gouji.explain.slip import slip_between
from gouji.explain.wording import account_text, line_name, money, place_name, table_name
from gouji.model.book import Book
from gouji.model.finding import Account, Finding, Line, Severity, Suspect, finding_id
from gouji.model.relation import Relation, RelationKind

_TITLES = {
    RelationKind.AGREEMENT: ("同一数字两处不一致", "one figure told twice differs"),
    RelationKind.ROLL_UP: ("合计与明细不符", "a total differs from its parts"),
    RelationKind.BALANCE: ("收支总计不平衡", "revenue and expenditure do not balance"),
    RelationKind.BOUND: ("部分大于整体", "a part is larger than its whole"),
    RelationKind.SENTENCE: ("句内数字不符", "the figures of a sentence disagree"),
}
ARITHMETIC = frozenset({kind.value for kind in RelationKind} | {"said", "last-digit"})
"""The codes of findings that come from relations, not from rules."""

ENGLISH_TITLES = {kind.value: english for kind, (_, english) in _TITLES.items()}


def arithmetic_findings(
    book: Book, relations: Sequence[Relation], diagnoses: Iterable[Diagnosis]
) -> tuple[list[Finding], frozenset[int]]:
    """One finding per wrong cell (or moved pair), or per group where no cell can be named.

    Also returns the claims that are suspects of any finding.
    """
    named: dict[tuple[int, ...], tuple[Change, list[int]]] = {}
    findings: list[Finding] = []
    suspects: set[int] = set()
    for diagnosis in diagnoses:
        if len(diagnosis.solutions) == 1:
            for change in diagnosis.solutions[0]:
                _, broken = named.setdefault(change.claims, (change, []))
                broken += [r for r in diagnosis.broken if _touches(relations[r], change)]
        else:
            finding, members = _group(book, relations, diagnosis)
            findings.append(finding)
            suspects |= members
    for change, broken in named.values():
        findings.append(_cell(book, relations, change, broken))
        suspects.update(change.claims)
    return findings, frozenset(suspects)


def _touches(relation: Relation, change: Change) -> bool:
    return any(claim in change.claims for claim, _ in relation.terms)


def _cell(book: Book, relations: Sequence[Relation], change: Change, broken: Sequence[int]) -> Finding:
    """The finding that names a wrong cell, or two cells money moved between."""
    claims = [book.claims[claim] for claim, _ in change.errors]
    first = claims[0]
    denomination = first.denomination
    kind = _kind(relations, broken)
    account = _account(book, relations, change, broken)
    parts = []
    if len(claims) == 1:
        printed, implied = first.amount.fen, first.amount.fen + change.errors[0][1]
        slip = slip_between(printed, implied)
        if slip.label:
            parts.append(f"像是{slip.label}。")
    else:
        parts.append("同一行两栏差额相等、方向相反：金额列错了栏。")
    if account is not None:
        parts.append(account_text(account, denomination) + "。")
        if len(claims) == 2 and len(account.lines) == 1:
            listed = account.lines[0].place.column[-1]
            other = next((c.place.column[-1] for c in claims if c.place.column[-1] != listed), "")
            parts.append(f"该行列入{listed}，{'/'.join(first.place.row) or '本'}行计入{other}。")
    return Finding(
        id=finding_id(kind.value, *(claim.place for claim in claims)),
        code=kind.value,
        severity=Severity.ERROR,
        title=_TITLES[kind][0],
        message="".join(parts),
        places=tuple(claim.place for claim in claims),
        printed=first.amount.fen,
        expected=first.amount.fen + change.errors[0][1],
        denomination=denomination,
        suspects=tuple(
            Suspect(
                book.claims[c].place,
                book.claims[c].amount.fen,
                book.claims[c].amount.fen + error,
                book.claims[c].denomination,
            )
            for c, error in change.errors
        ),
        account=account,
        relations=tuple(dict.fromkeys(relations[r].label for r in broken)),
        remedy=_remedy(book, change, account),
    )


def _remedy(book: Book, change: Change, account: Account | None) -> str:
    where = place_name(book, book.claims[change.errors[0][0]].place)
    if account is not None and len(account.lines) == 1:
        return f"核对“{account.lines[0].label}”的归属，改该行或改“{where}”。"
    return f"核对“{where}”，其余各处相互一致。"


def _kind(relations: Sequence[Relation], broken: Sequence[int]) -> RelationKind:
    """The kind that says most: a broken sum before a broken agreement before a bound."""
    order = (RelationKind.BALANCE, RelationKind.ROLL_UP, RelationKind.AGREEMENT, RelationKind.SENTENCE)
    kinds = {relations[r].kind for r in broken}
    return next((kind for kind in order if kind in kinds), RelationKind.BOUND)


def _account(
    book: Book, relations: Sequence[Relation], change: Change, broken: Sequence[int]
) -> Account | None:
    """The smallest set of finer lines that makes up the gap, from the sums the cell breaks."""
    lines: dict[int, int] = {}
    for r in broken:
        relation = relations[r]
        if relation.kind is RelationKind.BOUND or len(relation.terms) < 4:
            continue
        for claim, _ in relation.terms:
            if claim not in change.claims and book.claims[claim].is_printed:
                lines[claim] = book.claims[claim].amount.fen
    found = list(lines)
    amounts = [lines[claim] for claim in found]
    exact = all(book.claims[claim].amount.quantum == 1 for claim in (*change.claims, *found))
    for _, error in change.errors[:1] if len(change.errors) == 1 else change.errors:
        sets = smallest_sets(amounts, abs(error), 6 if exact else 3)
        if sets:
            chosen = [found[i] for i in sets[0]]
            return Account(
                tuple(
                    Line(line_name(book.claims[c].place), book.claims[c].amount.fen, book.claims[c].place)
                    for c in chosen
                ),
                len(sets) - 1,
                chance_rate(amounts, abs(error), len(chosen)),
            )
    return None


def _group(book: Book, relations: Sequence[Relation], diagnosis: Diagnosis) -> tuple[Finding, set[int]]:
    """The finding that says which relation broke and which cells may be to blame, naming none."""
    values = [claim.amount.fen for claim in book.claims]
    shortest = min(
        diagnosis.broken, key=lambda r: (relations[r].kind is RelationKind.BOUND, len(relations[r].terms), r)
    )
    relation = relations[shortest]
    stated, sign = relation.terms[0]
    residual = relation.residual(values)
    claim = book.claims[stated]
    candidates: dict[int, int] = {}
    for solution in diagnosis.solutions:
        for change in solution:
            for member, error in change.errors:
                candidates.setdefault(member, error)
    if not candidates:
        candidates = {
            member: -residual // coefficient
            for member, coefficient in relation.terms
            if book.claims[member].is_printed and residual % coefficient == 0
        }
    shown = list(candidates.items())
    count = len(diagnosis.solutions)
    tables = "、".join(dict.fromkeys(table_name(book, book.claims[c].place) for c, _ in shown))
    if count:
        message = (
            f"共有 {count} 种同样简单的改法，分不出是哪一处：{tables} 的 {len(candidates)} 个数字之一有误。"
        )
    elif relation.kind is RelationKind.BOUND:
        message = "前者只能是后者的一部分，不应大于它：两处必有一误，或有金额列错了科目。"
    elif len(diagnosis.broken) > 1:
        message = (
            f"牵连 {len(diagnosis.broken)} 条勾稽关系，三处以内的改动都不能全部改正，请逐处核对 {tables}。"
        )
    else:
        message = f"请核对 {tables}。"
    finding = Finding(
        id=finding_id(relation.kind.value, claim.place),
        code=relation.kind.value,
        severity=Severity.ERROR,
        title=_TITLES[relation.kind][0],
        message=message,
        places=tuple(book.claims[c].place for c in dict.fromkeys([stated, *(c for c, _ in shown)])),
        printed=claim.amount.fen,
        expected=claim.amount.fen - residual // sign,
        denomination=claim.denomination,
        suspects=tuple(
            Suspect(
                book.claims[c].place,
                book.claims[c].amount.fen,
                book.claims[c].amount.fen + error,
                book.claims[c].denomination,
            )
            for c, error in shown
        ),
        rivals=max(count, len(candidates)) - 1,
        relations=tuple(dict.fromkeys(relations[r].label for r in diagnosis.broken)),
        remedy=f"从“{relation.label}”查起。",
    )
    return finding, {c for c, _ in shown}


def last_digit_findings(book: Book, relations: Sequence[Relation]) -> list[Finding]:
    """Two prints of one fact at equal precision that differ within it: a note each."""
    values = [claim.amount.fen for claim in book.claims]
    out = []
    for relation in relations:
        if relation.kind not in (RelationKind.AGREEMENT, RelationKind.BALANCE) or relation.soft:
            continue
        residual = relation.residual(values)
        if not residual or not relation.holds(residual):
            continue
        here, there = (book.claims[claim] for claim, _ in relation.terms)
        if here.amount.quantum != there.amount.quantum:
            continue
        gap, unit = money(abs(residual), here.denomination), here.denomination.label
        out.append(
            Finding(
                id=finding_id("last-digit", here.place, there.place),
                code="last-digit",
                severity=Severity.NOTE,
                title="尾差",
                message=f"与“{place_name(book, there.place)}”差 {gap} {unit}，在四舍五入之内。",
                places=(here.place, there.place),
                printed=here.amount.fen,
                expected=there.amount.fen,
                denomination=here.denomination,
                relations=(relation.label,),
            )
        )
    return out
