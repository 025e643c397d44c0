"""A publication as one web page: semantic tables, contents with anchors, its style sheet inside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from importlib.resources import files

from gouji.model.publication import Align, Headline, LaidCell, LaidTable, Prose, Publication
from gouji.render.document.contents import contents
from gouji.render.document.signs import one_line, paragraphs_of, printable

_LOADS_NOTHING = "default-src 'none'; style-src 'unsafe-inline'"
_ALIGN = {Align.LEFT: "", Align.CENTRE: "c", Align.RIGHT: "r"}


def html_text(publication: Publication, *, draft: bool = False) -> str:
    """The publication as one page that loads nothing; ``draft`` lays 草稿 over it and every printed page."""
    title = escape(one_line(publication.title))
    named = escape(one_line(publication.department))
    mark = ' class="draft"' if draft else ""
    body = f"{_cover(publication)}{_contents(publication)}<main>\n{''.join(_pieces(publication))}</main>"
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_LOADS_NOTHING}">\n'
        f"<title>{named}{title}</title>\n<style>\n{_style_sheet()}</style>\n</head>\n"
        f"<body{mark}>\n{body}\n</body>\n</html>\n"
    )


def html_bytes(publication: Publication, *, draft: bool = False) -> bytes:
    """The page in UTF-8."""
    return html_text(publication, draft=draft).encode()


@lru_cache(maxsize=1)
def _style_sheet() -> str:
    return files("gouji.render.document").joinpath("document.css").read_text(encoding="utf-8")


def _said(text: str) -> str:
    """A text with its line breaks, as HTML."""
    return escape(printable(text)).replace("\n", "<br>")


def _cover(publication: Publication) -> str:
    office, title, date = (
        escape(one_line(text)) for text in (publication.department, publication.title, publication.date)
    )
    above = f"<p>{office}</p>\n" if office else ""
    below = f"<p>{date}</p>\n" if date else ""
    return f'<header class="cover">\n{above}<h1>{title}</h1>\n{below}</header>\n'


def _contents(publication: Publication) -> str:
    lines = "".join(
        f'<a class="l{entry.level}" href="#{entry.anchor}">{escape(entry.text)}</a>\n'
        for entry in contents(publication)
    )
    return f'<nav>\n<p class="toc-title">目　录</p>\n{lines}</nav>\n'


def _pieces(publication: Publication) -> Iterator[str]:
    anchors = {entry.piece: f' id="{entry.anchor}"' for entry in contents(publication)}
    for number, piece in enumerate(publication.pieces):
        anchor = anchors.get(number, "")
        if isinstance(piece, Headline):
            tag = f"h{min(piece.level + 1, 6)}"
            yield f'<{tag} class="l{piece.level}"{anchor}>{escape(one_line(piece.text))}</{tag}>\n'
        elif isinstance(piece, Prose):
            yield from (f'<p class="text">{escape(text)}</p>\n' for text in paragraphs_of(piece))
        else:
            yield _table(piece, anchor)


def _table(table: LaidTable, anchor: str) -> str:
    rows: list[list[LaidCell]] = [[] for _ in range(table.height)]
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        rows[cell.row].append(cell)
    lines = [
        f"<tr>{''.join(_cell(cell, number < table.head) for cell in row)}</tr>\n"
        for number, row in enumerate(rows)
    ]
    head = f"<thead>\n{''.join(lines[: table.head])}</thead>\n" if table.head else ""
    unit = f'<p class="unit">{escape(one_line(table.unit))}</p>\n' if table.unit else ""
    maker = f'<p class="maker">{escape(one_line(table.maker))}</p>\n' if table.maker else ""
    notes = "".join(f'<p class="note">{_said(note)}</p>\n' for note in table.notes)
    wide = " wide" if table.landscape else ""
    return (
        f'<section class="table{wide}"{anchor}>\n<h3>{escape(one_line(table.name))}</h3>\n{maker}{unit}'
        f"<table>\n{head}<tbody>\n{''.join(lines[table.head :])}</tbody>\n</table>\n{notes}</section>\n"
    )


def _cell(cell: LaidCell, head: bool) -> str:
    span = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    span += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    if head:
        scope = "colgroup" if cell.columns > 1 else "col"
        return f'<th scope="{scope}"{span}>{_said(cell.text)}</th>'
    kinds = (_ALIGN[cell.align], "b" if cell.bold else "", "n" if cell.claim is not None else "")
    named = " ".join(filter(None, kinds))
    kind = f' class="{named}"' if named else ""
    return f"<td{kind}{span}>{_said(cell.text)}</td>"
