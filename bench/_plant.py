"""Planting faults in a document: cells that know where they stand, and the slips a clerk makes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from gouji.model.book import Book
from gouji.model.document import Block, Cell, Document, Grid, Paragraph
from gouji.render.report.html.spots import Located, Spot, spot_of

KINDS = ("digit", "swap", "shift", "drop", "move")


@dataclass(frozen=True, slots=True)
class Fault:
    """A change of some cells' texts; ``claims`` are those of the clean book it changes."""

    kind: str
    claims: tuple[int, ...]
    texts: tuple[tuple[Spot, str], ...]
    said: str


def slipped(kind: str, printed: str, draw: Random) -> str | None:
    """``printed`` after one slip of a clerk, or ``None`` where this slip is not possible."""
    body = printed.strip()
    digits = [i for i, sign in enumerate(body) if sign.isdigit() and sign.isascii()]
    if kind == "digit":
        i = draw.choice(digits)
        other = draw.choice([d for d in "0123456789" if d != body[i]])
        return _grouped(body[:i] + other + body[i + 1 :], printed)
    if kind == "swap":
        pairs = [(i, j) for i, j in pairwise(digits) if body[i] != body[j]]
        if not pairs:
            return None
        i, j = draw.choice(pairs)
        signs = list(body)
        signs[i], signs[j] = signs[j], signs[i]
        return _grouped("".join(signs), printed)
    if kind == "drop":
        if len(digits) < 2:
            return None
        i = draw.choice(digits)
        return _grouped(body[:i] + body[i + 1 :], printed)
    if kind == "shift":
        plain = body.replace(",", "").replace("，", "")
        if "." not in plain:
            return _grouped(plain + "0", printed)
        whole, _, fraction = plain.partition(".")
        if draw.random() < 0.5 and len(whole.lstrip("-")) > 1:
            return _grouped(f"{whole[:-1]}.{whole[-1]}{fraction[:-1]}", printed)
        return _grouped(f"{whole}{fraction[0]}.{fraction[1:]}0", printed)
    raise ValueError(kind)


def _grouped(text: str, like: str) -> str | None:
    """``text`` with separators set anew where ``like`` had any."""
    plain = text.replace(",", "").replace("，", "")
    sign = "-" if plain.startswith("-") else ""
    whole, point, fraction = plain.removeprefix("-").partition(".")
    if not whole or not whole.isdigit() or (point and not fraction):
        return None
    if "," in like or "，" in like:
        whole = f"{int(whole):,}"
    return f"{sign}{whole}{point}{fraction}"


def planted(document: Document, faults: Iterable[Fault]) -> Document:
    """``document`` with the texts of some cells changed; cells that were not stored are made."""
    changes: dict[int, dict[tuple[int, int], str]] = {}
    for fault in faults:
        for (block, row, column), text in fault.texts:
            changes.setdefault(block, {})[row, column] = text
    blocks = list(document.blocks)
    for b, texts in changes.items():
        grid = blocks[b]
        assert isinstance(grid, Grid)
        cells = []
        left = dict(texts)
        for cell in grid.cells:
            if (text := left.pop((cell.row, cell.column), None)) is not None:
                cell = _retold(cell, text, b)
            cells.append(cell)
        near = {cell.row: cell for cell in grid.cells}
        for (row, column), text in left.items():
            made = near[row]._replace(row=row, column=column, rows=1, columns=1)
            cells.append(_retold(made, text, b))
        cells.sort(key=lambda cell: (cell.row, cell.column))
        blocks[b] = replace(grid, cells=tuple(cells))
    return replace(document, blocks=tuple(blocks))


def _retold(cell: Cell, text: str, block: int) -> Cell:
    known = Located(text)
    known.spot = (block, cell.row, cell.column)
    return cell._replace(text=known)


