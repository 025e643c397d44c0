"""A disclosure of no known form: its tables are called by their own titles and read by the vocabulary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gouji.forms import Form, TableForm
from gouji.model.amount import Denomination
from gouji.model.book import Kind
from gouji.model.document import Document, Grid, Paragraph
from gouji.model.text import fold
from gouji.recognise.captions import printed_number
from gouji.recognise.identity import Identity
from gouji.recognise.infer import TOTALS, Inferred, infer_table
from gouji.recognise.labels import plain, title_key
from gouji.recognise.matrix import matrix_of
from gouji.recognise.titles import Titled, Titles, titles_of

_LONGEST = 60
_REACH = 8
_TITLE = re.compile(r"^[^，。；;！？]{3,}?表(?:（[^（）]{0,14}）)?$")
_INNER_ROWS = 3
_STRONG_TABLES = 2


@dataclass(frozen=True, slots=True)
class Understood:
    """One table by the vocabulary: the grids it is printed in and the declaration made for it."""

    inferred: Inferred
    grids: tuple[Titled, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A document by the vocabulary alone.  ``form`` only names its tables; ``rest`` are not understood."""

    form: Form
    titles: Titles
    tables: tuple[Understood, ...]
    rest: tuple[Titled, ...]
    says_so: bool = False

    @property
    def is_disclosure(self) -> bool:
        """Whether two tables tell of budgets and nothing else, or one where the document says so itself."""
        strong = sum(table.inferred.strong for table in self.tables)
        return strong >= (1 if self.says_so else _STRONG_TABLES)


def unknown_form(document: Document, identity: Identity) -> Unknown:
    """Read the titles and heads of a document that no known form fits."""
    kind = identity.kind or Kind.BUDGET
    named = tuple(
        TableForm(f"V{number}", (title,), ())
        for number, title in enumerate(dict.fromkeys(_titles(document)), 1)
    )
    stage = "actual" if kind is Kind.FINAL_ACCOUNTS else "original"
    form = Form("", "未知表样", kind, _usual_unit(document), (("stage", stage),), named)
    titles = titles_of(document, form)
    understood, rest = understand(titles.grids, identity, kind, "V")
    says_so = identity.kind is not None and identity.year is not None
    return Unknown(form, titles, understood, rest, says_so)


def understand(
    grids: Sequence[Titled], identity: Identity, kind: Kind, prefix: str
) -> tuple[tuple[Understood, ...], tuple[Titled, ...]]:
    """The tables that the vocabulary explains, and the grids that nothing does."""
    tables: list[Understood] = []
    rest: list[Titled] = []
    times: dict[str, int] = {}
    for number, found in enumerate(_grouped(grids), 1):
        title = _name(found[0])
        id = f"{prefix}{number}"
        inferred = infer_table(id, title, matrix_of([t.grid for t in found]), identity.year, kind)
        if inferred is None:
            rest += found
            continue
        key = title_key(title)
        times[key] = times.get(key, 0) + 1
        if times[key] > 1 and found[0].table is not None:
            inferred = _again(inferred, times[key])
        tables.append(Understood(inferred, tuple(found)))
    return tuple(tables), tuple(rest)


def _again(inferred: Inferred, time: int) -> Inferred:
    """A table printed once more under one title speaks of another scope (another unit, another year)."""
    base = (*inferred.table.base, ("book", f"again#{time}"))
    return replace(inferred, table=replace(inferred.table, base=base))


def _name(titled: Titled) -> str:
    if titled.table is not None:
        return titled.table.titles[0]
    grid = titled.grid
    where = f"第 {grid.page} 页的表格" if grid.page else f"第 {grid.line} 行的表格" if grid.line else "表格"
    return _inner(grid) or grid.name or where


def instances(found: Sequence[Titled]) -> list[list[Titled]]:
    """The grids of one table, apart where it is printed again as a whole (for a unit, for another year)."""
    return list(_grouped(found))


def _grouped(grids: Sequence[Titled]) -> Iterator[list[Titled]]:
    """The grids of each table; a table whose total is printed is over when its title comes again."""
    open_: dict[str, list[Titled]] = {}
    out: list[list[Titled]] = []
    last: Titled | None = None
    for titled in grids:
        id = titled.table.id if titled.table is not None else ""
        if (
            id
            and id in open_
            and not (
                titled.title is not None
                and _has_total(titled.grid)
                and any(_has_total(t.grid) for t in open_[id])
            )
        ):
            open_[id].append(titled)
        elif (
            not id
            and last is not None
            and last.table is None
            and not titled.captions
            and last.grid.width == titled.grid.width
            and last.grid.file == titled.grid.file
            and last.grid.page is not None
        ):
            out[-1].append(titled)
        else:
            group = [titled]
            if id:
                open_[id] = group
            out.append(group)
        last = titled
    yield from out


def _has_total(grid: Grid) -> bool:
    return any(cell.row > 0 and plain(cell.text) in TOTALS for cell in grid.cells if cell.column <= 2)


def _titles(document: Document) -> Iterator[str]:
    """The text that names each grid: the nearest line above it that ends in 表, or one in its first rows."""
    captions: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            captions.append(block.text)
            continue
        above = next((text for text in reversed(captions[-_REACH:]) if _is_title(text)), "")
        title = above or _inner(block)
        if title:
            yield _without_number(title)
        captions = []


def _without_number(title: str) -> str:
    """公开01表：收支预算总表 → 收支预算总表; the number is said beside it."""
    number = printed_number(title)
    ends = (i for i in range(len(title) + 1) if number and fold(title[:i]) == number)
    return title[next(ends, 0) :].strip(" ：:、.．　") or title.strip()


def _is_title(text: str) -> bool:
    folded = fold(text)
    return len(folded) <= _LONGEST and bool(_TITLE.match(title_key(text))) and not folded.startswith("关于")


def _inner(grid: Grid) -> str:
    """A title in the first rows, over most of the table or alone in its row."""
    words = Counter(cell.row for cell in grid.cells if cell.row < _INNER_ROWS and cell.text.strip())
    return next(
        (
            cell.text
            for cell in grid.cells
            if cell.row < _INNER_ROWS
            and grid.width > 1
            and (cell.columns * 2 >= grid.width or words[cell.row] == 1)
            and _is_title(cell.text)
        ),
        "",
    )


def _usual_unit(document: Document) -> Denomination:
    """The unit most tables print, for those that print none."""
    votes = {Denomination.WAN: 0, Denomination.YUAN: 0}
    for block in document.blocks:
        texts = (
            [block.text]
            if isinstance(block, Paragraph)
            else [c.text for c in block.cells if c.row < _INNER_ROWS]
        )
        for text in texts:
            folded = fold(text)
            if folded.endswith("单位：万元"):
                votes[Denomination.WAN] += 1
            elif folded.endswith("单位：元"):
                votes[Denomination.YUAN] += 1
    return max(votes, key=lambda unit: votes[unit])
