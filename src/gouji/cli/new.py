"""``gouji new``: a workbook to fill in, with what earlier documents tell already."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from gouji.cli.chinese import Verb
from gouji.cli.output import emit_file
from gouji.forms import load_form
from gouji.model.amount import DENOMINATIONS
from gouji.model.errors import Unreadable
from gouji.prefill import prefill
from gouji.prepare import empty_ledger, write_workbook
from gouji.read import read

_FIRST_MONTH = 7  # budgets of the next year are begun in the second half of this one


@click.command("new", cls=Verb, short_help="生成编制预算用的工作簿")
@click.argument("workbook", type=click.Path(path_type=Path), metavar="工作簿.xlsx")
@click.option("--form", default="beijing-2023", show_default=True, metavar="表样", help="要公开的表样。")
@click.option(
    "--from",
    "sources",
    multiple=True,
    metavar="文件",
    help="由这个文件填：上年的公开文本、今年的表或系统导出表（可重复）。",
)
@click.option(
    "--year",
    type=click.IntRange(2000, 2100),
    metavar="年度",
    help="预算年度；不给则按文件推定。",
)
@click.option("--money", type=click.Choice(["万元", "元"]), help="金额单位；不给则随表样。")
@click.option("--force", is_flag=True, help="覆盖已有的文件。")
def command(
    workbook: Path, form: str, sources: tuple[str, ...], year: int | None, money: str | None, force: bool
) -> None:
    """生成编制预算用的工作簿；有上年公开文本或系统导出表的，用 --from 填好。

    与预算年度同年的文件给出明细、项目和文字，上一年的给出上年数；看不准的不填，逐条列出。
    """
    declared = load_form(form)
    if workbook.suffix.lower() != ".xlsx":
        raise Unreadable(str(workbook), "工作簿的文件名应以 .xlsx 结尾", "如 2027年预算.xlsx。")
    if workbook.exists() and not force:
        raise Unreadable(str(workbook), "文件已经存在", "请换一个文件名；确要覆盖，加 --force。")
    guess = _year_in_work()
    notes: tuple[str, ...] = ()
    if sources:
        filled = prefill([read(path) for path in sources], year, guess)
        for reason in filled.refused:
            click.echo(f"gouji：{reason}", err=True)
        if filled.refused:
            click.echo("gouji：没有生成工作簿。", err=True)
            sys.exit(1)
        ledger, notes = filled.ledger, filled.notes
    else:
        ledger = empty_ledger(year or guess)
    data = write_workbook(declared, ledger, DENOMINATIONS[money] if money else None)
    emit_file(data, workbook)
    for note in notes:
        click.echo(f"  {note}", err=True)
    if year is None:
        click.echo(f"  按 {ledger.year} 年预算生成；不对的话，用 --year 指明年度", err=True)
    click.echo(f"已生成 {workbook}")


def _year_in_work() -> int:
    """The year whose budget is being made now."""
    today = datetime.date.today()
    return today.year + (today.month >= _FIRST_MONTH)
