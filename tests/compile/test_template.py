"""A Word template words the narrative; its slots are filled, and a slot that cannot be is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document as Word
from tests.compile.ledgers import whole_ledger

from gouji.check import check_book
from gouji.compile import Compiled, as_document, compile_publication, outline_of_template
from gouji.forms import load_form
from gouji.forms.outline import load_outline, read_outline
from gouji.forms.source import load_source
from gouji.model.errors import DeclarationError, Unreadable
from gouji.model.finding import Severity
from gouji.model.ledger import Ledger
from gouji.model.publication import Headline, LaidTable, Prose
from gouji.produce import produce
from gouji.recognise.recognise import recognise

WORDS = (
    (1, "第一部分 {{年}}年{{级}}预算说明"),
    (2, "一、收入情况"),
    (0, "按照区里的统一要求，{{部门}}编制本预算。"),
    (0, "{{句 revenue}}。{{原因 收入}}"),
    (2, "二、基本支出和项目支出情况"),
    (0, "{{句 basic}}；{{句 project}}。"),
    (0, "{{文字 部门职责}}"),
    (1, "第二部分 {{年}}年{{级}}预算表"),
    (0, "{{表 T7}}"),
    (0, "{{全部表}}"),
    (1, "第三部分 名词解释"),
    (0, "{{名词解释}}"),
)


def template(path: Path, words: Iterable[tuple[int, str]]) -> Path:
    """A Word file with these headings (level above 0) and paragraphs."""
    word = Word()
    for level, text in words:
        if level:
            word.add_heading(text, level)
        else:
            word.add_paragraph(text)
    word.save(str(path))
    return path


def worded(path: Path, ledger: Ledger, unit: str | None = None) -> Compiled:
    form = load_form("beijing-2023")
    outline = outline_of_template(path, form, load_outline("beijing-2023"))
    return compile_publication(ledger, form, outline, unit)


def test_headings_words_and_slots_of_the_template_make_the_narrative(tmp_path: Path) -> None:
    ledger = whole_ledger(2, form="beijing-2023")
    publication = worded(template(tmp_path / "t.docx", WORDS), ledger).publication
    said = [piece.text for piece in publication.pieces if isinstance(piece, Headline | Prose)]
    assert said[:3] == [
        "第一部分 2023年部门预算说明",
        "一、收入情况",
        "按照区里的统一要求，云山区档案馆编制本预算。",
    ]
    assert said[3].startswith("2023年部门收入预算总额")
    assert said[3].endswith("。主要原因是：任务有调整。")
    assert "{{" not in "".join(said)
    assert [p.id for p in publication.pieces if isinstance(p, LaidTable)][:2] == ["T7", "T1"]
    assert said[-1] == "基本支出：维持机构正常运转的支出。"


def test_what_a_template_says_is_read_again(tmp_path: Path) -> None:
    words = [line for line in WORDS if line[1] != "{{表 T7}}"]
    done = worded(template(tmp_path / "t.docx", words), whole_ledger(2, form="beijing-2023"))
    book = recognise(as_document(done.publication), "beijing-2023")
    assert {"revenue", "basic", "project"} <= {sentence.id for sentence in book.sentences}
    assert [f for f in check_book(book).findings if f.severity is Severity.ERROR] == []


def test_a_reason_is_still_asked_for(tmp_path: Path) -> None:
    ledger = replace(whole_ledger(2, form="beijing-2023"), reasons=())
    remarks = worded(template(tmp_path / "t.docx", WORDS), ledger).remarks
    assert [r for r in remarks if r.severity is Severity.ERROR and "收入" in r.text]


def test_a_units_disclosure_speaks_of_the_unit(tmp_path: Path) -> None:
    ledger = whole_ledger(2, form="beijing-2023")
    unit = ledger.units[1]
    publication = worded(template(tmp_path / "t.docx", WORDS), ledger, unit.label).publication
    said = [piece.text for piece in publication.pieces if isinstance(piece, Headline | Prose)]
    assert said[0] == "第一部分 2023年单位预算说明"
    assert unit.name in said[2]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("本年{{句 revenu}}。", "没有这个句子"),
        ("{{表 T99}}", "没有这张表"),
        ("见{{全部表}}。", "独占一段"),
        ("{{电话}}", "不认识"),
    ],
)
def test_a_slot_that_cannot_be_filled_is_named_with_its_paragraph(
    tmp_path: Path, text: str, told: str
) -> None:
    path = template(tmp_path / "t.docx", [(1, "说明"), (0, "甲"), (0, text)])
    with pytest.raises(Unreadable, match=told) as caught:
        worded(path, whole_ledger(2, form="beijing-2023"))
    assert "第 3 段" in str(caught.value)


def test_a_template_without_headings_is_refused(tmp_path: Path) -> None:
    path = template(tmp_path / "t.docx", [(0, "只有一段")])
    with pytest.raises(Unreadable, match="没有标题"):
        worded(path, whole_ledger(2, form="beijing-2023"))


def test_texts_of_the_ledger_are_no_slots(tmp_path: Path) -> None:
    odd = "{{句 revenue}}{{全部表}}{year}"
    ledger = whole_ledger(2, form="beijing-2023", texts=(odd,))
    publication = worded(template(tmp_path / "t.docx", WORDS), ledger).publication
    assert odd in [piece.text for piece in publication.pieces if isinstance(piece, Prose)]


def test_an_outline_may_name_its_template(tmp_path: Path) -> None:
    template(tmp_path / "local.docx", WORDS)
    path = tmp_path / "outline.yaml"
    path.write_text('title: "{year}年预算"\ndecimals: 2\ntemplate: local.docx\n', encoding="utf-8")
    outline = read_outline(load_source(path))
    assert outline.template == tmp_path / "local.docx"
    path.write_text("title: 甲\ntemplate: a.docx\nparts: []\n", encoding="utf-8")
    with pytest.raises(DeclarationError, match="parts、template 中的一个"):
        read_outline(load_source(path))


def test_a_template_goes_through_the_gate(tmp_path: Path) -> None:
    words = [line for line in WORDS if line[1] != "{{表 T7}}"]
    path = template(tmp_path / "t.docx", words)
    ledger = whole_ledger(2, form="beijing-2023", size=6)
    done = produce(ledger, tmp_path / "out", "beijing-2023", template=path, formats=("html",))
    assert len(done.files) == 1
    assert "按照区里的统一要求" in done.files[0].read_text(encoding="utf-8")


def test_a_template_without_a_place_for_every_table_is_refused(tmp_path: Path) -> None:
    words = [line for line in WORDS if line[1] != "{{全部表}}"]
    with pytest.raises(Unreadable, match="T1") as caught:
        worded(template(tmp_path / "t.docx", words), whole_ledger(2, form="beijing-2023"))
    assert "T7" not in str(caught.value)
    assert "{{全部表}}" in str(caught.value)


def test_a_template_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.docx"
    path.write_text("# 标题\n{{全部表}}\n", encoding="utf-8")
    with pytest.raises(Unreadable, match="不是 Word 文档"):
        worded(path, whole_ledger(2, form="beijing-2023"))
