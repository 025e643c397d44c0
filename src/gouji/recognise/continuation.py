"""Whether a grid without a title goes on with the table before it, over a page or a cut."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.model.document import Grid, Paragraph
from gouji.model.text import fold
from gouji.recognise.captions import calls_another, is_page_number, number_above
from gouji.recognise.labels import plain
from gouji.recognise.words import is_head_word, only_heads

_MOST_BETWEEN = 2
_SIDE = 12.0
_HEAD_ROWS = 8
_TOTALS = ("合计", "总计")
_CODE_PARTS = frozenset({"类", "款", "项"})


def goes_on(grid: Grid, captions: Sequence[Paragraph], before: Grid, opening: Grid) -> bool:
    """Whether an untitled grid looks like more of the one ``before`` it, whose head is in ``opening``."""
    between = [caption for caption in captions if not is_page_number(caption.text)]
    return (
        before.file == grid.file
        and len(between) <= _MOST_BETWEEN
        and not number_above(between)
        and not any(calls_another(caption.text) for caption in between)
        and not _begins_anew(grid, (before, opening), bool(between))
        and not (_ends_in_total(before) and _ends_in_total(grid))
        and (
            abs(before.width - grid.width) <= 1
            or _same_sides(before, grid)
            or (not between and columns_of_last_row(before, grid) is not None)
        )
    )


def columns_of_last_row(before: Grid, grid: Grid) -> tuple[int, ...] | None:
    """Where a narrower grid's columns stand in the one before, by the cells of its last row.

    A code that runs over 类 款 项 there may be a single column here.  ``None``
    where the cells are not as many, or a box tells the place.
    """
    if before.box is not None or grid.box is not None or grid.width >= before.width:
        return None
    last = [cell.column for cell in before.cells if cell.row + cell.rows == before.height]
    return tuple(sorted(last)) if len(last) == grid.width > 2 else None


def _ends_in_total(grid: Grid) -> bool:
    """Whether the last row is the total of a list: then the table is over."""
    return any(cell.row == grid.height - 1 and plain(cell.text) in _TOTALS for cell in grid.cells)


def _begins_anew(grid: Grid, above: Sequence[Grid], is_apart: bool) -> bool:
    """Whether a grid's first row is a head of its own, not the head above printed again.

    Where no line stands between the two (not ``is_apart``), a row cut by the
    page may look like one: then a word that only heads print must be in it.
    """
    first = [cell.text for cell in grid.cells if cell.row == 0 and cell.text.strip()]
    heads = {
        fold(cell.text) for other in above for cell in other.cells if cell.row <= _HEAD_ROWS
    } | _CODE_PARTS
    new = [text for text in first if fold(text) not in heads]
    if len(first) < 2 or not new or not all(is_head_word(text, None) for text in first):
        return False
    return is_apart or any(only_heads(text) for text in new)


def _same_sides(one: Grid, other: Grid) -> bool:
    """Whether two grids of a PDF begin and end at the same places across the page."""
    if one.box is None or other.box is None:
        return False
    return abs(one.box[0] - other.box[0]) < _SIDE and abs(one.box[2] - other.box[2]) < _SIDE
