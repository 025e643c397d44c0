"""The titles a form is chosen by are those it declares."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.forms import form_ids, load_form, titled_form


@pytest.mark.parametrize("id", form_ids())
def test_the_titles_of_a_bundled_form_are_read_without_the_rest(id: str) -> None:
    quick, whole = titled_form(id), load_form(id)
    assert (quick.id, quick.kind) == (whole.id, whole.kind)
    assert [(t.id, t.titles) for t in quick.tables] == [(t.id, t.titles) for t in whole.tables]
    assert not any(table.sections for table in quick.tables)


def test_a_form_given_as_a_path_is_loaded_whole(tmp_path: Path) -> None:
    path = tmp_path / "form.yaml"
    path.write_text(
        "id: yunshan\ntitle: 云山\nkind: budget\ntables:\n  Y1:\n    title: [收支表]\n"
        "    head: [{项目: label}, {金额: {}}]\n    rows: [{label: 合计}]\n",
        encoding="utf-8",
    )
    assert titled_form(str(path)) is load_form(str(path))
