"""What a file is, told by its content and never by its name."""

from __future__ import annotations

import codecs
import io
import re
import zipfile

from gouji.model.errors import Unreadable
from gouji.read import ole

_HEAD = 65536  # bytes that are looked at to tell text from other things
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PROLOG = re.compile(r"(?:\s+|<!--.*?-->|<\?.*?\?>)+", re.DOTALL)
_STRUCTURE = re.compile(
    r"<!doctype\s+html|<(?:html|head|meta|title|link|style|script|body|table|div|center|section|article|main)[\s>/]",
    re.IGNORECASE,
)
_FLOW = re.compile(r"<(?:p|h[1-6]|ul|ol|dl|span|font|b|strong|a|img|br|hr)[\s>/]", re.IGNORECASE)
_OFFICE_XML = re.compile(r"<\?mso-application\s|<pkg:package\s|<office:document\s", re.IGNORECASE)
_MHTML = re.compile(r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?mime-version:", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

_AS_IT_IS = "请按它实际的格式读取。"

# kind of content, what it is called, what to do
_REFUSALS = {
    "pdf": ("是 PDF 文件", _AS_IT_IS),
    "docx": ("是 Word 文档（.docx）", _AS_IT_IS),
    "xlsx": ("是 Excel 工作簿（.xlsx）", _AS_IT_IS),
    "xls": ("是 Excel 工作簿（.xls）", _AS_IT_IS),
    "html": ("是网页", _AS_IT_IS),
    "text": ("是纯文本", _AS_IT_IS),
    "empty": ("文件是空的", "请重新下载或重新导出后再试。"),
    "doc": (
        "是旧版 Word 或 WPS 文字格式（.doc、.wps），不能直接读取",
        "请用 Word 或 WPS 打开，另存为 .docx 或 PDF 后再试。",
    ),
    "encrypted": ("文件设有打开密码", "请用 Office 或 WPS 打开，去掉密码另存后再试。"),
    "mhtml": (
        "是单个文件网页（.mht、.mhtml）",
        "请用浏览器或 Word 打开，另存为 .html、.docx 或 PDF 后再试。",
    ),
    "office xml": (
        "是 Office 的单文件 XML 格式",
        "请用 Office 或 WPS 打开，另存为 .docx、.xlsx 或 PDF 后再试。",
    ),
    "rtf": ("是 RTF 格式", "请用 Word 或 WPS 打开，另存为 .docx 或 PDF 后再试。"),
    "ofd": ("是 OFD 版式文件", "请用 OFD 阅读器转换为 PDF 后再试。"),
    "open document": ("是 OpenDocument 格式（.odt、.ods）", "请另存为 .docx、.xlsx 或 PDF 后再试。"),
    "picture": ("是图片", "请提供可复制文字的 PDF、Word 或 Excel 文件；只有扫描件时，请先合成为一个 PDF。"),
    "archive": ("是压缩包", "请解压后，把里面的文件一并指定。"),
    "broken zip": ("压缩结构已损坏，打不开", "文件可能没有下载完整，请重新下载或重新导出后再试。"),
    "ole": ("是 Office 旧格式文件，但其中没有 Word 或 Excel 内容", "请另存为 .docx、.xlsx 或 PDF 后再试。"),
}
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")


def sniff(data: bytes) -> str:
    """One of ``pdf docx xlsx xls doc html text binary zip empty``.

    ``xlsx`` is any workbook in a zip (.xlsx, .xlsm, .xlsb, new .et), ``xls``
    any in an OLE file (.xls, old .et), ``doc`` any old Word or WPS text.
    Encrypted Office files, MHTML and the like are ``binary``;
    :func:`refusal` says what each of them is.
    """
    kind = _kind(data)
    if kind in ("ofd", "open document", "broken zip"):
        return "zip"
    known = ("pdf", "docx", "xlsx", "xls", "doc", "html", "text", "zip", "empty")
    return kind if kind in known else "binary"


def refusal(data: bytes, name: str = "文件") -> Unreadable:
    """The error for content a reader does not take: what it is and what to do."""
    kind = _kind(data)
    if kind == "zip":
        kind = "archive"
    what, remedy = _REFUSALS.get(kind, ("内容不是 PDF、Word、Excel、网页或文本", "请确认选对了文件。"))
    return Unreadable(name, what, remedy)


def _kind(data: bytes) -> str:
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"):
        return "empty"
    if data.startswith(ole.MAGIC):
        return _kind_of_compound(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_PICTURES):
        return "picture"
    if data.startswith(_ARCHIVES):
        return "archive"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    return kind_of_text(data)


def _kind_of_compound(data: bytes) -> str:
    try:
        names = {name.lower() for name in ole.compound(data).streams}
    except ValueError:
        return "ole"
    for stream, kind in (
        ("encryptedpackage", "encrypted"),
        ("worddocument", "doc"),
        ("workbook", "xls"),
        ("book", "xls"),
    ):
        if stream in names:
            return kind
    return "ole"


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.replace("\\", "/").lstrip("/").lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError):
        # A torn file still begins with its first parts, which are stored under their plain names.
        return "docx" if b"word/" in data else "xlsx" if b"xl/" in data else "broken zip"
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "ofd.xml" in names:
        return "ofd"
    return "open document" if {"mimetype", "content.xml"} <= names else "zip"


def kind_of_text(data: bytes, *, flow: bool = True) -> str:
    """What the beginning of a file that is neither PDF nor packed holds.

    ``html``, ``mhtml``, ``office xml``, ``text``, or ``binary`` for none of them.
    With ``flow`` a paragraph or a heading without a page around it is a page too.
    """
    text = _beginning(data)
    if text is None or _CONTROL.search(text):
        return "binary"
    if _OFFICE_XML.search(text, 0, 2048):
        return "office xml"
    prolog = _PROLOG.match(text)
    start = prolog.end() if prolog else 0
    if _STRUCTURE.match(text, start):
        return "html"
    # OCR leaves <p> and <b> in plain text whose tables are lines with tabs.
    if flow and _FLOW.match(text, start) and "\t" not in text:
        return "html"
    return "mhtml" if _MHTML.match(text, start, 4096) else "text"


def _beginning(data: bytes) -> str | None:
    """The first characters of a text, whatever its encoding; ``None`` where it is none."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return codecs.getincrementaldecoder(encoding)("replace").decode(data[len(bom) : _HEAD])
    for encoding in ("utf-8", "gb18030"):
        try:
            return codecs.getincrementaldecoder(encoding)().decode(data[:_HEAD])
        except UnicodeDecodeError:
            continue
    # One bad byte does not make a page binary; control characters do.
    return data[:_HEAD].decode("gb18030", "replace")
