"""One page: its grids, its paragraphs, what was dropped, and whether it is only a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from gouji.model.document import Block, Dropped, Grid
from gouji.read.pdf import native
from gouji.read.pdf.astray import bring_home, drop_overlaid
from gouji.read.pdf.cells import grids, groups, lattices, ruling, set_in_lines
from gouji.read.pdf.characters import HIDDEN, REASONS, UNMAPPED, Characters, characters
from gouji.read.pdf.drawing import Drawing, drawing
from gouji.read.pdf.frame import Frame
from gouji.read.pdf.furniture import PAGE_NUMBER, page_numbers
from gouji.read.pdf.lattice import Lattice
from gouji.read.pdf.lined import lined_tables
from gouji.read.pdf.lines import Run, runs, texts
from gouji.read.pdf.native import Address
from gouji.read.pdf.paragraphs import APART, Flow, paragraph, paragraphs

RECOGNISED = "扫描图片下由机器识别的文字，看不见，没有采用"
_PICTURE = 0.4  # a picture of this part of the page, with hardly any text, is a scan
_FEW = 60  # characters
_OUTLINES = 300  # curved shapes on a page without characters: text drawn as outlines


@dataclass(frozen=True, slots=True)
class Page:
    """What one page gave.

    ``flows`` are the paragraphs among its blocks as they were made, ``None`` for a table.
    ``height`` is that of the page as shown, ``weight`` how many characters and strokes were read.
    """

    blocks: list[Block]
    flows: list[Flow | None]
    dropped: list[Dropped]
    scanned: bool
    height: float
    weight: int

    @property
    def first(self) -> Flow | None:
        """Its first block where that is a paragraph, which may go on from the page before."""
        return self.flows[0] if self.flows else None

    @property
    def last(self) -> Flow | None:
        """Its last block where that is a paragraph, which may go on overleaf."""
        return self.flows[-1] if self.flows else None


def read_page(page: Address, file: int, number: int) -> Page:
    """Read a loaded page; ``number`` counts from 1.  Raises :class:`~gouji.read.pdf.clips.TooMuch`."""
    chars, drawn, frame = _seen(page)
    strokes, surfaces = ruling(drawn, frame)
    tables = lattices(strokes, surfaces)
    group = groups(chars, tables)
    if lined := lined_tables(strokes, chars, group, tables, frame.size[0]):
        tables = sorted(tables + lined, key=lambda table: (table.bounds[1], table.bounds[0]))
        group = groups(chars, tables)
    drop_overlaid(chars, group)
    bring_home(chars, tables, group)
    table_blocks = grids(chars, tables, group, frame, file, number)
    outside = runs(chars, set_in_lines(chars, group, (group < 0) & (chars.why == 0)), APART)
    counted = page_numbers(outside, frame)
    numbers = set(counted)
    body = [run for run in outside if run not in numbers]
    flows = paragraphs(body, [float(table.ys[0]) for table in tables], frame)
    order = _reading_order(flows, tables)
    blocks = [
        paragraph(flows[i], frame, file, number) if i < len(flows) else table_blocks[i - len(flows)]
        for i in order
    ]
    dropped = [Dropped(run.text, PAGE_NUMBER, file, number) for run in counted]
    unmapped = sum(character == UNMAPPED for character in chars.text)
    if unmapped:
        dropped.append(Dropped("", f"字体没有文字对应，有 {unmapped} 个字读不出", file, number))
    dropped += _dropped(chars, file, number)
    scanned = _scanned(drawn, frame, body, table_blocks, unmapped)
    if scanned:
        dropped = [replace(item, reason=RECOGNISED) if item.reason == HIDDEN else item for item in dropped]
    return Page(
        blocks,
        [flows[i] if i < len(flows) else None for i in order],
        dropped,
        scanned,
        frame.size[(frame.rotate - frame.turn + 1) % 2],
        len(chars.text) + len(drawn.texts) + len(drawn.strokes),
    )


def _seen(page: Address) -> tuple[Characters, Drawing, Frame]:
    text_page = native.load_text(page)
    try:
        drawn = drawing(page)
        bounds = native.bounds_of_page(page) or (0.0, 0.0, 595.0, 842.0)
        chars, frame = characters(text_page, drawn, Frame(bounds, native.page_rotation(page)))
    finally:
        native.close_text(text_page)
    return chars, drawn, frame


def _reading_order(flows: Sequence[Flow], tables: Sequence[Lattice]) -> list[int]:
    """Indices of the flows, then of the tables after them, from the top down and left to right."""
    tops: dict[int, float] = {}  # two runs of one line seldom begin at exactly the same height
    for flow in flows:
        line = flow.runs[0].line
        tops[line] = min(tops.get(line, flow.top), flow.top)
    places = [(tops[flow.runs[0].line], float(flow.runs[0].box[0])) for flow in flows]
    places += [(float(table.ys[0]), float(table.xs[0])) for table in tables]
    return sorted(range(len(places)), key=places.__getitem__)


def _dropped(chars: Characters, file: int, page: int) -> list[Dropped]:
    """What nobody sees, one entry for each reason."""
    if not (chars.why > 0).any():
        return []
    group = chars.why.astype(np.int64)
    text = texts(chars, set_in_lines(chars, group, group > 0))
    return [Dropped(text[reason], REASONS[reason], file, page) for reason in sorted(text)]


def _scanned(drawn: Drawing, frame: Frame, body: Sequence[Run], found: Sequence[Grid], unmapped: int) -> bool:
    """Is the page a picture of text rather than text?  So it is where fonts do not say what most of it is."""
    written = sum(len(run.index) for run in body) + sum(len(c.text) for grid in found for c in grid.cells)
    if unmapped * 2 > written:
        return True
    width, height = frame.size
    left, bottom, right, top = frame.bounds
    covered = [
        max(min(x1, right) - max(x0, left), 0) * max(min(y1, top) - max(y0, bottom), 0) / (width * height)
        for x0, y0, x1, y1 in drawn.pictures
    ]
    if not written:
        return max(covered, default=0) > _PICTURE / 4 or drawn.shapes > _OUTLINES
    return written <= _FEW and sum(covered) > _PICTURE
