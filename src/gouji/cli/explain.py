"""``gouji explain``: what if a cell said something else."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gouji.check import check_book
from gouji.cli.chinese import Verb
from gouji.cli.output import emit
from gouji.explain.address import find_cell
from gouji.explain.whatif import with_amounts
from gouji.forms import load_form
from gouji.model.amount import Amount, Denomination, FinerThanFen, NotAnAmount, parse_amount
from gouji.model.book import Book
from gouji.model.errors import Unreadable
from gouji.model.finding import Severity
from gouji.read import read, read_together
from gouji.recognise.several import joined, recognise_several
from gouji.render.report.whatif import whatif_text


@click.command("explain", cls=Verb, short_help="假如某一格是另一个数")
@click.argument("paths", nargs=-1, required=True, metavar="文件...")
@click.option(
    "--set",
    "settings",
    metavar="表/行/栏=金额",
    multiple=True,
    required=True,
    help="把这一格当作这个金额（可重复）；行名、栏名可以缩写，金额按该格的单位。",
)
@click.option("--form", metavar="表样", help="按这个表样读；不给则自动判断。")
@click.option("-o", "--output", "out", type=click.Path(path_type=Path, dir_okay=False), help="写入文件。")
def command(paths: tuple[str, ...], settings: tuple[str, ...], form: str | None, out: Path | None) -> None:
    """假如某一格（或几格）是另一个数：哪些勾稽关系由此成立，哪些由此不成立。

    几个文件合为一份公开文本，或为部门与所属单位各一份（单位的表写作“某单位 表七/…”）。“-”为标准输入。
    改后没有错误退出码为 0，仍有错误为 1。
    """
    if form is not None:
        load_form(form)
    document = read_together(paths) if len(paths) > 1 else read(paths[0])
    books = recognise_several(document, form)
    together = len(books) > 1
    book = joined(books, document) if together else books[0]
    members = books if together else ()
    amounts = dict(_setting(book, setting) for setting in settings)
    before = check_book(book, members=members)
    after = check_book(with_amounts(book, amounts), members=members)
    emit(whatif_text(before, after, amounts), out)
    sys.exit(int(any(finding.severity is Severity.ERROR for finding in after.findings)))


def _setting(book: Book, setting: str) -> tuple[int, Amount]:
    path, sign, said = setting.rpartition("=")
    if not sign:
        raise Unreadable("--set", f"“{setting}”没有“=”", '写成 --set "表七/合计/人员经费=2743.260705"。')
    claim = find_cell(book, path)
    denomination = book.claims[claim].denomination
    try:
        return claim, parse_amount(said.strip().removesuffix(denomination.label), denomination)
    except NotAnAmount:
        units = [unit.label for unit in Denomination if said.strip().endswith(unit.label)]
        why = f"这一格的单位是{denomination.label}" if units else f"“{said}”不是金额"
        raise Unreadable("--set", why, f"“=”后写数字，单位{denomination.label}。") from None
    except FinerThanFen:
        raise Unreadable("--set", f"“{said}”细于 1 分", "没有这样的金额。") from None
