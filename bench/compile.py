"""How long compiling takes: the tables and narrative, each format, and reading each of them again.

    python -m bench.compile

The floor is typst setting one bare page, warm: what any PDF costs here.  Every step is
measured in turn, so that a busy moment of the machine falls on all alike; the
fastest round counts.  The example workbook is compiled in every form it can be.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from gouji.compile import compile_publication
from gouji.forms import load_form
from gouji.forms.outline import load_outline
from gouji.model.publication import Publication
from gouji.prepare import prepare_workbook
from gouji.produce import judge, produce
from gouji.produce.written import RENDERERS
from gouji.read import read
from gouji.recognise.recognise import recognise

FORMS = ("beijing-2023", "shanghai", "central")
ROUNDS = 5
READ_AGAIN = ("docx", "pdf", "xlsx", "html")
_WORKBOOK = Path(__file__).resolve().parent.parent / "examples" / "district-office-2023" / "budget.xlsx"


def floor() -> None:
    """One page with one line on it."""
    typst.compile(b"= 1")


def steps(form: str, folder: Path) -> dict[str, Callable[[], object]]:
    """What is measured for one form, by name."""
    ledger = prepare_workbook(_WORKBOOK).ledger
    assert ledger is not None, "the example workbook has errors"

    def compiled() -> Publication:
        return compile_publication(ledger, load_form(form), load_outline(form)).publication

    publication = compiled()
    files = {name: folder / f"{form}.{name}" for name in READ_AGAIN}
    out: dict[str, Callable[[], object]] = {
        "prepare": lambda: prepare_workbook(_WORKBOOK),
        "compile": compiled,
    }
    for name, draw in RENDERERS.items():
        out[f"draw {name}"] = lambda draw=draw: draw(publication)
    for name, path in files.items():
        path.write_bytes(RENDERERS[name](publication))
        out[f"read {name}"] = lambda path=path: recognise(read(path), form)
    pdf = files["pdf"].read_bytes()
    whole = compile_publication(ledger, load_form(form), load_outline(form))
    out["gate"] = lambda: judge(whole, form, pdf)
    out["all of it"] = lambda: produce(ledger, folder / "out", form)
    return out


def seconds(step: Callable[[], object]) -> float:
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def main() -> None:
    """Print seconds and multiples of the floor, one line for each step."""
    with TemporaryDirectory() as name:
        for form in FORMS:
            measured = {"floor: one bare page": floor, **steps(form, Path(name))}
            fastest = {step: seconds(run) for step, run in measured.items()}
            for _ in range(ROUNDS):
                for step, run in measured.items():
                    fastest[step] = min(fastest[step], seconds(run))
            bare = next(iter(fastest.values()))
            print(form)
            for step, taken in fastest.items():
                print(f"  {step:22} {taken:7.3f} s {taken / bare:7.1f} ×")


if __name__ == "__main__":
    main()
