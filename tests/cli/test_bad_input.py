"""Files nobody should have to read: each gets one plain message, within little memory and time."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gouji.read.ole import MAGIC

_SECONDS, _BYTES = 60, 1536 << 20
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 10}'>" for n in range(9)
)


def _limited() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def _gouji(*args: str, cwd: Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "gouji", *args],
        cwd=cwd,
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
        preexec_fn=_limited if sys.platform == "linux" else None,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in out + err
    assert "程序内部出错" not in err, err
    return done.returncode, out, err


def _pdf(
    content: bytes, media: str = "0 0 400 300", count: int = 1, more: bytes = b"", font: bytes = b""
) -> bytes:
    """A PDF whose pages all show ``content``."""
    font = font or b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b"4 0 R " * count),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 3 0 R/Resources<</Font<</F 5 0 R>>>>>>"
        % media.encode(),
        font,
    ]
    out, places = b"%PDF-1.7\n", []
    for n, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<</Size 6/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
        % (*(table, more, len(out)),)
    )


def _encrypted() -> bytes:
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (
        b"28" * 32,
        b"11" * 32,
    )
    return _pdf(b"", more=lock)


def _picture() -> bytes:
    return _pdf(b"q 400 0 0 300 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x7f EI Q", count=3)


def _zip(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _huge(name: str, begin: str, unit: str, end: str) -> Callable[[], bytes]:
    """A package whose part ``name`` unpacks to a thousand times its size."""

    def make() -> bytes:
        out = io.BytesIO()
        with (
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
            archive.open(name, "w", force_zip64=True) as part,
        ):
            part.write(begin.encode())
            block = unit.encode() * ((1 << 20) // len(unit))
            for _ in range(300):
                part.write(block)
            part.write(end.encode())
        return out.getvalue()

    return make


def _lying() -> bytes:
    """A part that says it is small and unpacks to a quarter gigabyte."""
    data = bytearray(_zip({"word/document.xml": b"<w:p/>" * (40 << 20)}))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 1000)
    struct.pack_into("<I", data, 22, 1000)
    return bytes(data)


def _docx(body: str) -> bytes:
    return _zip({"word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>"})


def _xlsx(sheet: str) -> bytes:
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return _zip(
        {
            "xl/workbook.xml": f'<workbook {_S} xmlns:r="{relations}"><sheets>'
            '<sheet name="a" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/'
            f'2006/relationships"><Relationship Id="r1" Type="{relations}/worksheet" Target="s.xml"/>'
            "</Relationships>",
            "xl/s.xml": f"<worksheet {_S}>{sheet}</worksheet>",
        }
    )


def _many_parts() -> bytes:
    return _zip({"word/document.xml": b""} | {f"word/{n}.xml": b"" for n in range(20_000)})


def _counting() -> bytes:
    """An end record that speaks of more entries than the file has bytes."""
    data = bytearray(_zip({"word/document.xml": b"x"}))
    struct.pack_into("<HH", data, len(data) - 14, 65_535, 65_535)
    return bytes(data)


def _xls() -> bytes:
    return MAGIC + bytes(22) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\xff" * 4000


_UNREADABLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "locked.pdf": (_encrypted, "打开密码"),
    "torn.pdf": (lambda: _pdf(b"BT ET" * 300)[:900], "不完整"),
    "pages.pdf": (lambda: _pdf(b"", count=5000), "5000 页"),
    "paths.pdf": (lambda: _pdf(b"0 0 m 9 9 l S\n" * 210_000), "第 1 页"),
    "empty.pdf": (lambda: b"", "空的"),
    "header.pdf": (lambda: b"%PDF-1.7\n" + b"x" * 5000, "不完整"),
    "gigabytes.docx": (
        _huge("word/document.xml", f"<w:document {_W}>", "<w:p/>", "</w:document>"),
        "超出读取上限",
    ),
    "gigabytes.xlsx": (_huge("xl/workbook.xml", "<a>", "<b/>", "</a>"), "超出读取上限"),
    "lying.docx": (_lying, "已损坏"),
    "parts.docx": (_many_parts, "个部件"),
    "counting.docx": (_counting, "不是合法的 XML"),
    "laughs.docx": (lambda: _zip({"word/document.xml": _LAUGHS + "]><x>&j;</x>"}), "DTD"),
    "laughs.xlsx": (lambda: _zip({"xl/workbook.xml": _LAUGHS + "]><x>&j;</x>"}), "DTD"),
    "outside.docx": (
        lambda: _zip(
            {"word/document.xml": "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><x>&a;</x>"}
        ),
        "DTD",
    ),
    "deep.docx": (lambda: _docx("<w:tbl><w:tr><w:tc>" * 5000 + "</w:tc></w:tr></w:tbl>" * 5000), "嵌套"),
    "far.xlsx": (
        lambda: _xlsx(
            '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row><row r="1048577"/></sheetData>'
        ),
        "",
    ),
    "wide.html": (
        lambda: b"<html><table><tr>" + b"<td colspan=1000 rowspan=65000>1" * 9000 + b"</table>",
        "上限",
    ),
    "old.doc": (lambda: _ole("WordDocument"), "另存为 .docx"),
    "old.wps": (lambda: _ole("WordDocument"), "另存为 .docx"),
    "damaged.xls": (_xls, "旧"),
    "damaged2.xls": (lambda: _ole("Workbook"), "损坏"),
    "picture.pdf": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(64), "图片"),
    "archive.pdf": (lambda: _zip({"a.txt": b"1"}), "解压"),
}


def _ole(stream: str) -> bytes:
    header = bytearray(512)
    header[:8] = MAGIC
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", header, 44, 1)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<I", header, 76, 0)
    root = "Root Entry".encode("utf-16-le").ljust(64, b"\0") + struct.pack(
        "<HBBIII", 22, 5, 1, 2**32 - 1, 2**32 - 1, 1
    )
    entry = stream.encode("utf-16-le").ljust(64, b"\0") + struct.pack(
        "<HBBIII", 2 * len(stream) + 2, 2, 1, 2**32 - 1, 2**32 - 1, 2**32 - 1
    )
    directory = root.ljust(116, b"\0") + struct.pack("<IQ", 2**32 - 2, 0)
    directory += entry.ljust(116, b"\0") + struct.pack("<IQ", 2, 4096)
    fat = struct.pack("<128I", 2**32 - 3, 2**32 - 2, *range(3, 10), 2**32 - 2, *[2**32 - 1] * 118)
    return bytes(header) + fat + directory.ljust(512, b"\0") + b"\x01" * 4096


@pytest.mark.parametrize("name", list(_UNREADABLE))
def test_it_is_refused_with_a_reason(tmp_path: Path, name: str) -> None:
    make, said = _UNREADABLE[name]
    (tmp_path / name).write_bytes(make())
    code, out, err = _gouji("check", name, cwd=tmp_path)
    assert (code, out) == (2, "")
    assert err.startswith(f"gouji：{name}：")
    assert said in err
    assert "\n  " in err  # and what to do


def test_a_scanned_document_is_told_as_such_and_no_table_is_called_missing(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(_picture())
    code, out, err = _gouji("check", "scan.pdf", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert "扫描" in err
    assert "没有找到" not in err
    assert "3 页" in err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no such files")
@pytest.mark.parametrize(
    ("path", "said"), [(".", "没有可读的文件"), ("/dev/null", "设备"), ("/dev/zero", "设备")]
)
def test_what_is_no_file(tmp_path: Path, path: str, said: str) -> None:
    code, out, err = _gouji("check", path, cwd=tmp_path)
    assert (code, out) == (2, "")
    assert said in err


def test_a_folder_is_no_file_to_read(tmp_path: Path) -> None:
    code, _, err = _gouji("read", ".", cwd=tmp_path)
    assert code == 2
    assert "文件夹" in err


_HARMLESS: dict[str, Callable[[], bytes]] = {
    "box.pdf": lambda: _pdf(b"BT /F 9 Tf 20 20 Td (a) Tj ET", media="0 0 1e9 1e9"),
    "nobox.pdf": lambda: _pdf(b"BT /F 9 Tf 20 20 Td (a) Tj ET", media="0 0 0 0"),
    "backbox.pdf": lambda: _pdf(b"BT /F 9 Tf 20 20 Td (a) Tj ET", media="400 300 0 0"),
    "paths.pdf": lambda: _pdf(b"0 0 m 9 9 l S\n" * 100_000),
    "rects.pdf": lambda: _pdf(b"".join(b"%d %d 3 2 re f\n" % (n % 390, n // 390) for n in range(100_000))),
    "large.html": lambda: b"<html><p>" + b"<p>a<b>b" * 300_000,
    "deep.html": lambda: b"<html>" + b"<table><tr><td>" * 3000 + b"1",
    "lines.txt": lambda: b"a\tb\n" * 250_000,
    "line.txt": lambda: b"a " * 4_000_000,
    "tabs.txt": lambda: b"\t" * 3_000_000,
    "far.xlsx": lambda: _xlsx('<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    "nested.docx": lambda: _docx("<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60),
}


@pytest.mark.parametrize("name", list(_HARMLESS))
def test_odd_files_end_in_a_message_and_in_time(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(_HARMLESS[name]())
    code, out, err = _gouji("check", name, cwd=tmp_path)
    assert (code, out) == (2, "")
    assert name in err


def test_nothing_outside_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("绝密", encoding="utf-8")
    page = f'<html><link href="file://{secret}"><iframe src="file://{secret}"></iframe><p>预算</p><table><tr><td>1'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    _, out, err = _gouji("read", "a.html", "--format", "json", cwd=tmp_path)
    assert "绝密" not in out + err
