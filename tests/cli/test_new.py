"""``gouji new``: a workbook appears whole or not at all, and nothing is overwritten unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gouji.cli import cli
from gouji.model.errors import GoujiError
from gouji.model.ledger import List
from gouji.prepare import prepare_workbook


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, ["new", *map(str, args)])


@pytest.fixture(scope="module")
def budget(project: Path) -> Path:
    return project / "examples" / "district-office-2023" / "budget.txt"


def test_an_empty_workbook_is_written(tmp_path: Path) -> None:
    path = tmp_path / "预算.xlsx"
    result = run(path, "--form", "shanghai", "--year", "2027")
    assert (result.exit_code, result.stdout) == (0, f"已生成 {path}\n")
    assert {p.sheet for p in prepare_workbook(path).errors} == {"部门信息", "单位"}
    assert [p.name for p in tmp_path.iterdir()] == ["预算.xlsx"]


def test_from_a_document_of_the_year_it_has_its_lines(tmp_path: Path, budget: Path) -> None:
    path = tmp_path / "a.xlsx"
    result = run(path, "--from", budget, "--year", "2023", "--money", "元")
    assert result.exit_code == 0
    assert "68 行明细" in result.stderr
    prepared = prepare_workbook(path)
    assert [(p.sheet, p.what) for p in prepared.errors] == [("政府采购", "“采购类别”没有填")]


def test_from_a_document_of_the_year_before_it_has_last_years_figures(tmp_path: Path, budget: Path) -> None:
    path = tmp_path / "a.xlsx"
    result = run(path, "--from", budget)
    assert result.exit_code == 0
    assert "按 2024 年预算生成" in result.stderr
    ledger = prepare_workbook(path).ledger
    assert ledger is not None
    assert (ledger.year, bool(ledger.lines[List.FIGURES]), ledger.lines[List.EXPENDITURE]) == (2024, True, ())


def test_a_file_that_is_there_is_kept_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"mine")
    result = run(path)
    assert isinstance(result.exception, GoujiError)
    assert "已经存在" in str(result.exception)
    assert path.read_bytes() == b"mine"
    assert run(path, "--force").exit_code == 0
    assert path.read_bytes() != b"mine"


def test_files_that_give_nothing_write_nothing(tmp_path: Path, budget: Path) -> None:
    path = tmp_path / "a.xlsx"
    result = run(path, "--from", budget, "--year", "2030")
    assert result.exit_code == 1
    assert "没有生成工作簿" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_disclosure_or_has_the_wrong_name_is_wrong_usage(tmp_path: Path) -> None:
    text = tmp_path / "信.txt"
    text.write_text("一封普通的信，没有表格。\n", encoding="utf-8")
    for args in (
        (tmp_path / "a.xlsx", "--from", text),
        (tmp_path / "a.docx",),
        (tmp_path / "没有" / "a.xlsx",),
    ):
        assert isinstance(run(*args).exception, GoujiError)
    assert [p.name for p in tmp_path.iterdir()] == ["信.txt"]
