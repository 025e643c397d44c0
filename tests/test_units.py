"""A department and its units given together: one report, department = Σ units, cells of both files named."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.generate import Style, as_text, printed_document
from tests.ledger import CONTROLLED, UNITS, YEAR, Line, random_lines

from gouji.check import check_document
from gouji.cli import cli
from gouji.forms import load_form
from gouji.model.document import Block, Cell, Document, Grid, Paragraph, Source
from gouji.model.finding import Finding, Severity
from gouji.model.relation import RelationKind
from gouji.model.report import Report, Verdict

_RULED = Style()
_NAMES = tuple(name.partition("-")[2] for name in UNITS)


def _lines(seed: int) -> tuple[Line, ...]:
    return random_lines(seed)


def _own(lines: tuple[Line, ...], which: int) -> tuple[Line, ...]:
    """The lines of one unit; of what no line gives to a unit, the second has what its own lines need."""
    second = [line for line in lines if line.fact.unit == UNITS[1] and line.fact.fund == "fiscal.general"]
    need: Counter[str | None] = Counter()
    for line in second:
        if line.fact.flow == "expenditure" and line.fact.position == "current":
            need[CONTROLLED.get(line.fact.department_economic or "")] += line.fen
    out = [line for line in lines if line.fact.unit == UNITS[which]]
    for line in lines:
        if line.fact.unit is None:
            part = min(need[line.fact.controlled], line.fen) if line.fact.controlled else 0
            out.append(line._replace(fen=part if which else line.fen - part))
    return tuple(line for line in out if line.fen)


def _file(number: int, name: str, kind: str, lines: tuple[Line, ...], style: Style) -> Document:
    made = printed_document(load_form("beijing-2023"), lines, style)
    blocks: tuple[Block, ...] = (Paragraph(f"{YEAR}年{name}{kind}预算", level=1), *made.blocks[1:])
    told = tuple(_in_file(block, number) for block in blocks)
    return Document((Source(f"{name}.txt", "text", str(number) * 64),), told)


def _in_file(block: Block, number: int) -> Block:
    return replace(block, file=number)


def _together(*documents: Document) -> Document:
    return Document(
        tuple(source for d in documents for source in d.sources),
        tuple(_in_file(block, n) for n, d in enumerate(documents) for block in d.blocks),
    )


def _department(seed: int, style: Style = _RULED) -> Document:
    return _file(0, "云山区档案馆", "部门", _lines(seed), style)


def _unit(seed: int, which: int, style: Style = _RULED) -> Document:
    return _file(which + 1, _NAMES[which], "单位", _own(_lines(seed), which), style)


def _errors(report: Report) -> list[Finding]:
    return [f for f in report.findings if f.severity is Severity.ERROR]


def _across(report: Report) -> list[RelationKind]:
    """The kinds of the relations that stand between files."""
    claims = report.book.claims
    return [rel.kind for rel in report.relations if len({claims[i].place.file for i, _ in rel.terms}) > 1]


def _changed(document: Document, title: str, row: int, text: str) -> Document:
    """The last cell of a row of the table under ``title`` prints ``text`` instead."""
    blocks = list(document.blocks)
    at = next(i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and b.text.endswith(title))
    grid = next(i for i in range(at, len(blocks)) if isinstance(blocks[i], Grid))
    block = blocks[grid]
    assert isinstance(block, Grid)
    target = max((c for c in block.cells if c.row == row and "." in c.text), key=lambda c: c.column)

    def told(cell: Cell) -> Cell:
        return cell._replace(text=text) if cell is target else cell

    blocks[grid] = replace(block, cells=tuple(told(cell) for cell in block.cells))
    return replace(document, blocks=tuple(blocks))


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("style", [Style(), Style(ruled=False, decimals=6)], ids=["ruled", "loose"])
def test_a_department_is_the_sum_of_its_units(seed: int, style: Style) -> None:
    report = check_document(_together(_department(seed, style), _unit(seed, 0, style), _unit(seed, 1, style)))
    assert report.book.department == "云山区档案馆"
    assert [member.name for member in report.book.members] == list(_NAMES)
    assert (report.book.units_listed, report.book.units_missing) == (True, ())
    assert [report.relations[r].label for r in report.broken] == []
    assert _across(report).count(RelationKind.ROLL_UP) > 30
    assert report.verdict is Verdict.INCOMPLETE  # the target tables are not printed
    assert not any("各单位之和" in told.what for told in report.not_checked)


def test_the_order_of_the_files_does_not_matter() -> None:
    report = check_document(_together(_unit(1, 1), _department(1), _unit(1, 0)))
    assert report.book.department == "云山区档案馆"
    assert {member.name for member in report.book.members} == set(_NAMES)
    assert report.broken == ()


def test_a_unit_that_differs_is_found_across_files() -> None:
    """Both unit and department are consistent in themselves: only the sum of the units shows it."""
    lines = _lines(2)
    moved = tuple(line._replace(fen=line.fen * 2) if line.fact.unit == UNITS[1] else line for line in lines)
    own = _own(moved, 1)
    report = check_document(_together(_department(2), _unit(2, 0), _file(2, _NAMES[1], "单位", own, Style())))
    errors = _errors(report)
    assert errors
    assert {place.file for finding in errors for place in finding.places} >= {0, 2}


def test_one_wrong_cell_of_a_unit_is_named_with_its_file() -> None:
    unit = _changed(_unit(1, 0), "部门收支总体情况表", 1, "987654.321000")
    report = check_document(_together(_department(1), unit, _unit(1, 1)))
    errors = _errors(report)
    assert {finding.places[0].file for finding in errors} == {1}
    assert errors[0].places[0].text == "987654.321000"


def test_with_a_unit_missing_only_bounds_are_derived() -> None:
    report = check_document(_together(_department(1), _unit(1, 0)))
    assert report.book.units_missing == (_NAMES[1],)
    assert set(_across(report)) <= {RelationKind.BOUND, RelationKind.ROLL_UP}
    assert _across(report).count(RelationKind.BOUND) > 10
    assert report.broken == ()
    assert any(told.what == "部门＝各单位之和" and _NAMES[1] in told.why for told in report.not_checked)


def test_a_unit_larger_than_its_department_is_found_though_others_are_missing() -> None:
    more = tuple(line._replace(fen=line.fen * 50) for line in _own(_lines(1), 0))
    report = check_document(_together(_department(1), _file(1, _NAMES[0], "单位", more, Style())))
    assert any({place.file for place in finding.places} == {0, 1} for finding in _errors(report))


def test_a_disclosure_in_two_files_is_one_book() -> None:
    whole = _department(1)
    at = next(
        i for i, b in enumerate(whole.blocks) if isinstance(b, Paragraph) and "财政拨款收支总体" in b.text
    )
    first = replace(whole, blocks=whole.blocks[:at])
    second = replace(whole, blocks=(whole.blocks[0], *whole.blocks[at:]))
    report = check_document(_together(first, second))
    assert report.book.members == ()
    assert report.broken == ()


def _written(folder: Path) -> list[str]:
    """The files of a department and of its two units."""
    loose = Style(ruled=False)
    files = {"dept.txt": _department(1, loose), "a.txt": _unit(1, 0, loose), "b.txt": _unit(1, 1, loose)}
    for name, made in files.items():
        (folder / name).write_text(as_text(made), encoding="utf-8")
    return [str(folder / name) for name in files]


def test_the_command_gives_one_report_over_all_files(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["check", "--together", *_written(tmp_path)])
    assert result.exit_code == 4
    assert result.output.count("结论：") == 1
    assert "云山区档案保护中心" in result.output


def test_a_cell_of_a_unit_may_be_set(tmp_path: Path) -> None:
    setting = f"{_NAMES[1]} 表一/收入总计/预算数=1"
    result = CliRunner().invoke(cli, ["explain", *_written(tmp_path), "--set", setting])
    assert result.exit_code == 1, result.exception
    assert f"{_NAMES[1]} 表一 · 收入总计" in result.output
    assert "新出现的结论" in result.output
