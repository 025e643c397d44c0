"""A table as WordprocessingML: merged cells, repeated heads, rows that stay together."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from gouji.model.publication import Align, LaidCell, LaidTable
from gouji.render.document.bands import Kept, kept
from gouji.render.document.columns import PADDING, Fit
from gouji.render.document.docx_parts import cell_style
from gouji.render.document.signs import printable

_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_ALIGN = {Align.CENTRE: '<w:jc w:val="center"/>', Align.RIGHT: '<w:jc w:val="right"/>', Align.LEFT: ""}


def text_runs(text: str) -> str:
    """``text`` as one run; its line breaks stay."""
    lines = printable(text).split("\n")
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    return f"<w:r>{inner}</w:r>"


def table_xml(table: LaidTable, fit: Fit, room: float) -> str:
    """The whole ``w:tbl``; ``room`` is what a page leaves for its body, in points."""
    widths = [round(width * 20) for width in fit.widths]
    rows: list[list[tuple[LaidCell, bool]]] = [[] for _ in range(table.height)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.rows):
            rows[row].append((cell, row == cell.row))
    together = kept(table, fit, room)
    size = round(fit.size * 2)
    body = "".join(
        _row(sorted(cells, key=lambda pair: pair[0].column), number, table.head, widths, size, together)
        for number, cells in enumerate(rows)
    )
    edges = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for edge in _EDGES)
    across, down = round(PADDING * fit.size * 20), round(0.2 * fit.size * 20)
    inside = "".join(
        f'<w:{side} w:w="{size}" w:type="dxa"/>'
        for side, size in (("top", down), ("left", across), ("bottom", down), ("right", across))
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{inside}</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"
    )


def _row(
    cells: list[tuple[LaidCell, bool]],
    number: int,
    head: int,
    widths: list[int],
    size: int,
    together: Kept,
) -> str:
    split = "<w:cantSplit/>" if number < head or number in together.whole else ""
    high = together.heights.get(number)
    height = f'<w:trHeight w:val="{round(high * 20)}" w:hRule="atLeast"/>' if high else ""
    repeated = "<w:tblHeader/>" if number < head else ""
    content = "".join(_cells(cells, widths, size, number in together.followed))
    return f"<w:tr><w:trPr>{split}{height}{repeated}</w:trPr>{content}</w:tr>"


def _cells(cells: list[tuple[LaidCell, bool]], widths: list[int], size: int, keep: bool) -> Iterator[str]:
    for cell, begins in cells:
        width = sum(widths[cell.column : cell.column + cell.columns])
        span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
        merge = "" if cell.rows == 1 else '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
        next_ = "<w:keepNext/>" if keep else ""
        style = f'<w:pStyle w:val="{cell_style(size, cell.bold)}"/>'
        text = text_runs(cell.text) if begins and cell.text else ""
        extent = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/>'
        paragraph = f"<w:p><w:pPr>{style}{next_}{_ALIGN[cell.align]}</w:pPr>{text}</w:p>"
        yield f"<w:tc><w:tcPr>{extent}</w:tcPr>{paragraph}</w:tc>"
