"""The program as users run it: every bad input has a plain message, and no traceback ever."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

_TEXT = (
    "2023年云山区档案馆部门预算\n一般公共预算“三公”经费支出情况表\n单位：万元\n项目\t2023年预算数\n"
    "总计\t3.00\n因公出国（境）费\t1.00\n公务接待费\t2.00\n公务用车购置及运行维护费\t\n"
)


def _gouji(*args: str, cwd: Path, stdin: bytes = b"") -> tuple[int, str, str]:
    """Exit code, standard output and standard error; never a traceback."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-W", "error", "-m", "gouji", *args],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in out + err
    assert "程序内部出错" not in err, err
    return done.returncode, out, err


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "budget.txt").write_text(_TEXT, encoding="utf-8")
    (tmp_path / "gbk.txt").write_bytes(_TEXT.encode("gb18030"))
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04" + bytes(30))
    (tmp_path / "blank.txt").write_text("\n \n\t\n", encoding="utf-8")
    (tmp_path / "poem.txt").write_text("云山游记\n山高水长。\n", encoding="utf-8")
    (tmp_path / "unknown.txt").write_bytes(b"\xff\xfe\xfd\x81\x00\x9f" * 20 + b"\x81")
    (tmp_path / "bare").mkdir()
    (tmp_path / "wrong.yaml").write_text(
        "id: a\ntitle: 甲\nkind: budget\ntables:\n  A1:\n    titel: [甲表]\n", encoding="utf-8"
    )
    return tmp_path


def test_a_budget_that_lacks_tables(place: Path) -> None:
    code, out, err = _gouji("check", "budget.txt", cwd=place)
    assert (code, err) == (4, "")
    assert "没有找到" in out


def test_another_encoding_reads_the_same(place: Path) -> None:
    first, second = (_gouji("read", name, cwd=place) for name in ("budget.txt", "gbk.txt"))
    assert first[0] == second[0] == 0
    assert first[1].replace("budget.txt", "") == second[1].replace("gbk.txt", "")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["check", "missing.txt"], ["missing.txt", "没有这个文件"]),
        (["check", "empty.txt"], ["empty.txt", "空"]),
        (["check", "blank.txt"], ["blank.txt", "没有任何文字"]),
        (["check", "binary.txt"], ["binary.txt"]),
        (["check", "unknown.txt"], ["unknown.txt"]),
        (["check", "picture.png"], ["picture.png", "OCR"]),
        (["check", "broken.pdf"], ["broken.pdf"]),
        (["check", "broken.docx"], ["broken.docx"]),
        (["check", "poem.txt"], ["poem.txt", "不是部门预算"]),
        (["check", "bare"], ["bare", "没有可读的文件"]),
        (["check", "-"], ["空"]),
        (["check", "budget.txt", "--form", "wrong.yaml"], ["wrong.yaml:6", "titel", "title"]),
        (["check", "budget.txt", "--form", "beijing-2032"], ["beijing-2032", "beijing-2023"]),
        (["check", "budget.txt", "-o", "nowhere/out.txt"], ["nowhere/out.txt"]),
        (["read", "missing.txt"], ["missing.txt"]),
        (["read", "poem.txt"], ["不是部门预算"]),
        (["forms", "wrong.yaml"], ["wrong.yaml:6"]),
        (["check"], []),
        (["check", "budget.txt", "--format", "png"], ["png"]),
        (["chekc"], ["chekc"]),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_exits_2_with_a_plain_message(
    place: Path, args: list[str], words: list[str]
) -> None:
    code, out, err = _gouji(*args, cwd=place)
    assert (code, out) == (2, ""), err
    assert err.strip()
    assert [word for word in words if word not in err] == []


def test_a_folder_is_checked_file_by_file(place: Path) -> None:
    code, out, err = _gouji("check", ".", "--format", "json", cwd=place)
    assert code == 2
    verdicts = {
        report["document"]["files"][0]["name"]: report["document"]["verdict"]
        for report in json.loads(out)["reports"]
    }
    assert verdicts["budget.txt"] == verdicts["gbk.txt"] == "incomplete"
    assert verdicts["empty.txt"] == verdicts["binary.txt"] == "unreadable"
    assert "budget.txt" in err


def test_what_is_no_budget_in_a_folder_is_passed_over_and_said(place: Path) -> None:
    (place / "bare" / "poem.txt").write_text("云山游记\n山高水长。\n", encoding="utf-8")
    code, out, err = _gouji("check", "bare", cwd=place)
    assert (code, out) == (2, "")
    assert "跳过 poem.txt" in err
    (place / "bare" / "budget.txt").write_text(_TEXT, encoding="utf-8")
    code, out, err = _gouji("check", "bare", cwd=place)
    assert code == 4
    assert "跳过 poem.txt" in err


def test_a_pipe_is_read_and_a_closed_pipe_is_no_error(place: Path) -> None:
    code, out, _ = _gouji("read", "-", cwd=place, stdin=_TEXT.encode())
    assert code == 0
    assert "总计" in out


def test_reading_gives_every_claim_with_its_place(place: Path) -> None:
    code, out, _ = _gouji("read", "budget.txt", "--format", "json", cwd=place)
    assert code == 0
    claims = json.loads(out)["claims"]
    assert [claim["place"]["text"] for claim in claims] == ["3.00", "1.00", "2.00", ""]
    assert [claim["place"]["line"] for claim in claims][:3] == [5, 6, 7]
    assert claims[0]["fact"]["controlled"] == "three_public"


def test_the_forms_are_listed_and_shown(place: Path) -> None:
    code, out, _ = _gouji("forms", cwd=place)
    assert code == 0
    assert "beijing-2023\t" in out
    code, out, _ = _gouji("forms", "beijing-2023", cwd=place)
    assert code == 0
    assert out.count("推定的表式") == 2


@pytest.mark.parametrize("args", [["--help"], ["check", "--help"], ["read", "-h"], ["--version"], []])
def test_help_is_on_standard_output(place: Path, args: list[str]) -> None:
    code, out, err = _gouji(*args, cwd=place)
    assert code in ((0, 2) if not args else (0,))
    assert "gouji" in (out + err).lower()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ([], "用法：gouji"),
        (["chek"], "没有命令“chek”"),
        (["check"], "缺少 文件或文件夹"),
        (["check", "--bad", "x"], "没有选项 --bad"),
        (["check", "x", "--form"], "选项 --form 后面要跟一个值"),
        (["check", "x", "--format", "png"], "--format “png”不对：应为 text"),
    ],
)
def test_a_call_that_is_wrong_is_told_so_in_chinese(call: list[str], said: str) -> None:
    done = subprocess.run([sys.executable, "-m", "gouji", *call], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Error" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
def test_a_full_disk_behind_standard_output_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "gouji", "check", "-"],
            input=_TEXT.encode(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert "标准输出：写不出去" in done.stderr.decode()
