"""Whose document it is, of which year and kind."""

from __future__ import annotations

import pytest
from tests.printed import document, grid

from gouji.model.book import Kind
from gouji.model.document import Paragraph
from gouji.recognise.identity import Identity, identity_of


def _identity(*lines: str) -> Identity:
    return identity_of(document(*map(Paragraph, lines)))


@pytest.mark.parametrize(
    ("lines", "department", "year", "kind"),
    [
        (("云山区档案馆2023年部门预算",), "云山区档案馆", 2023, Kind.BUDGET),
        (("2023年云山区档案馆部门预算",), "云山区档案馆", 2023, Kind.BUDGET),
        (("云山区档案馆", "2023年部门预算"), "云山区档案馆", 2023, Kind.BUDGET),
        (("云山区教育局2022年度部门决算",), "云山区教育局", 2022, Kind.FINAL_ACCOUNTS),
        (("云山大学2024年度单位决算",), "云山大学", 2024, Kind.FINAL_ACCOUNTS),
        (("2025年云山区商务委员会部门收支预算",), "云山区商务委员会", 2025, Kind.BUDGET),
        (("２０２３年云山区档案馆部门预算",), "云山区档案馆", 2023, Kind.BUDGET),
        (("部门预算公开表", "部门名称：云山区档案馆（本级）"), "云山区档案馆（本级）", None, None),
        (("预算主管部门：云山区水务局", "2026年度部门预算"), "云山区水务局", 2026, Kind.BUDGET),
        (("本部门负责保管档案。",), "", None, None),
    ],
)
def test_the_title_page_says_it(
    lines: tuple[str, ...], department: str, year: int | None, kind: Kind | None
) -> None:
    assert _identity(*lines) == Identity(department, year, kind)


def test_the_year_named_most_wins_over_last_years() -> None:
    found = _identity("云山区档案馆2023年部门预算", "2023年预算情况", "比2022年预算减少", "2023年预算说明")
    assert found.year == 2023


def test_words_in_tables_say_nothing() -> None:
    blocks = (grid("2019年部门预算|1.00\n合计|1.00"), Paragraph("云山区档案馆2023年部门预算"))
    assert identity_of(document(*blocks)).year == 2023


def test_an_empty_document_is_nobodys() -> None:
    assert identity_of(document()) == Identity("", None, None)
