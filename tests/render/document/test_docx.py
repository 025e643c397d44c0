"""Word: whole packages, filled contents, repeated heads, pages on their side, no link to the outside."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pypdfium2 as pdfium
from docx.enum.section import WD_ORIENT
from lxml import etree
from tests.render.document.disclosures import long, odd, publication, table, usual

from gouji.model.publication import Headline, LaidTable, Prose
from gouji.render.document import docx_bytes, pdf_bytes
from gouji.render.document.contents import contents
from gouji.render.document.pages import page_of_pieces, settled

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _body(data: bytes) -> etree._Element:
    return etree.fromstring(_parts(data)["word/document.xml"])


def test_the_same_publication_gives_the_same_bytes() -> None:
    assert docx_bytes(usual("central", 1)) == docx_bytes(usual("central", 1))


def test_another_program_opens_it_and_finds_its_styles() -> None:
    made = usual("beijing-2023", 1)
    document = docx.Document(io.BytesIO(docx_bytes(made)))
    assert document.core_properties.title == made.title
    names = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Heading 1", "Heading 2", "Heading 3", "Heading 4", "表标题", "表单位", "toc 1", "toc 2"} <= names
    assert len(document.tables) == 14
    assert [t.rows[0].cells[0].text for t in document.tables][:1] == ["项目"]
    ways = {section.orientation for section in document.sections}
    assert ways == {WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE}


def test_every_part_is_xml_and_nothing_points_outside() -> None:
    parts = _parts(docx_bytes(odd("beijing-2023"), draft=True))
    for name, content in parts.items():
        root = etree.fromstring(content)
        if name.endswith(".rels"):
            assert not any(link.get("TargetMode") for link in root)
            for link in root:
                target = link.get("Target")
                assert target in parts or f"word/{target}" in parts


def test_the_contents_are_filled_and_every_line_leads_somewhere() -> None:
    made = usual("beijing-2023", 1)
    body = _body(docx_bytes(made))
    bookmarks = {mark.get(f"{_W}name") for mark in body.iter(f"{_W}bookmarkStart")}
    links = list(body.iter(f"{_W}hyperlink"))
    assert [link.get(f"{_W}anchor") for link in links] == [entry.anchor for entry in contents(made)]
    assert {link.get(f"{_W}anchor") for link in links} <= bookmarks
    texts = ["".join(t.text or "" for t in link.iter(f"{_W}t")) for link in links]
    assert all(text[-1].isdigit() for text in texts)
    kinds = [mark.get(f"{_W}fldCharType") for mark in body.iter(f"{_W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == len(links) + 1
    settings = _parts(docx_bytes(made))["word/settings.xml"]
    assert b"updateFields" in settings


def test_heads_are_repeated_and_rows_of_one_project_stay_together() -> None:
    body = _body(docx_bytes(usual("beijing-2023", 1)))
    tables = list(body.iter(f"{_W}tbl"))
    for laid, drawn in zip(usual("beijing-2023", 1).tables, tables, strict=True):
        rows = list(drawn.iterchildren(f"{_W}tr"))
        repeated = [row.find(f"{_W}trPr/{_W}tblHeader") is not None for row in rows]
        assert repeated == [number < laid.head for number in range(laid.height)]
    targets = tables[12]
    assert any(True for _ in targets.iter(f"{_W}keepNext"))


def test_a_row_taller_than_a_page_may_be_broken() -> None:
    body = _body(docx_bytes(long("beijing-2023")))
    rows = list(list(body.iter(f"{_W}tbl"))[12].iterchildren(f"{_W}tr"))
    whole = [row.find(f"{_W}trPr/{_W}cantSplit") is not None for row in rows]
    assert not all(whole)
    assert any(whole)


def test_only_a_draft_is_marked() -> None:
    made = publication(Headline("第一部分", 1), Prose("正文。"), table(("项目", "金额"), ("合计", "1.00")))
    final, draft = _parts(docx_bytes(made)), _parts(docx_bytes(made, draft=True))
    assert "草稿".encode() not in b"".join(final.values())
    assert "草稿".encode() in draft["word/header.xml"]
    assert final["word/document.xml"] == draft["word/document.xml"]
    sections = list(_body(docx_bytes(made)).iter(f"{_W}sectPr"))
    assert all(section.find(f"{_W}headerReference") is not None for section in sections)


def test_the_page_numbers_reckoned_for_the_contents_are_near_those_of_the_pdf() -> None:
    made = usual("beijing-2023", 1)
    document = pdfium.PdfDocument(pdf_bytes(made))
    listed = document[1].get_textpage().get_text_range()
    document.close()
    drawn = [int(n) for n in re.findall(r"(\d+)\s*$", listed.partition("— 2 —")[0], re.MULTILINE)]
    fits = {n: settled(t) for n, t in enumerate(made.pieces) if isinstance(t, LaidTable)}
    entries = contents(made)
    pages = page_of_pieces(made, fits, len(entries))
    reckoned = [pages[entry.piece] for entry in entries]
    assert len(drawn) == len(reckoned)
    assert max(abs(a - b) for a, b in zip(drawn, reckoned, strict=True)) <= 1
