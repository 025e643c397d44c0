"""Small printed documents, drawn as text in the tests that read them."""

from __future__ import annotations

from gouji.model.document import Block, Cell, Document, Grid, Paragraph, Source
from gouji.read.text import read_text

YEAR_LINE = "2023年云山区档案馆部门预算"


def grid(text: str) -> Grid:
    """A ruled table drawn with ``|``; ``<`` continues the cell to its left, ``^`` the one above."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    cells = []
    for r, row in enumerate(rows):
        for c, printed in enumerate(row):
            if printed and printed not in "<^":
                wide = next((n for n, cell in enumerate(row[c + 1 :], 1) if cell != "<"), len(row) - c)
                tall = next((n for n, other in enumerate(rows[r + 1 :], 1) if other[c] != "^"), len(rows) - r)
                cells.append(Cell(printed, r, c, tall, wide))
    return Grid(tuple(cells), len(rows), max(map(len, rows)))


def loose(text: str) -> Grid:
    """The same drawing without rules, as text files keep it: merged cells are lost."""
    drawn = grid(text)
    cells = tuple(cell._replace(rows=1, columns=1, line=cell.row + 1) for cell in drawn.cells)
    return Grid(cells, drawn.height, drawn.width, line=1, ruled=False)


def under(title: str, table: Grid, *, unit: str = "单位：万元") -> Document:
    """One table under its title and unit line, in a budget of 2023."""
    captions = tuple(Paragraph(text) for text in (YEAR_LINE, title, *([unit] if unit else [])))
    return document(*captions, table)


def document(*blocks: Block) -> Document:
    """Blocks as one file."""
    return Document((Source("云山区档案馆.txt", "text", "0" * 64),), blocks)


def written(text: str) -> Document:
    """A text file."""
    return document(*read_text(text)[0])
