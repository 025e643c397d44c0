"""What is drawn is read again: the same claims, targets and sentences, in every format.

``make roundtrip`` tries a thousand ledgers; an ordinary run fifty.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.compile.ledgers import spread, whole_ledger
from tests.roundtrip.again import FORMATS, as_meant, differences, read_again

from gouji.compile import compile_publication
from gouji.forms import load_form
from gouji.forms.outline import load_outline
from gouji.model.ledger import Ledger, List
from gouji.model.publication import Publication

FORMS = ("beijing-2023", "shanghai", "central")
_EXAMPLES = int(os.environ.get("GOUJI_ROUNDTRIP", "50"))
_STEPS = (1, 7, 100, 10_000, 1_000_000)
_MAY_BE_EMPTY = (List.CONTROLLED, List.PROCUREMENT, List.PURCHASED_SERVICE, List.TRANSFER)
_WORDS = (
    "按时完成归档",
    "服务有序，",
    "#let x = 1",
    "*强调* _斜体_",
    "$x^2$ \\ @引用 ~",
    "<b>不是标记</b> &amp; &lt;",
    "=SUM(A1:B2)",
    "{{句 revenue}}{year}",
    "“引号”‘单引号’（括号）",
    "喆堃赟㎡℃‰",
    "1. 序号；2、序号",
    "https://example.cn/a?b=c&d",
    "—— ……",
    "+86",
    "-12.5%",
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A sentence or three of a clerk's, odd signs and line breaks in it."""
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6))
    return draw(st.sampled_from(("", "；", " "))).join(words) + draw(st.sampled_from(("", "。")))


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[str, Ledger]:
    """A form and a small ledger it can show."""
    form = draw(st.sampled_from(FORMS))
    ledger = whole_ledger(
        draw(st.integers(0, 10**6)),
        form=form,
        step=draw(st.sampled_from(_STEPS)),
        size=draw(st.integers(3, 10)),
        units=draw(st.integers(1, 3)),
        empty=frozenset(draw(st.sets(st.sampled_from(_MAY_BE_EMPTY)))),
        texts=tuple(draw(st.lists(texts(), min_size=1, max_size=3))),
    )
    return form, ledger


def published(form: str, ledger: Ledger, unit: str | None = None) -> Publication:
    return compile_publication(ledger, load_form(form), load_outline(form), unit).publication


def assert_the_same(publication: Publication, folder: Path, formats: tuple[str, ...] = FORMATS) -> None:
    meant = as_meant(publication)
    for name in formats:
        found = differences(meant, read_again(publication, name, folder), prose=name != "xlsx")
        assert not found, (name, found)


@settings(
    max_examples=_EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    print_blob=True,
)
@given(drawn=ledgers())
def test_what_is_drawn_is_read_again(tmp_path: Path, drawn: tuple[str, Ledger]) -> None:
    form, ledger = drawn
    assert_the_same(published(form, ledger), tmp_path)


_LONG = "建立平时的预防、巡检和应急三个环节的工作制度，落实到人；" * 40


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", FORMATS)
def test_tables_over_several_pages(form: str, name: str, tmp_path: Path) -> None:
    publication = published(form, spread(whole_ledger(5, form=form, size=160, units=3), 90))
    assert max(table.height for table in publication.tables) > 80
    assert_the_same(publication, tmp_path, (name,))


@pytest.mark.parametrize("name", FORMATS)
def test_long_texts_in_target_tables(name: str, tmp_path: Path) -> None:
    ledger = whole_ledger(6, form="beijing-2023", size=20, texts=(_LONG, "第一段\n第二段\n第三段", "短。"))
    assert_the_same(published("beijing-2023", ledger), tmp_path, (name,))


@pytest.mark.parametrize("form", FORMS)
def test_a_units_disclosure(form: str, tmp_path: Path) -> None:
    ledger = whole_ledger(7, form=form, size=10, units=3)
    for unit in ledger.units:
        assert_the_same(published(form, ledger, unit.label), tmp_path)


@pytest.mark.parametrize("form", FORMS)
def test_a_disclosure_without_any_money(form: str, tmp_path: Path) -> None:
    ledger = replace(whole_ledger(8, form=form), lines=dict.fromkeys(List, ()), projects=())
    assert_the_same(published(form, ledger), tmp_path)


@pytest.mark.parametrize("form", FORMS)
def test_amounts_of_a_hundred_billion(form: str, tmp_path: Path) -> None:
    ledger = whole_ledger(9, form=form, size=6)
    lines = {
        name: tuple(replace(line, fen=line.fen * 10_000) for line in found)
        for name, found in ledger.lines.items()
    }
    assert_the_same(published(form, replace(ledger, lines=lines)), tmp_path)
