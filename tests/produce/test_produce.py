"""Files appear all together or not at all, and the command says why not."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.compile.ledgers import whole_ledger

from gouji.check import check_document
from gouji.cli import cli
from gouji.forms import load_form
from gouji.model.errors import CannotDraw, Unreadable
from gouji.model.finding import Severity
from gouji.model.ledger import Ledger, List
from gouji.model.report import Verdict
from gouji.prepare import write_workbook
from gouji.produce import FORMATS, produce
from gouji.produce.written import file_name, put, safe
from gouji.read import read


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder, hidden ones too, with what is in it."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def faulty(form: str) -> Ledger:
    ledger = whole_ledger(2, form=form, size=6)
    first, *rest = ledger.lines[List.REVENUE]
    return replace(
        ledger, lines=ledger.lines | {List.REVENUE: (replace(first, fen=first.fen + 1_000_000), *rest)}
    )


def test_every_format_is_written_and_the_pdf_is_clean(tmp_path: Path) -> None:
    done = produce(whole_ledger(2, form="central", size=6), tmp_path / "out", "central")
    assert {path.suffix for path in done.files} == {f".{name}" for name in FORMATS}
    assert tree(tmp_path / "out").keys() == {str(path.relative_to(tmp_path / "out")) for path in done.files}
    pdf = next(path for path in done.files if path.suffix == ".pdf")
    assert check_document(read(pdf), "central").verdict is Verdict.CLEAN


def test_only_the_wanted_formats_are_written(tmp_path: Path) -> None:
    done = produce(whole_ledger(2, form="central", size=6), tmp_path, "central", formats=("html", "json"))
    assert sorted(path.suffix for path in done.files) == [".html", ".json"]


def test_with_an_error_nothing_is_written(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = produce(faulty("central"), out, "central")
    assert done.files == ()
    assert any(remark.severity is Severity.ERROR for remark in done.remarks)
    assert not out.exists()


def test_a_draft_goes_out_and_says_so(tmp_path: Path) -> None:
    done = produce(faulty("central"), tmp_path, "central", draft=True, formats=("pdf", "html"))
    assert len(done.files) == 2
    html = next(path for path in done.files if path.suffix == ".html").read_text(encoding="utf-8")
    assert "草稿" in html
    pdf = read(next(path for path in done.files if path.suffix == ".pdf"))
    marked = {drop.page for drop in pdf.dropped if {"草", "稿"} <= set(drop.text)}
    assert marked == set(range(1, (pdf.sources[0].pages or 0) + 1))


def test_a_sign_no_font_has_leaves_everything_as_it_was(tmp_path: Path) -> None:
    ledger = whole_ledger(2, form="central", size=6, texts=("好\U00031350",))
    produce(whole_ledger(2, form="central", size=6), tmp_path, "central", formats=("json",))
    before = tree(tmp_path)
    with pytest.raises(CannotDraw):
        produce(ledger, tmp_path, "central")
    assert tree(tmp_path) == before


def test_a_unit_is_called_by_code_name_or_both(tmp_path: Path) -> None:
    ledger = whole_ledger(2, form="shanghai")
    unit = ledger.units[1]
    made = [
        produce(ledger, tmp_path / str(n), "shanghai", unit=called, formats=("json",)).files[0].read_bytes()
        for n, called in enumerate((unit.code, unit.name, unit.label))
    ]
    assert made[0] == made[1] == made[2]
    with pytest.raises(Unreadable, match=unit.code):
        produce(ledger, tmp_path, "shanghai", unit="999999")


def test_new_files_take_the_place_of_old_ones(tmp_path: Path) -> None:
    put({"a.pdf": b"old", "b-csv/1.csv": b"old", "b-csv/2.csv": b"old"}, tmp_path)
    (tmp_path / "other.txt").write_text("mine", encoding="utf-8")
    put({"a.pdf": b"new", "b-csv/1.csv": b"new"}, tmp_path)
    assert tree(tmp_path).keys() == {"a.pdf", "b-csv/1.csv", "other.txt"}
    assert (tmp_path / "a.pdf").read_bytes() == b"new"


def test_where_one_file_cannot_stand_the_others_are_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put({"a.pdf": b"old", "b.html": b"old"}, tmp_path)
    rename = Path.rename

    def fails_at_the_second(self: Path, target: Path) -> Path:
        if Path(target).name == "b.html" and self.parent.name == "new":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails_at_the_second)
    with pytest.raises(Unreadable, match="写不进去"):
        put({"a.pdf": b"new", "b.html": b"new"}, tmp_path)
    left = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert left == {"a.pdf": b"old", "b.html": b"old"}


@pytest.mark.parametrize("at", range(4))
def test_broken_off_at_any_time_everything_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """An old file is moved away, a new one in its place: two moves for each."""
    put({"a.pdf": b"old", "b-csv/1.csv": b"old"}, tmp_path)
    rename, moves = Path.rename, iter(range(10))

    def broken_off(self: Path, target: Path) -> Path:
        if next(moves) == at:
            monkeypatch.undo()
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", broken_off)
    with pytest.raises(KeyboardInterrupt):
        put({"a.pdf": b"new", "b-csv/1.csv": b"new"}, tmp_path)
    left = {str(p.relative_to(tmp_path)): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert left == {"a.pdf": b"old", "b-csv/1.csv": b"old"}


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(Unreadable, match="写不进去"):
        put({"a.pdf": b""}, tmp_path / "file" / "out")


@pytest.mark.parametrize(
    ("name", "told"),
    [("云山区 档案馆/..\\2023", "云山区_档案馆_2023"), ("../..", "gouji"), ("a" * 500, "a" * 60)],
)
def test_names_of_files_are_safe(name: str, told: str) -> None:
    assert safe(name) == told


def test_a_file_is_named_after_whose_it_is(tmp_path: Path) -> None:
    del tmp_path
    from gouji.compile import compile_publication
    from gouji.forms.outline import load_outline

    ledger = whole_ledger(2, form="central", size=6)
    for form, told in (("central", "云山区档案馆2023年部门预算"), ("shanghai", "云山区档案馆2023年部门预算")):
        made = compile_publication(ledger, load_form(form), load_outline(form)).publication
        assert file_name(made) == told
    long = replace(made, department="很长的名称" * 40)
    assert len(file_name(long)) == 60
    assert file_name(long).endswith("2023年部门预算")


def command(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, ["compile", *map(str, args)])


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "budget.xlsx"
    ledger = whole_ledger(2, form="central", size=8)
    path.write_bytes(write_workbook(load_form("central"), ledger))
    return path


def test_the_command_writes_and_lists_its_files(workbook: Path, tmp_path: Path) -> None:
    done = command(workbook, "-o", tmp_path, "--form", "central", "--to", "pdf,html,csv")
    assert done.exit_code == 0, done.output
    listed = [Path(line) for line in done.stdout.splitlines()]
    assert len(listed) == 3
    assert all(path.exists() for path in listed)


def test_the_command_refuses_a_workbook_with_errors(workbook: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    ledger = replace(whole_ledger(2, form="central", size=8), reasons=())
    broken.write_bytes(write_workbook(load_form("central"), ledger))
    done = command(broken, "-o", tmp_path / "out", "--form", "central")
    assert done.exit_code == 1
    assert "没有写出任何文件" in done.stderr
    assert done.stdout == ""
    assert not (tmp_path / "out").exists()
    draft = command(broken, "-o", tmp_path / "out", "--form", "central", "--draft", "--to", "html")
    assert draft.exit_code == 0


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--to", "pdf,doc"), "没有“doc”这种格式"),
        (("--to", ","), "可用"),
        (("--unit", "没有的单位"), "没有单位"),
        (("--form", "nowhere"), "nowhere"),
        (("--template", "missing.docx"), "missing.docx"),
    ],
)
def test_the_command_says_what_is_wrong_with_a_call(
    workbook: Path, tmp_path: Path, args: tuple[str, str], told: str
) -> None:
    form = () if args[0] == "--form" else ("--form", "central")
    done = command(workbook, "-o", tmp_path / "out", *form, *args)
    assert done.exit_code != 0
    assert told in done.output + str(done.exception)
    assert not (tmp_path / "out").exists()


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "no.xlsx"
    path.write_text("不是工作簿", encoding="utf-8")
    done = command(path, "-o", tmp_path / "out")
    assert isinstance(done.exception, Unreadable) or done.exit_code == 2
    assert not (tmp_path / "out").exists()
