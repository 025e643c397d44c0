"""A table under another unit than its amounts are in is one finding; the rest is judged in the right unit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.altered import checked, example, news
from tests.tiny import SPENT, book, claim

from gouji.explain.scale import settle_units
from gouji.model.amount import Denomination
from gouji.model.book import Book
from gouji.model.finding import Severity
from gouji.model.place import Place
from gouji.relate import relate


def _with_unit_of(title: str, text: str = "") -> str:
    """The example whose table of this title says 元 instead of 万元."""
    lines = (text or example()).split("\n")
    at = max(i for i, line in enumerate(lines) if line.strip("# ").endswith(title))
    unit = next(i for i in range(at, at + 6) if "单位：万元" in lines[i])
    lines[unit] = lines[unit].replace("万元", "元")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("title", "table"),
    [
        ("部门收支总体情况表", "T1"),
        ("部门收入总体情况表", "T2"),
        ("项目支出表", "T4"),
        ("一般公共预算支出情况表", "T6"),
        ("一般公共预算基本支出情况表", "T7"),
        ("一般公共预算“三公”经费支出情况表", "T10"),
        ("政府购买服务预算表", "T11"),
        ("项目支出绩效目标申报表", "T13"),
    ],
)
def test_a_table_in_another_unit_is_one_finding(title: str, table: str) -> None:
    (finding,) = news(checked(_with_unit_of(title)))
    assert (finding.title, finding.severity) == ("单位像是写错", Severity.ERROR)
    assert finding.places[0].table == table


def test_a_wrong_amount_beside_it_is_named_all_the_same() -> None:
    text = example()
    assert text.count("13.172876") == 1
    told = news(checked(_with_unit_of("部门收入总体情况表", text.replace("13.172876", "13.127876"))))
    assert {f.code for f in told} == {"table-unreliable", "roll-up"}
    (finding,) = (f for f in told if f.code == "roll-up")
    assert finding.places[0].row[-1].endswith("事业运行")
    assert not finding.rivals


def _two_tables(*there: int) -> Book:
    """Amounts of 元 by function in T1, and again in T2, as printed there."""
    claims = []
    for table, yuan in (("T1", (3_000_000, 200_000, 150_000, 70_000)), ("T2", there)):
        for code, amount in zip(("201", "208", "210", "221"), yuan, strict=True):
            told = claim(SPENT._replace(function=code), amount * 100, table, row=code)
            claims.append(replace(told, place=replace(told.place, text=str(amount))))
    told = book(claims)
    tables = (replace(t, place=Place(table=t.id), denomination=Denomination.YUAN) for t in told.tables)
    return replace(told, tables=tuple(tables))


@pytest.mark.parametrize(
    ("there", "count"),
    [
        ((300, 20, 15, 7), 1),
        ((3_000_000, 200_000, 150_000, 7), 0),
        ((3_000_000, 200_000, 150_000, 70_000), 0),
    ],
)
def test_one_amount_in_another_unit_is_not_the_whole_table(there: tuple[int, ...], count: int) -> None:
    told = _two_tables(*there)
    assert len(settle_units(told, relate(told)).findings) == count
