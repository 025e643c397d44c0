"""One disclosure to be checked, and what came of it: plain data that travels between processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from gouji.check import check_document
from gouji.model.document import Document
from gouji.model.errors import DeclarationError, GoujiError, Unreadable
from gouji.model.report import Report, Verdict
from gouji.read import read, read_together
from gouji.recognise.recognise import NotADisclosure
from gouji.render.report.json import report_json, unreadable_json
from gouji.render.report.text import report_text

_EXIT = {Verdict.CLEAN: 0, Verdict.FAULTY: 1, Verdict.INCOMPLETE: 4, Verdict.UNREADABLE: 2}


@dataclass(frozen=True, slots=True)
class Task:
    """A disclosure and how it is to be checked and shown.

    ``style`` is how (text, json or html), ``number`` its place among all of them, from 1.
    ``found`` says that nobody named its file: it only lay in a folder, and is
    passed over where it is no disclosure.  ``select`` and ``ignore`` are codes.
    """

    files: tuple[str, ...]
    style: str = "text"
    number: int = 1
    form: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    found: bool = False
    show_personal: bool = False
    verbose: bool = False

    @property
    def name(self) -> str:
        """What messages call it."""
        return "、".join(Path(file).name for file in self.files)

    def data(self) -> dict[str, Any]:
        """It as plain data."""
        return asdict(self)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Task:
        """The task that :meth:`data` gave."""
        lists: dict[str, Any] = {key: tuple(data[key]) for key in ("files", "select", "ignore")}
        return cls(**{**data, **lists})


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a task: its report as text, as data or as title, verdict and section of a page.

    ``code`` is its exit status, ``messages`` are for the user.

    ``code`` is ``None`` and there is no report where the file is no disclosure and was passed over.
    """

    code: int | None
    text: str | None = None
    report: Mapping[str, Any] | None = None
    messages: tuple[str, ...] = ()
    section: tuple[str, str, str] | None = None

    def data(self) -> dict[str, Any]:
        """It as plain data."""
        return asdict(self)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Checked:
        """The result that :meth:`data` gave."""
        section = tuple(data["section"]) if data["section"] else None
        return cls(data["code"], data["text"], data["report"], tuple(data["messages"]), section)


def check_files(task: Task) -> Checked:
    """Read and check one disclosure.  Raises :class:`DeclarationError` where a form itself is wrong."""
    if task.style == "html":
        from gouji.render.report.html import located, report_section
    document: Document | None = None
    try:
        document = read_together(task.files) if len(task.files) > 1 else read(task.files[0])
        if task.style == "html":
            document = located(document)
        report = _filtered(check_document(document, task.form), task.select, task.ignore)
    except DeclarationError:
        raise
    except NotADisclosure as problem:
        why = unseen(document) if document is not None and document.scanned else ""
        if task.found and not why:
            return Checked(None, messages=(f"跳过 {task.name}：不是公开文本",))
        why = why or str(problem)
        return unreadable(task, why, f"{task.name}：{why}")
    except Unreadable as problem:
        return unreadable(task, problem.what, str(problem))
    except GoujiError as problem:
        return unreadable(task, str(problem), f"{task.name}：{problem}")
    messages = [f"规则出错：{line}" for line in report.crashed]
    if task.show_personal:
        messages.insert(0, "输出含姓名和电话，请勿外传。")
        report = _unmasked(report)
    code = 3 if report.crashed else _EXIT[report.verdict]
    said = tuple(messages)
    if task.style == "json":
        return Checked(code, report=report_json(report), messages=said)
    if task.style == "html":
        section = report_section(task.number, report, document, personal=task.show_personal)
        return Checked(code, messages=said, section=section)
    return Checked(code, report_text(report, verbose=task.verbose), messages=said)


def unseen(document: Document) -> str:
    """What is said of a document in which no table was found and some pages are pictures."""
    pages, unseen = sum(source.pages or 0 for source in document.sources), len(document.scanned)
    how_many = f"全部 {pages} 页" if unseen == pages else f"{pages} 页中有 {unseen} 页"
    return (
        f"{how_many}没有可读的文字（扫描的图片，或字体没有文字对应）\n"
        "  请提供可以复制文字的 PDF、Word、Excel 或网页；只有扫描件时，请先做文字识别（OCR）再试。"
    )


def unreadable(task: Task, why: str, message: str, code: int = 2) -> Checked:
    """The result of a disclosure that could not be read: ``why`` for its report, ``message`` for the user."""
    names = [Path(file).name for file in task.files]
    return Checked(code, report=unreadable_json(names, why), messages=(message,))


def _filtered(report: Report, select: tuple[str, ...], ignore: tuple[str, ...]) -> Report:
    if not select and not ignore:
        return report
    kept = tuple(f for f in report.findings if (not select or f.code in select) and f.code not in ignore)
    return replace(report, findings=kept)


def _unmasked(report: Report) -> Report:
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
