"""The table of contents of all specific rules, and how they are run."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.model.book import Book
from gouji.model.finding import Finding
from gouji.rules.cells.not_an_amount import NOT_AN_AMOUNT
from gouji.rules.codes.name_matches_code import NAME_MATCHES_CODE
from gouji.rules.codes.rows_doubled import ROW_DOUBLED
from gouji.rules.codes.rows_missing import ROW_MISSING
from gouji.rules.codes.total_missing import TOTAL_MISSING
from gouji.rules.prose.counts import COUNTS
from gouji.rules.prose.direction import DIRECTION
from gouji.rules.prose.rate import RATE
from gouji.rules.rule import Rule
from gouji.rules.tables.empty_without_statement import DENIED_BUT_PRINTED, EMPTY_WITHOUT_STATEMENT
from gouji.rules.tables.interrupted import INTERRUPTED
from gouji.rules.tables.listed_but_absent import LISTED_BUT_ABSENT
from gouji.rules.tables.unlisted_and_absent import UNLISTED_AND_ABSENT
from gouji.rules.targets.coverage import TARGET_COVERAGE
from gouji.rules.targets.indicators import NO_INDICATORS, VALUES
from gouji.rules.targets.personal_data import PERSONAL_DATA
from gouji.rules.targets.renamed import RENAMED

RULES: tuple[Rule, ...] = (
    LISTED_BUT_ABSENT,
    UNLISTED_AND_ABSENT,
    EMPTY_WITHOUT_STATEMENT,
    DENIED_BUT_PRINTED,
    INTERRUPTED,
    NOT_AN_AMOUNT,
    NAME_MATCHES_CODE,
    ROW_MISSING,
    ROW_DOUBLED,
    TOTAL_MISSING,
    RATE,
    DIRECTION,
    COUNTS,
    TARGET_COVERAGE,
    RENAMED,
    NO_INDICATORS,
    VALUES,
    PERSONAL_DATA,
)


def apply_rules(book: Book, rules: Sequence[Rule] = RULES) -> tuple[list[Finding], list[str]]:
    """Findings of every rule, and a line for each rule that crashed; the others go on."""
    findings: list[Finding] = []
    crashed: list[str] = []
    for rule in rules:
        try:
            findings += list(rule.check(book))
        except Exception as problem:
            crashed.append(f"{rule.code}：{type(problem).__name__} {problem}")
    return findings, crashed


__all__ = ["RULES", "Rule", "apply_rules"]