class Amounts:
    """The amounts of a clean book: where each is printed, and its neighbour in the row."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.spot: dict[int, Spot] = {}
        columns: dict[tuple[str, tuple[str, ...], int], set[int]] = {}
        for i, claim in enumerate(book.claims):
            spot = spot_of(claim.place.text)
            if spot is None or claim.place.table is None:
                continue
            self.spot[i] = spot
            columns.setdefault((claim.source, claim.place.column, spot[0]), set()).add(spot[2])
        for i, claim in enumerate(book.claims):
            if i in self.spot or claim.place.table is None or claim.is_printed:
                continue
            row = next(
                (s[:2] for j in (i - 1, i + 1) if (s := self.spot.get(j)) and self._same_row(i, j)), None
            )
            if row is not None:
                known = columns.get((claim.source, claim.place.column, row[0]), set())
                if len(known) == 1:
                    self.spot[i] = (*row, next(iter(known)))
        self.beside: dict[int, int] = {}
        by_row: dict[tuple[int, int], list[int]] = {}
        for i, spot in self.spot.items():
            by_row.setdefault(spot[:2], []).append(i)
        for members in by_row.values():
            members.sort(key=lambda i: self.spot[i][2])
            for one, other in pairwise(members):
                if self._same_row(one, other):
                    self.beside[one] = other

    def _same_row(self, i: int, j: int) -> bool:
        if not 0 <= i < len(self.book.claims) or not 0 <= j < len(self.book.claims):
            return False
        one, other = self.book.claims[i].place, self.book.claims[j].place
        return (one.table, one.row) == (other.table, other.row)

    def fault(self, kind: str, claim: int, draw: Random) -> Fault | None:
        """One slip at one amount; ``None`` where it is not possible there."""
        printed = self.book.claims[claim].place.text
        if claim not in self.spot:
            return None
        if kind != "move":
            text = slipped(kind, printed, draw)
            return Fault(kind, (claim,), ((self.spot[claim], text),), text) if text is not None else None
        other = self.beside.get(claim)
        if other is None:
            return None
        there = self.book.claims[other].place.text
        texts = ((self.spot[claim], there), (self.spot[other], printed))
        return Fault(kind, (claim, other), texts, f"{there or '（空）'}｜{printed}")


def without_row(grid: Grid, row: int) -> Grid:
    """``grid`` after one row was deleted; merged cells that ran over it are one row shorter."""
    cells = []
    for cell in grid.cells:
        last = cell.row + cell.rows - 1
        if cell.row == last == row:
            continue
        rows = cell.rows - (cell.row <= row <= last)
        cells.append(cell._replace(row=cell.row - (cell.row > row), rows=rows))
    return replace(grid, cells=tuple(cells), height=grid.height - 1)


def with_row_twice(grid: Grid, row: int) -> Grid:
    """``grid`` after one row was copied below itself."""
    cells: list[Cell] = []
    for cell in grid.cells:
        last = cell.row + cell.rows - 1
        if cell.row == last == row:
            cells += [cell, cell._replace(row=row + 1)]
        elif cell.row > row:
            cells.append(cell._replace(row=cell.row + 1))
        else:
            cells.append(cell._replace(rows=cell.rows + (cell.row <= row <= last)))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return replace(grid, cells=tuple(cells), height=grid.height + 1)


def with_block(document: Document, at: int, block: Block) -> Document:
    """``document`` with another block in the place of one."""
    return replace(document, blocks=(*document.blocks[:at], block, *document.blocks[at + 1 :]))


def with_swapped(document: Document, one: int, other: int) -> Document:
    """``document`` with two tables under each other's titles."""
    blocks = list(document.blocks)
    blocks[one], blocks[other] = blocks[other], blocks[one]
    return replace(document, blocks=tuple(blocks))


def unit_lines(document: Document, near: Sequence[int]) -> list[tuple[int, Block]]:
    """Blocks that say 单位：万元 (or 元) above the given grids, each saying the other unit."""
    out: list[tuple[int, Block]] = []
    for b in near:
        for at in range(b, max(-1, b - 4), -1):
            block = document.blocks[at]
            if isinstance(block, Paragraph):
                text = _other_unit(block.text)
                if text is not None:
                    out.append((at, replace(block, text=text)))
                    break
            elif at == b:
                cells = tuple(
                    cell._replace(text=text) if (text := _other_unit(cell.text)) is not None else cell
                    for cell in block.cells
                )
                if cells != block.cells:
                    out.append((at, replace(block, cells=cells)))
                    break
            else:
                break
    return out


def _other_unit(text: str) -> str | None:
    if "单位" not in text or len(text) > 40:
        return None
    if "万元" in text:
        return text.replace("万元", "元")
    return text.replace("元", "万元") if "元" in text else None
