"""The characters of a web page: its byte order mark, its own words, then what fits."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_HEAD = 8192  # bytes in which a page declares its encoding
_SURE = 8  # so many characters do not become valid UTF-8 by chance

# gb18030 holds gb2312 and gbk, and pages that declare these, or a Latin encoding, use its characters.
# What is not here is no declaration: least of all UTF-16, which no page is that can be read byte by byte.
_KNOWN = {
    **dict.fromkeys(("gb18030", "gb2312", "gb_2312-80", "gbk", "cp936", "x-gbk"), "gb18030"),
    **dict.fromkeys(("ascii", "us-ascii", "iso-8859-1", "latin1", "windows-1252"), "gb18030"),
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
}


def decode(data: bytes) -> str:
    """The text of a page; a byte that fits no encoding becomes U+FFFD.

    A page that is plainly UTF-8 is, whatever it declares: pages are converted
    and their declarations forgotten.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    declared = _declared(data[:_HEAD])
    order = [declared, "utf-8", "gb18030"]
    if len(_MULTIBYTE.findall(data)) >= _SURE or not _NOT_ASCII.search(data):
        order.insert(0, "utf-8")
    for encoding in filter(None, order):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode(declared or "gb18030", "replace")


def _declared(head: bytes) -> str | None:
    match = _DECLARED.search(head)
    return None if match is None else _KNOWN.get((match[1] or match[2]).decode("ascii", "replace").lower())
