"""How long a command takes from nothing: help against a bare interpreter, and checking a document.

Every figure is a whole process, as a user starts it; rounds are interleaved,
so that a busy moment of the machine falls on all of them alike.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 7
_PROJECT = Path(__file__).resolve().parent.parent
_EXAMPLE = _PROJECT / "examples" / "district-office-2023" / "budget.txt"
_SEEDS = _PROJECT.parent / "shared" / "seeds"
_GOUJI = ("-m", "gouji")


def commands() -> dict[str, tuple[str, ...]]:
    """What is measured, by name; the first is the floor."""
    documents = [_EXAMPLE, *sorted(_SEEDS.glob("*.txt"))]
    return {
        "bare interpreter": ("-c", "pass"),
        "gouji --help": (*_GOUJI, "--help"),
        **{f"gouji check {path.name}": (*_GOUJI, "check", str(path)) for path in documents},
    }


def seconds(arguments: tuple[str, ...]) -> float:
    """The wall time of one process.  Its exit status is part of the result, not a failure."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, *arguments], cwd=_PROJECT, capture_output=True, check=False)
    taken = time.perf_counter() - start
    if done.returncode not in (0, 1, 4):
        sys.exit(f"{' '.join(arguments)}: exit {done.returncode}\n{done.stderr.decode()}")
    return taken


def main() -> None:
    """Measure, then print one line for each command."""
    measured = commands()
    for arguments in measured.values():
        seconds(arguments)
    taken: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(ROUNDS):
        for name, arguments in measured.items():
            taken[name].append(seconds(arguments))
    floor = min(next(iter(taken.values())))
    width = max(map(len, taken))
    print(f"{'':{width}}  {'min s':>7}  {'median s':>8}  {'ratio':>6}  above floor s")
    for name, times in taken.items():
        fastest, median = min(times), statistics.median(times)
        print(
            f"{name:{width}}  {fastest:7.3f}  {median:8.3f}  {fastest / floor:6.1f}  {fastest - floor:+.3f}"
        )


if __name__ == "__main__":
    main()
