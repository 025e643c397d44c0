"""The catalogue's files, row by row.  What each file holds is told in ``data/README.md``."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

_DATA = Path(__file__).parent / "data"


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of ``data/<name>.csv`` in official order, as column → text."""
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        head = next(lines)
        for line in lines:
            yield dict(zip(head, line, strict=True))


def year(text: str) -> int | None:
    """An edition year, ``None`` where the file leaves it open."""
    return int(text) if text else None


def several(text: str) -> tuple[str, ...]:
    """The parts of a column that holds several values."""
    return tuple(text.split("|")) if text else ()
