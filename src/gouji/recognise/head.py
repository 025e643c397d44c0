"""Which printed column is which declared one: the tree of heads, matched by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from gouji.forms import Leaf, Section, vocabulary
from gouji.model.amount import Denomination, NotAnAmount, parse_amount
from gouji.model.text import fold
from gouji.recognise.labels import dated, plain, undated
from gouji.recognise.matrix import Matrix, has_lost_merges, without_captions

_MOST_HEAD_ROWS = 8
_ENOUGH = 0.55
_NEEDED = 0.001
_LEVELS = ("类", "款", "项")


@dataclass(frozen=True, slots=True)
class Columns:
    """The head of one table: how many rows it takes and where each column stands.

    ``found[s][leaf]`` is the printed column of a leaf of section ``s``, and
    ``widths[s][leaf]`` over how many columns its code runs (类 款 项);
    ``missing`` are required leaves without one, as (section, leaf index);
    ``score`` is the mean likeness of the required leaves, 0 to 1.
    """

    rows: int
    found: tuple[dict[int, int], ...]
    widths: tuple[dict[int, int], ...]
    missing: tuple[tuple[int, int], ...]
    score: float


def match_head(matrix: Matrix, sections: Sequence[Section], year: int | None) -> Columns | None:
    """The best reading of the matrix's first rows as the head of ``sections`` side by side."""
    leaves = [(s, leaf) for s, section in enumerate(sections) for leaf in section.leaves()]
    if not leaves or not matrix.height:
        return None
    matrix = without_captions(matrix)
    most = head_limit(matrix)
    best: Columns | None = None
    for rows in range(1, most + 1):
        paths = printed_paths(matrix, rows, year)
        columns = _align(paths, leaves, len(sections), rows)
        if best is None or columns.score > best.score + 1e-9:
            best = columns
    return best if best is not None and best.score >= _ENOUGH else None


def head_limit(matrix: Matrix) -> int:
    """How many leading rows could be head: those before the first amount or code."""
    for row in range(min(matrix.height, _MOST_HEAD_ROWS + 1)):
        texts = [fold(cell.text) for cell in matrix.own[row] if cell is not None and cell.text.strip()]
        if any(_is_body(text) for text in texts) and not _is_numbering(texts):
            return max(row, 0)
    return min(matrix.height, _MOST_HEAD_ROWS)


_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}(?:[-—－].+)?")


def _is_body(text: str) -> bool:
    if _CODE.fullmatch(text) and not re.fullmatch(r"(19|20)\d\d", text):
        return True
    try:
        amount = parse_amount(text, Denomination.WAN)
    except NotAnAmount:
        return False
    except ValueError:
        return True
    return amount.mark.name in ("NUMBER", "ZERO") and not re.fullmatch(r"(19|20)\d\d", text)


def _is_numbering(texts: list[str]) -> bool:
    """A row of column numbers (栏次 1 2 3 …) belongs to the head."""
    digits = [text for text in texts if text.isdigit()]
    return len(digits) >= 3 and [int(d) for d in digits] == list(
        range(int(digits[0]), int(digits[0]) + len(digits))
    )


def printed_paths(matrix: Matrix, rows: int, year: int | None) -> list[tuple[str, ...]]:
    """For each column the head texts above it, outermost first, folded and dated."""
    return [tuple(dated(plain(text), year) for text in texts) for texts in covering_texts(matrix, rows)]


def covering_texts(matrix: Matrix, rows: int) -> list[tuple[str, ...]]:
    """For each column the head texts above it as printed, outermost first.

    In a ruled grid merged cells say themselves how far they reach.  Without
    rules, or where merged cells were lost, a text reaches right until the next text
    of its row, and counts for a column only above that column's own lowest text.
    """
    paths = []
    tells_merged = matrix.ruled and not has_lost_merges(matrix, rows)
    for column in range(matrix.width):
        texts: list[str] = []
        if tells_merged:
            seen = None
            for row in range(rows):
                cell = matrix.over[row][column]
                if cell is not None and cell is not seen and cell.text.strip():
                    texts.append(cell.text)
                seen = cell
        else:
            own = [row for row in range(rows) if matrix.text(row, column).strip()]
            lowest = own[-1] if own else -1
            for row in range(lowest + 1):
                text = matrix.text(row, column)
                if text.strip():
                    texts.append(text)
                elif row < lowest and not any(matrix.text(r, column).strip() for r in range(row)):
                    left = next((c for c in range(column - 1, -1, -1) if matrix.text(row, c).strip()), None)
                    if left is not None and not _parted(matrix, row, left, column):
                        texts.append(matrix.text(row, left))
        paths.append(tuple(texts))
    return paths


def _parted(matrix: Matrix, row: int, left: int, column: int) -> bool:
    """Whether a head above begins between two columns: what stands left of it does not reach right."""
    return any(matrix.text(r, c).strip() for r in range(row) for c in range(left + 1, column + 1))


