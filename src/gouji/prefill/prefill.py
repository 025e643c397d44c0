"""Documents → as much of a ledger as they tell; by their year they give lines or last year's figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gouji.forms import load_form
from gouji.model.book import Kind
from gouji.model.document import Document
from gouji.model.errors import Unreadable
from gouji.model.ledger import Count, Ledger, Line, List, Passage, Project, Unit, UnitKind
from gouji.model.place import Place
from gouji.model.text import fold
from gouji.prefill.export import Exported, exported_lines
from gouji.prefill.figures import assets_of, compared_figures, published_figures
from gouji.prefill.lines import recovered_lines
from gouji.prefill.recovery import sayable, whole_expenditure
from gouji.prefill.source import Origin
from gouji.prefill.words import counts_of, kinds_unknown, passages_of, projects_of, units_of
from gouji.recognise.recognise import NotADisclosure, recognise


@dataclass(frozen=True, slots=True)
class Prefilled:
    """A partial ledger and what the clerk should know of it (in Chinese), file by file.

    ``refused`` says why nothing may be written: the files contradict each other or give nothing.
    """

    ledger: Ledger
    notes: tuple[str, ...]
    refused: tuple[str, ...] = ()


@dataclass(slots=True)
class _Gathered:
    """What was found so far; the first file that tells of something is believed."""

    year: int
    department: str = ""
    units: dict[str, Unit] = field(default_factory=dict)
    lines: dict[List, list[Line]] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    counts: dict[str, Count] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def ledger(self) -> Ledger:
        """The ledger."""
        return Ledger(
            source="",
            department=self.department,
            year=self.year,
            units=tuple(self.units.values()),
            lines={
                name: tuple(
                    line if name is List.FIGURES else replace(line, fact=sayable(line.fact))
                    for line in self.lines.get(name, ())
                )
                for name in List
            },
            projects=tuple(self.projects.values()),
            passages=self.passages,
            counts=tuple(self.counts.values()),
        )


def prefill(documents: Sequence[Document], year: int | None, otherwise: int) -> Prefilled:
    """The ledger of budget ``year`` as far as ``documents`` tell it.

    A disclosure of that year gives lines, projects, targets, texts and what it
    compares with; one of the year before gives last year's figures, the units
    and, of the same department, its duties and glossary; any other table with
    codes and amounts gives lines of expenditure.  A document that names no year
    is taken for one of that year.  Without a year it is the one after the newest
    disclosure, ``otherwise`` where there is none.  What is not determined is
    left out and told.  Raises :class:`Unreadable` for a file that holds no
    table of use.
    """
    known = [_recognised(document) for document in documents]
    if year is None:
        years = [o.book.year for o in known if isinstance(o, Origin) and o.book.year is not None]
        year = max(years) + 1 if years else otherwise
    out = _Gathered(year)
    origins = [origin for origin in known if isinstance(origin, Origin)]
    for origin in sorted(origins, key=lambda o: -(o.book.year or year)):
        _take(_in_year(origin, out), out)
    for document in known:
        if isinstance(document, Document):
            _take_export(document, out)
    if not out.units and out.department:
        out.units[""] = Unit("", out.department, UnitKind.ADMINISTRATIVE)
        out.notes.append("文件里没有列出单位，先按部门名称填了一个行政单位，请在“单位”里核对")
    if documents and not (any(out.lines.values()) or out.refused):
        out.refused.append("给出的文件里没有能用的内容")
    return Prefilled(out.ledger(), tuple(dict.fromkeys(out.notes)), tuple(out.refused))


def _recognised(document: Document) -> Origin | Document:
    try:
        book = recognise(document)
    except NotADisclosure:
        return document
    if book.form is None or not any(claim.fact is not None for claim in book.claims):
        return document
    return Origin(document, book, load_form(book.form))


def _in_year(origin: Origin, out: _Gathered) -> Origin:
    """A document that names no year, as one of the budget year."""
    book = origin.book
    if book.year is not None:
        return origin
    out.notes.append(f"{origin.name}：看不出年度，当作 {out.year} 年的")
    claims = tuple(
        replace(c, fact=c.fact._replace(year=out.year)) if c.fact is not None else c for c in book.claims
    )
    return replace(origin, book=replace(book, year=out.year, claims=claims))


def _take(origin: Origin, out: _Gathered) -> None:
    book = origin.book
    if book.year == out.year and book.kind is Kind.BUDGET:
        if out.department and fold(book.department) != fold(out.department):
            out.refused.append(f"{origin.name}：是“{book.department}”的，与“{out.department}”不是一个部门")
            return
        _take_this_year(origin, out)
    elif book.year == out.year - 1 and book.kind is Kind.BUDGET:
        _take_last_year(origin, out)
    else:
        kind = "决算" if book.kind is Kind.FINAL_ACCOUNTS else "预算"
        said = f"{book.year} 年{kind}"
        useful = f"编制 {out.year} 年预算只用 {out.year} 年或 {out.year - 1} 年的预算"
        out.notes.append(f"{origin.name}：{said}，没有用；{useful}")


def _take_this_year(origin: Origin, out: _Gathered) -> None:
    name = origin.name
    units = units_of(origin)
    out.department = out.department or origin.book.department
    _add_units(units, out)
    if kinds_unknown(origin, units):
        out.notes.append(f"{name}：看不出单位类型，都先填作行政单位，请在“单位”里核对")
    lines, notes = recovered_lines(origin, tuple(unit.label for unit in units))
    if not any(line.fact.position == "current" for line in lines[List.EXPENDITURE]):
        exported = exported_lines(origin.document, out.year)
        whole = whole_expenditure(origin, out.year)
        if exported.lines and sum(line.fen for line in exported.lines) == whole:
            lines[List.EXPENDITURE] = exported.lines + lines[List.EXPENDITURE]
            _add_exported(name, exported, out)
            notes = [note for note in notes if "“支出”" not in note]
    for list_name, found in lines.items():
        if found and out.lines.get(list_name):
            out.notes.append(f"{name}：前面的文件已有同样的明细，这里的没有用")
        elif found:
            out.lines[list_name] = found
    out.notes += [f"{name}：{note}" for note in notes]
    for project in projects_of(origin, units, targets=True):
        out.projects.setdefault(fold(project.name), project)
    out.passages = out.passages or passages_of(origin)
    for count in counts_of(origin):
        out.counts.setdefault(count.name, count)
    out.lines.setdefault(List.FIGURES, []).extend(
        [*compared_figures(origin, out.year - 1), *assets_of(origin, out.year)]
    )
    amount = sum(map(len, lines.values()))
    out.notes.append(f"{name}：{out.year} 年预算，取来 {amount} 行明细、{len(out.projects)} 个项目和文字说明")


def _take_last_year(origin: Origin, out: _Gathered) -> None:
    name = origin.name
    figures = published_figures(origin, out.year - 1)
    have = {line.fact for line in out.lines.get(List.FIGURES, ())}
    out.lines.setdefault(List.FIGURES, []).extend(line for line in figures if line.fact not in have)
    out.notes.append(f"{name}：{out.year - 1} 年预算，取来 {len(figures)} 个上年数")
    same = not out.department or fold(origin.book.department) == fold(out.department)
    if not same:
        out.notes.append(f"{name}：部门名称与今年的不同，只取了数，没有取文字")
        return
    out.department = out.department or origin.book.department
    units = units_of(origin)
    if not out.units:
        _add_units(units, out)
        if units:
            out.notes.append(f"{name}：单位照上年填上，请核对有无增减")
    if not out.projects:
        for project in projects_of(origin, units, targets=False):
            out.projects.setdefault(fold(project.name), project)
        if out.projects:
            out.notes.append(f"{name}：{len(out.projects)} 个上年项目的名称填在“项目”里，今年没有的请删去")
    if not out.passages:
        out.passages = passages_of(origin)
        if out.passages:
            out.notes.append(f"{name}：职责、名词解释等文字照上年填上，请逐段核对")


def _add_units(units: Sequence[Unit], out: _Gathered) -> None:
    for unit in units:
        out.units.setdefault(fold(unit.label), unit)


def _take_export(document: Document, out: _Gathered) -> None:
    name = "、".join(source.name for source in document.sources)
    exported = exported_lines(document, out.year)
    out.notes += [f"{name}：{note}" for note in exported.notes]
    if not exported.lines:
        raise Unreadable(
            name,
            "不是预算公开文本，也没有认得出的科目和金额栏",
            "请给出部门预算公开文本，或带科目编码和金额栏的导出表。",
        )
    _add_exported(name, exported, out)
    if out.lines.get(List.EXPENDITURE):
        out.notes.append(f"{name}：前面的文件已有支出明细，这里的没有用")
        return
    out.lines[List.EXPENDITURE] = exported.lines
    out.notes.append(f"{name}：系统导出表，取来 {len(exported.lines)} 行支出")


def _add_exported(name: str, exported: Exported, out: _Gathered) -> None:
    """The units and projects an export names, and which of its columns are empty."""
    for label in exported.units:
        code, dash, rest = label.partition("-")
        known = bool(dash) and code.isascii() and code.isalnum()
        unit = Unit(code if known else "", rest if known else label, UnitKind.ADMINISTRATIVE)
        out.units.setdefault(fold(label), unit)
    if exported.units:
        out.notes.append(f"{name}：看不出单位类型，都先填作行政单位，请在“单位”里核对")
    for project, code in exported.projects.items():
        if fold(project) not in out.projects:
            owner = next((line.fact.unit for line in exported.lines if line.fact.project == project), None)
            new = Project(project, code, owner or "", "", "", "", "", "", (), (), Place())
            out.projects[fold(project)] = new
    empty = [
        word
        for word, dimension in (("资金来源", "fund"), ("支出性质", "nature"), ("资金年度", "origin"))
        if any(getattr(sayable(line.fact), dimension) is None for line in exported.lines)
    ]
    if empty:
        out.notes.append(f"{name}：导出表没有写明{'、'.join(empty)}的行，“支出”里这些格空着，请补填")
