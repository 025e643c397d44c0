"""The grids of a document as HTML tables, amounts marked, personal data masked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from gouji.model.document import Cell, Document, Grid
from gouji.model.report import Report
from gouji.model.target import masked
from gouji.recognise.records import CALL
from gouji.render.report.html.shades import Shade
from gouji.render.report.html.spots import Spot, spot_of

Notes = Mapping[Spot, list[int]]
"""The numbers of the findings that speak of a cell."""


def anchor(number: int, spot: Spot) -> str:
    """The name of a cell on the page; ``number`` counts the reports."""
    return f"c{number}-{spot[0]}-{spot[1]}-{spot[2]}"


def told_grids(report: Report) -> dict[int, str]:
    """The blocks that hold an amount of a table, with the table's id."""
    out: dict[int, str] = {}
    for place in (
        *(claim.place for claim in report.book.claims),
        *(unread.place for unread in report.book.unread),
        *(place for finding in report.findings for place in finding.places),
    ):
        spot = spot_of(place.text)
        if spot is not None and place.table is not None:
            out.setdefault(spot[0], place.table)
    return out


class Drawing:
    """What the tables of one report need to be drawn."""

    def __init__(
        self,
        number: int,
        report: Report,
        document: Document,
        shown: Mapping[Spot, Shade],
        unsure: frozenset[Spot],
        notes: Notes,
        personal: bool,
    ) -> None:
        self.number = number
        self.document = document
        self.shown = shown
        self.unsure = unsure
        self.notes = notes
        self.personal = personal
        self.hidden = {person.raw: person.place.text for person in report.book.personal}

    def table(self, block: int) -> str:
        """One grid, as printed."""
        grid = self.document.blocks[block]
        assert isinstance(grid, Grid)
        rows = "\n".join(
            f"<tr>{''.join(self._cell(block, cell) for cell in row)}</tr>" for row in rows_of(grid)
        )
        return f'<div class="wide"><table>\n{rows}\n</table></div>'

    def _cell(self, block: int, cell: Cell) -> str:
        spot = (block, cell.row, cell.column)
        shade = self.shown.get(spot)
        notes = self.notes.get(spot, [])
        span = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        span += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        if shade is None and not notes:
            return f"<td{span}>{self._text(cell.text)}</td>"
        kind = shade.value if shade is not None else "noted"
        kind += " several" if spot in self.unsure else ""
        title = f' title="{shade.label}：{shade.meaning}"' if shade is not None else ""
        text = escape(str(cell.text)) if shade is not None else self._text(cell.text)
        links = "".join(f'<a class="ref" href="#f{self.number}-{n}">{n}</a>' for n in notes)
        opening = f'<td{span} id="{anchor(self.number, spot)}" class="{kind}"{title}>'
        return f"{opening}<span>{text}</span>{links}</td>"

    def _text(self, text: str) -> str:
        """A label or a text: names and telephones hidden, line breaks kept."""
        if self.personal:
            return escape(str(text)).replace("\n", "<br>")
        hidden = self.hidden.get(text.strip())
        if hidden is None:
            shown = str(text)
            for raw, mask in self.hidden.items():
                if len(raw) > 1:
                    shown = shown.replace(raw, mask)
            hidden = CALL.sub(lambda found: masked(found[0]), shown)
        return escape(hidden).replace("\n", "<br>")


def rows_of(grid: Grid) -> Iterator[list[Cell]]:
    """Every row's cells from left to right; where nothing stands, a blank cell."""
    begins = {(cell.row, cell.column): cell for cell in grid.cells}
    covered = {
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    for row in range(grid.height):
        spots = [(row, column) for column in range(grid.width)]
        yield [begins.get(spot) or Cell("", *spot) for spot in spots if spot in begins or spot not in covered]
