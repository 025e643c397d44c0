"""``gouji check``: exit codes, the JSON contract, where results and messages go."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.generate import Style, as_text, printed_document
from tests.ledger import random_lines

from gouji.cli import cli
from gouji.forms import load_form
from gouji.model.amount import Denomination, format_amount
from gouji.model.document import Document
from gouji.model.errors import GoujiError

_FORM = """\
id: tiny
title: 小样
kind: budget
tables:
  A1:
    title: [支出总表]
    base: {flow: expenditure}
    head: [{项目: label}, {金额: {}}]
    rows:
      - label: 合计
        sums: true
        rows: [{label: 基本支出, key: {nature: basic}}, {label: 项目支出, key: {nature: project}}]
"""
_TEXT = (
    "2023年云山区档案馆部门预算\n支出总表\n单位：万元\n项目\t金额\n合计\t{}\n基本支出\t1.00\n项目支出\t2.00\n"
)


@pytest.fixture(scope="module")
def clean_document() -> Document:
    return printed_document(load_form("beijing-2023"), random_lines(1), Style(ruled=False))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a tiny form, a clean text, a faulty one, and two that are not budgets."""
    (tmp_path / "form.yaml").write_text(_FORM, encoding="utf-8")
    (tmp_path / "clean.txt").write_text(_TEXT.format("3.00"), encoding="utf-8")
    (tmp_path / "faulty.txt").write_text(_TEXT.format("4.00"), encoding="utf-8")
    (tmp_path / "poem.txt").write_text("云山游记\n\n山高水长。\n", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _check(*args: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["check", *args], input=stdin)


def _data(result: Result) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(result.stdout)
    return data


_TINY = ("--form", "form.yaml")


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (["clean.txt"], 0),
        (["faulty.txt"], 1),
        (["clean.txt", "faulty.txt"], 1),
        (["clean.txt", "empty.txt"], 2),
        (["faulty.txt", "empty.txt"], 2),
    ],
)
@pytest.mark.usefixtures("place")
def test_exit_code(files: list[str], code: int) -> None:
    result = _check(*files, *_TINY)
    assert result.exit_code == code, result.output


def test_a_document_that_lacks_tables_exits_4(tmp_path: Path, clean_document: Document) -> None:
    path = tmp_path / "budget.txt"
    path.write_text(as_text(clean_document), encoding="utf-8")
    result = _check(str(path))
    assert result.exit_code == 4, result.output
    assert "没有找到" in result.stdout


@pytest.mark.usefixtures("place")
def test_a_text_that_is_no_budget_exits_2_and_says_so() -> None:
    result = _check("poem.txt")
    assert result.exit_code == 2
    assert "poem.txt" in result.stderr
    assert "不是部门预算" in result.stderr
    assert "--form" in result.stderr
    assert result.stdout == ""


@pytest.mark.usefixtures("place")
def test_a_faulty_total_is_shown_with_its_figures() -> None:
    result = _check("faulty.txt", *_TINY)
    assert "印 4.00 万元   应 3.00   差 +1.00" in result.stdout
    assert "第 5 行" in result.stdout


@pytest.mark.usefixtures("place")
def test_a_report_has_every_key_of_the_contract() -> None:
    data = _data(_check("faulty.txt", *_TINY, "--format", "json"))
    assert set(data) == {"gouji", "schema", "reports"}
    (report,) = data["reports"]
    assert set(report) >= {"document", "tables", "coverage", "relations", "findings", "not_checked"}
    document = report["document"]
    assert set(document) == {"files", "kind", "year", "department", "form", "verdict"}
    assert set(document["files"][0]) == {"name", "sha256", "pages"}
    assert (document["kind"], document["year"], document["verdict"]) == ("budget", 2023, "faulty")
    assert set(report["tables"][0]) >= {"id", "title", "pages", "rows", "amounts", "denomination", "status"}
    coverage = report["coverage"]
    states = {"confirmed", "broken", "bounded", "alone", "unread"}
    assert set(coverage) >= {"amounts", "identifiable", *states}
    assert coverage["amounts"] == sum(coverage[state] for state in states) == 3
    assert set(report["relations"]) == {"held", "broken"}
    finding = report["findings"][0]
    assert set(finding) >= {
        *("id", "code", "severity", "title", "message", "places", "printed", "expected", "difference"),
        *("denomination", "suspects", "rivals", "account", "relations"),
    }
    place = finding["places"][0]
    assert set(place) >= {"file", "page", "line", "table", "row", "column", "text", "box"}
    assert (place["table"], place["row"], place["text"], place["line"]) == ("A1", ["合计"], "4.00", 5)
    assert set(finding["suspects"][0]) == {"place", "printed", "implied"}
    figures = [finding[key] for key in ("printed", "expected", "difference")]
    assert all(isinstance(figure, str) for figure in figures)
    assert list(map(Decimal, figures)) == [4, 3, 1]


