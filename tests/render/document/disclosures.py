"""Disclosures to draw, compiled from fictional ledgers: usual ones and those that are hard to lay out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from tests.compile.ledgers import random_ledger

from gouji.compile import compile_publication
from gouji.forms import load_form
from gouji.forms.outline import load_outline
from gouji.model.ledger import Ledger, List, Passage, Project
from gouji.model.place import Place
from gouji.model.publication import Align, LaidCell, LaidTable, Publication

FORMS = ("beijing-2023", "shanghai", "central")
_LONG = "完成馆藏档案的整理、修复和数字化，建立预防、巡检和应急三个环节的工作制度，按季总结；"
ODD = (
    "昇镕喆堃祎㎡𬭚 #let *强调* _下划_ $x$ @引用 \\n \\u{41} // 注释 "
    "<b>不是标记</b> &amp; “引号” 'a' =SUM(A1)"
)

CLINGING = (
    "=SUM(A1:B2)；-12.5%",
    "（-12,345,678,901.55%），/abc；!x",
    "甲，-123456789012345万元。；:：；;abc",
    "“a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p”",
)


@cache
def usual(form: str, seed: int, step: int = 1) -> Publication:
    """A disclosure of usual size, some of its smaller lists empty."""
    names = [name for name in List if name not in (List.REVENUE, List.EXPENDITURE)]
    empty = frozenset({names[seed % len(names)], names[(seed * 5 + 3) % len(names)]})
    return _compiled(random_ledger(seed, form=form, step=step, empty=empty), form)


@cache
def long(form: str) -> Publication:
    """Sixty lines and more, objectives of 2,000 signs, up to 45 indicators for a project."""
    ledger = random_ledger(7, form=form, size=90)
    counts, lengths = (1, 3, 45, 12, 2), (2_000, 30, 2_500, 100, 700)
    projects = tuple(
        _stretched(project, counts[n % 5], lengths[n % 5]) for n, project in enumerate(ledger.projects)
    )
    return _compiled(replace(ledger, projects=projects), form)


@cache
def odd(form: str) -> Publication:
    """Rare signs, markup of every kind and beginnings of formulas, wherever a clerk may write."""
    ledger = random_ledger(3, form=form)
    nowhere = Place()
    projects = tuple(
        replace(p, objective=ODD, indicators=tuple(replace(i, level3=ODD) for i in p.indicators))
        for p in ledger.projects
    )
    passages = (
        *(replace(passage, text=ODD) for passage in ledger.passages),
        Passage("部门职责", "=1+1\n@外部 +86 -3\n　　第二段。", nowhere),
    )
    return _compiled(replace(ledger, projects=projects, passages=passages), form)


@cache
def clinging(form: str) -> Publication:
    """Words and marks that no line break may come between, wider than a column of words."""
    ledger = random_ledger(5, form=form)
    projects = tuple(
        replace(
            project,
            objective=CLINGING[n % len(CLINGING)],
            indicators=tuple(
                replace(indicator, level3=CLINGING[(n + at) % len(CLINGING)])
                for at, indicator in enumerate(project.indicators)
            ),
        )
        for n, project in enumerate(ledger.projects)
    )
    return _compiled(replace(ledger, projects=projects), form)


def _compiled(ledger: Ledger, form: str) -> Publication:
    return compile_publication(ledger, load_form(form), load_outline(form)).publication


def _stretched(project: Project, count: int, length: int) -> Project:
    indicators = tuple(
        replace(one, level3=f"{one.level3}{number}")
        for number in range(1, count + 1)
        for one in (project.indicators[number % len(project.indicators)],)
    )
    objective = (_LONG * (length // len(_LONG) + 1))[:length]
    return replace(project, indicators=indicators, objective=objective)


def table(*rows: tuple[str, ...], head: int = 1, amounts: bool = True, **more: object) -> LaidTable:
    """A small table; with ``amounts`` the cells of its body that are numbers are amounts."""
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            number = amounts and r >= head and text.replace(",", "").replace(".", "").isdigit()
            claim = 0 if number else None
            align = Align.RIGHT if number else Align.LEFT
            cells.append(LaidCell(text, r, c, align=align, claim=claim))
    width = max(map(len, rows))
    made = LaidTable(
        "T1", "表一", "收支总表", "单位：万元", tuple(cells), len(rows), width, head, (1.0,) * width, 6
    )
    return replace(made, **more)  # type: ignore[arg-type]


def publication(
    *pieces: object, title: str = "2023年部门预算", department: str = "云山区档案馆"
) -> Publication:
    """A publication of these pieces."""
    return Publication(title, department, 2023, "beijing-2023", "", pieces, ())  # type: ignore[arg-type]
