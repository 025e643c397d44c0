"""``gouji compile``: one workbook to the whole disclosure, in every format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gouji.cli.chinese import Verb
from gouji.model.errors import CannotDraw
from gouji.model.finding import Severity
from gouji.produce import FORMATS, Produced, produce_workbook
from gouji.render.report.text import SEVERITIES


@click.command("compile", cls=Verb, short_help="由一本工作簿编成全套公开文本")
@click.argument("workbook", type=click.Path(path_type=Path), metavar="工作簿")
@click.option(
    "-o",
    "--output",
    "out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="写到这个文件夹。",
)
@click.option(
    "--form", metavar="表样", default="beijing-2023", show_default=True, help="按这个表样编（编号或路径）。"
)
@click.option("--unit", metavar="单位", help="编这个单位的文本（编码或名称）；不给则编全部门的。")
@click.option(
    "--to",
    "to",
    metavar="格式",
    default=",".join(FORMATS),
    show_default=True,
    help="写成这些格式，逗号分隔。",
)
@click.option("--draft", is_flag=True, help="有错误也写出，每页标“草稿”。")
@click.option(
    "--template", metavar="文件", type=click.Path(path_type=Path), help="正文照这份 Word 模板的措辞写。"
)
def command(
    workbook: Path, out: Path, form: str, unit: str | None, to: str, draft: bool, template: Path | None
) -> None:
    """由一本工作簿编成部门预算公开文本：各张表和情况说明。

    编成的表和排成的 PDF 都先核对一遍；有错误就不写出任何文件（--draft 除外）。

    退出码：0 已写出；1 工作簿或核对有错误，什么都没写；2 用法不对或不是工作簿；3 程序出错。
    """
    formats = _formats(to)
    try:
        done = produce_workbook(
            workbook, out, form, unit=unit, formats=formats, draft=draft, template=template
        )
    except CannotDraw as problem:
        click.echo(f"gouji：{problem}", err=True)
        click.echo("gouji：没有写出任何文件。", err=True)
        sys.exit(1)
    _say(done)
    for path in dict.fromkeys(out / path.relative_to(out).parts[0] for path in done.files):
        click.echo(str(path))
    if not done.files:
        click.echo("gouji：没有写出任何文件；改好上面的错误再编，或用 --draft 先出草稿。", err=True)
        sys.exit(1)


def _formats(given: str) -> tuple[str, ...]:
    formats = tuple(dict.fromkeys(part.strip().lower() for part in given.split(",") if part.strip()))
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or not formats:
        said = "、".join(unknown) or given
        raise click.BadParameter(f"没有“{said}”这种格式，可用：{'、'.join(FORMATS)}", param_hint="--to")
    return formats


def _say(done: Produced) -> None:
    """All remarks on standard error, errors first."""
    for severity in Severity:
        for remark in done.remarks:
            if remark.severity is severity:
                click.echo(f"{SEVERITIES[severity]}：{remark}", err=True)
