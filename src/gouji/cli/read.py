"""``gouji read``: every claim with its place."""

from __future__ import annotations

import json
from pathlib import Path

import click

from gouji.cli.chinese import Verb
from gouji.cli.output import emit
from gouji.forms import load_form
from gouji.read import read, read_together
from gouji.recognise.recognise import recognise
from gouji.render.report.claims import claims_csv, claims_json


@click.command("read", cls=Verb, short_help="读出每个金额及其位置")
@click.argument("paths", nargs=-1, required=True, metavar="文件...")
@click.option("--form", metavar="表样", help="按这个表样读；不给则自动判断。")
@click.option(
    "--format",
    "style",
    type=click.Choice(["csv", "json"]),
    default="csv",
    help="输出格式。",
    show_default=True,
)
@click.option("-o", "--output", "out", type=click.Path(path_type=Path, dir_okay=False), help="写入文件。")
def command(paths: tuple[str, ...], form: str | None, style: str, out: Path | None) -> None:
    """读出一份公开文本的每个金额：哪张表、哪行、哪栏、原样文字和所说的事实（“-”为标准输入）。"""
    if form is not None:
        load_form(form)
    book = recognise(read_together(paths) if len(paths) > 1 else read(paths[0]), form)
    if style == "csv":
        emit(claims_csv(book), out)
    else:
        emit(json.dumps(claims_json(book), ensure_ascii=False, indent=1) + "\n", out)
