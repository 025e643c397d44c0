"""What becomes of every printed amount, document by document.

    python bench/coverage.py [--unknown] [PATH...]

A PATH (the examples, where none is given) is a file, a folder (each readable
file below it is a document), or the files of one disclosure joined by ``+``.
``--unknown`` switches the known forms off: everything is read by the
vocabulary alone.  Amounts are those of the tables; those of the narrative are
counted in the last two columns.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, fields
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from gouji.check import check_document
from gouji.model.book import TableStatus
from gouji.model.errors import GoujiError
from gouji.model.finding import Severity
from gouji.model.report import Report, State
from gouji.read import documents_in, read_together

_EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
_STATES = (State.CONFIRMED, State.BROKEN, State.BOUNDED, State.ALONE)


@dataclass
class Count:
    """One line of the table."""

    tables: int = 0
    missing: int = 0
    strange: int = 0
    rows: int = 0
    amounts: int = 0
    confirmed: int = 0
    broken: int = 0
    bounded: int = 0
    alone: int = 0
    unread: int = 0
    errors: int = 0
    prose: int = 0
    prose_confirmed: int = 0


def count(report: Report) -> Count:
    """The line of one report."""
    book = report.book
    found = [t for t in book.tables if t.status is not TableStatus.NOT_FOUND]
    states = list(zip(book.claims, report.coverage.states, strict=True))
    printed = [state for claim, state in states if claim.source != "prose" and state is not None]
    said = [state for claim, state in states if claim.source == "prose" and state is not None]
    by_state = [printed.count(state) for state in _STATES]
    return Count(
        len(found),
        len(book.tables) - len(found),
        len(book.strangers),
        sum(table.rows for table in found),
        len(printed) + len(book.unread),
        *by_state,
        len(book.unread),
        sum(finding.severity is Severity.ERROR for finding in report.findings),
        len(said),
        said.count(State.CONFIRMED),
    )


def documents(paths: list[str]) -> list[list[Path]]:
    """The files of each document."""
    out: list[list[Path]] = []
    for path in paths:
        if Path(path).is_dir():
            out += [[file] for file in documents_in(Path(path))]
        else:
            out.append([Path(file) for file in path.split("+")])
    return out


def main(arguments: list[str]) -> int:
    """Print the table."""
    unknown = "--unknown" in arguments
    paths = [argument for argument in arguments if argument != "--unknown"] or [str(_EXAMPLES)]
    names = [field.name for field in fields(Count)]
    total = Count()
    print(f"{'document':34} {'form':14} " + " ".join(f"{name:>{max(6, len(name))}}" for name in names))
    for files in documents(paths):
        label = "+".join(file.stem for file in files)[-34:]
        try:
            report = check_document(read_together(files), forms=() if unknown else None)
        except GoujiError as problem:
            print(f"{label:34} {str(problem).splitlines()[0]}")
            continue
        line = count(report)
        for name in names:
            setattr(total, name, getattr(total, name) + getattr(line, name))
        _print(label, report.book.form or "unknown", line, names)
    _print("total", "", total, names)
    return 0


def _print(label: str, form: str, line: Count, names: list[str]) -> None:
    figures = " ".join(f"{getattr(line, name):>{max(6, len(name))}}" for name in names)
    print(f"{label:34} {form:14} {figures}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
