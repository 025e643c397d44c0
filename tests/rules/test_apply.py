"""Rules run one by one: a crash in one is told and stops no other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.printed import grid, under
from tests.tiny import SPENT, book, claim

from gouji.check import check_book, check_document
from gouji.model.book import Book
from gouji.model.finding import Finding, Severity
from gouji.model.place import Place
from gouji.rules import RULES, Rule, apply_rules

_BOOK = book([claim(SPENT, 5, "T1"), claim(SPENT, 5, "T3")])


def _rule(code: str, *, crashes: bool = False) -> Rule:
    def check(told: Book) -> Iterator[Finding]:
        yield rule.finding(f"{code} 在 {told.department}", Place(table="T1"))
        if crashes:
            raise ZeroDivisionError("除数为零")

    rule = Rule(code, Severity.WARNING, "样例", "a sample", "依据", "0.1", check)
    return rule


def test_a_crash_stops_no_other_rule() -> None:
    findings, crashed = apply_rules(_BOOK, [_rule("one", crashes=True), _rule("two")])
    assert [finding.code for finding in findings][-1] == "two"
    assert crashed == ["one：ZeroDivisionError 除数为零"]


def test_a_crash_is_in_the_report() -> None:
    report = check_book(_BOOK, [_rule("one", crashes=True)])
    assert len(report.crashed) == 1
    assert report.coverage.amounts == 2


def test_a_finding_bears_its_rules_code_severity_and_title() -> None:
    findings, _ = apply_rules(_BOOK, [_rule("one")])
    assert [(f.code, f.severity, f.title, f.places) for f in findings] == [
        ("one", Severity.WARNING, "样例", (Place(table="T1"),))
    ]


def test_codes_are_unique_words_with_hyphens() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)


def test_every_rule_has_title_english_basis_and_version() -> None:
    for rule in RULES:
        assert all((rule.title, rule.english, rule.basis, re.fullmatch(r"\d+\.\d+", rule.since)))


def test_no_rule_says_anything_of_a_book_that_gives_no_cause() -> None:
    findings, crashed = apply_rules(_BOOK)
    assert findings == []
    assert crashed == []


def test_text_and_too_fine_numbers_in_amount_cells_are_told_apart() -> None:
    table = grid("项目|2023年预算数\n总计|3.00\n公务接待费|约3\n因公出国（境）费|0.0000001")
    report = check_document(under("一般公共预算“三公”经费支出情况表", table), "beijing-2023")
    found = {f.places[0].text: f.severity for f in report.findings if f.code == "not-an-amount"}
    assert found == {"约3": Severity.WARNING, "0.0000001": Severity.ERROR}
