"""Diagnoses → findings: one root cause, one finding, with its account and its remedy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gouji.explain.account import chance_rate, smallest_sets
from gouji.explain.localise import Change, Diagnosis
from gouji.explain.misread import resembles
from gouji.explain.slip import neighbour, slip_name
from gouji.explain.wording import account_text, labels_of, line_name, money, place_name, table_name
from gouji.model.amount import Mark
from gouji.model.book import Book
from gouji.model.finding import Account, Finding, Line, Severity, Suspect, finding_id
from gouji.model.relation import Relation, RelationKind
from gouji.rules.cells.not_an_amount import FINER, NOT_AN_AMOUNT

_TITLES = {
    RelationKind.AGREEMENT: ("同一数字两处不一致", "one figure told twice differs"),
    RelationKind.ROLL_UP: ("合计与明细不符", "a total differs from its parts"),
    RelationKind.BALANCE: ("收支总计不平衡", "revenue and expenditure do not balance"),
    RelationKind.BOUND: ("部分大于整体", "a part is larger than its whole"),
    RelationKind.SENTENCE: ("句内数字不符", "the figures of a sentence disagree"),
}
_MOST_ROWS = 4
ARITHMETIC = frozenset({kind.value for kind in RelationKind} | {"said", "last-digit", "table-unreliable"})
"""The codes of findings that come from relations, not from rules."""

ENGLISH_TITLES = {kind.value: english for kind, (_, english) in _TITLES.items()}


def arithmetic_findings(
    book: Book, relations: Sequence[Relation], diagnoses: Iterable[Diagnosis]
) -> tuple[list[Finding], frozenset[int]]:
    """One finding per wrong cell (or moved pair), or per group where no cell can be named.

    Also returns the claims that are suspects of any finding.
    """
    values = [claim.amount.fen for claim in book.claims]
    broken = [r for r, rel in enumerate(relations) if not rel.soft and not rel.holds(rel.residual(values))]
    named: dict[tuple[int, ...], Change] = {}
    findings: list[Finding] = []
    suspects: set[int] = set()
    for diagnosis in diagnoses:
        if _is_unread(book, diagnosis):
            continue
        if len(diagnosis.solutions) == 1:
            for change in diagnosis.solutions[0]:
                named.setdefault(change.claims, change)
        else:
            finding, members = _group(book, relations, diagnosis)
            findings.append(finding)
            suspects |= members
    for change in named.values():
        findings.append(_cell(book, relations, change, [r for r in broken if _moves(relations[r], change)]))
        suspects.update(change.claims)
    return findings, frozenset(suspects)


def _is_unread(book: Book, diagnosis: Diagnosis) -> bool:
    """Whether some cell that was not read may be all that is amiss, but it is not known which."""
    changes = [change for solution in diagnosis.solutions for change in solution]
    return len(diagnosis.solutions) > 1 and any(
        all(book.claims[claim].amount.mark is Mark.UNREAD for claim in change.claims) for change in changes
    )


def _moves(relation: Relation, change: Change) -> bool:
    """Whether the change alters what is left over in the relation."""
    errors = dict(change.errors)
    return sum(coefficient * errors.get(claim, 0) for claim, coefficient in relation.terms) != 0


def _cell(book: Book, relations: Sequence[Relation], change: Change, broken: Sequence[int]) -> Finding:
    """The finding that names a wrong cell, or two cells money moved between."""
    claims = [book.claims[claim] for claim, _ in change.errors]
    first = claims[0]
    if first.amount.mark is Mark.UNREAD and len(claims) == 1:
        return _misread(book, relations, change, broken)
    denomination = first.denomination
    kind = _kind(relations, broken)
    account = _account(book, relations, change, broken)
    parts = []
    if len(claims) == 1:
        printed, implied = first.amount.fen, first.amount.fen + change.errors[0][1]
        slip = slip_name(printed, implied)
        beside = neighbour(book, change.errors[0][0])
        if slip:
            parts.append(f"像是{slip}。")
        elif beside is not None:
            parts.append(f"与相邻的“{place_name(book, book.claims[beside].place)}”相同，像是抄错了格。")
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
        relations=labels_of(relations, broken),
        remedy=_remedy(book, change, account),
    )


def _misread(book: Book, relations: Sequence[Relation], change: Change, broken: Sequence[int]) -> Finding:
    """The finding of a cell that is no amount as it was read, with what should stand there."""
    ((at, error),) = change.errors
    claim = book.claims[at]
    finer = any(u.place == claim.place and u.reason == FINER for u in book.unread)
    implied = f"{money(error, claim.denomination)} {claim.denomination.label}"
    alike = resembles(claim.place.text, error, claim.denomination)
    why = "像是文件中的字没有读对，或多打、错打了符号。" if alike else ""
    return Finding(
        id=finding_id(NOT_AN_AMOUNT.code, claim.place),
        code="not-an-amount",
        severity=Severity.ERROR if finer else Severity.WARNING,
        title=NOT_AN_AMOUNT.title,
        message=f"这一格是“{claim.place.text.strip()}”，读不成金额；按勾稽关系应为 {implied}。{why}",
        places=(claim.place,),
        suspects=(Suspect(claim.place, 0, error, claim.denomination),),
        relations=labels_of(relations, broken),
        remedy="对照原件，写成金额。",
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
        if relation.terms[0][0] not in change.claims:
            continue  # a line explains what a total lacks, not what another line lacks
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
        bound = relation.kind is RelationKind.BOUND
        candidates = {
            member: -residual // coefficient
            for member, coefficient in relation.terms
            if (bound or book.claims[member].is_printed) and residual % coefficient == 0
        }
    shown = list(candidates.items())
    first, error = shown[0] if shown else (stated, -residual // sign)
    message = _which(book, relation, diagnosis, list(candidates))
    finding = Finding(
        id=finding_id(relation.kind.value, claim.place),
        code=relation.kind.value,
        severity=Severity.ERROR,
        title=_TITLES[relation.kind][0],
        message=message,
        places=tuple(book.claims[c].place for c in dict.fromkeys([*(c for c, _ in shown), stated])),
        printed=book.claims[first].amount.fen,
        expected=book.claims[first].amount.fen + error,
        denomination=book.claims[first].denomination,
        suspects=tuple(
            Suspect(
                book.claims[c].place,
                book.claims[c].amount.fen,
                book.claims[c].amount.fen + error,
                book.claims[c].denomination,
            )
            for c, error in shown
        ),
        rivals=max(len(diagnosis.solutions), len(candidates), 2) - 1,
        relations=labels_of(relations, diagnosis.broken),
        remedy=f"从“{labels_of(relations, [shortest])[0]}”查起。",
    )
    return finding, {c for c, _ in shown}


def _which(book: Book, relation: Relation, diagnosis: Diagnosis, candidates: Sequence[int]) -> str:
    """Which cells may be to blame, in words, where none can be named."""
    where = _rows_said(book, candidates)
    if diagnosis.solutions:
        changes, count = len(diagnosis.solutions[0]), len(diagnosis.solutions)
        if changes > 1:
            return f"至少有 {changes} 处写错，共有 {count} 种改法，仅凭勾稽分不出是哪一种：{where}。"
        if any(len(change.errors) > 1 for solution in diagnosis.solutions for change in solution):
            return f"有一处写错，或同一行有两栏互相列错，共 {count} 种改法，仅凭勾稽分不出是哪一种：{where}。"
        printed = [claim for claim in candidates if book.claims[claim].is_printed]
        blank = len(candidates) - len(printed)
        rest = f"；或 {blank} 个没有填数的格中漏填了一个" if blank else ""
        if not printed:
            return f"{blank} 个没有填数的格中漏填了一个，仅凭勾稽分不出是哪一个：{where}。"
        where = _rows_said(book, printed)
        one = f"这 {len(printed)} 个数中有一个写错" if len(printed) > 1 else "这个数写错"
        return f"{one}{rest}，仅凭勾稽分不出是哪一个，像笔误的排在前面：{where}。"
    if relation.kind is RelationKind.BOUND:
        return "前者只能是后者的一部分，不应大于它：两处必有一误，或有金额列错了科目。"
    if len({book.claims[claim].source for claim, _ in relation.terms}) == 1 and all(
        coefficient > 0 for _, coefficient in relation.terms
    ):
        return "口径相同的另一张表列出了同级的其他科目，没有这一项：不是这里多列，就是那里漏列。"
    if len(diagnosis.broken) > 1:
        return f"牵连 {len(diagnosis.broken)} 条勾稽关系，改动三处以内都不能全部改正，请逐处核对：{where}。"
    return f"请核对：{where}。"


def _rows_said(book: Book, claims: Sequence[int]) -> str:
    """``表七“合计”、“30299-…”等 5 行``, table by table."""
    rows: dict[str, dict[str, None]] = {}
    for claim in claims:
        place = book.claims[claim].place
        name = line_name(place) if place.row else "/".join(place.column) or "/".join(place.section[-1:])
        rows.setdefault(table_name(book, place), {})[name] = None
    said = []
    for table, names in rows.items():
        listed = "、".join(f"“{name}”" for name in list(names)[:_MOST_ROWS])
        said.append(f"{table} {listed}{f'等 {len(names)} 行' if len(names) > _MOST_ROWS else ''}")
    return "；".join(said)


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
