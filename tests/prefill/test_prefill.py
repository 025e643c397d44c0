"""By its year a document gives lines or last year's figures; what is not determined is never guessed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.prepare.workbooks import plain_ledger

from gouji.compile import as_document, compile_publication
from gouji.forms import load_form
from gouji.forms.outline import load_outline
from gouji.model.document import Document, Paragraph
from gouji.model.fact import Fact
from gouji.model.ledger import Ledger, Line, List
from gouji.prefill import prefill
from gouji.prepare.enter import figure_fact
from gouji.read import read

YEAR = 2023


@pytest.fixture(scope="module")
def budget(project: Path) -> Document:
    return read(project / "examples" / "district-office-2023" / "budget.txt")


def ledger_of(seed: int, form: str) -> Ledger:
    """A ledger whose amounts the form prints in full."""
    return plain_ledger(seed, form, step=10_000 if form == "central" else 1)


def published(ledger: Ledger, form: str = "beijing-2023") -> Document:
    return as_document(compile_publication(ledger, load_form(form), load_outline(form)).publication)


def fens(lines: tuple[Line, ...]) -> int:
    return sum(line.fen for line in lines)


def test_this_years_tables_give_every_line(budget: Document) -> None:
    ledger = prefill([budget], YEAR, YEAR).ledger
    assert (ledger.department, ledger.year) == ("示例市示例区人民政府办公室", YEAR)
    assert [len(ledger.lines[name]) for name in (List.EXPENDITURE, List.REVENUE, List.CONTROLLED)] == [
        55,
        10,
        1,
    ]
    assert fens(ledger.lines[List.EXPENDITURE]) == fens(ledger.lines[List.REVENUE]) == 3_819_053_886
    for line in ledger.lines[List.EXPENDITURE]:
        fact = line.fact
        assert None not in (fact.unit, fact.function, fact.government_economic, fact.department_economic)
        assert None not in (fact.fund, fact.nature, fact.origin)
    (service,) = ledger.lines[List.PURCHASED_SERVICE]
    assert service.text("一级") == "02-政府履职辅助性服务"
    assert len(ledger.projects) == 8
    assert all(
        p.code and p.objective and p.indicators and p.category == "31-部门项目" for p in ledger.projects
    )
    assert len(ledger.passage("部门职责")) == 10
    assert ledger.count("pensioners") == 62


def test_paragraphs_end_with_their_heading_and_the_contents_page_gives_none(budget: Document) -> None:
    at = next(n for n, block in enumerate(budget.blocks) if isinstance(block, Paragraph))
    contents = ("六、名称解释", "第二部分 2023 年部门预算表", "表一、部门收支总体情况表")
    listed = tuple(Paragraph(text) for text in contents)
    changed = replace(budget, blocks=(*budget.blocks[: at + 1], *listed, *budget.blocks[at + 1 :]))
    passages = prefill([changed], YEAR, YEAR).ledger.passages
    assert passages == prefill([budget], YEAR, YEAR).ledger.passages
    assert not any("表" in p.text[:2] or "部分" in p.text[:5] for p in passages)


def test_what_the_narrative_compares_with_are_last_years_figures(budget: Document) -> None:
    lines = prefill([budget], YEAR, YEAR).ledger.lines[List.FIGURES]
    last = {line.fact: line.fen for line in lines}
    assert last[figure_fact("收入（支出）总计", YEAR - 1)] == 4_584_187_561
    assert last[figure_fact("一般公共预算公用经费（机构运行经费）", YEAR - 1)] == 206_384_512
    assert last[figure_fact("“三公”：公务接待费", YEAR - 1)] == 1_104_185
    assert last[figure_fact("“三公”：公务用车购置费", YEAR - 1)] == 0


def test_last_years_document_gives_figures_and_words_but_no_lines(budget: Document) -> None:
    filled = prefill([budget], YEAR + 1, YEAR)
    ledger = filled.ledger
    assert [name for name, lines in ledger.lines.items() if lines] == [List.FIGURES]
    last = {line.fact: line.fen for line in ledger.lines[List.FIGURES]}
    assert last[figure_fact("收入（支出）总计", YEAR)] == 3_819_053_886
    assert last[figure_fact("一般公共预算项目支出", YEAR)] == 852_151_704
    assert last[figure_fact("“三公”：因公出国（境）费", YEAR)] == 0
    assert figure_fact("会议费", YEAR) not in last
    assert ledger.passage("名词解释")
    assert ledger.counts == ()
    assert all(not p.indicators and not p.objective for p in ledger.projects)


def test_without_a_year_it_is_the_one_after_the_newest_document(budget: Document) -> None:
    assert prefill([budget], None, 2030).ledger.year == YEAR + 1
    assert prefill([], None, 2030).ledger.year == 2030


def test_a_document_of_another_year_is_told_and_not_used(budget: Document) -> None:
    filled = prefill([budget], YEAR + 5, YEAR)
    assert filled.refused
    assert any("没有用" in note for note in filled.notes)


def test_two_departments_are_refused(budget: Document) -> None:
    other = published(replace(plain_ledger(), department="云山区档案馆"))
    assert any("不是一个部门" in reason for reason in prefill([budget, other], YEAR, YEAR).refused)


def test_a_document_that_names_no_year_is_taken_for_this_years(budget: Document) -> None:
    bare = tuple(
        replace(block, text=block.text.replace("2023", "").replace("2022", ""))
        if isinstance(block, Paragraph)
        else block
        for block in budget.blocks
    )
    filled = prefill([replace(budget, blocks=bare)], YEAR, YEAR)
    assert any("看不出年度" in note for note in filled.notes)
    assert len(filled.ledger.lines[List.EXPENDITURE]) == 55


@pytest.mark.parametrize("seed", range(5))
def test_a_compiled_disclosure_gives_the_projects_lines_it_was_compiled_from(seed: int) -> None:
    ledger = plain_ledger(seed)
    found = prefill([published(ledger)], YEAR, YEAR).ledger.lines[List.EXPENDITURE]

    def projects(lines: tuple[Line, ...]) -> dict[Fact, int]:
        sums: dict[Fact, int] = {}
        for line in lines:
            fact = line.fact
            if fact.nature == "project" and (fact.fund or "").startswith("fiscal"):
                sums[fact] = sums.get(fact, 0) + line.fen
        return sums

    assert projects(found) == projects(ledger.lines[List.EXPENDITURE])


@pytest.mark.parametrize("form", ["beijing-2023", "shanghai", "central"])
@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_spent_twice(form: str, seed: int) -> None:
    ledger = ledger_of(seed, form)
    filled = prefill([published(ledger, form)], YEAR, YEAR)
    for name in (List.EXPENDITURE, List.REVENUE):
        assert fens(filled.ledger.lines[name]) <= fens(ledger.lines[name])
    if fens(filled.ledger.lines[List.EXPENDITURE]) < fens(ledger.lines[List.EXPENDITURE]):
        assert any("请补填" in note or "要另填" in note for note in filled.notes)


@pytest.mark.parametrize("form", ["beijing-2023", "shanghai", "central"])
def test_the_year_after_it_gives_the_figures_that_were_published(form: str) -> None:
    ledger = ledger_of(3, form)
    found = prefill([published(ledger, form)], YEAR + 1, YEAR).ledger.lines[List.FIGURES]
    last = {line.fact: line.fen for line in found}
    fiscal = sum(x.fen for x in ledger.lines[List.REVENUE] if (x.fact.fund or "").startswith("fiscal"))
    assert last[figure_fact("收入（支出）总计", YEAR)] == fens(ledger.lines[List.REVENUE])
    assert last[figure_fact("其中：财政拨款收入（支出）总计", YEAR)] == fiscal
