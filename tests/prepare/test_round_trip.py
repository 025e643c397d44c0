"""What is written into the workbook is read out of it again, whatever the texts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.prepare.workbooks import NOWHERE, plain_ledger, written

from gouji.forms import load_form
from gouji.model.amount import Denomination
from gouji.model.fact import Fact
from gouji.model.ledger import Ledger, Line, List, Passage, Unit
from gouji.prepare import prepare_bytes, write_workbook

_TEXTS = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\r\n"), min_size=1, max_size=60
).filter(lambda text: text == text.strip() and not text.isspace())
_MARKED = st.sampled_from(
    (
        "=SUM(A1:A9)",
        "+1",
        "-1",
        "@用户",
        "#let x = 1",
        "<b>&amp;</b>",
        "_x0041_",
        "喆堃㐂𠮷㎡",
        "'文",
        "1e5",
        "说明书",
    )
)
WORDS = _TEXTS | _MARKED


def said(ledger: Ledger) -> object:
    """A ledger without its places and without order among its lines."""

    def line(one: Line) -> tuple[object, ...]:
        return (tuple(str(v) for v in one.fact), one.fen, tuple(sorted(one.tags)), tuple(sorted(one.texts)))

    return (
        ledger.department,
        ledger.year,
        ledger.units,
        {name: sorted(map(line, found)) for name, found in ledger.lines.items()},
        [
            replace(
                project,
                place=NOWHERE,
                indicators=tuple(replace(i, place=NOWHERE) for i in project.indicators),
                whole=tuple(replace(i, place=NOWHERE) for i in project.whole),
            )
            for project in ledger.projects
        ],
        [(p.subject, p.text) for p in ledger.passages if p.subject != "名词解释"],
        [(p.subject, p.text) for p in ledger.passages if p.subject == "名词解释"],
        [(p.subject, p.text) for p in ledger.reasons],
        sorted((c.name, c.number) for c in ledger.counts),
    )


@pytest.mark.parametrize("form", ["beijing-2023", "shanghai", "central"])
@pytest.mark.parametrize("seed", range(4))
def test_a_ledger_is_read_as_it_was_written(form: str, seed: int) -> None:
    ledger = plain_ledger(seed, form)
    prepared = prepare_bytes(written(ledger, form), form=load_form(form))
    assert prepared.errors == ()
    assert prepared.ledger is not None
    assert said(prepared.ledger) == said(ledger)


@given(st.integers(0, 10**6), st.lists(WORDS, min_size=12, max_size=12), st.sampled_from(Denomination))
@settings(max_examples=25)
def test_any_texts_are_read_as_they_were_written(seed: int, words: list[str], money: Denomination) -> None:
    money = money if money in (Denomination.WAN, Denomination.YUAN) else Denomination.WAN
    ledger = plain_ledger(seed)
    first = ledger.projects[0]
    indicators = tuple(
        replace(i, level3=words[0], value=words[1], measure=words[2]) for i in first.indicators[:1]
    )
    first = replace(
        first, code=words[3], category=words[4], objective=words[5] + "\n" + words[6], activity=words[7]
    )
    spent = ledger.lines[List.EXPENDITURE]
    ledger = replace(
        ledger,
        department=words[8],
        projects=(replace(first, indicators=indicators, whole=indicators), *ledger.projects[1:]),
        passages=(Passage("部门职责", words[9], NOWHERE), Passage("名词解释", f"名词：{words[10]}", NOWHERE)),
        reasons=(Passage("收入", words[11], NOWHERE), *ledger.reasons[1:]),
        lines={
            **ledger.lines,
            List.EXPENDITURE: (replace(spent[0], texts=(("备注", words[0] + "注"),)), *spent[1:]),
        },
    )
    prepared = prepare_bytes(write_workbook(load_form("beijing-2023"), ledger, money))
    assert prepared.errors == ()
    assert prepared.ledger is not None
    assert said(prepared.ledger) == said(ledger)


def test_six_decimals_and_great_amounts_are_exact_in_both_denominations() -> None:
    fact = Fact("revenue", 2023, "original", "current", fund="fiscal.general", unit="701001-馆（本级）")
    for fen in (1, 99, 123_456_789_012_345, 999_999_999_999_999, 10**15 + 7):
        lines = dict.fromkeys(List, ()) | {
            List.REVENUE: (Line(fact, fen, NOWHERE),),
            List.EXPENDITURE: (
                Line(
                    fact._replace(
                        flow="expenditure",
                        nature="basic.operating",
                        origin="this_year",
                        function="201.26.01",
                        government_economic="502.01",
                        department_economic="302.01",
                    ),
                    fen,
                    NOWHERE,
                ),
            ),
        }
        unit = Unit("701001", "馆（本级）", plain_ledger().units[0].kind)
        ledger = Ledger("", "馆", 2023, (unit,), lines)
        for money in (Denomination.WAN, Denomination.YUAN):
            prepared = prepare_bytes(write_workbook(load_form("beijing-2023"), ledger, money))
            assert prepared.ledger is not None, prepared.problems
            assert prepared.ledger.lines[List.REVENUE][0].fen == fen


def test_a_long_text_is_kept_whole_and_one_no_cell_can_hold_is_refused() -> None:
    from gouji.model.errors import Unreadable

    ledger = plain_ledger()
    long = replace(ledger, passages=(Passage("部门职责", "长" * 32_000, NOWHERE),))
    prepared = prepare_bytes(written(long))
    assert prepared.ledger is not None
    assert prepared.ledger.passage("部门职责") == ("长" * 32_000,)
    with pytest.raises(Unreadable, match="放不下"):
        written(replace(ledger, passages=(Passage("部门职责", "长" * 33_000, NOWHERE),)))


def test_the_same_ledger_makes_the_same_file() -> None:
    assert written() == written()
