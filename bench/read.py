"""Reading PDFs: pages a second and peak memory, against the floor PDFium itself sets.

    python bench/read.py FOLDER

The floor is every character with its loose box and every path segment through
the raw API, one call each, nothing kept.  Floor, product and, where they are
installed, pdfplumber and tablers read each file in turn, so that a busy moment
of the machine falls on all of them alike; the fastest round counts.  Peak
memory is that of a process of its own that reads one file (Linux).  A file
that a reader refuses is shown by a dash and counts for none of its sums.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import io
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
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
    """Peak resident memory in MiB of a process that reads one file; not a number where none is told."""
    done = subprocess.run(
        [sys.executable, __file__, "--memory", name, str(path)], capture_output=True, text=True, check=False
    )
    return int(done.stdout) / 1024 if done.returncode == 0 and done.stdout.strip() else float("nan")


@dataclass
class Sum:
    """What one reader took for the files it could read: pages, seconds, the floor's seconds, peak MiB."""

    pages: int = 0
    seconds: float = 0.0
    floor: float = 0.0
    peak: float = 0.0

    def add(self, pages: int, seconds: float, floor: float, peak: float) -> None:
        """Count one file."""
        self.pages, self.seconds, self.floor = self.pages + pages, self.seconds + seconds, self.floor + floor
        self.peak = max(self.peak, peak)

    def __str__(self) -> str:
        if not self.seconds:
            return f"{'–':>9}{'–':>7}{'–':>6}"
        return f"{self.pages / self.seconds:9.1f}{self.floor / self.seconds:7.2f}{self.peak:6.0f}"


def measure(files: list[Path], names: list[str]) -> None:
    """Print a line for each file and one for all: pages a second, the part of the floor's speed, peak MiB."""
    print(f"{'':34}{'pages':>6}" + "".join(f"{name:>22}" for name in names))
    print(f"{'':40}" + f"{'pages/s':>9}{'ratio':>7}{'MiB':>6}" * len(names))
    total = {name: Sum() for name in names}
    count = 0
    for path in files:
        pages, best = timed(path, names)
        row = {name: Sum() for name in names}
        for name in names:
            if best[name] < float("inf"):
                found = (pages, best[name], best["floor"], memory(name, path))
                row[name].add(*found)
                total[name].add(*found)
        print(f"{path.stem[:33]:34}{pages or '–':>6}" + "".join(str(row[name]) for name in names))
        count += pages
    print(f"{'all':34}{count:6}" + "".join(str(total[name]) for name in names))


def timed(path: Path, names: list[str]) -> tuple[int, dict[str, float]]:
    """Pages by the floor's count, and each reader's fastest round; infinite where it fails on the file."""
    best = dict.fromkeys(names, float("inf"))
    pages = 0
    failed: set[str] = set()
    for round_ in range(ROUNDS):
        for name in names:
            if name in failed or (name in SLOW and round_):
                continue
            start = time.perf_counter()
            try:
                with contextlib.redirect_stderr(io.StringIO()):
                    found = READERS[name](path)
            except Exception:  # a file that one of them cannot read is no reason to stop
                failed.add(name)
                continue
            best[name] = min(best[name], time.perf_counter() - start)
            pages = found if name == "floor" else pages
    if "floor" in failed:
        best = dict.fromkeys(names, float("inf"))
    return pages, best


def main(arguments: list[str]) -> None:
    """Read the arguments; ``--memory NAME FILE`` is this script calling itself."""
    match arguments:
        case ["--memory", name, file]:
            with contextlib.redirect_stdout(io.StringIO()):
                READERS[name](Path(file))
            status = Path("/proc/self/status")
            peak = re.search(r"VmHWM:\s*(\d+)", status.read_text()) if status.exists() else None
            print(peak[1] if peak else "")
        case []:
            folder = Path(__file__).resolve().parents[2] / "shared" / "corpus"
            if folder.is_dir():
                main([str(folder)])
            else:
                print("no folder of PDFs beside the project; name one: python bench/read.py FOLDER")
        case [folder]:
            files = sorted(path for path in Path(folder).rglob("*") if path.suffix.lower() == ".pdf")
            if not files:
                sys.exit(f"{folder}: no PDF in it")
            own = ("floor", "gouji")
            measure(files, [n for n in READERS if n in own or importlib.util.find_spec(n)])
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
