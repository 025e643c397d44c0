"""A pen for small PDFs: every odd shape is drawn exactly, in points from the page's top left."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest

from gouji.model.document import Grid, Paragraph
from gouji.read.pdf import Reading, read_pdf

_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 5 0 R"
    b"/DW 1000/W[1 95 500 814 939 500]"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/Ascent 880/Descent -120/CapHeight 700/StemV 80"
    b"/ItalicAngle 0/FontBBox[-25 -120 1000 880]>>",
)
BLACK, WHITE, GREY = "0 0 0", "1 1 1", "0.8 0.8 0.8"


class Sheet:
    """One page.  Coordinates count from the top left before /Rotate; a text's ``y`` is its line's top."""

    def __init__(self, width: float = 400, height: float = 300, rotate: int = 0) -> None:
        self.width, self.height, self.rotate = width, height, rotate
        self.drawn: list[str] = []
        self.forms: list[tuple[bytes, str]] = []

    def text(
        self, x: float, y: float, text: str, size: float = 10, mode: int = 0, ink: str = BLACK, turn: int = 0
    ) -> Sheet:
        """``turn`` runs the text that many quarters anticlockwise, about the start of its baseline."""
        a, b, c, d = ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0))[turn]
        base = self.height - y - (0.88 * size if not turn else 0)
        codes = text.encode("utf-16-be").hex()
        self.drawn.append(
            f"BT /F {size} Tf {mode} Tr {ink} rg {ink} RG {a} {b} {c} {d} {x} {base} Tm <{codes}> Tj ET"
        )
        return self

    def slanted(self, x: float, y: float, text: str) -> Sheet:
        """Text at 45 degrees, as watermarks run."""
        codes = text.encode("utf-16-be").hex()
        self.drawn.append(f"BT /F 40 Tf 0.707 0.707 -0.707 0.707 {x} {self.height - y} Tm <{codes}> Tj ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float, ink: str = BLACK, width: float = 0.5) -> Sheet:
        self.drawn.append(f"{ink} RG {width} w {x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def fill(self, x0: float, y0: float, x1: float, y1: float, ink: str = BLACK) -> Sheet:
        self.drawn.append(f"{ink} rg {x0} {self.height - y1} {x1 - x0} {y1 - y0} re f")
        return self

    def raw(self, operators: str) -> Sheet:
        self.drawn.append(operators)
        return self

    def lattice(self, xs: Sequence[float], ys: Sequence[float], **how: object) -> Sheet:
        """A fully ruled table."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y, **how)  # type: ignore[arg-type]
        for x in xs:
            self.line(x, ys[0], x, ys[-1], **how)  # type: ignore[arg-type]
        return self

    def words(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> Sheet:
        """Text in cells, 2 points from their left and top."""
        for y, row in zip(ys, rows, strict=False):
            for x, word in zip(xs, row, strict=False):
                if word:
                    self.text(x + 2, y + 2, word)
        return self

    @contextmanager
    def clipped(self, x0: float, y0: float, x1: float, y1: float) -> Iterator[None]:
        self.drawn.append(f"q {x0} {self.height - y1} {x1 - x0} {y1 - y0} re W n")
        yield
        self.drawn.append("Q")

    def form(self, inner: Sheet, matrix: str = "1 0 0 1 0 0") -> Sheet:
        """Another sheet drawn as a form XObject."""
        self.forms.append(("\n".join(inner.drawn).encode(), f"{inner.width} {inner.height}"))
        self.drawn.append(f"q {matrix} cm /X{len(self.forms)} Do Q")
        return self

    def picture(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        self.drawn.append(
            f"q {x1 - x0} 0 0 {y1 - y0} {x0} {self.height - y1} cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x7f EI Q"
        )
        return self


def pdf(*sheets: Sheet) -> bytes:
    """The sheets as a PDF file."""
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b"", *_FONT]
    kids = []
    for sheet in sheets:
        names = []
        for n, (content, size) in enumerate(sheet.forms, 1):
            head = (
                f"<</Type/XObject/Subtype/Form/BBox[0 0 {size}]/Resources<</Font<</F 3 0 R>>>>"
                f"/Length {len(content)}>>stream\n"
            )
            objects.append(head.encode() + content + b"\nendstream")
            names.append(f"/X{n} {len(objects)} 0 R")
        packed = zlib.compress("\n".join(sheet.drawn).encode("latin-1"))
        objects.append(b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed))
        content_at = len(objects)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {sheet.width} {sheet.height}]/Rotate {sheet.rotate}"
            f"/Contents {content_at} 0 R"
            f"/Resources<</Font<</F 3 0 R>>/XObject<<{' '.join(names)}>>>>>>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    out, places = b"%PDF-1.7\n", []
    for n, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(out))
    )


def rows(grid: Grid) -> list[list[str]]:
    """A grid as lines of text; a merged cell's text stands at its top left cell."""
    out = [[""] * grid.width for _ in range(grid.height)]
    for cell in grid.cells:
        out[cell.row][cell.column] = cell.text
    return out


class Read:
    """What was read, in the form tests ask for."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.grids = [block for block in reading.blocks if isinstance(block, Grid)]
        self.paragraphs = [block for block in reading.blocks if isinstance(block, Paragraph)]
        self.rows = [rows(grid) for grid in self.grids]
        self.texts = [paragraph.text for paragraph in self.paragraphs]
        self.dropped = [(item.text, item.reason) for item in reading.dropped]


@pytest.fixture(scope="session")
def sheet() -> type[Sheet]:
    """Begins a page."""
    return Sheet


@pytest.fixture(scope="session")
def make() -> Callable[..., bytes]:
    """Sheets → the bytes of a PDF."""
    return pdf


@pytest.fixture(scope="session")
def read() -> Callable[..., Read]:
    """Sheets → what is read from them."""
    return lambda *sheets: Read(read_pdf(pdf(*sheets)))
