"""Where results go: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from gouji.model.errors import Unreadable


def emit(text: str, out: Path | None) -> None:
    """Write the result to ``out``, or to standard output as UTF-8."""
    if out is None:
        _echo(text.encode("utf-8"))
    else:
        _write(text.encode("utf-8"), out)


def emit_file(data: bytes, out: Path | None) -> None:
    """Write a result that is no text to ``out``, or to standard output where that is no terminal."""
    if out is not None:
        _write(data, out)
    elif sys.stdout.isatty():
        raise Unreadable("标准输出", "这种格式不能显示在终端上", "请用 -o 指明文件。")
    else:
        _echo(data)


def _echo(data: bytes) -> None:
    """Bytes on standard output."""
    try:
        click.echo(data, nl=False)
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise Unreadable(
            "标准输出", f"写不出去：{problem.strerror}", "请换一个可写的位置，或用 -o 指明文件。"
        ) from problem


def _write(data: bytes, out: Path) -> None:
    import tempfile

    name = None
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(out)
    except BaseException as problem:  # also where the user breaks it off
        if name is not None:
            Path(name).unlink(missing_ok=True)
        if not isinstance(problem, OSError):
            raise
        raise Unreadable(str(out), f"写不进去：{problem.strerror}", "请换一个可写的位置。") from problem
