"""A new province is a folder with a form: the example of docs/forms.md, read from there, is checked."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gouji.cli import cli
from gouji.forms import load_form

_SECTION = re.compile(r"^## Add a province.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```(yaml|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FORM = "yunshan_2024"


@pytest.fixture
def province(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the form in its own folder, and ``budget.txt``."""
    (section,) = _SECTION.findall((project / "docs" / "forms.md").read_text(encoding="utf-8"))
    ((_, form), (_, budget)) = _BLOCK.findall(section)
    (tmp_path / _FORM).mkdir()
    (tmp_path / _FORM / "form.yaml").write_text(form, encoding="utf-8")
    (tmp_path / "budget.txt").write_text(budget, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _check(file: str, form: str = f"{_FORM}/form.yaml") -> Result:
    return CliRunner().invoke(cli, ["check", file, "--form", form, "--format", "json"])


def _report(result: Result) -> dict[str, Any]:
    (report,) = json.loads(result.stdout)["reports"]
    assert isinstance(report, dict)
    return report


@pytest.mark.parametrize("form", [f"{_FORM}/form.yaml", _FORM])
@pytest.mark.usefixtures("province")
def test_a_clean_document_is_clean(form: str) -> None:
    result = _check("budget.txt", form)
    assert result.exit_code == 0, result.output
    report = _report(result)
    assert report["findings"] == []
    assert report["not_checked"] == []
    assert [table["status"] for table in report["tables"]] == ["read"] * 3


@pytest.mark.parametrize(
    ("right", "wrong", "table", "row"),
    [
        ("日常支出 | 96.35 |\n", "日常支出 | 69.35 |\n", "Y1", "日常支出"),
        ("498.75 | 402.40", "498.75 | 420.40", "Y2", "2012601-行政运行"),
        ("设备运行维护 | 125.00", "设备运行维护 | 152.00", "Y3", "库房恒温恒湿设备运行维护"),
    ],
    ids=["left-and-right", "by-function", "by-project"],
)
def test_a_wrong_cell_is_named(province: Path, right: str, wrong: str, table: str, row: str) -> None:
    path = province / "budget.txt"
    text = path.read_text(encoding="utf-8")
    assert text.count(right) == 1
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    result = _check("budget.txt")
    assert result.exit_code == 1, result.output
    (finding,) = _report(result)["findings"]
    place = finding["places"][0]
    assert place["table"] == table
    assert row in place["row"]
    assert [finding["printed"], finding["expected"]] == [
        re.findall(r"\d+\.\d\d", cells)[-1] + "0000" for cells in (wrong, right)
    ]


@pytest.mark.usefixtures("province")
def test_the_form_validates() -> None:
    result = CliRunner().invoke(cli, ["forms", _FORM])
    assert result.exit_code == 0, result.output
    assert [line for line in result.stdout.splitlines() if re.match(r"  \S", line)] == [
        f"  {table.id}\t{table.titles[0]}" for table in load_form(_FORM).tables
    ]
