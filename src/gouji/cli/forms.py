"""``gouji forms``: the forms Gouji knows."""

from __future__ import annotations

import click

from gouji.cli.chinese import Verb
from gouji.forms import form_ids, load_form


@click.command("forms", cls=Verb, short_help="列出已知的表样")
@click.argument("name", required=False, metavar="[表样]")
def command(name: str | None) -> None:
    """列出已知的表样；给出编号或 form.yaml 的路径，则检查它并列出其中的表。"""
    if name is None:
        for id in form_ids():
            form = load_form(id)
            click.echo(f"{id}\t{form.title}\t{len(form.tables)} 张表")
        return
    form = load_form(name)
    click.echo(f"{form.id}  {form.title}")
    for table in form.tables:
        said = "（推定的表式）" if table.assumed else ""
        click.echo(f"  {table.id}\t{table.titles[0]}{said}")
        for section in table.sections:
            for leaf in section.leaves():
                what = leaf.role or "，".join(f"{k}={v}" for k, v in leaf.key) or "金额"
                click.echo(f"    {'/'.join(leaf.labels)}\t{what}")
