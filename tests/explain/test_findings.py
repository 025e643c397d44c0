"""One root cause, one finding, with its account and its rivals."""

from __future__ import annotations

from pathlib import Path

from tests.altered import checked
from tests.tiny import SPENT, book, claim, listing

from gouji.explain.findings import arithmetic_findings, last_digit_findings
from gouji.explain.localise import localise
from gouji.model.book import Book
from gouji.model.claim import Claim
from gouji.model.finding import Finding, Severity
from gouji.model.relation import Relation, RelationKind
from gouji.relate import relate


def _found(told: Book) -> tuple[list[Finding], frozenset[int]]:
    relations = relate(told)
    return arithmetic_findings(told, relations, localise(told.claims, relations))


def _economic(code: str, fen: int, table: str = "T7", **more: str) -> Claim:
    return claim(SPENT._replace(department_economic=code, **more), fen, table)  # type: ignore[arg-type]


def test_one_wrong_cell_is_one_finding_however_many_relations_break() -> None:
    claims = [claim(SPENT, 6, "T1"), claim(SPENT, 6, "T3"), claim(SPENT, 9, "T5")]
    claims += [_economic("301.01", 2), _economic("302.01", 4)]
    claims.append(claim(SPENT, 6, "T7"))
    findings, suspects = _found(book(claims, listings=[listing("T7", claims, 3, 4)]))
    assert [f.places for f in findings] == [(claims[2].place,)]
    assert (findings[0].printed, findings[0].expected, findings[0].rivals) == (9, 6, 0)
    assert findings[0].severity is Severity.ERROR
    assert suspects == {2}


def test_rivals_are_counted_and_all_of_them_are_suspects() -> None:
    claims = [claim(SPENT, 100), *(_economic(f"301.{i:02}", i) for i in range(1, 21))]
    findings, suspects = _found(book(claims, listings=[listing("T7", claims, *range(1, 21))]))
    assert len(findings) == 1
    assert findings[0].rivals == 20
    assert suspects == set(range(21))
    assert {s.place for s in findings[0].suspects} == {c.place for c in claims}
    assert all(s.implied != s.printed for s in findings[0].suspects)


def test_money_in_the_wrong_column_is_one_finding_with_two_places_and_its_line() -> None:
    personnel, operating = ({"nature": f"basic.{n}"} for n in ("personnel", "operating"))
    claims = [
        claim(SPENT._replace(**personnel), 700, "T7", row="合计", column="人员经费"),
        claim(SPENT._replace(**operating), 464, "T7", row="合计", column="公用经费"),
        _economic("301.01", 700, **personnel),
        _economic("302.39", 64, **personnel),
        _economic("302.40", 7, **personnel),
        _economic("302.01", 400, **operating),
        _economic("302.02", 0, **operating),
        claim(SPENT._replace(**personnel), 771, "T6"),
        claim(SPENT._replace(**operating), 400, "T6"),
    ]
    claims[0] = claim(SPENT._replace(**personnel), 707, "T7", row="合计", column="人员经费")
    told = book(claims, listings=[listing("T7", claims, 2, 3, 4), listing("T7", claims, 5, 6)])
    findings, suspects = _found(told)
    assert len(findings) == 1
    assert suspects == {0, 1}
    assert [(s.printed, s.implied) for s in findings[0].suspects] == [(707, 771), (464, 400)]
    account = findings[0].account
    assert account is not None
    assert [line.amount for line in account.lines] == [64]
    assert account.rivals == 0


def test_a_gap_is_accounted_for_by_the_line_left_out() -> None:
    rows = [_economic(f"301.{i:02}", fen) for i, fen in enumerate((1_003, 20_017, 300_041, 4_000_011), 1)]
    right = sum(c.amount.fen for c in rows)
    claims = [claim(SPENT, right - 20_017, "T7"), *rows, claim(SPENT, right, "T1"), claim(SPENT, right, "T3")]
    findings, _ = _found(book(claims, listings=[listing("T7", claims, 1, 2, 3, 4)]))
    assert len(findings) == 1
    account = findings[0].account
    assert account is not None
    assert [line.place for line in account.lines] == [rows[1].place]


def test_too_many_wrong_cells_name_the_relation_not_a_cell() -> None:
    claims = [claim(SPENT._replace(function=f"2{i:02}"), 10**i, f"T{t}") for i in range(1, 9) for t in (1, 3)]
    claims[1::2] = [claim(c.fact, c.amount.fen * 3, "T3") for c in claims[1::2] if c.fact]
    claims += [claim(SPENT, 5, "T1"), claim(SPENT, 7, "T3")]
    chain = [
        Relation(RelationKind.AGREEMENT, ((i, 1), (i + 1, -1)), 0, str(i)) for i in range(len(claims) - 1)
    ]
    told = book(claims)
    findings, _ = arithmetic_findings(told, chain, localise(told.claims, chain))
    assert len(findings) == 1
    assert findings[0].places
    assert "都不能全部改正" in findings[0].message


def test_a_last_digit_is_a_note() -> None:
    claims = [claim(SPENT, 12_340, "T1", quantum=100), claim(SPENT, 12_440, "T3", quantum=100)]
    told = book(claims)
    notes = last_digit_findings(told, relate(told))
    assert [(n.code, n.severity) for n in notes] == [("last-digit", Severity.NOTE)]
    assert _found(told)[0] == []


def test_a_rounded_copy_is_not_even_a_note() -> None:
    claims = [claim(SPENT, 12_345, "T1"), claim(SPENT, 12_300, "T14", quantum=100)]
    told = book(claims)
    assert last_digit_findings(told, relate(told)) == []


def test_no_break_no_finding() -> None:
    claims = [claim(SPENT, 5, "T1"), claim(SPENT, 5, "T3")]
    assert _found(book(claims)) == ([], frozenset())


def test_a_moved_pair_tells_the_relations_of_both_columns_and_its_line() -> None:
    """The example's third fault: the first column's cells alone settle it, the second column still broke."""
    text = (Path(__file__).parents[2] / "examples/district-office-2023/budget-with-faults.txt").read_text()
    (pair,) = [f for f in checked(text).findings if len(f.suspects) == 2]
    assert len(pair.relations) == 4
    assert {text for relation in pair.relations for text in ("人员经费", "公用经费") if text in relation} == {
        "人员经费",
        "公用经费",
    }
    assert pair.account is not None
    assert [line.amount for line in pair.account.lines] == [26_211_552]
    assert pair.account.rivals == 0
