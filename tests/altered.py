"""The example budget with lines of its file changed, and what checking it then says."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.printed import written

from gouji.check import check_document
from gouji.model.finding import Finding, Severity
from gouji.model.report import Report

_EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "district-office-2023" / "budget.txt"


@cache
def example() -> str:
    """The file as it is, without a fault."""
    return _EXAMPLE.read_text(encoding="utf-8")


def line(*words: str) -> str:
    """The one line of the example that holds all these words."""
    (found,) = {text for text in example().split("\n") if all(word in text for word in words)}
    return found


def replaced(old: str, new: str, times: int = 1) -> str:
    """The example with a line (or some words of it) exchanged."""
    assert example().count(old) == times, (old, example().count(old))
    return example().replace(old, new)


def checked(text: str) -> Report:
    """The report of such a file."""
    return check_document(written(text), "beijing-2023")


def news(report: Report) -> list[Finding]:
    """Errors and warnings that the example itself does not give."""
    known = {finding.id for finding in checked(example()).findings}
    return [f for f in report.findings if f.id not in known and f.severity is not Severity.NOTE]
