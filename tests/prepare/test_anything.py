"""Whatever stands in whatever cell, prepare answers: with a ledger, or with problems that have a remedy."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.prepare.workbooks import Pages, changed, written

from gouji.forms import load_form
from gouji.model.errors import GoujiError
from gouji.model.finding import Severity
from gouji.prepare import prepare_bytes
from gouji.prepare.sheets import SHEETS

_ODD = st.sampled_from(
    ("", "合计", "示例", "说明", "-", "无", "0", "-1", "1e400", "9" * 30, "１２．５", "=1", "#N/A", "201",
     "2023-01-01", "【必填】", "标记", "金额", "2010301-行政运行", "２０１０３０１", "TRUE", "²³", "٣",
     "1,2,3", "(5)", "5%")
)  # fmt: skip
_TEXTS = _ODD | st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
_CELLS = st.tuples(st.sampled_from(SHEETS), st.integers(0, 12), st.integers(0, 14), _TEXTS)


@pytest.fixture(scope="module")
def clean() -> bytes:
    return written()


@given(st.lists(_CELLS, min_size=1, max_size=12))
@settings(max_examples=30)
def test_any_text_in_any_cell_is_answered(clean: bytes, cells: list[tuple[object, int, int, str]]) -> None:
    def change(pages: Pages) -> None:
        for form, row, column, text in cells:
            rows = pages[form.name]  # type: ignore[attr-defined]
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = text

    data = changed(clean, change)
    for form in (None, load_form("beijing-2023")):
        prepared = prepare_bytes(data, form=form)
        assert (prepared.ledger is None) == any(p.severity is Severity.ERROR for p in prepared.problems)
        assert all(p.sheet and p.what and p.remedy for p in prepared.problems)
        assert list(prepared.problems) == sorted(
            prepared.problems, key=lambda p: list(Severity).index(p.severity)
        )


@given(st.binary(max_size=300), st.integers(0, 2000))
@settings(max_examples=20)
def test_a_damaged_workbook_is_refused_or_read(clean: bytes, noise: bytes, at: int) -> None:
    where = at * len(clean) // 2000
    damaged = clean[:where] + noise + clean[where + len(noise) :]
    with contextlib.suppress(GoujiError):
        assert prepare_bytes(damaged).problems is not None
