"""Files are opened, read and named; what cannot be read is refused in plain Chinese."""

from __future__ import annotations

import hashlib
import io
import os
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from gouji.model.document import Grid, Paragraph
from gouji.model.errors import Unreadable
from gouji.read import documents_in, files, read, read_together
from gouji.read import text as reading

TEXT = "云台区园林所\n项目\t金额\n植树\t12.50\n"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "预算.pdf"
    path.write_text(TEXT, encoding="utf-8")
    return path


def refusal(path: str | Path) -> Unreadable:
    """What is said about a file that cannot be read."""
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert caught.value.name == str(path)
    assert caught.value.remedy
    return caught.value


def test_a_text_file_is_read_whatever_its_name(document: Path) -> None:
    found = read(document)
    (source,) = found.sources
    assert (source.name, source.format, source.pages) == ("预算.pdf", "text", None)
    assert source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    title, table = found.blocks
    assert title == Paragraph("云台区园林所", line=1)
    assert isinstance(table, Grid)
    assert [cell.text for cell in table.cells] == ["项目", "金额", "植树", "12.50"]


def test_a_name_may_be_a_string(document: Path) -> None:
    assert read(str(document)) == read(document)


def test_several_files_are_one_disclosure(tmp_path: Path, document: Path) -> None:
    other = tmp_path / "说明.txt"
    other.write_text("<b>说明</b>", encoding="gb18030")
    whole = read_together([document, other])
    assert [source.name for source in whole.sources] == ["预算.pdf", "说明.txt"]
    assert whole.blocks[-1] == Paragraph("说明", 1, line=1)
    assert {entry.file for entry in whole.dropped} == {1}


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    found = read("-")
    assert found.sources[0].name == "-"
    assert len(found.blocks) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(TEXT, "utf-8"))
    writer.start()
    found = read(pipe)
    writer.join()
    assert len(found.blocks) == 2


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "没有这个文件" in refusal(tmp_path / "无.txt").what
    assert "没有这个文件" in refusal("a\0b").what


def test_a_file_below_a_file_is_missing(document: Path) -> None:
    assert "没有这个文件" in refusal(document / "甲.txt").what


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "文件夹" in refusal(tmp_path).what


def test_a_file_closed_to_us_is_refused(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "权限" in refusal(document).what


def test_a_file_that_fails_while_reading_is_refused(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> str:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(files, "_sha256", fail)
    assert "打不开" in refusal(document).what


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "空的"),
        (b"\xef\xbb\xbf \n\t\n", "没有任何文字"),
        (b"\0\1\2", "NUL"),
        (b"\xff\xff\xff", "编码无法辨认"),
        (b"PK\x03\x04", "损坏"),
        (b"\x89PNG\r\n", "图片"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, data: bytes, what: str) -> None:
    path = tmp_path / "甲.txt"
    path.write_bytes(data)
    assert what in refusal(path).what


def test_a_text_that_is_too_large_is_refused(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_TEXT", len(TEXT.encode()))
    read(document)
    monkeypatch.setattr(files, "LARGEST_TEXT", len(TEXT.encode()) - 1)
    assert "MiB" in refusal(document).what


def test_a_text_with_too_many_cells_is_refused(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PIECES", 2)
    assert "第 2 行" in refusal(document).what


def test_the_documents_of_a_folder(tmp_path: Path) -> None:
    for name in ("b/2.PDF", "b/1.txt", "a.docx", "~$a.docx", ".x.txt", ".git/3.txt", "b/图.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = [path.relative_to(tmp_path).as_posix() for path in documents_in(tmp_path)]
    assert found == ["a.docx", "b/1.txt", "b/2.PDF"]


def test_an_empty_folder_has_no_documents_and_a_missing_one_is_refused(tmp_path: Path) -> None:
    assert documents_in(tmp_path) == []
    with pytest.raises(Unreadable, match="无"):
        documents_in(tmp_path / "无")
