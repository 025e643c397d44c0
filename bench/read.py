"""Reading PDFs: pages a second and peak memory, against the floor PDFium itself sets.

    python bench/read.py FOLDER

The floor is every character with its loose box and every path segment through
the raw API, one call each, nothing kept.  Floor, product and, where they are
installed, pdfplumber and tablers read each file in turn, so that a busy moment
of the machine falls on all of them alike; the fastest round counts.  Peak
memory is that of a process of its own that reads one file (Linux).
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

ROUNDS = 5
SLOW = frozenset({"pdfplumber"})  # one round is enough to see it


def floor(path: Path) -> int:
    """Every loose box and every segment's point, one call each."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    document = pdfium.PdfDocument(path)
    box, x, y = raw.FS_RECTF(), ctypes.c_float(), ctypes.c_float()
    box_at, x_at, y_at = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    pages = len(document)
    for number in range(pages):
        page = raw.FPDF_LoadPage(document, number)
        text = raw.FPDFText_LoadPage(page)
        for i in range(raw.FPDFText_CountChars(text)):
            raw.FPDFText_GetLooseCharBox(text, i, box_at)
            raw.FPDFText_GetUnicode(text, i)
        for i in range(raw.FPDFPage_CountObjects(page)):
            item = raw.FPDFPage_GetObject(page, i)
            if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_PATH:
                for j in range(raw.FPDFPath_CountSegments(item)):
                    raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(item, j), x_at, y_at)
        raw.FPDFText_ClosePage(text)
        raw.FPDF_ClosePage(page)
    document.close()
    return pages


def gouji(path: Path) -> int:
    """The product."""
    from gouji.read.pdf import read_pdf

    return read_pdf(path).pages


def pdfplumber(path: Path) -> int:
    """Its tables and words of every page."""
    import pdfplumber as library

    with library.open(path) as document:
        for page in document.pages:
            page.extract_tables()
            page.extract_text()
        return len(document.pages)


def tablers(path: Path) -> int:
    """Its tables of every page."""
    import tablers as library

    with library.Document(path) as document:
        pages = 0
        for page in document.pages():
            library.find_tables(page, extract_text=True)
            pages += 1
        return pages


READERS: dict[str, Callable[[Path], int]] = {
    "floor": floor,
    "gouji": gouji,
    "tablers": tablers,
    "pdfplumber": pdfplumber,
}


def memory(name: str, path: Path) -> float:
    """Peak resident memory in MiB of a process that reads one file."""
    done = subprocess.run(
        [sys.executable, __file__, "--memory", name, str(path)], capture_output=True, text=True, check=True
    )
    return int(done.stdout) / 1024


def measure(files: list[Path], names: list[str]) -> None:
    """Print a line for each file and one for all."""
    print(f"{'':36}{'pages':>6}" + "".join(f"{name:>13} {'':>6}" for name in names) + "  peak MiB (gouji)")
    total = dict.fromkeys(names, 0.0)
    all_pages, peak = 0, 0.0
    for path in files:
        best = dict.fromkeys(names, float("inf"))
        pages = floor(path)
        for round_ in range(ROUNDS):
            for name in names:
                if name in SLOW and round_:
                    continue
                start = time.perf_counter()
                with contextlib.redirect_stderr(None):
                    READERS[name](path)
                best[name] = min(best[name], time.perf_counter() - start)
        used = memory("gouji", path)
        print(line(path.stem, pages, best, names) + f"  {used:8.0f}")
        all_pages, peak = all_pages + pages, max(peak, used)
        for name in names:
            total[name] += best[name]
    print(line("all", all_pages, total, names) + f"  {peak:8.0f}")


def line(title: str, pages: int, seconds: dict[str, float], names: list[str]) -> str:
    """Pages a second of each reader, and its speed as a part of the floor's."""
    shown = (f"{pages / seconds[n]:9.1f} p/s {seconds['floor'] / seconds[n]:6.2f}" for n in names)
    return f"{title:36}{pages:6}" + "".join(shown)


def main(arguments: list[str]) -> None:
    """Read the arguments; ``--memory NAME FILE`` is this script calling itself."""
    match arguments:
        case ["--memory", name, file]:
            READERS[name](Path(file))
            print(re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())[1])
        case [folder]:
            files = sorted(Path(folder).rglob("*.pdf"))
            if not files:
                sys.exit(f"{folder}: no PDF in it")
            own = ("floor", "gouji")
            measure(files, [n for n in READERS if n in own or importlib.util.find_spec(n)])
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
