"""The recipe: a ledger, or the workbook it stands in, to the published files of one disclosure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gouji.compile import Remark, compile_publication, outline_of_template
from gouji.forms import Form, load_form
from gouji.forms.outline import Outline, load_outline
from gouji.model.errors import Unreadable
from gouji.model.finding import Severity
from gouji.model.ledger import Ledger, Unit
from gouji.produce.gate import judge
from gouji.produce.written import FORMATS, drawn, put
from gouji.render.document import pdf_bytes


@dataclass(frozen=True, slots=True)
class Produced:
    """The files written, none where something is in the way, and all that is to be said."""

    files: tuple[Path, ...]
    remarks: tuple[Remark, ...]


def produce_workbook(
    workbook: Path,
    out: Path,
    form: str,
    *,
    unit: str | None = None,
    formats: Sequence[str] = FORMATS,
    draft: bool = False,
    template: Path | None = None,
) -> Produced:
    """Compile a workbook into the folder ``out``.

    Problems of the workbook are all said at once; with an error among them
    nothing is compiled.  Raises :class:`Unreadable` where it is no workbook.
    """
    from gouji.prepare import prepare_workbook

    declared = load_form(form)
    prepared = prepare_workbook(workbook, None if draft else declared, unit)
    said = tuple(Remark(problem.severity, str(problem)) for problem in prepared.problems)
    if prepared.ledger is None:
        return Produced((), said)
    done = produce(prepared.ledger, out, form, unit=unit, formats=formats, draft=draft, template=template)
    more = [r for r in done.remarks if draft or r.severity is Severity.ERROR or not r.lacking]
    return Produced(done.files, (*said, *more))


def produce(
    ledger: Ledger,
    out: Path,
    form: str,
    *,
    unit: str | None = None,
    formats: Sequence[str] = FORMATS,
    draft: bool = False,
    template: Path | None = None,
) -> Produced:
    """Compile a ledger in a form (id or path) and write it, unless the gate is shut.

    ``unit`` (code, name or both) asks for one unit's disclosure; a
    ``draft`` goes out in any case, every page marked 草稿.
    Raises :class:`~gouji.model.errors.CannotDraw` and :class:`Unreadable`.
    """
    declared = load_form(form)
    label = None if unit is None else unit_of(ledger, unit).label
    outline = _outline(form, declared, template)
    compiled = compile_publication(ledger, declared, outline, label)
    publication = compiled.publication
    pdf = pdf_bytes(publication, draft=draft)
    gate = judge(compiled, form, pdf)
    if not gate.is_open and not draft:
        return Produced((), gate.remarks)
    files = drawn(publication, formats, draft=draft, pdf=pdf)
    return Produced(put(files, out), gate.remarks)


def unit_of(ledger: Ledger, given: str) -> Unit:
    """The unit called so, by code, name or both; raises :class:`Unreadable` with those there are."""
    for unit in ledger.units:
        if given in (unit.code, unit.name, unit.label):
            return unit
    known = "、".join(unit.label for unit in ledger.units)
    raise Unreadable("--unit", f"工作簿里没有单位“{given}”", f"可用：{known}")


def _outline(form: str, declared: Form, template: Path | None) -> Outline | None:
    """The outline of a form; a Word template, of the command line or named by the outline, words it."""
    outline = load_outline(form)
    if template is None and outline is not None and outline.template is not None:
        template = outline.template
    return outline if template is None else outline_of_template(template, declared, outline)
