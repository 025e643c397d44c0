"""The gate lets a faithful disclosure without errors through, and nothing else."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from tests.compile.ledgers import YEAR, whole_ledger

from gouji.compile import Compiled, compile_publication
from gouji.forms import load_form
from gouji.forms.outline import load_outline
from gouji.model.fact import Fact
from gouji.model.finding import Severity
from gouji.model.ledger import Ledger, Line, List
from gouji.model.publication import LaidTable, Prose
from gouji.produce import judge
from gouji.render.document import pdf_bytes

FORMS = ("beijing-2023", "shanghai", "central")


def compiled(form: str, ledger: Ledger) -> Compiled:
    return compile_publication(ledger, load_form(form), load_outline(form))


def errors(done: Compiled, form: str, pdf: bytes | None = None) -> list[str]:
    return [r.text for r in judge(done, form, pdf).remarks if r.severity is Severity.ERROR]


@pytest.mark.parametrize("form", FORMS)
def test_a_whole_ledger_goes_through_with_its_pdf(form: str) -> None:
    done = compiled(form, whole_ledger(9, form=form, units=3))
    gate = judge(done, form, pdf_bytes(done.publication))
    assert gate.is_open, [str(remark) for remark in gate.remarks]


def test_a_change_without_a_reason_shuts_it() -> None:
    ledger = whole_ledger(1, form="beijing-2023")
    left = tuple(reason for reason in ledger.reasons if reason.subject != "因公出国（境）费")
    (told,) = errors(compiled("beijing-2023", replace(ledger, reasons=left)), "beijing-2023")
    assert "因公出国（境）费" in told
    assert "变动原因" in told


def test_last_year_alike_needs_no_reason() -> None:
    ledger = whole_ledger(1, form="beijing-2023")
    totals: Counter[Fact] = Counter()
    for line in ledger.lines[List.CONTROLLED]:
        totals[line.fact._replace(year=YEAR - 1, unit=None)] += line.fen
    place = ledger.lines[List.REVENUE][0].place
    figures = tuple(Line(fact, fen, place) for fact, fen in totals.items())
    done = compiled("beijing-2023", replace(ledger, lines=ledger.lines | {List.FIGURES: figures}, reasons=()))
    assert "与上年持平" in "".join(p.text for p in done.publication.pieces if isinstance(p, Prose))
    assert errors(done, "beijing-2023") == []


def test_revenue_that_does_not_pay_for_the_expenditure_shuts_it() -> None:
    ledger = whole_ledger(2, form="central", size=8)
    first, *rest = ledger.lines[List.REVENUE]
    lines = ledger.lines | {List.REVENUE: (replace(first, fen=first.fen + 1_000_000), *rest)}
    told = errors(compiled("central", replace(ledger, lines=lines)), "central")
    assert any("总计" in text for text in told)


def test_an_amount_that_is_read_otherwise_than_it_was_meant_shuts_it() -> None:
    done = compiled("shanghai", whole_ledger(3, form="shanghai", size=8))
    pieces = list(done.publication.pieces)
    at, table = next((n, piece) for n, piece in enumerate(pieces) if isinstance(piece, LaidTable))
    cells = tuple(cell._replace(text="7.00") if cell.claim is not None else cell for cell in table.cells)
    pieces[at] = replace(table, cells=cells)
    told = errors(replace(done, publication=replace(done.publication, pieces=tuple(pieces))), "shanghai")
    assert any("2023年部门财务收支预算总表" in text and "个金额" in text for text in told)


def test_a_pdf_of_something_else_shuts_it() -> None:
    ledger = whole_ledger(3, form="shanghai", size=8)
    done = compiled("shanghai", ledger)
    other = compiled("shanghai", whole_ledger(4, form="shanghai", size=8))
    told = errors(done, "shanghai", pdf_bytes(other.publication))
    assert any(text.startswith("排成的 PDF") for text in told)
    assert not any(text.startswith("编成的表") for text in told)


def test_a_sentence_that_contradicts_a_table_is_said() -> None:
    done = compiled("beijing-2023", whole_ledger(5, form="beijing-2023"))
    wrong = Prose("2023年基本支出预算1.000000万元。")
    pieces = tuple(
        wrong if isinstance(piece, Prose) and piece.text.startswith("2023年基本支出预算") else piece
        for piece in done.publication.pieces
    )
    gate = judge(replace(done, publication=replace(done.publication, pieces=pieces)), "beijing-2023")
    assert any("所说金额与表不符" in remark.text for remark in gate.remarks)


def test_the_same_is_said_once() -> None:
    ledger = whole_ledger(2, form="central", size=8)
    first, *rest = ledger.lines[List.REVENUE]
    lines = ledger.lines | {List.REVENUE: (replace(first, fen=first.fen + 1_000_000), *rest)}
    done = compiled("central", replace(ledger, lines=lines))
    texts = [remark.text for remark in judge(done, "central", pdf_bytes(done.publication)).remarks]
    assert len(texts) == len(set(texts))


def test_a_project_named_with_odd_marks_goes_through() -> None:
    """Names are compared as a reader compares them: a line break makes no other project."""
    ledger = whole_ledger(2, form="beijing-2023", size=8)
    old, new = ledger.projects[0].name, "甲/乙:“丙”\n*?<b>（二期）"

    def renamed(line: Line) -> Line:
        return replace(line, fact=line.fact._replace(project=new)) if line.fact.project == old else line

    lines = {name: tuple(map(renamed, found)) for name, found in ledger.lines.items()}
    projects = (replace(ledger.projects[0], name=new), *ledger.projects[1:])
    done = compiled("beijing-2023", replace(ledger, lines=lines, projects=projects))
    assert errors(done, "beijing-2023", pdf_bytes(done.publication)) == []


def test_what_table_and_pdf_both_show_is_said_once() -> None:
    ledger = whole_ledger(2, form="central", size=8)
    first, *rest = ledger.lines[List.REVENUE]
    lines = ledger.lines | {List.REVENUE: (replace(first, fen=first.fen + 1_000_000), *rest)}
    done = compiled("central", replace(ledger, lines=lines))
    assert len(errors(done, "central", pdf_bytes(done.publication))) == len(errors(done, "central"))
