"""A document written as a file of some format and read again, so that a fault is read like any other file."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from gouji.model.document import Document, Paragraph
from gouji.read import read
from gouji.render.report.html.tables import rows_of

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def through(document: Document, form: str) -> Document:
    """``document`` as it comes back from a file of ``form`` (text, html, docx or xlsx)."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"file.{'txt' if form == 'text' else form}"
        _WRITERS[form](document, path)
        return read(path)


def _text(document: Document, path: Path) -> None:
    lines = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines += ["", ("#" * block.level + " " if block.level else "") + block.text.replace("\n", ""), ""]
            continue
        for row in rows_of(block):
            fields = [""] * block.width
            for cell in row:
                fields[cell.column] = cell.text.replace("\n", "")
            lines.append("\t".join(fields))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _html(document: Document, path: Path) -> None:
    body = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            name = f"h{min(block.level, 6)}" if block.level else "p"
            body.append(f"<{name}>{escape(block.text)}</{name}>")
            continue
        body.append("<table>")
        for row in rows_of(block):
            cells = "".join(
                f'<td rowspan="{c.rows}" colspan="{c.columns}">{escape(c.text)}</td>' for c in row
            )
            body.append(f"<tr>{cells}</tr>")
        body.append("</table>")
    page = f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{"".join(body)}</body></html>'
    path.write_text(page, encoding="utf-8")


def _docx(document: Document, path: Path) -> None:
    body = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            style = f'<w:pPr><w:outlineLvl w:val="{block.level - 1}"/></w:pPr>' if block.level else ""
            body.append(f"<w:p>{style}{_run(block.text)}</w:p>")
            continue
        body.append(f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * block.width}</w:tblGrid>")
        for row in rows_of(block):
            body.append("<w:tr>")
            for cell in row:
                span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
                body.append(f"<w:tc><w:tcPr>{span}</w:tcPr><w:p>{_run(cell.text)}</w:p></w:tc>")
            body.append("</w:tr>")
        body.append("</w:tbl>")
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Override PartName="/word/document.xml" '
        f'ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{"".join(body)}</w:body></w:document>',
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _xlsx(document: Document, path: Path) -> None:
    """The narrative on a sheet of its own, then a sheet for each table with the lines above it."""
    with xlsxwriter.Workbook(path) as book:
        amount = book.add_format({"num_format": "#,##0.000000"})
        above: list[str] = []
        for number, block in enumerate(document.blocks):
            if isinstance(block, Paragraph):
                above.append(block.text)
                continue
            near = above[-2:]
            if above[:-2]:
                cover = book.add_worksheet(f"文字{number}")
                for row, text in enumerate(above[:-2]):
                    cover.write_string(row, 0, text)
            sheet = book.add_worksheet(f"{number:03}")
            for row, text in enumerate(near):
                sheet.write_string(row, 0, text)
            for cell in block.cells:
                plain = cell.text.replace(",", "")
                if plain.replace(".", "", 1).isdigit() and "." in plain:
                    sheet.write_number(len(near) + cell.row, cell.column, float(plain), amount)
                else:
                    sheet.write_string(len(near) + cell.row, cell.column, cell.text)
            above = []


_WRITERS: dict[str, Callable[[Document, Path], None]] = {
    "text": _text,
    "html": _html,
    "docx": _docx,
    "xlsx": _xlsx,
}
FORMATS = tuple(_WRITERS)
