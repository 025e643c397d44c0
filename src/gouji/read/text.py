"""Text files: headings, bullets, paragraphs, and tables drawn with tabs or with bars.

What character recognition and Markdown writers leave behind is understood:
tables whose rows are lines with tabs, broken by blank lines where a page ended;
cells that hold ``<b>``, ``<p>`` or a list; a rule line of dashes under a head.
A row printed on two lines stays two rows: joining them needs to know the table.
"""

from __future__ import annotations

import re

from gouji.model.document import Block, Cell, Dropped, Grid, Paragraph
from gouji.read.contents import TooMuch
from gouji.read.markup import Tally, plain, still_open

PIECES = 300_000
"""Cells and paragraphs in one file, at most; a disclosure has some thousands."""

_CELL_LINES = 200
_REMEMBERED = 50_000
_HEADING = re.compile(r"\s*(#{1,6})\s+\S")
_RULE = re.compile(r"-{3,}|\*{3,}|_{3,}|={3,}|`{3,}\w*")
_BULLET = re.compile(r"([-*+])\s+")
_BAR = re.compile(r"(?<!\\)\|")
_BAR_RULE = re.compile(r"\s*:?-+:?\s*")
_TAB_RULE = re.compile(r"\s*:?-{2,}:?\s*")
_MARKS = re.compile(r"[<&*]")

_RULE_REASON = "表头下的分隔线，不是数据"


class _Rows:
    """A grid while its rows come in."""

    __slots__ = ("cells", "divided", "height", "indented", "line", "piped", "width")

    def __init__(self, line: int, *, piped: bool) -> None:
        self.line, self.piped = line, piped
        self.cells: list[Cell] = []
        self.height = self.width = 0
        self.indented = not piped
        self.divided = False

    def blocks(self, file: int) -> list[Block]:
        """The grid, or the paragraphs if its lines were only indented with tabs, never divided."""
        if not self.cells:
            return []
        if self.indented:
            return [Paragraph(cell.text, file, line=cell.line) for cell in self.cells]
        return [Grid(tuple(self.cells), self.height, self.width, file, line=self.line, ruled=False)]


def read_text(text: str, file: int = 0) -> tuple[tuple[Block, ...], tuple[Dropped, ...]]:
    """The blocks of ``text`` in order, and what was left out.

    Lines end with ``\\n`` and count from 1.  Every line outside a table is a
    paragraph.  A line with a tab is a row of a table, which goes on over blank
    lines until a line without tabs says something else.  Rows of a Markdown
    table (``| a | b |``) follow each other without blank lines.

    Cells that print nothing are not stored.  White space around a cell or
    paragraph is left out, white space inside it is as printed.

    Raises :class:`TooMuch` for more than ``PIECES`` cells and paragraphs.
    """
    blocks: list[Block] = []
    tally = Tally()
    texts: dict[str, str] = {}
    rows: _Rows | None = None
    position, line, pieces = 0, 0, 0
    while position < len(text):
        line += 1
        content, position = _line_from(text, position)
        bare = content.strip()
        if not bare:
            if rows is not None and rows.piped:
                blocks += rows.blocks(file)
                rows = None
            continue
        piped = bare[0] == "|" and bare[-1] == "|" and len(bare) > 1
        if piped or "\t" in content:
            if rows is None or rows.piped != piped:
                if rows is not None:
                    blocks += rows.blocks(file)
                rows = _Rows(line, piped=piped)
            before = len(rows.cells)
            if piped:
                _add_piped(rows, bare, line, tally, texts)
            else:
                position, lines = _add_tabbed(rows, content, text, position, line, tally, texts)
                line += lines
            pieces += len(rows.cells) - before
        else:
            level, content = _paragraph(bare, line, tally)
            if not content:
                continue
            if rows is not None:
                blocks += rows.blocks(file)
                rows = None
            blocks.append(Paragraph(content, file, line=line, level=level))
            pieces += 1
        if pieces > PIECES:
            raise TooMuch(line)
    if rows is not None:
        blocks += rows.blocks(file)
    return tuple(blocks), tuple(tally.dropped(file))


def _line_from(text: str, position: int) -> tuple[str, int]:
    """The line that starts at ``position``, and where the next one starts."""
    end = text.find("\n", position)
    if end < 0:
        end = len(text)
    return text[position:end], end + 1


