"""What a specific rule is: a code, its authority, and a function from a book to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gouji.model.book import Book
from gouji.model.finding import Finding, Severity, finding_id
from gouji.model.place import Place


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that arithmetic cannot see.

    ``basis`` is the law, document or catalogue it rests on; ``since`` the
    version that brought it.  ``check`` yields findings and raises nothing.
    """

    code: str
    severity: Severity
    title: str
    english: str
    basis: str
    since: str
    check: Callable[[Book], Iterable[Finding]]

    def finding(self, message: str, *places: Place, remedy: str = "") -> Finding:
        """A finding of this rule."""
        return Finding(
            id=finding_id(self.code, *places),
            code=self.code,
            severity=self.severity,
            title=self.title,
            message=message,
            places=places,
            remedy=remedy,
        )
