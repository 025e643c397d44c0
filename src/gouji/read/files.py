"""Opening files: what each one is, who reads it, and what is said when nobody can."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NoReturn

from gouji.model.document import Block, Document, Dropped, Paragraph, Source
from gouji.model.errors import Unreadable
from gouji.read.contents import Contents, Reader, TooMuch
from gouji.read.formats import Format, sniff

STDIN = "-"
"""The name that means standard input."""

MEBIBYTE = 1 << 20
LONGEST = 400_000
"""No cell and no paragraph of a disclosure has so many characters."""
LARGEST_TEXT = 64 * MEBIBYTE
LARGEST_FILE = 512 * MEBIBYTE

_SUFFIXES = frozenset(
    {
        *(".txt", ".md", ".html", ".htm", ".mht", ".mhtml", ".pdf", ".ofd"),
        *(".docx", ".doc", ".wps", ".rtf", ".odt", ".xlsx", ".xls", ".et", ".ods"),
    }
)


def _read_text(stream: BinaryIO, name: str, file: int) -> Contents:
    """The reader of text files."""
    from gouji.read.encoding import decode
    from gouji.read.text import read_text

    text = decode(_within(stream, LARGEST_TEXT, name), name)
    try:
        blocks, dropped = read_text(text, file)
    except TooMuch as error:
        what = f"读到第 {error} 行时，单元格和段落已多得不像一份预算公开文本"
        raise Unreadable(name, what, "请拆成每个部门或单位一个文件。") from None
    if not blocks:
        raise Unreadable(name, "文件里没有任何文字", "请确认文件已经保存或下载完整。")
    return Contents(blocks, dropped)


def _read_pdf(stream: BinaryIO, name: str, file: int) -> Contents:
    """The reader of PDF files."""
    from gouji.read.pdf import read_pdf

    return Contents(*read_pdf(stream.read(), name, file))


Blocks = tuple[tuple[Block, ...], tuple[Dropped, ...]]


def _read_whole(read_bytes: Callable[[bytes, int], Blocks]) -> Reader:
    """A reader of files that are read at once, from one that takes their bytes."""

    def read_stream(stream: BinaryIO, name: str, file: int) -> Contents:
        try:
            return Contents(*read_bytes(_within(stream, LARGEST_FILE, name), file))
        except Unreadable as problem:
            raise Unreadable(name, problem.what, problem.remedy) from problem

    return read_stream


def _docx(data: bytes, file: int) -> Blocks:
    from gouji.read.docx import read_docx

    return read_docx(data, file)


def _xlsx(data: bytes, file: int) -> Blocks:
    from gouji.read.xlsx import read_xlsx

    return read_xlsx(data, file)


def _html(data: bytes, file: int) -> Blocks:
    from gouji.read.html import read_html

    return read_html(data, file)


READERS: Mapping[Format, Reader] = {
    Format.TEXT: _read_text,
    Format.PDF: _read_pdf,
    Format.DOCX: _read_whole(_docx),
    Format.XLSX: _read_whole(_xlsx),
    Format.XLS: _read_whole(_xlsx),
    Format.HTML: _read_whole(_html),
}
"""Who reads what.  A format without a reader is refused by its name."""

_REMEDIES = {
    Format.DOC: "请用 Word 或 WPS 打开，另存为 .docx 或 PDF 再试。",
    Format.OLE: "若文件加了密码，请先去掉；否则请另存为 .docx、.xlsx 或 PDF 再试。",
    Format.RTF: "请用 Word 或 WPS 打开，另存为 .docx 或 PDF 再试。",
    Format.OFD: "请用阅读器另存为 PDF 再试。",
    Format.MHTML: "请在浏览器中另存为“网页，仅 HTML”或打印成 PDF 再试。",
    Format.IMAGE: "请先用文字识别（OCR）软件转成文本，或提供原始的电子文件。",
    Format.ZIP: "请先解压，再给出其中的文件或文件夹。",
    Format.ARCHIVE: "请先解压，再给出其中的文件或文件夹。",
}
_REMEDY = "请另存为 PDF、.docx、.xlsx 或文本文件再试。"


def read(path: str | Path, file: int = 0) -> Document:
    """The document in the file at ``path``, or on standard input if that is ``-``.

    The format is told by the content.  ``file`` is the file's index in its
    disclosure.  Raises :class:`Unreadable`.
    """
    shown = str(path)
    with _opened(path) as stream:
        try:
            found = sniff(stream)
            digest = _sha256(stream)
        except zipfile.BadZipFile:
            raise Unreadable(shown, "压缩格式的文件已经损坏或不完整", "请重新下载或另存一次。") from None
        except OSError as error:
            _refuse(error, shown)
        reader = READERS.get(found)
        if reader is None:
            remedy = _REMEDIES.get(found, _REMEDY)
            raise Unreadable(shown, f"目前还不支持读取这种格式：{found.label}", remedy)
        stream.seek(0)
        blocks, dropped, pages, scanned = reader(stream, shown, file)
        _check_lengths(blocks, shown)
    source = Source(STDIN if shown == STDIN else Path(path).name, found.value, digest, pages)
    return Document((source,), blocks, dropped, scanned)


def _check_lengths(blocks: Sequence[Block], name: str) -> None:
    for block in blocks:
        texts = (block.text,) if isinstance(block, Paragraph) else (cell.text for cell in block.cells)
        for text in texts:
            if len(text) > LONGEST:
                what = f"有一段文字长达 {len(text)} 字，不像一份预算公开文本"
                raise Unreadable(name, what, "请确认选对了文件，或另存为 PDF 再试。")


def read_together(paths: Sequence[str | Path]) -> Document:
    """One disclosure that was published as several files, in the order of ``paths``."""
    parts = [read(path, file) for file, path in enumerate(paths)]
    return Document(
        tuple(source for part in parts for source in part.sources),
        tuple(block for part in parts for block in part.blocks),
        tuple(dropped for part in parts for dropped in part.dropped),
        tuple(page for part in parts for page in part.scanned),
    )


def bytes_of(path: str | Path) -> bytes:
    """All of the file at ``path``, or of standard input if that is ``-``.  Raises :class:`Unreadable`."""
    with _opened(path) as stream:
        stream.seek(0)
        return _within(stream, LARGEST_FILE, str(path))


def documents_in(folder: Path) -> list[Path]:
    """The files below ``folder`` that look like documents, sorted; possibly none.

    Hidden files and folders and the lock files of Office (``~$…``) are passed
    over.  Whether each can be read shows when it is read.  Raises
    :class:`Unreadable` for a folder that is missing or closed to us.
    """

    def refuse(error: OSError) -> NoReturn:
        _refuse(error, error.filename or str(folder))

    found = []
    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in names if _looks_like_a_document(name)]
    return sorted(found)


def _looks_like_a_document(name: str) -> bool:
    return not name.startswith((".", "~$")) and Path(name).suffix.lower() in _SUFFIXES


@contextmanager
def _opened(path: str | Path) -> Iterator[BinaryIO]:
    """The file as a seekable stream of at least one byte; pipes are taken into memory."""
    name = str(path)
    if name == STDIN:
        yield _seekable(sys.stdin.buffer, name)
        return
    try:
        stream = Path(path).open("rb")  # noqa: SIM115 — closed below; only the opening is guarded here
    except (OSError, ValueError) as error:
        _refuse(error, name)
    with stream:
        yield _seekable(stream, name)


def _seekable(stream: BinaryIO, name: str) -> BinaryIO:
    if name != STDIN and hasattr(stream, "fileno") and _is_device(stream):
        raise Unreadable(name, "这是设备，不是文件", "请给出 PDF、Word、Excel、网页或文本文件。")
    whole = stream if stream.seekable() else io.BytesIO(_within(stream, LARGEST_FILE, name))
    if not whole.seek(0, io.SEEK_END):
        raise Unreadable(name, "文件是空的（0 字节）", "请确认文件已经保存或下载完整。")
    return whole


def _is_device(stream: BinaryIO) -> bool:
    mode = os.fstat(stream.fileno()).st_mode
    return stat.S_ISCHR(mode) or stat.S_ISBLK(mode)


def _sha256(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    stream.seek(0)
    while chunk := stream.read(MEBIBYTE):
        digest.update(chunk)
    return digest.hexdigest()


def _within(stream: BinaryIO, limit: int, name: str) -> bytes:
    """All of ``stream``, unless it is larger than ``limit`` bytes."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        what = f"文件超过 {limit // MEBIBYTE} MiB，大得不像一份预算公开文本"
        raise Unreadable(name, what, "请拆成每个部门或单位一个文件。")
    return data


def _refuse(error: Exception, name: str) -> NoReturn:
    """Say in plain Chinese why the system would not open a file."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            raise Unreadable(name, "没有这个文件", "请核对路径和文件名。") from None
        case IsADirectoryError():
            raise Unreadable(name, "这是文件夹，不是文件", "请给出其中的文件。") from None
        case PermissionError():
            remedy = "请让文件的所有者授权，或复制到自己的文件夹再试。"
            raise Unreadable(name, "没有读取权限", remedy) from None
        case OSError():
            raise Unreadable(name, f"打不开（{error.strerror}）", "请复制到本机磁盘再试。") from None
        case _:
            raise Unreadable(name, "没有这个文件：文件名里有不能用的字符", "请核对路径和文件名。") from None
