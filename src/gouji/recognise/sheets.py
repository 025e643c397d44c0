"""What a grid prints besides one table: words in a single column, further tables, notes and signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gouji.model.document import Block, Cell, Document, Grid, Paragraph
from gouji.model.text import fold
from gouji.recognise.captions import is_caption, is_title, stands_above
from gouji.recognise.reading import is_number

_NOTE = re.compile(r"(?:备?注|说明)\d*[：、.]|本?(?:部门|单位)[^。]{0,30}(?:没有|无|未)|[^。]{0,30}空表")
_NOTES = 4
_SIGNED = re.compile(
    r"(?:(?:单位|部门|机构|主管|财务|会计|项目)*(?:负责人|主管)|[填制编造](?:表|报|制)?人?员?|[复审校]核?人?|经办人?|会计|联系人"
    r"|联系电话|电话|(?:[填制编打上](?:表|报|制|印)?)?(?:日期|时间))(?:（[^（）]{1,6}）)?："
)
_DATE = re.compile(r"20\d\d[年./-]\d{1,2}[月./-]\d{1,2}日?")


def sheets_of_words(document: Document) -> Document:
    """The document with every grid for what it prints.

    A sheet of one column is paragraphs, one for each cell.  Tables below one
    another in one grid, each under its title, are grids of their own.  Notes and
    signatures below the rows are paragraphs after the grid.
    """
    blocks = tuple(out for block in document.blocks for out in _told(block))
    return document if blocks == document.blocks else replace(document, blocks=blocks)


def _told(block: Block) -> Iterator[Block]:
    if not isinstance(block, Grid):
        yield block
    elif block.name and block.width == 1:
        yield from (Paragraph(cell.text, block.file) for cell in block.cells if cell.text.strip())
    else:
        lines = _lines(block)
        starts = _starts(lines, block.width) if block.ruled else []
        for first, end in zip([0, *starts], [*starts, block.height], strict=True):
            while first and first < end and not lines[first]:
                first += 1
            last, notes = _notes(block, lines, first, end)
            yield block if (first, last) == (0, block.height) else _piece(block, first, last)
            yield from notes


def _lines(grid: Grid) -> list[list[Cell]]:
    """The cells with words by the row they start in."""
    lines: list[list[Cell]] = [[] for _ in range(grid.height)]
    for cell in grid.cells:
        if cell.text.strip():
            lines[cell.row].append(cell)
    return lines


def _starts(lines: Sequence[Sequence[Cell]], width: int) -> list[int]:
    """The rows where another table begins: its number, title and unit line, a head, and rows before them."""
    starts: list[int] = []
    has_rows = False
    row = 0
    while row < len(lines):
        if not stands_above(lines[row]):
            has_rows = has_rows or len(lines[row]) > 1
            row += 1
            continue
        first, named = row, False
        while row < len(lines) and (
            not lines[row] or stands_above(lines[row]) or (named and len(lines[row]) == 1)
        ):
            named = named or any(_is_title(cell, width) for cell in lines[row])
            row += 1
        if has_rows and named and row < len(lines) and _is_head(lines[row]):
            starts.append(first)
            has_rows = False
    return starts


def _is_title(cell: Cell, width: int) -> bool:
    """Whether a cell calls a table, from its first column or across most of it."""
    return (not cell.column or cell.columns * 2 > width) and is_title(cell.text)


def _is_head(line: Sequence[Cell]) -> bool:
    return len(line) > 1 and not any(is_number(cell.text) for cell in line)


def _notes(grid: Grid, lines: Sequence[Sequence[Cell]], first: int, end: int) -> tuple[int, list[Paragraph]]:
    """Where the rows end without the notes and signatures below them, and these."""
    notes: list[Paragraph] = []
    kept = end
    for row in range(end - 1, first, -1):
        line = lines[row]
        if len(notes) >= _NOTES or (line and not (_is_note(line) or _is_signed(line))):
            break
        if line:
            text = "　".join(cell.text for cell in line)
            notes.insert(0, Paragraph(text, grid.file, line[0].page, line[0].line, line[0].box))
            kept = row
    return kept, notes


def _is_note(line: Sequence[Cell]) -> bool:
    if len(line) != 1 or line[0].column or line[0].rows > 1:
        return False
    return bool(_NOTE.match(fold(line[0].text)))


def _is_signed(line: Sequence[Cell]) -> bool:
    """Whether a row says who made the table and when: every cell does, or is a name beside one."""
    texts = [fold(cell.text) for cell in line]
    told = [bool(_SIGNED.match(text) or _DATE.fullmatch(text)) for text in texts]
    return told[0] and all(
        is_told or before or is_caption(text)
        for is_told, before, text in zip(told, [False, *told[:-1]], texts, strict=True)
    )


def _piece(grid: Grid, first: int, end: int) -> Grid:
    """Some rows of a grid as a grid."""
    cells = tuple(
        cell._replace(row=cell.row - first, rows=min(cell.rows, end - cell.row))
        for cell in grid.cells
        if first <= cell.row < end
    )
    top = next((cell for cell in cells if cell.line is not None), None)
    return replace(
        grid, cells=cells, height=end - first, line=top.line if first and top is not None else grid.line
    )
