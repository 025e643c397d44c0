"""Publication → Word, PDF, Excel, web page, JSON and CSV: one layout model, six ways to show it.

Each format's library is imported when it is first drawn.
"""

from __future__ import annotations

from gouji.model.publication import Publication


def docx_bytes(publication: Publication, *, draft: bool = False) -> bytes:
    """The publication as Word document."""
    from gouji.render.document.docx import docx_bytes

    return docx_bytes(publication, draft=draft)


def pdf_bytes(publication: Publication, *, draft: bool = False) -> bytes:
    """The publication as PDF."""
    from gouji.render.document.pdf import pdf_bytes

    return pdf_bytes(publication, draft=draft)


def xlsx_bytes(publication: Publication, *, draft: bool = False) -> bytes:
    """The publication as workbook."""
    from gouji.render.document.xlsx import xlsx_bytes

    return xlsx_bytes(publication, draft=draft)


def html_text(publication: Publication, *, draft: bool = False) -> str:
    """The publication as one web page."""
    from gouji.render.document.html import html_text

    return html_text(publication, draft=draft)


def html_bytes(publication: Publication, *, draft: bool = False) -> bytes:
    """The page in UTF-8."""
    return html_text(publication, draft=draft).encode()


def json_bytes(publication: Publication, *, draft: bool = False) -> bytes:
    """The publication as JSON."""
    from gouji.render.document.json import json_bytes

    return json_bytes(publication, draft=draft)


def csv_files(publication: Publication) -> dict[str, bytes]:
    """File name → contents of each table as CSV."""
    from gouji.render.document.csv import csv_files

    return csv_files(publication)
