"""``gouji explain``: what if a cell said something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.altered import example, line

from gouji.cli import cli
from gouji.model.errors import GoujiError

_ROW = line("209001-示例市示例区人民政府办公室（本级）", "2010350", "13.172876")


@pytest.fixture
def faulty(tmp_path: Path) -> str:
    path = tmp_path / "budget.txt"
    path.write_text(example().replace(_ROW, _ROW.replace("13.172876", "13.127876")), encoding="utf-8")
    return str(path)


def _explain(*args: str) -> Result:
    return CliRunner().invoke(cli, ["explain", *args], prog_name="gouji")


def test_the_right_amount_solves_everything(faulty: str) -> None:
    result = _explain(faulty, "--set", "表六/2010350/公用经费=13.172876")
    assert result.exit_code == 0, result.output
    assert "13.127876 → 13.172876 万元" in result.output
    assert "由此成立的勾稽关系：3 条" in result.output
    assert "有错误 → 未发现错误" in result.output


def test_another_amount_is_still_wrong_and_says_so(faulty: str) -> None:
    result = _explain(faulty, "--set", "表六/2010350/公用经费=13.5")
    assert result.exit_code == 1
    assert "仍不成立" in result.output
    assert "有错误 → 有错误" in result.output


def test_the_amount_that_stands_there_changes_nothing(faulty: str) -> None:
    result = _explain(faulty, "--set", "表六/2010350/公用经费=13.127876")
    assert "什么也没有变" in result.output
    assert "新出现" not in result.output


def test_where_several_cells_may_be_meant_those_that_print_money_come_first(faulty: str) -> None:
    result = _explain(faulty, "--set", "表七/2010301/公用经费=1")
    first = str(result.exception).split("\n")[1]
    assert "（空）" not in first


def test_several_cells_are_set_at_once(faulty: str) -> None:
    result = _explain(
        faulty, "--set", "表六/2010350/公用经费=13.172876万元", "--set", "表一/收入总计/预算数=1"
    )
    assert result.exit_code == 1
    assert "由此不成立的勾稽关系" in result.output
    assert "新出现的结论" in result.output


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("表六/公用经费=1", "之一"),
        ("表六/2010350/公用经费", "没有“=”"),
        ("表六/2010350/公用经费=许多", "不是金额"),
        ("表六/2010350/公用经费=5元", "单位是万元"),
        ("表六/2010350/公用经费=0.0000001", "细于 1 分"),
        ("表九十/合计/金额=1", "没有“表九十”这张表"),
    ],
)
def test_what_cannot_be_meant_is_said(faulty: str, setting: str, said: str) -> None:
    result = _explain(faulty, "--set", setting)
    assert isinstance(result.exception, GoujiError)
    assert said in str(result.exception)


def test_something_must_be_set(faulty: str) -> None:
    assert _explain(faulty).exit_code == 2


def test_the_answer_may_go_to_a_file(faulty: str, tmp_path: Path) -> None:
    out = tmp_path / "answer.txt"
    result = _explain(faulty, "--set", "表六/2010350/公用经费=13.172876", "-o", str(out))
    assert result.output == ""
    assert "假如" in out.read_text(encoding="utf-8")
