"""``gouji read``: every claim with its place, or the tables as they are printed."""

from __future__ import annotations

import json
from pathlib import Path

import click

from gouji.batch.task import unseen
from gouji.cli.chinese import Verb
from gouji.cli.output import emit, emit_file
from gouji.forms import load_form
from gouji.model.book import Book
from gouji.model.document import Document, Grid
from gouji.read import read, read_together
from gouji.recognise.recognise import NotADisclosure, recognise
from gouji.render.report.claims import claims_csv, claims_json


@click.command("read", cls=Verb, short_help="读出每个金额及其位置")
@click.argument("paths", nargs=-1, required=True, metavar="文件...")
@click.option("--form", metavar="表样", help="按这个表样读；不给则自动判断。")
@click.option(
    "--format",
    "style",
    type=click.Choice(["csv", "json", "xlsx"]),
    default="csv",
    help="输出格式；xlsx 另有照原样的每张表。",
    show_default=True,
)
@click.option("-o", "--output", "out", type=click.Path(path_type=Path, dir_okay=False), help="写入文件。")
def command(paths: tuple[str, ...], form: str | None, style: str, out: Path | None) -> None:
    """读出一份公开文本的每个金额：哪张表、哪行、哪栏、原样文字和所说的事实（“-”为标准输入）。"""
    if form is not None:
        load_form(form)
    document = read_together(paths) if len(paths) > 1 else read(paths[0])
    if style == "xlsx":
        emit_file(_workbook(document, form), out)
        return
    book = _recognised(document, form)
    if style == "csv":
        emit(claims_csv(book), out)
    else:
        emit(json.dumps(claims_json(book), ensure_ascii=False, indent=1) + "\n", out)


def _recognised(document: Document, form: str | None) -> Book:
    try:
        return recognise(document, form)
    except NotADisclosure:
        if document.scanned:
            raise NotADisclosure(unseen(document)) from None
        raise


def _workbook(document: Document, form: str | None) -> bytes:
    """All tables of the document; claims too where its form is known."""
    from gouji.recognise.printed import printed_tables
    from gouji.render.report.workbook import read_workbook

    try:
        book: Book | None = _recognised(document, form)
    except NotADisclosure:
        if not any(isinstance(block, Grid) for block in document.blocks):
            raise
        click.echo("gouji：没有认出表样，只照原样列出表格", err=True)
        book = None
    known = form or (book.form if book is not None else None)
    tables = printed_tables(document, load_form(known) if known else None)
    return read_workbook(document, tables, book)
