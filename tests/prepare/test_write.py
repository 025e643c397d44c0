"""The workbook explains itself: heads, drop-downs by range, frozen heads, one example row marked as such."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from tests.prepare.workbooks import FIRST, HEAD, written

from gouji.forms import form_ids, load_form
from gouji.forms.outline import load_outline
from gouji.prepare import prepare_bytes, write_workbook
from gouji.prepare.asked import figures_asked
from gouji.prepare.declaration import GUIDE, LISTS, Kind
from gouji.prepare.sheets import SHEETS
from gouji.prepare.words import FIGURES
from gouji.read.xlsx import sheets_of
from gouji.sentences import declared_sentences


@pytest.fixture(scope="module")
def parts() -> dict[str, str]:
    """The workbook's sheets as XML, by name."""
    with zipfile.ZipFile(io.BytesIO(written())) as package:
        names = re.findall(r'<sheet name="([^"]+)"', package.read("xl/workbook.xml").decode())
        return {
            name: package.read(f"xl/worksheets/sheet{number}.xml").decode()
            for number, name in enumerate(names, 1)
        }


def test_every_sheet_is_there_between_the_guide_and_the_lists(parts: dict[str, str]) -> None:
    assert list(parts) == [GUIDE, *(sheet.name for sheet in SHEETS), LISTS]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_column_is_explained_and_the_heads_are_frozen(parts: dict[str, str], sheet: object) -> None:
    (form,) = [s for s in SHEETS if s is sheet]
    rows = next(s.texts for s in sheets_of(written()) if s.name == form.name)
    assert [text.rstrip("*") for text in rows[HEAD][1:]] == [column.name for column in form.columns]
    assert all(rows[HEAD + 1][1:])
    assert rows[HEAD + 1][0] == "说明"
    if any(column.example for column in form.columns):
        assert rows[FIRST - 1][0] == "示例"
    assert f'ySplit="{HEAD + 1}"' in parts[form.name]


def test_drop_downs_refer_to_ranges_never_to_lists_of_their_own(parts: dict[str, str]) -> None:
    for form in SHEETS:
        sources = re.findall(r'<dataValidation type="list".*?<formula1>(.*?)</formula1>', parts[form.name])
        chosen = [c for c in form.columns if c.choices or c.kind in (Kind.CODE, Kind.UNIT, Kind.PROJECT)]
        assert len(sources) >= len(chosen), form.name
        assert all(re.fullmatch(r"'[^']+'!\$[A-Z]+\$\d+:\$[A-Z]+\$\d+", source) for source in sources)


@pytest.mark.parametrize("form", form_ids())
def test_every_form_has_a_workbook_that_only_lacks_what_must_be_filled(form: str) -> None:
    prepared = prepare_bytes(write_workbook(load_form(form)))
    assert {p.sheet for p in prepared.errors} == {"部门信息", "单位"}


@pytest.mark.parametrize("form", [id for id in form_ids() if load_outline(id)])
def test_last_years_figures_that_a_form_compares_with_have_a_name(form: str) -> None:
    compared = [s for s in declared_sentences() if form in s.forms and "compare" in s.template.slots.values()]
    assert not compared or figures_asked(load_form(form))
    assert set(figures_asked(load_form(form))) <= set(FIGURES)
