"""``gouji check``: say which figures are wrong, and why."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from gouji.batch.task import Checked, Task, check_files
from gouji.cli.chinese import Verb
from gouji.cli.output import emit
from gouji.explain.findings import ARITHMETIC
from gouji.forms import load_form
from gouji.model.errors import Unreadable
from gouji.read import documents_in
from gouji.render.report.json import reports_json
from gouji.rules import RULES

_WORST = (3, 2, 1, 4, 0)


@click.command("check", cls=Verb, short_help="核对公开文本")
@click.argument("paths", nargs=-1, required=True, metavar="文件或文件夹...")
@click.option(
    "--together", is_flag=True, help="几个文件一起核对：同一份公开文本的几个部分，或部门与所属单位各一份。"
)
@click.option("--form", metavar="表样", help="按这个表样读（编号，或 form.yaml 的路径）；不给则自动判断。")
@click.option("--select", metavar="代码", multiple=True, help="只报告这些代码（可重复，可用逗号分隔）。")
@click.option("--ignore", metavar="代码", multiple=True, help="不报告这些代码（可重复，可用逗号分隔）。")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    help="输出格式。",
    show_default=True,
)
@click.option("-o", "--output", "out", type=click.Path(path_type=Path, dir_okay=False), help="写入文件。")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="几份同时核对（不给则按处理器数）。")
@click.option("--show-personal", is_flag=True, help="不遮盖姓名和电话（只在内部使用）。")
@click.option("-v", "--verbose", is_flag=True, help="列出每个没有核对的金额。")
def command(
    paths: tuple[str, ...],
    together: bool,
    form: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    style: str,
    out: Path | None,
    jobs: int | None,
    show_personal: bool,
    verbose: bool,
) -> None:
    """核对一份或多份部门预算、决算公开文本（“-”为标准输入）。

    文件夹中的每个可读文件各为一份；同一份分成几个文件的，或部门与所属单位的，用 --together。
    """
    if form is not None:
        load_form(form)
    wanted, unwanted = _codes(select, "--select"), _codes(ignore, "--ignore")
    texts: list[str] = []
    sections: list[tuple[str, str, str]] = []
    objects: list[Mapping[str, Any]] = []
    codes: list[int] = []
    disclosures, swept = _disclosures(paths, together)
    tasks = [
        Task(tuple(files), style, number, form, wanted, unwanted, files[0] in swept, show_personal, verbose)
        for number, files in enumerate(disclosures, 1)
    ]
    for number, (task, done) in enumerate(zip(tasks, _checked(tasks, jobs), strict=True), 1):
        if len(tasks) > 1:
            click.echo(f"[{number}/{len(tasks)}] {task.name}", err=True)
        for message in done.messages:
            click.echo(f"gouji：{message}", err=True)
        if done.code is not None:
            codes.append(done.code)
        if done.text is not None:
            texts.append(done.text)
        if done.section is not None:
            sections.append(done.section)
        if done.report is not None:
            objects.append(done.report)
    if not codes:
        raise Unreadable("、".join(paths), "没有一份公开文本", "请给出部门预算或决算的公开文件。")
    if style == "json":
        emit(json.dumps(reports_json(objects), ensure_ascii=False, indent=1) + "\n", out)
    elif sections:
        from gouji.render.report.html import page

        emit(page(sections), out)
    elif texts:
        emit("\n".join(texts), out)
    sys.exit(next(code for code in _WORST if code in codes))


def _disclosures(paths: tuple[str, ...], together: bool) -> tuple[list[list[str]], frozenset[str]]:
    """The files of each disclosure, and which of them were only found in a folder."""
    swept: set[str] = set()
    files: list[str] = []
    for path in paths:
        if path != "-" and Path(path).is_dir():
            found = documents_in(Path(path))
            if not found:
                raise Unreadable(path, "文件夹中没有可读的文件", "请给出 PDF、Word、Excel、网页或文本文件。")
            files += map(str, found)
            swept.update(map(str, found))
        else:
            files.append(path)
    return ([files] if together else [[file] for file in files]), frozenset(swept)


def _codes(given: tuple[str, ...], option: str) -> tuple[str, ...]:
    codes = {code.strip() for entry in given for code in entry.split(",") if code.strip()}
    known = {rule.code for rule in RULES} | ARITHMETIC
    for code in sorted(codes - known):
        raise Unreadable(option, f"没有“{code}”这个代码", f"可用：{'、'.join(sorted(known))}")
    return tuple(sorted(codes))


def _checked(tasks: Sequence[Task], jobs: int | None) -> Iterator[Checked]:
    """One disclosure, or standard input, is checked here; several are in workers."""
    if len(tasks) == 1 or any("-" in task.files for task in tasks):
        yield from map(check_files, tasks)
        return
    from gouji.batch.pool import Workers

    with Workers(tasks, jobs or _processors()) as workers:
        yield from workers.results()


def _processors() -> int:
    """How many processes may run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
