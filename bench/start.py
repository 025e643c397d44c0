"""How long a command takes from nothing: help against a bare interpreter, and checking a document.

Every figure is a whole process, as a user starts it; rounds are interleaved,
so that a busy moment of the machine falls on all of them alike.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 7
_PROJECT = Path(__file__).resolve().parent.parent
_EXAMPLE = _PROJECT / "examples" / "district-office-2023" / "budget.txt"
_SEEDS = _PROJECT.parent / "shared" / "seeds"
_CORPUS = _PROJECT.parent / "shared" / "corpus"
_GOUJI = ("-m", "gouji")


def commands() -> dict[str, tuple[str, ...]]:
    """What is measured, by name; the first is the floor."""
    documents = [_EXAMPLE, *sorted(_SEEDS.glob("*.txt")), *sorted(_CORPUS.glob("shanghai/*.pdf"))]
    return {
        "bare interpreter": ("-c", "pass"),
        "gouji --help": (*_GOUJI, "--help"),
        **{f"gouji check {path.name}": (*_GOUJI, "check", str(path)) for path in documents},
    }


def seconds(arguments: tuple[str, ...], compiled: str) -> float:
    """The wall time of one process.  Its exit status is part of the result, not a failure.

    Modules are compiled once, into the folder ``compiled``, as they are where Gouji is installed.
    """
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": compiled, "PYTHONPATH": str(_PROJECT / "src")}
    command = [sys.executable, *arguments]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=_PROJECT, env=environment, capture_output=True, check=False)
    taken = time.perf_counter() - start
    if done.returncode not in (0, 1, 4):
        sys.exit(f"{' '.join(arguments)}: exit {done.returncode}\n{done.stderr.decode()}")
    return taken


def main() -> None:
    """Measure, then print one line for each command."""
    with tempfile.TemporaryDirectory() as compiled:
        measure(compiled)


def measure(compiled: str) -> None:
    """Interleaved rounds of all commands; the first of each compiles its modules and is not counted."""
    measured = commands()
    for arguments in measured.values():
        seconds(arguments, compiled)
    taken: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(ROUNDS):
        for name, arguments in measured.items():
            taken[name].append(seconds(arguments, compiled))
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
