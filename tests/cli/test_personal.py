"""Names and telephones of 表十三 stay inside, unless somebody asks for them in ``check``."""

from __future__ import annotations

import zipfile
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gouji.batch import task
from gouji.check import check_document
from gouji.cli import cli
from gouji.model.book import Book
from gouji.model.finding import Finding, Severity
from gouji.rules import RULES, Rule

_NAMES = ("王小明", "欧阳雪", "李某")
_PHONES = ("55501230", "010-55501231", "13812345678")
_TEXT = (
    "# 2023年云山区档案馆部门预算\n\n表十三\n\n项目支出绩效目标申报表\n\n金额单位：万元\n\n"
    "项目名称\t项目类别\t项目责任人\t项目责任人电话\t项目总额\t其中：\t\t绩效目标\t一级指标\t二级指标\t三级指标"
    "\t绩效指标性质\t本年绩效指标值\t绩效度量单位\t指标方向性\n\t\t\t\t\t财政资金\t其他资金" + "\t" * 8 + "\n"
)
_LINE = "产出指标\t数量指标\t扫描页数\t≥\t2000\t页\t正向指标"
_LAYOUTS = {
    "in their columns": "{code}-项目{n}\t31-部门项目\t{name}\t{phone}\t5.000000\t5.000000\t\t保存记忆。\t",
    "a column less": "{code}-项目{n}\t31-部门项目\t{name}\t{phone}\t5.000000\t5.000000\t保存记忆。\t",
    "both in one cell": "{code}-项目{n}\t31-部门项目\t{name} {phone}\t\t5.000000\t5.000000\t\t保存记忆。\t",
    "no category": "{code}-项目{n}\t\t{name}\t{phone}\t5.000000\t5.000000\t\t保存记忆。\t",
}


def _text(layout: str) -> str:
    rows = [
        _LAYOUTS[layout].format(code=f"7010232300000000000{n}", n=n, name=name, phone=phone) + _LINE
        for n, (name, phone) in enumerate(zip(_NAMES, _PHONES, strict=True))
    ]
    return _TEXT + "\n".join(rows) + "\n"


@pytest.fixture(params=list(_LAYOUTS))
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "云山区档案馆.txt"
    path.write_text(_text(request.param), encoding="utf-8")
    return path


def _run(*args: str) -> Result:
    return CliRunner().invoke(cli, args)


@pytest.mark.parametrize(
    "args",
    [
        ["check"],
        ["check", "-v"],
        ["check", "--format", "json"],
        ["read"],
        ["read", "--format", "json"],
    ],
)
def test_they_appear_in_no_output(file: Path, args: list[str]) -> None:
    result = _run(*args, str(file))
    assert "项目0" in result.stdout or "personal-data" in result.stdout
    everything = result.stdout + result.stderr
    assert not [secret for secret in (*_NAMES, *_PHONES) if secret in everything]
    assert not [phone for phone in _PHONES if phone[-7:] in everything]


def test_they_are_masked_in_a_workbook(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert _run("read", "--format", "xlsx", "-o", str(out), str(file)).exit_code == 0
    with zipfile.ZipFile(out) as archive:
        everything = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "项目0" in everything
    assert not [secret for secret in (*_NAMES, *_PHONES) if secret in everything]
    assert not [phone for phone in _PHONES if phone[-7:] in everything]


@pytest.mark.parametrize("style", ["text", "json"])
def test_show_personal_lifts_the_mask_with_a_warning(tmp_path: Path, style: str) -> None:
    path = tmp_path / "t.txt"
    path.write_text(_text("in their columns"), encoding="utf-8")
    shown = _run("check", "--format", style, "--show-personal", str(path))
    assert "姓名和电话" in shown.stderr
    assert "请勿外传" in shown.stderr
    assert "王小明" in shown.stdout
    assert style == "text" or all(secret in shown.stdout for secret in (*_NAMES, *_PHONES))
    masked = _run("check", "--format", style, str(path))
    assert masked.stderr == ""
    assert shown.exit_code == masked.exit_code


def test_read_cannot_show_them(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text(_text("in their columns"), encoding="utf-8")
    assert _run("read", "--show-personal", str(path)).exit_code == 2


def test_nothing_to_mask_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text(
        _TEXT + f"甲项目\t31-部门项目\t\t\t5.000000\t5.000000\t\t保存。\t{_LINE}\n", encoding="utf-8"
    )
    plain, shown = _run("check", str(path)), _run("check", "--show-personal", str(path))
    assert plain.stdout == shown.stdout
    assert "personal-data" not in plain.stdout


def test_a_crashing_rule_is_told_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(book: Book) -> list[Finding]:
        raise KeyError(book.department)

    broken = Rule("broken", Severity.ERROR, "坏规则", "a broken rule", "无", "0.1", crash)
    monkeypatch.setattr(task, "check_document", partial(check_document, rules=(broken, *RULES)))
    path = tmp_path / "t.txt"
    path.write_text(_text("in their columns"), encoding="utf-8")
    result = _run("check", str(path))
    assert result.exit_code == 3
    assert "规则出错：broken：KeyError" in result.stderr
    assert "规则出错（其余规则照常运行）：broken" in result.stdout
    assert "personal-data" in result.stdout
