"""How well faults are named: slips planted in files, one, two and three at once, and rows, codes and units.

    python -m bench.faults [--sample N] [--seed N] [--only NAME] [--csv FILE] [--shared FOLDER]

Every non-zero amount of a table is changed in turn: a wrong digit, two
neighbours swapped, a shifted point, a dropped digit, two cells of a row
interchanged.  Text, HTML, Word and Excel files are written anew with the
fault; a PDF is read once and the text of its cells is changed before it is
recognised.  Changes that leave the value the same, or that no relation of the
cell sees, are left out and counted.  ``--sample N`` takes N amounts for each
slip (0: all); documents of the folder beside the project are used if there.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from bench._files import FORMATS, through  # noqa: E402
from bench._measure import CLASSES, Clean, Outcome, Tally, percentile, reference  # noqa: E402
from bench._plant import (  # noqa: E402
    KINDS,
    Fault,
    planted,
    unit_lines,
    with_block,
    with_row_twice,
    with_swapped,
    without_row,
)

from gouji.model.document import Block, Document, Grid  # noqa: E402
from gouji.read import read, read_together  # noqa: E402
from gouji.render.report.html.spots import located, spot_of  # noqa: E402

EXAMPLE = ROOT / "examples" / "district-office-2023" / "budget.txt"
Carry = Callable[[Document], Document]


def documents(shared: Path) -> Iterator[tuple[str, Document, str | None]]:
    """Name, document, and the format that each fault is written in and read from again."""
    example = read(EXAMPLE)
    for form in FORMATS:
        yield f"example.{form}", example, form
    for path in sorted((shared / "seeds").glob("*.txt")):
        yield path.stem, read(path), "text"
    for path in sorted((shared / "corpus").glob("*/*.pdf")):
        if "template" in path.stem or path.stem.endswith("-tables"):
            continue
        rest = path.with_name(path.name.replace("-narrative", "-tables"))
        yield path.stem.removesuffix("-narrative"), read_together(list(dict.fromkeys([path, rest]))), None


class Run:
    """The faults of one document, and what became of them."""

    def __init__(self, name: str, document: Document, form: str | None, seed: int, sample: int) -> None:
        self.name = name
        self.carry: Carry = lambda changed: located(through(changed, form)) if form else changed
        self.clean = Clean(self.carry(located(document)))
        self.document = self.clean.document
        self.draw = Random(f"{seed}/{name}")
        self.sample = sample
        self.seconds: dict[int, list[float]] = {1: [], 2: [], 3: []}
        self.missed: list[dict[str, object]] = []
        self.left_out: Counter[str] = Counter()

    def singles(self) -> dict[str, Tally]:
        """Every non-zero amount with every slip, or a sample of them."""
        tallies = {name: Tally() for name in CLASSES}
        for kind in KINDS:
            for fault in self._faults(kind, self.sample):
                name = self.clean.class_of(fault)
                tallies[name].add(self._told(f"{kind} ({name})", [fault]))
        return tallies

    def several(self, size: int, number: int) -> Tally:
        """Some identifiable amounts wrong at once."""
        tally = Tally()
        pool = [
            fault
            for kind in KINDS[:4]
            for fault in self._faults(kind, 0, counted=False)
            if self.clean.class_of(fault) == "identifiable"
        ]
        if len({fault.claims for fault in pool}) < size:
            return tally
        while tally.count < number:
            chosen = self.draw.sample(pool, size)
            if len({fault.claims for fault in chosen}) == size:
                tally.add(self._told(f"{size} at once", chosen))
        return tally

    def rows(self, number: int) -> dict[str, tuple[int, int]]:
        """Rows deleted, doubled, or with another code: (noticed, tried).

        Rows of which no amount stands in an equality are left out: nothing tells of them.
        """
        claims = self.clean.report.book.claims
        spots = self.clean.amounts.spot
        told = {i for i in spots if claims[i].amount.fen and claims[i].is_printed}
        rows = sorted({spots[i][:2] for i in told if self.clean.is_told(i)})
        self.left_out["rows in no equality"] += len({spots[i][:2] for i in told}) - len(rows)
        chosen = self.draw.sample(rows, min(number or len(rows), len(rows)))
        found = {
            what: self._noticed(what, ((b, alter(self._grid(b), r), f"row {r}") for b, r in chosen))
            for what, alter in (("row deleted", without_row), ("row doubled", with_row_twice))
        }
        codes = [c for c in self._codes() if c[0][:2] in set(rows)]
        faults = [
            Fault("code", (), ((spot, changed),), f"{spot} {changed}")
            for spot, changed in self.draw.sample(codes, min(number or len(codes), len(codes)))
        ]
        hits = 0
        for fault in faults:
            hits += self._hit("code changed", fault.said, planted(self.document, [fault]))
        found["code changed"] = (hits, len(faults))
        return found

    def whole_tables(self) -> dict[str, tuple[int, int]]:
        """Every unit line changed, and neighbouring tables under each other's titles.

        Tables without money, and grids of one and the same table, are left out: nothing changes.
        """
        claims = self.clean.report.book.claims
        table = {spot[0]: claims[i].source for i, spot in self.clean.amounts.spot.items()}
        money = {claims[i].source for i in self.clean.amounts.spot if claims[i].amount.fen}
        at = sorted(b for b, name in table.items() if name in money)
        self.left_out["tables without money"] = len(set(table.values()) - money)
        units = dict(unit_lines(self.document, at))
        pairs = [(a, b) for a, b in pairwise(at) if table[a] != table[b]]
        hits = sum(
            self._hit("tables swapped", f"{a} {b}", with_swapped(self.document, a, b)) for a, b in pairs
        )
        return {
            "unit changed": self._noticed("unit changed", ((b, block, "") for b, block in units.items())),
            "tables swapped": (hits, len(pairs)),
        }

    def _grid(self, at: int) -> Grid:
        grid = self.document.blocks[at]
        assert isinstance(grid, Grid)
        return grid

    def _noticed(self, what: str, changed: Iterable[tuple[int, Block, str]]) -> tuple[int, int]:
        tried = hits = 0
        for at, block, said in changed:
            tried += 1
            before = self.document.blocks[at]
            if isinstance(before, Grid) and said:
                row = int(said.split()[1])
                said += " " + " | ".join(c.text for c in before.cells if c.row == row)
            hits += self._hit(what, f"block {at} {said}", with_block(self.document, at, block))
        return hits, tried

    def _hit(self, what: str, said: str, document: Document) -> bool:
        report = self.clean.check(self.carry(located(document)))
        noticed = self.clean.is_noticed(report)
        if not noticed:
            self.missed.append({"document": self.name, "fault": what, "planted": said, "told": "missed"})
        return noticed

    def _codes(self) -> list[tuple[tuple[int, int, int], str]]:
        """Cells that print a code, each with its last digit that is not 0 or 9 made one larger."""
        out = []
        for coded in self.clean.report.book.coded:
            text = coded.place.text
            spot = spot_of(text)
            digits = [i for i, sign in enumerate(text) if sign.isdigit() and sign.isascii()]
            if spot is None or not digits or not coded.code:
                continue
            row = [c for c in self._grid(spot[0]).cells if c.row == spot[1] and c.text.strip().isdigit()]
            pieces = [c for c in row if c.column > spot[2] and len(c.text.strip()) <= 3]
            if text.strip() != coded.code and text.strip().isdigit() and pieces and len(text.strip()) <= 3:
                last = pieces[min(1, len(coded.code) // 2 - 2)] if len(coded.code) > 3 else None
                if last is not None:
                    text, spot = last.text, (spot[0], last.row, last.column)
                    digits = [i for i, sign in enumerate(text) if sign.isdigit()]
            end = digits[0]
            while end + 1 in digits:
                end += 1
            digit = str((int(text[end]) + self.draw.randrange(1, 9)) % 10)
            out.append((spot, text[:end] + digit + text[end + 1 :]))
        return out

    def _faults(self, kind: str, number: int, *, counted: bool = True) -> list[Fault]:
        """Faults of one kind that some relation sees (and those of amounts in none)."""
        out = []
        for i, claim in enumerate(self.clean.report.book.claims):
            if not claim.amount.fen or claim.place.table is None:
                continue
            fault = self.clean.amounts.fault(kind, i, self.draw)
            if fault is None:
                why = "slip not possible"
            elif (seen := self.clean.is_seen(fault)) is None:
                why = "same value"
            elif not seen:
                why = "no relation sees it"
            else:
                out.append(fault)
                continue
            if counted:
                self.left_out[why] += 1
        return self.draw.sample(out, number) if 0 < number < len(out) else out

    def _told(self, what: str, faults: list[Fault]) -> Outcome:
        report = self.clean.check(self.carry(planted(self.document, faults)))
        outcome = self.clean.outcome(report, [spot for fault in faults for spot, _ in fault.texts])
        self.seconds[len(faults)].append(outcome.seconds)
        if outcome.said != "named" or outcome.wrong or (len(faults) > 1 and not outcome.exact):
            places = [self.clean.report.book.claims[f.claims[0]].place for f in faults]
            self.missed.append(
                {
                    "document": self.name,
                    "fault": what,
                    "cell": " + ".join(f"{p.table} {'/'.join(p.row)} {'/'.join(p.column)}" for p in places),
                    "printed": " + ".join(p.text for p in places),
                    "planted": " + ".join(f.said for f in faults),
                    "told": outcome.said + (" WRONG" if outcome.wrong else ""),
                    "first finding": outcome.first,
                }
            )
        return outcome


def main() -> None:
    """Run the documents and print a block of lines for each."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    options.add_argument("--sample", type=int, default=10, help="amounts for each slip; 0 for all")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument(
        "--only", default="", help="documents whose name contains one of these, with commas between"
    )
    options.add_argument("--csv", type=Path, help="where to list what was not named, and how it was told")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    given = options.parse_args()
    missed: list[dict[str, object]] = []
    for name, document, form in documents(given.shared):
        if any(part in name for part in given.only.split(",")):
            sample = given.sample if form in (None, "text") else min(given.sample or 20, 20)
            missed += report(Run(name, document, form, given.seed, sample))
    if given.csv:
        columns = ["document", "fault", "cell", "printed", "planted", "told", "first finding"]
        with given.csv.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.DictWriter(stream, columns)
            writer.writeheader()
            writer.writerows(missed)


