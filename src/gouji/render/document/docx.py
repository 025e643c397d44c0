"""A publication as Word document: styles, heading levels, contents, sections, all in one package.

Written as XML, part by part.  Word puts the page numbers of the contents right
when it opens the file; until then they are those reckoned here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from gouji.model.publication import Headline, LaidTable, Prose, Publication
from gouji.render.document.columns import MARGIN, PAGE, Fit
from gouji.render.document.contents import Entry, contents, stands_alone
from gouji.render.document.docx_parts import (
    FOOTER,
    HEADER,
    TEXT_WIDTH,
    footer,
    header,
    package,
    settings,
    styles,
)
from gouji.render.document.docx_table import table_xml, text_runs
from gouji.render.document.pages import page_of_pieces, room_of, settled
from gouji.render.document.signs import one_line, paragraphs_of

_WIDE, _HIGH = round(PAGE[0] * 20), round(PAGE[1] * 20)
_TEXT = (2098, 1474, 1984, 1587)  # margins of running text: top, right, bottom, left (GB/T 9704)
_TABLE = (1240, round(MARGIN * 20), 1240, round(MARGIN * 20))


def docx_bytes(publication: Publication, *, draft: bool = False) -> bytes:
    """The publication as .docx; the same publication gives the same bytes.  ``draft`` marks every page 草稿.

    Raises :class:`~gouji.model.errors.CannotDraw` where an amount is wider than a page.
    """
    fits = {
        number: settled(piece)
        for number, piece in enumerate(publication.pieces)
        if isinstance(piece, LaidTable)
    }
    body = _Body(publication, fits)
    body.write()
    parts = {
        "styles": styles(round(found.size * 2) for found in fits.values()),
        "settings": settings(),
        "header": header("草稿" if draft else ""),
        "footer": footer(),
    }
    title, author = one_line(publication.title), one_line(publication.department)
    return package("".join(body.xml), parts, title, author, publication.year)


@dataclass(slots=True)
class _Body:
    """The body while it is written; ``layout`` is that of the section that is open."""

    publication: Publication
    fits: dict[int, Fit]
    xml: list[str] = field(default_factory=list)
    layout: str = "cover"
    fresh: bool = True  # nothing stands on the page yet

    def write(self) -> None:
        """Cover, contents, then piece by piece."""
        listed = {entry.piece: entry for entry in contents(self.publication)}
        self._cover()
        self._open("text")
        self._contents(list(listed.values()))
        for number, piece in enumerate(self.publication.pieces):
            if isinstance(piece, LaidTable):
                self._table(piece, self.fits[number], listed.get(number))
            elif isinstance(piece, Prose):
                self._open("text")
                self.xml += [_paragraph("Normal", text_runs(text)) for text in paragraphs_of(piece)]
                self.fresh = False
            else:
                self._headline(piece, listed.get(number), stands_alone(self.publication, number))
        self.xml += ['<w:p><w:pPr><w:pStyle w:val="Between"/></w:pPr></w:p>', _section(self.layout)]

    def _open(self, layout: str) -> None:
        """Go on in a section of this layout: the one that is open, or a new one on a new page."""
        if layout != self.layout:
            self.xml.append(f'<w:p><w:pPr><w:pStyle w:val="Between"/>{_section(self.layout)}</w:pPr></w:p>')
            self.layout, self.fresh = layout, True

    def _cover(self) -> None:
        publication = self.publication
        self.xml += ['<w:p><w:pPr><w:spacing w:before="2400"/></w:pPr></w:p>']
        if publication.department:
            self.xml.append(_paragraph("CoverOffice", text_runs(one_line(publication.department))))
        self.xml.append(_paragraph("CoverTitle", text_runs(one_line(publication.title))))
        if publication.date:
            lines = _paragraph("CoverOffice", text_runs(one_line(publication.date)))
            self.xml += ['<w:p><w:pPr><w:spacing w:before="5600"/></w:pPr></w:p>', lines]

    def _contents(self, entries: list[Entry]) -> None:
        self.xml.append(_paragraph("ContentsTitle", text_runs("目　录")))
        pages = page_of_pieces(self.publication, self.fits, len(entries))
        for number, entry in enumerate(entries):
            opening = _begin(' TOC \\o "1-2" \\h \\z \\u ') if number == 0 else ""
            closing = _mark("end") if number == len(entries) - 1 else ""
            shown = f"<w:r><w:t>{pages[entry.piece]}</w:t></w:r>"
            page = _begin(f" PAGEREF {entry.anchor} \\h ") + shown + _mark("end")
            inner = f"{text_runs(entry.text)}<w:r><w:tab/></w:r>{page}"
            link = f'<w:hyperlink w:anchor="{entry.anchor}" w:history="1">{inner}</w:hyperlink>'
            self.xml.append(_paragraph(f"TOC{entry.level}", opening + link + closing))
        self.fresh = False

    def _headline(self, piece: Headline, entry: Entry | None, alone: bool) -> None:
        self._open("alone" if alone else "text")
        style = "Part" if alone else f"Heading{min(piece.level, 4)}"
        self.xml.append(_paragraph(style, _marked(text_runs(one_line(piece.text)), entry)))
        self.fresh = False

    def _table(self, table: LaidTable, found: Fit, entry: Entry | None) -> None:
        self._open("landscape" if found.landscape else "upright")
        broken = "" if self.fresh else "<w:pageBreakBefore/>"
        self.xml.append(_paragraph("TableTitle", _marked(text_runs(one_line(table.name)), entry), broken))
        if table.maker:
            self.xml.append(_paragraph("TableMaker", text_runs(one_line(table.maker))))
        if table.unit:
            self.xml.append(_paragraph("TableUnit", text_runs(one_line(table.unit))))
        self.xml.append(table_xml(table, found, room_of(table, found)))
        self.xml += [_paragraph("TableNote", text_runs(note)) for note in table.notes]
        self.fresh = False


def _paragraph(style: str, runs: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs}</w:p>'


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _begin(instruction: str) -> str:
    """A field up to its result."""
    said = f'<w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
    return _mark("begin") + said + _mark("separate")


def _marked(runs: str, entry: Entry | None) -> str:
    """The heading with the bookmark that the contents point to."""
    if entry is None:
        return runs
    name = escape(entry.anchor)
    return (
        f'<w:bookmarkStart w:id="{entry.piece}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{entry.piece}"/>'
    )


def _section(layout: str) -> str:
    """Paper, margins and footer of a section; header and footer go on until they are said anew."""
    landscape = layout == "landscape"
    wide, high = (_HIGH, _WIDE) if landscape else (_WIDE, _HIGH)
    turned = ' w:orient="landscape"' if landscape else ""
    top, right, bottom, left = _TABLE if layout in ("landscape", "upright") else _TEXT
    foot = "" if layout == "cover" else f'<w:footerReference w:type="default" r:id="{FOOTER}"/>'
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{HEADER}"/>{foot}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/><w:pgMar w:top="{top}" w:right="{right}" '
        f'w:bottom="{bottom}" w:left="{left}" w:header="600" w:footer="900" w:gutter="0"/></w:sectPr>'
    )


assert _WIDE - _TEXT[1] - _TEXT[3] - TEXT_WIDTH in range(-2, 3)
