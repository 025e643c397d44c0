"""Where results go: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import click

from gouji.model.errors import Unreadable
from gouji.model.report import Report


def emit(text: str, out: Path | None) -> None:
    """Write the result to ``out``, or to standard output as UTF-8."""
    if out is None:
        click.echo(text.encode("utf-8"), nl=False)
        return
    import tempfile

    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(out)
    except OSError as problem:
        raise Unreadable(str(out), f"写不进去：{problem.strerror}", "请换一个可写的位置。") from problem


def unmasked(report: Report) -> Report:
    """The report with the places of personal data as printed, because the user asked for it."""
    raw = {person.place: replace(person.place, text=person.raw) for person in report.book.personal}
    findings = []
    for finding in report.findings:
        message = finding.message
        for hidden in finding.places:
            if hidden in raw:
                message = message.replace(hidden.text, raw[hidden].text)
        places = tuple(raw.get(place, place) for place in finding.places)
        findings.append(replace(finding, places=places, message=message))
    return replace(report, findings=tuple(findings))
