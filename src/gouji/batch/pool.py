"""Workers: processes that check one disclosure after another, and that can be killed.

A process of our own at the other end of two pipes, not a pool of the standard
library: those wait for ever, or fail as a whole, when one process dies, and
they hand over pickles, which a process that reads other people's files should
not be trusted to write.  A task and its result are each one line of JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from types import TracebackType

from gouji.batch.task import Checked, Task, unreadable
from gouji.model.errors import GoujiError

_AGAIN = "请确认它是完整的预算或决算公开文件，或另存为普通 PDF 再试。"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one disclosure may take: seconds, and MiB of memory where the system can hold a process to it."""

    seconds: float = 120.0
    memory: int = 3072


class Workers:
    """``jobs`` processes that check ``tasks``.  Use as a context; leaving it kills what still runs."""

    def __init__(self, tasks: Sequence[Task], jobs: int, limits: Limits | None = None) -> None:
        self._tasks = tasks
        self._limits = limits or Limits()
        self._results: dict[int, Checked | GoujiError] = {}
        self._changed = threading.Condition()
        self._stopping = False
        self._waiting: SimpleQueue[int] = SimpleQueue()
        for number in range(len(tasks)):
            self._waiting.put(number)
        count = max(1, min(jobs, len(tasks)))
        self._workers = [_Worker(self._limits) for _ in range(count)]
        self._threads = [
            threading.Thread(target=self._serve, args=(worker,), daemon=True) for worker in self._workers
        ]

    def __enter__(self) -> Workers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping = True
        for worker in self._workers:
            worker.kill()
        for thread in self._threads:
            thread.join()
        for worker in self._workers:
            worker.close()

    def results(self) -> Iterator[Checked]:
        """The results in the order of the tasks, each as soon as it and all before it are there.

        Raises :class:`~gouji.model.errors.GoujiError` where a form is wrong: that is so for all of them.
        """
        for number in range(len(self._tasks)):
            with self._changed:
                self._changed.wait_for(lambda number=number: number in self._results)  # type: ignore[misc]
                result = self._results.pop(number)
            if isinstance(result, GoujiError):
                raise result
            yield result

    def _serve(self, worker: _Worker) -> None:
        """One worker's thread: hands it one task after the other."""
        while not self._stopping:
            try:
                number = self._waiting.get_nowait()
            except Empty:
                break
            result = worker.check(self._tasks[number])
            with self._changed:
                self._results[number] = result
                self._changed.notify_all()
        worker.kill()
        worker.close()


class _Worker:
    """One process, started when it is needed and again after it died."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._closed = False
        self._used = False

    def check(self, task: Task) -> Checked | GoujiError:
        """The result of ``task``; the process is killed when it takes too long.

        One that dies may have been hurt by the file before: a fresh one then tries again.
        """
        process = self._alive()
        used = self._used
        result = self._asked(task, process) if process is not None else _failed(task, "已中断", "")
        if result is None and used:
            process = self._alive()
            result = self._asked(task, process) if process is not None else _failed(task, "已中断", "")
        return result or _failed(task, "读取时进程意外中止，文件可能已损坏或过大", _AGAIN)

    def _asked(self, task: Task, process: subprocess.Popen[bytes]) -> Checked | GoujiError | None:
        """The process's answer, ``None`` where it died."""
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._limits.seconds, stop)
        timer.daemon = True
        timer.start()
        answer = b""
        try:
            with suppress(OSError):
                process.stdin.write(json.dumps(task.data()).encode() + b"\n")
                process.stdin.flush()
                answer = process.stdout.readline()
        finally:
            timer.cancel()
        if not answer.endswith(b"\n"):
            process.kill()
            process.wait()
            if late.is_set():
                return _failed(task, f"读了 {self._limits.seconds:g} 秒还没有读完，已停止", _AGAIN)
            return None
        self._used = True
        data = json.loads(answer)
        if data.pop("spent", False):
            process.kill()
            process.wait()
        if "declaration" in data:
            return GoujiError(data["declaration"])
        return Checked.of(data)

    def _alive(self) -> subprocess.Popen[bytes] | None:
        """The process, started anew where there is none; ``None`` after :meth:`kill`."""
        with self._lock:
            if self._closed:
                return None
            if self._process is not None and self._process.poll() is not None:
                _ended(self._process)
                self._process = None
            if self._process is None:
                self._process = _start(self._limits.memory)
                self._used = False
            return self._process

    def kill(self) -> None:
        """End the process for good."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                self._process.kill()

    def close(self) -> None:
        """Wait for the killed process and close its pipes: only when nobody reads or writes them any more."""
        if self._process is not None:
            _ended(self._process)


def _start(memory: int) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen(
        [sys.executable, "-m", "gouji.batch.worker", str(memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
        start_new_session=True,  # an interrupt at the terminal is for us; we end the workers
    )


def _ended(process: subprocess.Popen[bytes]) -> None:
    """Wait for a process that is dying, and close our ends of its pipes."""
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError, ValueError):  # what was still to be written is lost with it
                pipe.close()


def _failed(task: Task, what: str, remedy: str) -> Checked:
    return unreadable(task, what, f"{task.name}：{what}" + (f"\n  {remedy}" if remedy else ""))