def _align(paths: list[tuple[str, ...]], leaves: list[tuple[int, Leaf]], sections: int, rows: int) -> Columns:
    """Columns to leaves: order kept where it can be, then what is left by its words alone."""
    n, m = len(paths), len(leaves)
    like = [[likeness(path, leaf) for _, leaf in leaves] for path in paths]
    for j, (_, leaf) in enumerate(leaves):
        if not any(head.optional for head in leaf.path):
            for row in like:
                row[j] += _NEEDED if row[j] else 0.0
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            pair = like[i - 1][j - 1]
            best[i][j] = max(
                best[i - 1][j], best[i][j - 1], best[i - 1][j - 1] + pair if pair >= 0.5 else 0.0
            )
    chosen: dict[int, int] = {}
    i, j = n, m
    while i and j:
        pair = like[i - 1][j - 1]
        if pair >= 0.5 and best[i][j] == best[i - 1][j - 1] + pair:
            chosen[j - 1] = i - 1
            i, j = i - 1, j - 1
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    free = set(range(n)) - set(chosen.values())
    for j in range(m):
        if j not in chosen and free:
            column = max(sorted(free), key=lambda i: like[i][j])
            if like[column][j] >= 0.9:
                chosen[j] = column
                free.discard(column)
    for j, (_, leaf) in enumerate(leaves):  # a head merged over several columns stands at its first
        while (
            leaf.role is not None and (column := chosen.get(j, 0)) > 0 and paths[column - 1] == paths[column]
        ):
            if column - 1 in chosen.values():
                break
            chosen[j] = column - 1
    found: list[dict[int, int]] = [{} for _ in range(sections)]
    widths: list[dict[int, int]] = [{} for _ in range(sections)]
    total = 0.0
    needed = 0
    missing = []
    for j, (s, leaf) in enumerate(leaves):
        if j in chosen:
            found[s][leaf.index] = chosen[j]
            if leaf.role is not None and (leaf.role == "label" or leaf.role.endswith(".code")):
                widths[s][leaf.index] = _width(paths, chosen[j], set(chosen.values()))
            total += like[chosen[j]][j]
            needed += 1
        elif not any(head.optional for head in leaf.path):
            missing.append((s, leaf.index))
            needed += 1
    return Columns(rows, tuple(found), tuple(widths), tuple(missing), total / max(1, needed))


def _width(paths: list[tuple[str, ...]], column: int, taken: set[int]) -> int:
    """Over how many columns a code or a label is printed: 类, 款 and 项 side by side, a label in two."""
    end = column + 1
    while end < len(paths) and end not in taken and not paths[end]:
        end += 1
    if end < len(paths) and end not in taken and end > column + 1:
        end = column + 1
    while end < len(paths) and end not in taken and paths[end] and paths[end][-1] in _LEVELS[1:]:
        end += 1
    while end < len(paths) and end not in taken and paths[end] and paths[end] == paths[column]:
        end += 1
    return end - column


def likeness(path: tuple[str, ...], leaf: Leaf) -> float:
    """How like a printed path of heads is to a declared column, 0 to 1."""
    if path and leaf.role is not None and leaf.role.endswith(".code") and path[-1] in _LEVELS:
        path = path[:-1] if path[-1] == _LEVELS[0] else ()
    if not path:
        return 0.0
    last = max((_same(path[-1], label) for label in leaf.head.labels), default=0.0)
    if len(path) > 1 and last < 0.9:
        joined = "".join(path[-2:])
        last = max(last, max((0.95 * _same(joined, label) for label in leaf.head.labels), default=0.0))
    if last == 0.0:
        return 0.0
    above = leaf.path[:-1]
    if not above:
        return last - 0.03 * (len(path) - 1)
    met = 0.0
    for head in above:
        met += max((_same(text, label) for text in path[:-1] for label in head.labels), default=0.0)
    return 0.6 * last + 0.4 * met / len(above) - 0.01 * max(0, len(path) - 1 - len(above))


@lru_cache(maxsize=4096)
def _synonyms(one: str, other: str) -> bool:
    """Whether the vocabulary gives two words the same coordinates."""
    words = vocabulary()
    first, second = words.get(one), words.get(other)
    return first is not None and second is not None and bool(first.key) and first.key == second.key


@lru_cache(maxsize=32768)
def _same(printed: str, label: str) -> float:
    """1 for the same words, less for nearly the same, 0 otherwise."""
    wanted = plain(label)
    if printed == wanted:
        return 1.0
    if "{y" not in wanted and undated(printed) == wanted:
        return 0.97
    if "{y" in wanted and "{y" not in printed and undated(wanted) == printed:
        return 0.9
    bare, want = re.sub(r"（[^（）]*）", "", undated(printed)), re.sub(r"（[^（）]*）", "", undated(wanted))
    if bare and bare == want and ("{y" not in wanted or "{y" not in printed):
        return 0.9
    if "{y" not in printed and "{y" not in wanted and _synonyms(printed, wanted):
        return 0.9
    short, long = sorted((bare, want), key=len)
    if len(short) >= 2 and short in long and "{y" not in wanted:
        return 0.5 + 0.4 * len(short) / len(long)
    return 0.0
