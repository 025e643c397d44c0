"""PDF: the same bytes each time, fonts inside, tags, pages as they should lie, nothing drawn that fails."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import typst
from tests.render.document.disclosures import long, odd, publication, table, usual

from gouji.model.document import Document, Grid, Paragraph
from gouji.model.errors import CannotDraw
from gouji.model.publication import Headline, Prose
from gouji.read import read
from gouji.render.document import pdf_bytes
from gouji.render.document.pdf import _template


def _read(data: bytes, folder: Path) -> Document:
    path = folder / "budget.pdf"
    path.write_bytes(data)
    return read(path)


def _pages(data: bytes) -> list[tuple[float, float, str]]:
    """Width, height and text of every page."""
    document = pdfium.PdfDocument(data)
    pages = []
    for page in document:
        text = page.get_textpage().get_text_range()
        pages.append((*page.get_size(), text))
    document.close()
    return pages


def test_the_same_publication_gives_the_same_bytes() -> None:
    assert pdf_bytes(usual("central", 1)) == pdf_bytes(usual("central", 1))


def test_it_is_tagged_titled_and_holds_its_fonts() -> None:
    data = pdf_bytes(usual("central", 1))
    assert b"/StructTreeRoot" in data
    assert b"/MarkInfo" in data
    document = pdfium.PdfDocument(data)
    metadata = document.get_metadata_dict()
    document.close()
    assert metadata["Title"] == usual("central", 1).title
    assert data.count(b"/FontFile3") >= 2
    assert set(re.findall(rb"/BaseFont/\w+\+([A-Za-z]+)", data.replace(b"/BaseFont /", b"/BaseFont/"))) <= {
        b"NotoSerifSC",
        b"NotoSansSC",
        b"NotoSansCJKsc",
        b"FandolFang",
    }


def test_every_page_but_the_cover_has_its_number_and_the_contents_name_it() -> None:
    pages = _pages(pdf_bytes(usual("beijing-2023", 1)))
    numbers = [re.findall(r"— (\d+) —", text) for _, _, text in pages]
    assert numbers == [[], *([str(number)] for number in range(2, len(pages) + 1))]
    listed = dict(re.findall(r"(表[一二三四五六七八九十]+) [^\n.]*?(?:\. ?)+ ?(\d+)", pages[1][2]))
    assert len(listed) == 14
    for label, number in listed.items():
        assert label in pages[int(number) - 1][2]


def test_heads_are_repeated_on_every_page_of_a_table_and_wide_tables_lie_on_their_side(
    tmp_path: Path,
) -> None:
    document = _read(pdf_bytes(long("beijing-2023")), tmp_path)
    pages = _pages(pdf_bytes(long("beijing-2023")))
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    targets = [grid for grid in grids if any(cell.text == "绩效目标" for cell in grid.cells if cell.row < 2)]
    assert len(targets) > 5
    for grid in targets:
        assert grid.page is not None
        width, height, _ = pages[grid.page - 1]
        assert width > height
        assert any(cell.text == "其中" and cell.columns == 2 for cell in grid.cells)


def test_no_text_leaves_its_page() -> None:
    document = pdfium.PdfDocument(pdf_bytes(long("beijing-2023")))
    for page in document:
        width, height = page.get_size()
        text = page.get_textpage()
        boxes = [text.get_charbox(i) for i in range(0, text.count_chars(), 7)]
        assert all(min(x0, y0, width - x1, height - y1) >= 0 for x0, y0, x1, y1 in boxes)
    document.close()


def test_markup_is_printed_as_it_is_typed(tmp_path: Path) -> None:
    texts = [
        "#let x = 1",
        "*强调* _下划_",
        "$x$",
        "@引用 <标签>",
        "= 标题",
        "- 项目",
        "// 注释",
        "\\u{41}",
        "a~b--c...",
    ]
    made = publication(
        Headline("第一部分 #panic()", 1), *map(Prose, texts), table(("项目", "#sum"), ("*a*", "1"))
    )
    seen = [b.text for b in _read(pdf_bytes(made), tmp_path).blocks if isinstance(b, Paragraph)]
    assert [text for text in texts if text not in seen] == []
    assert "第一部分 #panic()" in seen


def test_chinese_and_digits_stand_without_spaces_between_them(tmp_path: Path) -> None:
    made = publication(Prose("2023年收入预算12,345.670000万元，比2022年增加1.5%（GDP）。"))
    seen = [b.text for b in _read(pdf_bytes(made), tmp_path).blocks if isinstance(b, Paragraph)]
    assert "2023年收入预算12,345.670000万元，比2022年增加1.5%（GDP）。" in seen


def test_a_sign_no_font_has_is_refused_before_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        pytest.fail("something was drawn")

    monkeypatch.setattr(typst, "Compiler", never)
    made = publication(
        Headline("二、收支说明", 2),
        Prose("完成☑，未完成☐。"),
        table(("项目", "预算数"), ("奖金\U0001f4b0", "1.00")),
    )
    with pytest.raises(CannotDraw) as caught:
        pdf_bytes(made)
    message = str(caught.value)
    assert caught.value.signs == "☑☐\U0001f4b0"
    assert "“二、收支说明”下的正文" in message
    assert "“☑”（U+2611）" in message
    assert "“☐”（U+2610）" in message
    assert "表一 第 2 行第 1 列" in message


def test_signs_that_print_nothing_are_left_out(tmp_path: Path) -> None:
    made = publication(Prose("零宽\u200b空格\ufeff和控制\x07符\u00ad。"))
    seen = [b.text for b in _read(pdf_bytes(made), tmp_path).blocks if isinstance(b, Paragraph)]
    assert "零宽空格和控制符。" in seen


def test_a_font_that_is_not_there_is_a_failure_not_another_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji.render.document.fonts.SERIF", "No Such Serif")
    with pytest.raises(CannotDraw, match="字体"):
        pdf_bytes(publication(Prose("正文。")))


def test_a_draft_says_so_on_every_page_and_nothing_else_changes() -> None:
    made = odd("central")
    final, draft = _pages(pdf_bytes(made)), _pages(pdf_bytes(made, draft=True))
    assert len(final) == len(draft)
    assert not any("草稿" in text for _, _, text in final)
    assert all("草" in text and "稿" in text for _, _, text in draft)


def test_no_text_is_part_of_the_program_that_typst_runs() -> None:
    assert b"json(bytes(sys.inputs" in _template()
    assert not re.search(rb"\beval\(|\binclude\b|\bread\(", _template())
