"""A sheet's values as a grid: only what is visible, without empty margins."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from gouji.model.document import Cell, Grid
from gouji.read.xlsx.sheet import MAX_CELLS, Area, Sheet, Texts, too_large

COVERED = "合并单元格中被覆盖的文字"
HIDDEN_ROW = "隐藏的行"
HIDDEN_COLUMN = "隐藏的列"


def lay_out(sheet: Sheet, file: int) -> tuple[Grid | None, list[tuple[str, str]]]:
    """The grid of a sheet (``None`` where nothing is to be seen) and what was left out, with the reason.

    The sheet's texts are changed on the way.
    """
    texts = sheet.texts
    width = max(map(len, texts), default=0)
    _bring_to_light(sheet)
    left_out = _hidden(sheet)
    rows = [row for row in range(len(texts)) if row not in sheet.hidden_rows]
    columns = [column for column in range(width) if column not in sheet.hidden_columns]
    visible = [[texts[row][column] for column in columns] for row in rows]
    areas = _visible_areas(sheet.areas, rows, columns)
    # What is covered goes first: it must not keep a margin from being empty.
    spans, covered, under = _spans(areas, visible, sheet.name)
    left_out += under
    box = _used(visible)
    if box is None:
        return None, left_out + sheet.left_out
    if (box.bottom - box.top + 1) * (box.right - box.left + 1) > MAX_CELLS:
        raise too_large(box.bottom + 1, box.right + 1, sheet.name)
    cells: list[Cell] = []
    for row in range(box.top, box.bottom + 1):
        line = visible[row]
        for column in range(box.left, box.right + 1):
            place = row, column
            if place in covered:
                continue
            area = spans.get(place)
            if area is None:
                cells.append(Cell(line[column], row - box.top, column - box.left, line=rows[row] + 1))
            else:
                high = min(area.bottom, box.bottom) - row + 1
                wide = min(area.right, box.right) - column + 1
                at = row - box.top, column - box.left
                cells.append(Cell(line[column], *at, high, wide, line=rows[row] + 1))
    height, width = box.bottom - box.top + 1, box.right - box.left + 1
    first = rows[box.top] + 1
    return Grid(tuple(cells), height, width, file, line=first, name=sheet.name), left_out + sheet.left_out


def _bring_to_light(sheet: Sheet) -> None:
    """Moves the text of a merged range to its first visible cell, where it is seen."""
    texts, hidden_rows, hidden_columns = sheet.texts, sheet.hidden_rows, sheet.hidden_columns
    height, width = len(texts), max(map(len, texts), default=0)
    for area in sheet.areas:
        if area.top >= height or area.left >= width:
            continue
        if area.top not in hidden_rows and area.left not in hidden_columns:
            continue
        rows = (row for row in range(area.top, min(area.bottom + 1, height)) if row not in hidden_rows)
        columns = (c for c in range(area.left, min(area.right + 1, width)) if c not in hidden_columns)
        row, column = next(rows, None), next(columns, None)
        if row is not None and column is not None:
            texts[row][column], texts[area.top][area.left] = texts[area.top][area.left], ""


def _used(visible: Texts) -> Area | None:
    """The smallest area that holds all text."""
    rows = [row for row, line in enumerate(visible) if any(line)]
    if not rows:
        return None
    columns = [column for column, words in enumerate(zip(*visible, strict=True)) if any(words)]
    return Area(rows[0], rows[-1], columns[0], columns[-1])


def _hidden(sheet: Sheet) -> list[tuple[str, str]]:
    left_out: list[tuple[str, str]] = []
    for row, line in enumerate(sheet.texts):
        if row in sheet.hidden_rows and (words := [text for text in line if text.strip()]):
            left_out.append(("\t".join(words), HIDDEN_ROW))
    for column in sorted(sheet.hidden_columns):
        words = [
            line[column]
            for row, line in enumerate(sheet.texts)
            if row not in sheet.hidden_rows and column < len(line) and line[column].strip()
        ]
        if words:
            left_out.append(("\n".join(words), HIDDEN_COLUMN))
    return left_out


def _visible_areas(areas: Sequence[Area], rows: list[int], columns: list[int]) -> list[Area]:
    """The merged ranges, counted in visible rows and columns."""
    shown: list[Area] = []
    for area in areas:
        top, left = bisect_left(rows, area.top), bisect_left(columns, area.left)
        bottom, right = bisect_left(rows, area.bottom + 1) - 1, bisect_left(columns, area.right + 1) - 1
        if top <= bottom and left <= right and (top < bottom or left < right):
            shown.append(Area(top, bottom, left, right))
    return shown


def _spans(
    areas: list[Area], visible: Texts, name: str
) -> tuple[dict[tuple[int, int], Area], set[tuple[int, int]], list[tuple[str, str]]]:
    """Merged ranges by their first cell, the places they cover, and the text there, which is taken away.

    Of two ranges that overlap the first stands.
    """
    spans: dict[tuple[int, int], Area] = {}
    covered: set[tuple[int, int]] = set()
    under: list[tuple[str, str]] = []
    work = 0
    for area in areas:
        work += (area.bottom - area.top + 1) * (area.right - area.left + 1)
        if work > 4 * MAX_CELLS:
            raise too_large(area.bottom + 1, area.right + 1, name)
        places = {
            (row, column)
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        }
        if not covered.isdisjoint(places) or not spans.keys().isdisjoint(places):
            continue
        first = area.top, area.left
        places.discard(first)
        spans[first] = area
        covered |= places
        for row, column in sorted(places):
            if text := visible[row][column]:
                under.append((text, COVERED))
                visible[row][column] = ""
    return spans, covered, under