def report(run: Run) -> list[dict[str, object]]:
    """Plant the faults of one document and print what was told."""
    print(f"\n{run.name}")
    print(f"  {'':16}{'faults':>7} {'detected':>8} {'named':>8} {'or first':>8} {'in group':>8} {'wrong':>6}")
    for name, tally in run.singles().items():
        row(name, tally)
    number = max(30, run.sample) if run.sample else 150
    for size in (2, 3):
        tally = run.several(size, number)
        row(f"{size} at once", tally, exact=True)
    counts = {**run.rows(run.sample), **run.whole_tables()}
    print("  noticed: " + ", ".join(f"{what} {hits}/{tried}" for what, (hits, tried) in counts.items()))
    print("  left out: " + ", ".join(f"{why} {n}" for why, n in sorted(run.left_out.items())))
    times = "; ".join(
        f"{size} wrong: median {1000 * percentile(spent, 0.5):.2f}, maximum {1000 * max(spent):.1f} ms"
        for size, spent in run.seconds.items()
        if spent
    )
    print(f"  localisation: {times} (a loop of 100,000 squares: {1000 * reference():.1f} ms)", flush=True)
    return run.missed


def row(name: str, tally: Tally, *, exact: bool = False) -> None:
    """One line of the table."""
    if not tally.count:
        return
    told = tally.share("named"), tally.share("named", "first"), tally.share("named", "first", "in group")
    detected = tally.share("named", "first", "in group", "elsewhere")
    end = f"  exact set {tally.exact / tally.count:.1%}" if exact else ""
    print(f"  {name:16}{tally.count:7}  {detected}  {told[0]}  {told[1]}  {told[2]} {tally.wrong:6}{end}")


if __name__ == "__main__":
    main()
