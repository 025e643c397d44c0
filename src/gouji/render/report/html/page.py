"""The page: verdict, legend with counts, findings with links, then every table as printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from gouji import __version__
from gouji.explain.wording import money, place_name, position
from gouji.model.document import Document
from gouji.model.finding import Finding, Severity
from gouji.model.place import Place
from gouji.model.report import Report
from gouji.render.report.html.shades import Shade, shades
from gouji.render.report.html.spots import Spot, spot_of
from gouji.render.report.html.style import STYLE
from gouji.render.report.html.tables import Drawing, anchor, told_grids
from gouji.render.report.text import SEVERITIES, VERDICTS, printed_as, wanted

_MOST_FIGURES = 12
_SECTION = re.compile(r'<section id="(\w+)">')
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_MOST_RELATIONS = 6


def page(sections: Sequence[tuple[str, str, str]]) -> str:
    """One self-contained page of sections (title, verdict, body): no script, nothing loaded from elsewhere.

    Several begin with a list of them.
    """
    title = "、".join(title for title, _, _ in sections[:3]) or "勾稽"
    body = "\n".join(body for _, _, body in sections)
    if len(sections) > 1:
        body = f"{_contents(sections)}\n{body}"
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}\n"
        f'<p class="soft">勾稽 gouji {escape(__version__)}</p>\n</body>\n</html>\n'
    )


def _contents(sections: Sequence[tuple[str, str, str]]) -> str:
    """The documents of the page, each with its verdict."""
    rows = []
    for n, (title, verdict, body) in enumerate(sections, 1):
        anchored = _SECTION.match(body)
        name = f'<a href="#{anchored[1]}">{escape(title)}</a>' if anchored else escape(title)
        rows.append(f"<tr><td>{n}</td><td>{name}</td><td>{escape(verdict)}</td></tr>")
    return f'<h1>目录</h1>\n<table class="contents">{"".join(rows)}</table>'


def report_section(
    number: int, report: Report, document: Document, *, personal: bool = False
) -> tuple[str, str, str]:
    """Title, verdict and section of one checked document, the page's ``number``-th.

    The document must be a :func:`located` copy, checked as such: then each
    amount is found in its cell.  ``personal`` data is masked unless asked for.
    """
    told = f"{VERDICTS[report.verdict]} {_counted(report)}".strip()
    return _title(report), told, _report(number, report, document, personal)


def _title(report: Report) -> str:
    book = report.book
    kind = {"budget": "部门预算", "final_accounts": "部门决算"}[book.kind.value]
    return f"{book.department} {f'{book.year} 年' if book.year else ''}{kind}".strip()


def _report(number: int, report: Report, document: Document, personal: bool) -> str:
    shown, counts, unsure = shades(report)
    notes: dict[Spot, list[int]] = {}
    for n, finding in enumerate(report.findings, 1):
        for place in dict.fromkeys((*finding.places, *(s.place for s in finding.suspects))):
            spot = spot_of(place.text)
            if spot is not None and n not in notes.setdefault(spot, []):
                notes[spot].append(n)
    drawing = Drawing(number, report, document, shown, unsure, notes, personal)
    parts = [*_top(report, counts), *_findings(number, report), *_tables(report, drawing)]
    if report.not_checked:
        parts.append("<h2>没有核对的</h2>")
        by_reason = Counter(entry.why for entry in report.not_checked)
        parts += [f"<p>{escape(why)}：{count} 处</p>" for why, count in by_reason.items()]
    return f'<section id="d{number}">\n{chr(10).join(parts)}\n</section>'


def _top(report: Report, counts: dict[Shade, int]) -> Iterator[str]:
    names = "、".join(source.name for source in report.book.sources)
    yield f"<h1>{escape(_title(report))}</h1>"
    yield f'<p class="soft">{escape(names)} · 表样 {escape(report.book.form or "未知")}</p>'
    verdict = report.verdict
    yield f'<p><span class="verdict {verdict.value}">{VERDICTS[verdict]}</span> {_counted(report)}</p>'
    broken = len(report.broken)
    yield (
        f"<p>金额 {report.coverage.amounts} 个；勾稽关系 {len(report.relations)} 条，"
        f"{f'不成立 {broken} 条' if broken else '全部成立'}。</p>"
    )
    yield '<ul class="legend">'
    for shade in Shade:
        yield (
            f'<li><b class="{shade.value}"><span>{counts[shade]}</span></b> '
            f'{shade.label}<span class="soft"> {shade.meaning}</span></li>'
        )
    yield "</ul>"


def _counted(report: Report) -> str:
    """How many findings of each severity there are."""
    found = Counter(finding.severity for finding in report.findings)
    return "，".join(f"{SEVERITIES[s]} {found[s]}" for s in Severity if found[s])


def _findings(number: int, report: Report) -> Iterator[str]:
    if not report.findings:
        return
    yield '<h2>结论</h2>\n<ol class="findings">'
    for n, finding in enumerate(report.findings, 1):
        told = _finding(number, n, report, finding)
        yield f'<li class="{finding.severity.value}" id="f{number}-{n}">{told}</li>'
    yield "</ol>"


def _finding(number: int, n: int, report: Report, finding: Finding) -> str:
    first = finding.places[0]
    where = _link(number, report, first)
    if finding.rivals and len(finding.suspects) > 1:
        where += f" 等 {len(finding.suspects)} 处之一"
    kind = f"{SEVERITIES[finding.severity]} · {finding.title} · {finding.code}"
    lines = [
        f'<p class="head">{n}. {where} <span class="soft">{escape(kind)} '
        f"{escape(position(report.book, first))}</span></p>"
    ]
    rows = []
    suspects = finding.suspects
    unread = {cell.place for cell in report.book.unread}
    if suspects:
        for suspect in suspects[:_MOST_FIGURES]:
            unit = suspect.denomination
            said = escape(printed_as(suspect.place, suspect.printed, unit))
            if suspect.place in unread:
                said = f"“{escape(suspect.place.text.strip())}”"
            gap = money(suspect.printed - suspect.implied, unit, signed=True)
            rows.append(
                f"<tr><td>{_link(number, report, suspect.place)}</td><td>印 {said}</td>"
                f"<td>{wanted(finding, suspect.printed, suspect.implied, unit)}</td><td>差 {gap}</td></tr>"
            )
    elif finding.printed is not None and finding.denomination is not None and finding.expected is not None:
        unit = finding.denomination
        rows.append(
            f"<tr><td>印 {money(finding.printed, unit)} {unit.label}</td>"
            f"<td>{wanted(finding, finding.printed, finding.expected, unit)}</td></tr>"
        )
    if rows:
        lines.append(f'<table class="figures">{"".join(rows)}</table>')
    if len(suspects) > _MOST_FIGURES:
        lines.append(f'<p class="soft">……共 {len(suspects)} 处</p>')
    if finding.message:
        lines.append(f"<p>{escape(finding.message)}</p>")
    if finding.relations:
        more = len(finding.relations) - _MOST_RELATIONS
        rest = f"；另 {more} 条" if more > 0 else ""
        lines.append(
            f'<p class="soft">涉及：{escape("；".join(finding.relations[:_MOST_RELATIONS]))}{rest}</p>'
        )
    if finding.remedy:
        lines.append(f"<p>改法：{escape(finding.remedy)}</p>")
    return "\n".join(lines)


def _link(number: int, report: Report, place: Place) -> str:
    name = escape(place_name(report.book, place))
    spot = spot_of(place.text)
    if spot is not None:
        return f'<a href="#{anchor(number, spot)}">{name}</a>'
    if place.table is not None and place.table in told_grids(report).values():
        return f'<a href="#{_table_anchor(number, place.table)}">{name}</a>'
    return name


def _table_anchor(number: int, table: str) -> str:
    """The name of a table's heading on the page."""
    return f"t{number}-{escape(table)}"


def _tables(report: Report, drawing: Drawing) -> Iterator[str]:
    names = {table.id: f"{table.label} {table.title}".strip() for table in report.book.tables}
    units = {table.id: table.denomination for table in report.book.tables}
    yield "<h2>各表</h2>"
    last = ""
    headed: set[str] = set()
    for block, table in sorted(told_grids(report).items()):
        if table != last:
            unit = units.get(table)
            said = f' <span class="soft">单位：{unit.label}</span>' if unit is not None else ""
            named = f' id="{_table_anchor(drawing.number, table)}"' if table not in headed else ""
            yield f"<h3{named}>{escape(names.get(table, table))}{said}</h3>"
            last = table
            headed.add(table)
        yield drawing.table(block)
