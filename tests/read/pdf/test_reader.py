"""Files that cannot be read say so plainly, within bounded time and memory."""

from __future__ import annotations

import itertools
from contextlib import suppress

import pytest

from gouji.model.errors import Unreadable
from gouji.read.pdf import read_pdf, reader


def said(data, **how):
    with pytest.raises(Unreadable) as caught:
        read_pdf(data, "某局.pdf", **how)
    assert str(caught.value).startswith("某局.pdf：")
    return caught.value.what


def test_a_path_and_its_bytes_read_the_same(sheet, make, tmp_path):
    data = make(sheet().text(30, 40, "预算"))
    path = tmp_path / "某局.pdf"
    path.write_bytes(data)
    assert read_pdf(path, file=3) == read_pdf(data, file=3)
    assert read_pdf(path, file=3).blocks[0].file == 3


def test_a_password(sheet, make):
    data = make(sheet().text(30, 40, "预算"))
    lock = (
        b"/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O<" + b"28" * 32 + b">/U<" + b"11" * 32 + b">>>"
        b"/ID[<00><00>]/Root"
    )
    assert "密码" in said(data.replace(b"/Root", lock))


def test_not_a_pdf_inside(sheet):
    assert "损坏" in said(b"%PDF-1.7\n" + b"junk " * 100 + b"%%EOF")
    assert "损坏" in said(b"")


def test_a_file_cut_short(sheet, make):
    data = make(*(sheet().text(30, 40, "预算") for _ in range(5)))
    assert "不完整" in said(data[: len(data) // 2])
    twice = data + make(sheet())[9:]
    assert "不完整" in said(twice[: len(data) + 400])


@pytest.mark.parametrize("keep", range(0, 100, 7))
def test_damage_anywhere_is_told_or_read_but_never_a_traceback(sheet, make, keep):
    data = bytearray(make(sheet().lattice((20, 120, 220), (40, 60)).text(30, 44, "预算")))
    at = len(data) * keep // 100
    data[at : at + 20] = b"\x00" * len(data[at : at + 20])
    with suppress(Unreadable):
        read_pdf(bytes(data))


def test_no_pages(make):
    assert "一页也没有" in said(make())


def test_too_many_pages(sheet, make):
    assert "5000 页" in said(make(*[sheet()] * 5000))


def test_a_page_count_that_lies(sheet, make):
    data = make(sheet().text(30, 40, "预算"))
    assert said(data.replace(b"/Count 1", b"/Count 9"))


def test_too_much_on_a_page(sheet, make):
    page = sheet()
    page.raw("BT /F 1 Tf 1 0 0 1 0 0 Tm " + ("<" + "9884" * 1_000 + "> Tj ") * 70 + "ET")
    assert "第 1 页" in said(make(page))


def test_too_many_strokes_on_a_page(sheet, make):
    page = sheet().raw("0 0 m 1 1 l S\n" * 210_000)
    assert "第 1 页" in said(make(page))


def test_too_much_in_all(sheet, make, monkeypatch):
    monkeypatch.setattr(reader, "WEIGHT", 15)
    assert "第 3 页" in said(make(*(sheet().text(30, 40, "一二三四五") for _ in range(5))))


def test_a_drawing_of_countless_lines_is_no_table(sheet, make):
    page = sheet()
    for i in range(2000):
        page.line(0, i * 0.15, 400, i * 0.15, width=0.01).line(i * 0.2, 0, i * 0.2, 300, width=0.01)
    assert read_pdf(make(page)).blocks == ()


def test_the_same_file_twice_gives_the_same(sheet, make):
    page = sheet()
    for x, y in itertools.product(range(20, 300, 40), range(20, 200, 20)):
        page.text(x, y, "预算")
    data = make(page)
    assert read_pdf(data) == read_pdf(data)


@pytest.mark.parametrize(
    "how", ["/F 0 Tf 1 0 0 1 30 200 Tm", "/F 9 Tf 0 0 0 0 30 200 Tm", "/F 9 Tf 1 0 0 1 1e30 1e38 Tm"]
)
def test_text_of_no_size_or_nowhere_harms_nobody(sheet, make, how):
    page = sheet().raw(f"BT {how} <98847b97> Tj ET").raw("1e38 0 m 1e38 1e38 l S").text(30, 40, "预算")
    assert "预算" in [getattr(block, "text", "") for block in read_pdf(make(page)).blocks]
