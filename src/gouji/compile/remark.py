"""What compiling has to say beside the publication: what is missing, and where last digits differ."""

from __future__ import annotations

from dataclasses import dataclass

from gouji.model.finding import Severity


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark in Chinese; an error is one the disclosure may not go out with.

    ``lacking`` says that something was not entered: of a workbook that is said by cell.
    """

    severity: Severity
    text: str
    lacking: bool = False

    def __str__(self) -> str:
        return self.text


def quoted(text: str) -> str:
    """The text in quotation marks, those within it made single ones."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"
