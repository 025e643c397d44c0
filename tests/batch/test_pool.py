"""Workers: one bad file is stopped and told, the others go on, and nothing runs on afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from gouji.batch import pool
from gouji.batch.pool import Limits, Workers
from gouji.batch.task import Checked, Task, check_files
from gouji.model.errors import GoujiError

_TEXT = """\
2023年云山区档案馆部门预算
表十 财政拨款“三公”经费支出表
单位：万元
项目\t本年预算数
合计\t{}
"""


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Five small documents, one of them no budget."""
    out = []
    for number in range(5):
        path = tmp_path / f"{number}.txt"
        path.write_text(_TEXT.format(f"{number}.00") if number != 2 else "山高水长。\n", encoding="utf-8")
        out.append(str(path))
    return out


def _run(tasks: list[Task], jobs: int = 2, **limits: float) -> list[Checked]:
    with Workers(tasks, jobs, Limits(**limits)) as workers:  # type: ignore[arg-type]
        return list(workers.results())


@pytest.mark.parametrize("jobs", [1, 3])
def test_workers_say_what_is_said_here_and_in_the_same_order(files: list[str], jobs: int) -> None:
    tasks = [Task((file,), verbose=True) for file in files]
    assert _run(tasks, jobs) == [Checked.of(check_files(task).data()) for task in tasks]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_file_that_never_ends_is_stopped_and_the_others_go_on(files: list[str], tmp_path: Path) -> None:
    endless = tmp_path / "endless.txt"
    os.mkfifo(endless)
    held = os.open(endless, os.O_RDWR)  # someone may write to it for ever
    try:
        tasks = [Task((file,)) for file in (files[0], str(endless), *files[3:])]
        first, stopped, *rest = _run(tasks, seconds=4)
    finally:
        os.close(held)
    assert stopped.code == 2
    assert "endless.txt：读了 4 秒还没有读完" in stopped.messages[0]
    assert stopped.report is not None
    assert stopped.report["document"]["verdict"] == "unreadable"
    assert [done.code for done in (first, *rest)] == [check_files(Task((files[0],))).code] * 3


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_a_file_that_takes_too_much_memory_is_told(files: list[str], tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_bytes("预算\n".encode() * 9_500_000)
    tasks = [Task((files[1],)), Task((str(large),)), Task((files[0],))]
    _, told, other = _run(tasks, 1, memory=200)
    assert told.code == 2
    assert "内存超过上限" in told.messages[0]
    assert other.text is not None


def test_a_process_that_dies_is_told_and_replaced(files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    start = pool._start
    begun: list[int] = []

    def dying_first(memory: int) -> subprocess.Popen[bytes]:
        process = start(memory)
        begun.append(process.pid)
        if len(begun) == 1:
            process.send_signal(signal.SIGSTOP)
            threading.Timer(0.3, process.kill).start()
        return process

    monkeypatch.setattr(pool, "_start", dying_first)
    died, other = _run([Task((file,)) for file in files[:2]], 1)
    assert died.code == 2
    assert "意外中止" in died.messages[0]
    assert other.text is not None
    assert len(begun) == 2


def test_leaving_early_leaves_no_process(files: list[str]) -> None:
    with Workers([Task((file,)) for file in files * 4], 2) as workers:
        next(workers.results())
        running = [worker._process for worker in workers._workers]
    assert all(process is None or process.poll() is not None for process in running)


def test_a_wrong_form_is_told_once(files: list[str], tmp_path: Path) -> None:
    form = tmp_path / "form.yaml"
    form.write_text("id: x\n", encoding="utf-8")
    with (
        pytest.raises(GoujiError, match="缺少“title”"),
        Workers([Task((file,), form=str(form)) for file in files], 2) as workers,
    ):
        list(workers.results())


def _children(pid: int) -> list[str]:
    """The processes that any thread of a process started."""
    told = Path(f"/proc/{pid}/task").glob("*/children")
    return [child for threads in told for child in threads.read_text().split()]


@pytest.mark.skipif(os.name != "posix", reason="interrupts are sent otherwise")
def test_an_interrupt_ends_at_once_and_leaves_no_process(tmp_path: Path, project: Path) -> None:
    for number in range(2):
        os.mkfifo(tmp_path / f"{number}.txt")
    held = [os.open(tmp_path / f"{number}.txt", os.O_RDWR) for number in range(2)]
    environment = {**os.environ, "PYTHONPATH": str(project / "src")}
    command = [sys.executable, "-m", "gouji", "check", str(tmp_path)]
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a job in the background ignores it
    )
    known = Path(f"/proc/{process.pid}/task").exists()  # elsewhere it is not told what a process started
    started: list[str] = []
    for _ in range(200):
        started = _children(process.pid)
        if len(started) == 2 or not known or process.poll() is not None:
            break
        time.sleep(0.05)
    assert len(started) == 2 or not known
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    try:
        _, said = process.communicate(timeout=30)
    finally:
        process.kill()
        for pipe in held:
            os.close(pipe)
    assert process.returncode == 130, said.decode()
    assert said.decode().endswith("gouji：已中断\n")
    assert not any(Path(f"/proc/{pid}").exists() for pid in started)
