"""What sentences and targets say against the tables: warnings that blame no table cell."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.explain.account import chance_rate, smallest_sets
from gouji.explain.localise import Diagnosis
from gouji.explain.wording import account_text, line_name, money, place_name
from gouji.model.book import Book
from gouji.model.claim import Claim
from gouji.model.fact import context_of, lies_under
from gouji.model.finding import Account, Finding, Line, Severity, Suspect, finding_id
from gouji.model.prose import FigureKind, Judged, Standing
from gouji.model.relation import Relation, RelationKind


def soft_findings(
    book: Book, relations: Sequence[Relation], diagnoses: Sequence[Diagnosis], suspects: frozenset[int]
) -> list[Finding]:
    """A warning for each broken identity that rests on wording.

    A sentence that agrees with another, unsuspected print of its fact says
    nothing wrong, whatever the print it was first compared with.  Nor does one
    that says what a named cell should print: it speaks for the finding.
    """
    repairs = [
        dict(error for change in solution for error in change.errors)
        for diagnosis in diagnoses
        for solution in diagnosis.solutions
    ]
    values = [claim.amount.fen for claim in book.claims]
    out: dict[int, Finding] = {}
    for relation in relations:
        residual = relation.residual(values)
        if not relation.soft or relation.holds(residual):
            continue
        said = relation.terms[0][0]
        mended = any(
            relation.holds(
                residual + sum(c * errors[claim] for claim, c in relation.terms if claim in errors)
            )
            for errors in repairs
        )
        if said not in out and not mended and not _agrees_elsewhere(book, said, suspects):
            out[said] = _finding(book, relation, residual)
    return list(out.values())


def _agrees_elsewhere(book: Book, said: int, suspects: frozenset[int]) -> bool:
    claim = book.claims[said]
    return any(
        other.fact == claim.fact and other.amount.fen == claim.amount.fen and i not in suspects and i != said
        for i, other in enumerate(book.claims)
        if claim.fact is not None and other.source != claim.source
    )


def _finding(book: Book, relation: Relation, residual: int) -> Finding:
    said, *told = (claim for claim, _ in relation.terms)
    claim = book.claims[said]
    unit = claim.denomination
    expected = claim.amount.fen - residual
    bound = relation.kind is RelationKind.BOUND
    account = None if bound else _account(book, claim, residual)
    there = place_name(book, book.claims[told[0]].place) if len(told) == 1 else f"{len(told)} 行之和"
    verb = "大于" if bound else "与"
    end = "" if bound else "不符"
    message = f"{verb}“{there}” {money(expected, unit)} {unit.label}{end}。"
    if account is not None:
        message += account_text(account, unit) + "。"
    return Finding(
        id=finding_id("said", claim.place),
        code="said",
        severity=Severity.WARNING,
        title="所说金额与表不符",
        message=message,
        places=(claim.place, *(book.claims[i].place for i in told[:3])),
        printed=claim.amount.fen,
        expected=expected,
        denomination=unit,
        suspects=(Suspect(claim.place, claim.amount.fen, expected, unit),),
        account=account,
        relations=(relation.label,),
        remedy="核对口径是否相同；口径相同的，改为一致。",
    )


def _account(book: Book, claim: Claim, residual: int) -> Account | None:
    """The finer lines that the sentence seems to leave out (or to add)."""
    fact = claim.fact
    if fact is None:
        return None
    best: tuple[int, ...] = ()
    for listing in book.listings:
        if listing.context != context_of(fact):
            continue
        inside = tuple(
            i
            for i in listing.members
            if book.claims[i].is_printed
            and book.claims[i].amount.fen
            and all(
                lies_under(getattr(book.claims[i].fact, name), getattr(fact, name))
                for name in listing.dimensions
            )
        )
        if len(inside) > len(best):
            best = inside
    amounts = [book.claims[i].amount.fen for i in best]
    exact = all(book.claims[i].amount.quantum == 1 for i in best)
    sets = smallest_sets(amounts, abs(residual), 6 if exact else 3)
    if not sets:
        return None
    chosen = [best[i] for i in sets[0]]
    lines = tuple(
        Line(line_name(book.claims[i].place), book.claims[i].amount.fen, book.claims[i].place) for i in chosen
    )
    return Account(lines, len(sets) - 1, chance_rate(amounts, abs(residual), len(chosen)))


def judge_figures(
    book: Book, relations: Sequence[Relation], findings: Sequence[Finding]
) -> tuple[Judged, ...]:
    """How every number of the narrative stands."""
    values = [claim.amount.fen for claim in book.claims]
    verified: set[int] = set()
    consistent: set[int] = set()
    broken: set[int] = set()
    for relation in relations:
        holds = relation.holds(relation.residual(values))
        prose = [i for i, _ in relation.terms if book.claims[i].source == "prose"]
        if relation.kind is RelationKind.BOUND and holds:
            continue
        across = len(prose) < len(relation.terms)
        (broken if not holds else verified if across else consistent).update(prose)
    blamed = {(p.line, p.page, p.slot, p.section) for f in findings for p in f.places if p.slot is not None}
    compared = _consistent_others(book)
    out = []
    for number, figure in enumerate(book.figures):
        place = figure.place
        if figure.claim is not None and (figure.claim in verified or figure.claim in consistent):
            standing = Standing.VERIFIED if figure.claim in verified else Standing.CONSISTENT
            if figure.claim in broken and figure.claim not in verified:
                standing = Standing.CONTRADICTED
        elif figure.claim in broken or (
            figure.sentence and (place.line, place.page, place.slot, place.section) in blamed
        ):
            standing = Standing.CONTRADICTED
        elif number in compared:
            standing = compared[number]
        else:
            standing = Standing.UNMATCHED
        out.append(Judged(figure, standing))
    return tuple(out)


def _consistent_others(book: Book) -> dict[int, Standing]:
    """Rates and counts inside sentences: those the rules compare and did not blame."""
    out: dict[int, Standing] = {}
    for sentence in book.sentences:
        for slot, number in sentence.figures.items():
            kind = book.figures[number].kind
            if kind is FigureKind.RATE and {"last", "change"} <= sentence.figures.keys():
                out[number] = Standing.CONSISTENT
            elif kind is FigureKind.COUNT and (sentence.id, slot) in _COUNTED:
                out[number] = _COUNTED[sentence.id, slot]
    return out


_COUNTED = {
    ("purchased_service", "count"): Standing.VERIFIED,
    ("targets", "count"): Standing.VERIFIED,
    ("retired", "retired"): Standing.CONSISTENT,
    ("retired", "cadres"): Standing.CONSISTENT,
    ("retired", "pensioners"): Standing.CONSISTENT,
}
