"""The narrative and the targets of a real disclosure."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from gouji.check import check_document
from gouji.cli import cli
from gouji.model.finding import Finding
from gouji.model.report import Report
from gouji.read import read


@pytest.fixture(scope="module")
def seed(shared: Path) -> Path:
    return shared / "seeds" / "xicheng-2023.txt"


@pytest.fixture(scope="module")
def report(seed: Path) -> Report:
    return check_document(read(seed))


def _only(report: Report, code: str) -> Finding:
    (finding,) = [finding for finding in report.findings if finding.code == code]
    return finding


@pytest.mark.parametrize(("table", "counts"), [("T13", [9, 5, 28, 17, 6, 3]), ("T14", [17, 5, 9, 5, 8, 5])])
def test_each_project_has_its_indicators(report: Report, table: str, counts: list[int]) -> None:
    targets = [target for target in report.book.targets if target.table == table]
    assert [len(target.indicators) for target in targets] == counts


def test_both_tables_speak_of_the_same_projects(report: Report) -> None:
    tables = [{t.project for t in report.book.targets if t.table == table} for table in ("T13", "T14")]
    assert tables[0] == tables[1]
    listed = {c.fact.project for c in report.book.claims if c.source == "T4" and c.fact is not None}
    assert tables[0] < listed


def test_the_projects_without_targets_are_named(report: Report) -> None:
    finding = _only(report, "target-coverage")
    assert "8 个项目、852.151704 万元" in finding.message
    assert "6 个项目、631.158205 万元" in finding.message
    assert finding.message.endswith("缺目标的项目：区领导慰问经费 200.000000、预留机动费 20.993499。")


def test_one_sentence_says_another_amount_and_six_lines_account_for_it(report: Report) -> None:
    finding = _only(report, "said")
    assert (finding.printed, finding.expected) == (183_595_768, 223_641_477)
    assert finding.account is not None
    assert len(finding.account.lines) == 6
    assert sum(line.amount for line in finding.account.lines) == 40_045_709
    assert (finding.account.rivals, finding.rivals) == (0, 0)


def test_every_number_with_a_unit_is_a_figure_once(report: Report) -> None:
    places = Counter((f.place.line, f.place.text, f.slot, f.place.section) for f in report.book.figures)
    assert len(report.prose) == len(report.book.figures) == 50
    assert max(places.values()) <= 2
    assert sorted(f.place.text for f in report.book.figures if f.kind.value == "threshold") == [
        *("100", "100", "50", "50"),
    ]


@pytest.mark.parametrize(
    "args",
    [
        ["check", "--verbose"],
        ["check", "--format", "json"],
        ["read"],
        ["read", "--format", "json"],
    ],
)
def test_no_name_or_telephone_leaves_the_program(seed: Path, report: Report, args: list[str]) -> None:
    personal = [person.raw for person in report.book.personal]
    assert sum(raw.isdigit() for raw in personal) == 5
    assert len(personal) == 10
    result = CliRunner().invoke(cli, [*args, str(seed)])
    assert result.exit_code in (0, 1)
    everything = _flat(result.stdout) + result.stderr
    assert not [raw for raw in personal if raw in everything]
    assert not [raw for raw in personal if raw.isdigit() and raw[-7:] in everything]


def _flat(out: str) -> str:
    """All cells and strings of an output with whatever escaping it has undone."""
    if out.startswith("{"):
        return json.dumps(json.loads(out), ensure_ascii=False)
    return "\n".join("\t".join(row) for row in csv.reader(io.StringIO(out)))
