"""The bytes of a text file as text, in the encodings Chinese offices save."""

from __future__ import annotations

import codecs
import re

from gouji.model.errors import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Control characters no text file holds, private-use characters, replacement and non-characters.
_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd\ufffe\uffff]")
_ASCII = re.compile(r"[\x00-\x7f]+")
_ODD_SHARE = 50
_SAMPLE = 100_000
_SAVE_AS = "请用记事本、WPS 等打开，“另存为”时编码选 UTF-8，再试一次。"


def decode(data: bytes, name: str) -> str:
    """The text of ``data``, its line ends all ``\\n``.

    A byte-order mark decides; without one, UTF-8 is tried and then GB18030
    (GB 18030—2022, which holds GBK and GB 2312), both strictly.  Other bytes
    may decode as GB18030 by chance: text full of control and private-use
    characters, or of rare ones, is refused.

    Raises :class:`Unreadable` naming the file ``name``.
    """
    text = _decode_strictly(data, name)
    if "\0" in text:
        raise Unreadable(name, "含有 NUL 字节，不是文本文件，或已经损坏", _SAVE_AS)
    odd = sum(1 for _ in _ODD.finditer(text))
    if odd * _ODD_SHARE > len(text):
        raise Unreadable(name, f"含有 {odd} 个控制字符或自造字符，不是文本文件，或编码无法辨认", _SAVE_AS)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _decode_strictly(data: bytes, name: str) -> str:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            try:
                return codecs.decode(memoryview(data)[len(mark) :], codec)
            except UnicodeDecodeError as error:
                before = data[len(mark) : len(mark) + error.start].decode(codec, "ignore")
                line = before.count("\n") + 1
                what = f"文件开头声明是 {codec.upper()} 编码，但第 {line} 行不是这种编码"
                raise Unreadable(name, what, _SAVE_AS) from None
    if b"\0" in data:
        raise Unreadable(name, "含有 NUL 字节，是二进制文件，或是没有标记的 UTF-16 文本", _SAVE_AS)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        not_utf8 = _line_of(data, error.start)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        not_gb18030 = _line_of(data, error.start)
        what = f"编码无法辨认：{not_utf8}不是 UTF-8，{not_gb18030}不是 GB18030"
        raise Unreadable(name, what, _SAVE_AS) from None
    if not _looks_chinese(text):
        raise Unreadable(name, "编码无法辨认：不是 UTF-8，按 GB18030 读出的多是生僻字", _SAVE_AS)
    return text


def _line_of(data: bytes, offset: int) -> str:
    """Where a byte stands, as a person counts."""
    line = data.count(b"\n", 0, offset) + 1
    return f"第 {line} 行"


def _looks_chinese(text: str) -> bool:
    """Whether most characters are in GB 2312, as in every simplified Chinese text.

    Big5 and Shift-JIS bytes that happen to be GB18030 give mostly others.
    """
    sample = _ASCII.sub("", text[:_SAMPLE])
    rare = len(sample) - len(sample.encode("gb2312", "ignore")) // 2
    return rare <= 4 or rare * 3 <= len(sample)
