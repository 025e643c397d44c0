"""Tables as they are printed: the grids of one table together, whether its form is known or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gouji.forms import Form, TableForm
from gouji.model.amount import Denomination
from gouji.model.book import Kind
from gouji.model.document import Document, Grid, Paragraph
from gouji.model.text import fold
from gouji.recognise.continuation import goes_on
from gouji.recognise.titles import Titled, titles_of

_LONGEST_TITLE = 60
_NO_FORM = Form("", "", Kind.BUDGET, Denomination.WAN, (), ())


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table over one or several grids.

    ``label`` is the number printed above it (表七) and ``title`` its declared
    title, else the caption that looks most like one; either may be empty.
    """

    title: str
    label: str
    denomination: Denomination | None
    table: TableForm | None
    grids: tuple[Grid, ...]

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages it stands on, if its file has pages."""
        return tuple(sorted({grid.page for grid in self.grids if grid.page is not None}))


def printed_tables(document: Document, form: Form | None) -> tuple[PrintedTable, ...]:
    """All grids of ``document`` in its order, those of one table joined.

    Without a form, or where it declares no such table, a grid goes on with
    the one before where no title stands between them and their sides are in line.
    """
    out: list[PrintedTable] = []
    before: Titled | None = None
    for titled in titles_of(document, form or _NO_FORM).grids:
        if before is not None and _is_more_of(titled, before):
            out[-1] = replace(out[-1], grids=(*out[-1].grids, titled.grid))
        else:
            out.append(
                PrintedTable(
                    titled.table.titles[0] if titled.table else _caption(titled.captions) or titled.grid.name,
                    titled.label,
                    titled.denomination or (titled.table.denomination if titled.table else None),
                    titled.table,
                    (titled.grid,),
                )
            )
        before = titled
    return tuple(out)


def _is_more_of(titled: Titled, before: Titled) -> bool:
    if titled.title is not None or titled.table is not before.table:
        return False
    if titled.table is not None:
        return True
    return not _caption(titled.captions) and goes_on(titled.grid, titled.captions, before.grid, before.grid)


def _caption(captions: Sequence[Paragraph]) -> str:
    """The last caption that may be a title: a short line that ends in 表."""
    for caption in reversed(captions[-8:]):
        text = fold(caption.text)
        if text.endswith("表") and 2 < len(text) <= _LONGEST_TITLE:
            return caption.text.strip()
    return ""