def test_an_account_has_every_key_of_the_contract(tmp_path: Path, clean_document: Document) -> None:
    lines = as_text(clean_document).split("\n")
    first = next(i for i, line in enumerate(lines) if line.startswith("表七 ")) + 4
    last = next(i for i in range(first, len(lines)) if lines[i].startswith("合计"))
    left_out = next(cells for line in lines[first:last] if (cells := line.split("\t"))[5])
    total = lines[last].split("\t")
    fen = [int(text.replace(",", "").replace(".", "")) for text in (total[5], left_out[5])]
    total[5] = format_amount(fen[0] - fen[1], Denomination.WAN)
    lines[last] = "\t".join(total)
    path = tmp_path / "budget.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    data = _data(_check(str(path), "--format", "json", "--select", "roll-up"))
    (finding,) = data["reports"][0]["findings"]
    assert finding["places"][0]["text"] == total[5]
    assert set(finding["account"]) == {"lines", "rivals", "chance"}
    (line,) = finding["account"]["lines"]
    assert set(line) == {"label", "amount", "place"}
    assert Decimal(line["amount"]) == Decimal(left_out[5].replace(",", ""))


@pytest.mark.usefixtures("place")
def test_what_cannot_be_read_is_a_report_too() -> None:
    data = _data(_check("clean.txt", "empty.txt", *_TINY, "--format", "json"))
    verdicts = [report["document"]["verdict"] for report in data["reports"]]
    assert verdicts == ["clean", "unreadable"]
    assert data["reports"][1]["not_checked"][0]["why"]
    assert set(data["reports"][0]) == set(data["reports"][1])


def test_output_is_written_whole(place: Path) -> None:
    result = _check("faulty.txt", *_TINY, "--format", "json", "-o", "out.json")
    assert result.stdout == ""
    written = json.loads((place / "out.json").read_text(encoding="utf-8"))
    assert written["reports"][0]["document"]["verdict"] == "faulty"
    assert not list(place.glob(".out*"))


def test_output_is_not_touched_when_the_usage_is_wrong(place: Path) -> None:
    (place / "out.json").write_text("before", encoding="utf-8")
    result = _check("clean.txt", "--form", "missing.yaml", "--format", "json", "-o", "out.json")
    assert isinstance(result.exception, GoujiError)
    assert (place / "out.json").read_text(encoding="utf-8") == "before"


@pytest.mark.usefixtures("place")
def test_output_into_a_missing_folder_is_refused() -> None:
    result = _check("clean.txt", *_TINY, "-o", "nowhere/out.txt")
    assert isinstance(result.exception, GoujiError)
    assert "nowhere/out.txt" in str(result.exception)


def test_standard_input_is_a_file(place: Path) -> None:
    result = _check("-", *_TINY, "--format", "json", stdin=(place / "faulty.txt").read_bytes())
    assert result.exit_code == 1
    assert _data(result)["reports"][0]["document"]["files"][0]["name"] == "-"


@pytest.mark.usefixtures("place")
def test_select_and_ignore_keep_only_what_is_asked_for() -> None:
    def codes(*args: str) -> set[str]:
        data = _data(_check("faulty.txt", *_TINY, "--format", "json", *args))
        return {finding["code"] for finding in data["reports"][0]["findings"]}

    everything = codes()
    assert "roll-up" in everything
    assert codes("--select", "roll-up") == {"roll-up"}
    assert codes("--select", "roll-up,bound") == {"roll-up"}
    assert codes("--ignore", "roll-up") == everything - {"roll-up"}
    assert codes("--select", "roll-up", "--ignore", "roll-up") == set()


@pytest.mark.usefixtures("place")
def test_progress_is_on_standard_error_only() -> None:
    result = _check("clean.txt", "faulty.txt", *_TINY, "--format", "json")
    assert "[1/2] clean.txt" in result.stderr
    assert "[2/2] faulty.txt" in result.stderr
    assert len(_data(result)["reports"]) == 2


@pytest.mark.usefixtures("place")
def test_several_files_together_are_one_report() -> None:
    result = _check("clean.txt", "poem.txt", *_TINY, "--together", "--format", "json")
    (report,) = _data(result)["reports"]
    assert [file["name"] for file in report["document"]["files"]] == ["clean.txt", "poem.txt"]


@pytest.mark.usefixtures("place")
def test_verbose_lists_every_unchecked_amount() -> None:
    text = _TEXT.format("3.00").replace("项目\t金额", "项目\t金额").replace("合计\t3.00\n", "")
    Path("alone.txt").write_text(text, encoding="utf-8")
    brief, full = _check("alone.txt", *_TINY), _check("alone.txt", *_TINY, "-v")
    assert brief.exit_code == full.exit_code == 4
    assert len(full.stdout) >= len(brief.stdout)
    assert "没有别处可核对" in full.stdout


@pytest.mark.parametrize("jobs", ["1", "4"])
@pytest.mark.usefixtures("place")
def test_any_number_of_jobs_gives_the_same(jobs: str) -> None:
    files = ("clean.txt", "empty.txt", "faulty.txt", "poem.txt", "clean.txt")
    done = _check(*files, *_TINY, "--format", "json", "--jobs", jobs)
    alone = [_check(file, *_TINY, "--format", "json") for file in files]
    assert _data(done)["reports"] == [_data(result)["reports"][0] for result in alone]
    assert [line for line in done.stderr.splitlines() if line[0] != "["] == [
        line for result in alone for line in result.stderr.splitlines()
    ]
    assert done.exit_code == 2
