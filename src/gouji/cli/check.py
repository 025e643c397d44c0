"""``gouji check``: say which figures are wrong, and why."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from gouji.check import check_document
from gouji.cli.output import emit, unmasked
from gouji.explain.findings import ARITHMETIC
from gouji.forms import load_form
from gouji.model.document import Document
from gouji.model.errors import DeclarationError, GoujiError, Unreadable
from gouji.model.report import Report, Verdict
from gouji.read import documents_in, read, read_together
from gouji.recognise.recognise import NotADisclosure
from gouji.render.report.json import report_json, reports_json, unreadable_json
from gouji.render.report.text import report_text
from gouji.rules import RULES

_EXIT = {Verdict.CLEAN: 0, Verdict.FAULTY: 1, Verdict.INCOMPLETE: 4, Verdict.UNREADABLE: 2}
_WORST = (3, 2, 1, 4, 0)


@click.command("check", short_help="核对公开文本")
@click.argument("paths", nargs=-1, required=True, metavar="文件或文件夹...")
@click.option("--together", is_flag=True, help="几个文件合为一份公开文本。")
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
    show_personal: bool,
    verbose: bool,
) -> None:
    """核对一份或多份部门预算、决算公开文本（“-”为标准输入）。

    文件夹中的每个可读文件各为一份；同一份分成几个文件的，用 --together。
    """
    if form is not None:
        load_form(form)
    wanted, unwanted = _codes(select, "--select"), _codes(ignore, "--ignore")
    texts: list[str] = []
    drawn: list[tuple[Report, Document]] = []
    objects: list[dict[str, Any]] = []
    codes: list[int] = []
    disclosures, swept = _disclosures(paths, together)
    for number, files in enumerate(disclosures, 1):
        name = "、".join(Path(file).name for file in files)
        if len(disclosures) > 1:
            click.echo(f"[{number}/{len(disclosures)}] {name}", err=True)
        try:
            document = read_together(files) if len(files) > 1 else read(files[0])
            if style == "html":
                from gouji.render.report.html import located

                document = located(document)
            report = _filtered(check_document(document, form), wanted, unwanted)
            if show_personal:
                click.echo("gouji：输出含姓名和电话，请勿外传。", err=True)
                report = unmasked(report)
        except DeclarationError:
            raise
        except NotADisclosure as problem:
            if files[0] in swept:
                click.echo(f"gouji：跳过 {name}：不是公开文本", err=True)
                continue
            click.echo(f"gouji：{name}：{problem}", err=True)
            objects.append(unreadable_json([Path(file).name for file in files], str(problem)))
            codes.append(2)
            continue
        except GoujiError as problem:
            said = str(problem) if isinstance(problem, Unreadable) else f"{name}：{problem}"
            click.echo(f"gouji：{said}", err=True)
            why = problem.what if isinstance(problem, Unreadable) else str(problem)
            objects.append(unreadable_json([Path(file).name for file in files], why))
            codes.append(2)
            continue
        texts.append(report_text(report, verbose=verbose))
        drawn.append((report, document))
        objects.append(report_json(report))
        codes.append(3 if report.crashed else _EXIT[report.verdict])
        for line in report.crashed:
            click.echo(f"gouji：规则出错：{line}", err=True)
    if not codes:
        raise Unreadable("、".join(paths), "没有一份公开文本", "请给出部门预算或决算的公开文件。")
    if style == "json":
        emit(json.dumps(reports_json(objects), ensure_ascii=False, indent=1) + "\n", out)
    elif style == "html" and drawn:
        from gouji.render.report.html import reports_html

        emit(reports_html(drawn, personal=show_personal), out)
    elif texts and style == "text":
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


def _codes(given: tuple[str, ...], option: str) -> frozenset[str]:
    codes = frozenset(code.strip() for entry in given for code in entry.split(",") if code.strip())
    known = {rule.code for rule in RULES} | ARITHMETIC
    for code in sorted(codes - known):
        raise Unreadable(option, f"没有“{code}”这个代码", f"可用：{'、'.join(sorted(known))}")
    return codes


def _filtered(report: Report, wanted: frozenset[str], unwanted: frozenset[str]) -> Report:
    if not wanted and not unwanted:
        return report
    from dataclasses import replace

    kept = tuple(f for f in report.findings if (not wanted or f.code in wanted) and f.code not in unwanted)
    return replace(report, findings=kept)
