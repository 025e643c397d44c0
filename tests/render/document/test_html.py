"""The web page: one file that loads nothing, semantic tables, contents that lead somewhere."""

from __future__ import annotations

import re

from lxml import html
from tests.render.document.disclosures import odd, publication, table, usual

from gouji.model.publication import Headline, Prose
from gouji.render.document import html_text


def test_it_loads_nothing() -> None:
    page = html_text(usual("beijing-2023", 1))
    assert not re.search(r"<(?:script|link|img|iframe|object)|url\(|@import|https?:", page)
    assert "default-src 'none'" in page


def test_texts_are_never_markup() -> None:
    evil = "<script>alert(1)</script>\"'&lt;<b>"
    made = publication(Headline(evil, 1), Prose(evil), table((evil, "金额"), (evil, "1.00")), title=evil)
    page = html_text(made)
    tree = html.fromstring(page)
    assert tree.xpath("//script | //b") == []
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 6
    assert tree.xpath("//main/p/text()") == [evil]


def test_every_line_of_the_contents_leads_to_its_piece() -> None:
    tree = html.fromstring(html_text(usual("beijing-2023", 1)))
    for link in tree.xpath("//nav/a"):
        (target,) = tree.xpath(f"//*[@id='{link.get('href').removeprefix('#')}']")
        heading = target if target.tag.startswith("h") else target.find("h3")
        assert heading.text_content() == link.text_content()


def test_heads_are_heads() -> None:
    made = usual("beijing-2023", 1)
    tree = html.fromstring(html_text(made))
    tables = tree.xpath("//main//table")
    assert len(tables) == len(made.tables)
    for laid, drawn in zip(made.tables, tables, strict=True):
        assert len(drawn.xpath("./thead/tr")) == laid.head
        assert len(drawn.xpath("./tbody/tr")) == laid.height - laid.head
        assert len(drawn.xpath("./thead//th")) == sum(cell.row < laid.head for cell in laid.cells)


def test_only_a_draft_is_marked() -> None:
    made = odd("central")
    assert '<body class="draft">' in html_text(made, draft=True)
    assert "<body>" in html_text(made)
    assert html_text(made, draft=True).replace(' class="draft"', "", 1) == html_text(made)
