"""How long a disclosure takes to draw and to read again, from nothing, against two floors of the same run.

    python bench/draw.py

Every figure is a whole process, as a user starts it: the interpreter, the
imports, a fictional ledger of Beijing's fourteen tables compiled, drawn and
read.  The floors are a bare interpreter and typst setting one empty page with
the same fonts.  Rounds are interleaved, so that a busy moment of the machine
falls on all of them alike.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
_PROJECT = Path(__file__).resolve().parent.parent
FORMATS = ("pdf", "docx", "xlsx", "html")
SIZE = 60
"""Lines of the ledger: about as many as an office with two units has."""


def empty_page() -> None:
    """What typst needs for nothing, with the fonts that a disclosure is set in."""
    import typst

    from gouji.render.document.fonts import setting

    found = setting()
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in found.folders],
    )
    typst.Compiler(b"#set page()\n", font_paths=fonts, ignore_system_fonts=True).compile(format="pdf")


def draw(formats: tuple[str, ...], again: bool) -> None:
    """Compile the ledger, draw it in these formats, and read each ``again``."""
    from tests.compile.ledgers import random_ledger

    import gouji.render.document as document
    from gouji.compile import compile_publication
    from gouji.forms import load_form
    from gouji.forms.outline import load_outline
    from gouji.read import read
    from gouji.recognise.recognise import recognise

    form = "beijing-2023"
    ledger = random_ledger(1, form=form, size=SIZE)
    publication = compile_publication(ledger, load_form(form), load_outline(form)).publication
    with tempfile.TemporaryDirectory() as folder:
        for suffix in formats:
            path = Path(folder) / f"budget.{suffix}"
            path.write_bytes(getattr(document, f"{suffix}_bytes")(publication))
            if again and not recognise(read(path), form).claims:
                sys.exit(f"{path.name}: nothing was read")


def measured() -> dict[str, tuple[str, ...]]:
    """What is measured, by name: the arguments of the interpreter."""
    this = str(Path(__file__).resolve())
    return {
        "bare interpreter": ("-c", "pass"),
        "typst, an empty page": (this, "--empty"),
        "compile alone": (this, "--draw", ""),
        **{suffix: (this, "--draw", suffix) for suffix in FORMATS},
        "all four": (this, "--draw", ",".join(FORMATS)),
        "all four, read again": (this, "--again", ",".join(FORMATS)),
    }


def seconds(arguments: tuple[str, ...]) -> float:
    """The wall time of one process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=_PROJECT, check=True)
    return time.perf_counter() - start


def main(arguments: list[str]) -> None:
    """Measure, or be the process that is measured."""
    match arguments:
        case ["--empty"]:
            empty_page()
        case ["--draw" | "--again" as what, formats]:
            draw(tuple(filter(None, formats.split(","))), what == "--again")
        case []:
            rounds = {name: [] for name in measured()}  # type: dict[str, list[float]]
            for _ in range(ROUNDS):
                for name, command in measured().items():
                    rounds[name].append(seconds(command))
            bare, empty = (min(times) for times in list(rounds.values())[:2])
            print(f"{'':24}  min s  median s  above bare  ratio to empty page")
            for name, times in rounds.items():
                least = min(times)
                print(
                    f"{name:24}  {least:5.2f}  {statistics.median(times):8.2f}"
                    f"  {least - bare:10.2f}  {least / empty:19.1f}"
                )
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    sys.path[:0] = [str(_PROJECT / "src"), str(_PROJECT)]
    main(sys.argv[1:])
