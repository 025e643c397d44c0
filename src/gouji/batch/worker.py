"""The other end of the pipes: ``python -m gouji.batch.worker MIB`` checks tasks from its standard input.

Each line is a task; each answer is one line.  Nothing else is written there:
standard output is turned away before any library can print to it.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from typing import BinaryIO

from gouji.batch.task import Checked, Task, check_files, unreadable
from gouji.model.errors import DeclarationError

_LARGE = "请拆成每个部门或单位一个文件，或另存为普通 PDF 再试。"


def main(memory: int) -> None:
    """Answer until the input ends.  ``memory`` is in MiB."""
    _hold_to(memory)
    gc.set_threshold(50_000)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    for line in sys.stdin.buffer:
        _answer(Task.of(json.loads(line)), answers)


def _answer(task: Task, answers: BinaryIO) -> None:
    """Check a task and write its result; ``spent`` says that this process is better replaced."""
    data: dict[str, object]
    try:
        data = check_files(task).data()
    except DeclarationError as problem:
        data = {"declaration": str(problem)}
    except MemoryError:
        what = "读取所需的内存超过上限"
        data = unreadable(task, what, f"{task.name}：{what}\n  {_LARGE}").data() | {"spent": True}
    except Exception as problem:
        data = _crashed(task, problem).data()
    answers.write(json.dumps(data).encode() + b"\n")
    answers.flush()


def _crashed(task: Task, problem: Exception) -> Checked:
    what = f"程序内部出错（{type(problem).__name__}：{problem}）"
    return unreadable(task, what, f"{task.name}：{what}。这是我们的错误，请反馈。", code=3)


def _hold_to(memory: int) -> None:
    """Limit the process's memory, where the system can."""
    try:
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        size = memory << 20
        wanted = size if most == resource.RLIM_INFINITY else min(size, most)
        resource.setrlimit(resource.RLIMIT_AS, (wanted, most))
    except (ImportError, ValueError, OSError):
        return


if __name__ == "__main__":
    main(int(sys.argv[1]))