def _paragraph(bare: str, line: int, tally: Tally) -> tuple[int, str]:
    """The level and the text of a line outside tables, its Markdown signs left out."""
    if _RULE.fullmatch(bare):
        tally.add(bare, line)
        return 0, ""
    level = 0
    if bare[0] == "#":
        opening = bare[: len(bare) - len(bare.lstrip("#"))]
        if len(opening) <= 6 and (len(bare) == len(opening) or bare[len(opening)].isspace()):
            level = len(opening)
            tally.add(opening, line)
            bare = bare[level:].strip()
            body = bare.rstrip("#")
            if body != bare and (not body or body[-1].isspace()):
                tally.add(bare[len(body) :], line)
                bare = body.rstrip()
    elif (bullet := _BULLET.match(bare)) and any(map(str.isalpha, bare[bullet.end() :])):
        # Only words follow a bullet: "- 12 -" is a page number and "- 5.00" may be an amount.
        tally.add(bullet[1], line)
        bare = bare[bullet.end() :]
    return level, plain(bare, line, tally) if _MARKS.search(bare) else bare


def _add_piped(rows: _Rows, bare: str, line: int, tally: Tally, texts: dict[str, str]) -> None:
    """Add the cells of a Markdown table row."""
    escaped = bare.count("\\|")
    fields = _BAR.split(bare)
    tally.add("|", line, len(fields) - 1)
    if fields[-1].strip():
        # The last bar was escaped: the row has no closing bar.
        fields.append("")
    fields = fields[1:-1]
    if rows.height <= 1 and not rows.divided and fields and all(map(_BAR_RULE.fullmatch, fields)):
        rows.divided = True
        tally.add("".join(map(str.strip, fields)), line, reason=_RULE_REASON)
        return
    if escaped:
        tally.add("\\", line, escaped)
        fields = [field.replace("\\|", "|") for field in fields]
    _add_cells(rows, fields, line, tally, texts)


def _add_tabbed(
    rows: _Rows, content: str, text: str, position: int, line: int, tally: Tally, texts: dict[str, str]
) -> tuple[int, int]:
    """Add the cells of a row with tabs; where reading goes on, and how many further lines the row took."""
    fields = content.split("\t")
    lines = 0
    if "<" in content:
        opened: dict[str, int] = {}
        while still_open(fields[-1], opened):
            end = _end_of_cell(text, position, opened)
            if end is None:
                break
            rest = text[position : end - 1].split("\t")
            lines += rest[0].count("\n") + 1
            position = end
            fields[-1] += "\n" + rest[0]
            if len(rest) == 1:
                break
            fields += rest[1:]
            opened = {}
    elif content[0] in "-: " and _is_tab_rule(fields):
        tally.add("".join(map(str.strip, fields)), line, reason=_RULE_REASON)
        return position, lines
    if rows.indented:
        rows.indented = "\t" not in content.lstrip() and not lines
    _add_cells(rows, fields, line, tally, texts)
    return position, lines


def _is_tab_rule(fields: list[str]) -> bool:
    """Whether the row only draws a line.  Dashes of two to four may be amounts (nothing to report)."""
    return all(map(_TAB_RULE.fullmatch, fields)) and any("-----" in field for field in fields)


def _end_of_cell(text: str, position: int, opened: dict[str, int]) -> int | None:
    """Where the row ends whose last cell is ``opened`` and not closed yet.

    ``None`` if it never closes before the next tab, heading or table: then the
    closing tag is missing, and the cell ends with its line.
    """
    for _ in range(_CELL_LINES):
        if position >= len(text):
            return None
        content, position = _line_from(text, position)
        head, tab, _ = content.partition("\t")
        if _HEADING.match(content) or content.lstrip().startswith("|"):
            return None
        if not still_open(head, opened):
            return position
        if tab:
            return None
    return None


def _add_cells(rows: _Rows, fields: list[str], line: int, tally: Tally, texts: dict[str, str]) -> None:
    """Add one row of ``fields``; equal short texts are stored once."""
    row, add = rows.height, rows.cells.append
    at = line
    for column, field in enumerate(fields):
        content = plain(field, at, tally) if _MARKS.search(field) else field.strip()
        if content:
            if len(texts) > _REMEMBERED:
                texts.clear()
            add(Cell(texts.setdefault(content, content), row, column, 1, 1, None, at))
        if "\n" in field:
            at += field.count("\n")
    rows.height = row + 1
    rows.width = max(rows.width, len(fields))
