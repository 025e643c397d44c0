"""How long a workbook of many lines takes to be read and checked, against only reading its cells.

Both are measured in one process, in turn; the example's lines are repeated.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from gouji.forms import load_form
from gouji.model.ledger import Ledger, List
from gouji.prepare import prepare_bytes, prepare_workbook, write_workbook
from gouji.read.xlsx import sheets_of

LINES = 100_000
ROUNDS = 3
_EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "district-office-2023" / "budget.xlsx"


def many_lines(count: int) -> Ledger:
    """The example with its expenditure repeated to ``count`` lines, and the revenue that pays for it."""
    ledger = prepare_workbook(_EXAMPLE).ledger
    if ledger is None:
        sys.exit("the example's workbook has errors")
    known = ledger.lines[List.EXPENDITURE]
    spent = tuple(
        replace(known[n % len(known)], fen=n % 97 + 1, texts=(("备注", str(n)),)) for n in range(count)
    )
    sums: Counter[str | None] = Counter()
    for line in spent:
        sums[line.fact.function] += line.fen
    paid = tuple(replace(line, fen=sums[line.fact.function]) for line in ledger.lines[List.REVENUE])
    lists = {List.PROCUREMENT: (), List.PURCHASED_SERVICE: (), List.EXPENDITURE: spent, List.REVENUE: paid}
    return replace(ledger, lines={**ledger.lines, **lists})


def fastest(action: Callable[[], object]) -> float:
    """The least wall time of one call, in seconds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    """Measure and print."""
    data = write_workbook(load_form("beijing-2023"), many_lines(LINES))
    floor = fastest(lambda: sheets_of(data, 2_000_000))
    whole = fastest(lambda: prepare_bytes(data))
    print(f"{LINES:,} lines, {len(data) / 1e6:.1f} MB")
    print(f"cells read           {floor:6.2f} s")
    print(f"read and checked     {whole:6.2f} s  {whole / floor:.1f} × the floor")


if __name__ == "__main__":
    main()
