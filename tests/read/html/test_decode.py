"""The encoding of a page."""

from __future__ import annotations

import pytest

from gouji.read.html.decode import decode

_LONG = "一般公共预算财政拨款收入支出情况表"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbf" + "预算".encode(), "预算"),
        ("预算".encode("utf-16"), "预算"),
        (b"\xfe\xff" + "预算".encode("utf-16-be"), "预算"),
        ("<meta charset=gb2312>預算鎔".encode("gb18030"), "<meta charset=gb2312>預算鎔"),
        ("<meta charset='GBK'>联通".encode("gbk"), "<meta charset='GBK'>联通"),
        ("<meta http-equiv=x content='text/html; charset=big5'>預算".encode("big5"),
         "<meta http-equiv=x content='text/html; charset=big5'>預算"),
        (f"<meta charset=gb2312>{_LONG}".encode(), f"<meta charset=gb2312>{_LONG}"),
        (f"<meta charset=utf-8>{_LONG}".encode("gbk"), f"<meta charset=utf-8>{_LONG}"),
        ("<?xml encoding='gb2312'?>预算".encode("gbk"), "<?xml encoding='gb2312'?>预算"),
        (_LONG.encode("gbk"), _LONG),
        (_LONG.encode(), _LONG),
        ("<meta charset=utf-16>预算".encode(), "<meta charset=utf-16>预算"),
        ("<meta charset=nonsense>预算".encode(), "<meta charset=nonsense>预算"),
        ("<meta charset=hex>预算".encode(), "<meta charset=hex>预算"),
        (b"\xff\xffabc" + _LONG.encode("gbk"), "\ufffd\ufffdabc" + _LONG),
    ],
)  # fmt: skip
def test_the_encoding_is_found(data: bytes, text: str) -> None:
    assert decode(data) == text
