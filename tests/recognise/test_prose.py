"""The narrative: where a number stands, what it is, and that none is read twice or lost."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.document import Document, Paragraph, Source
from gouji.model.fact import Fact
from gouji.model.prose import Figure, FigureKind
from gouji.model.text import fold
from gouji.read.text import read_text
from gouji.recognise.gather import Gathering
from gouji.recognise.prose import Prose, folded_with_offsets, passages, read_prose

_BASE = Fact(year=2023, stage="original")


def _document(text: str) -> Document:
    return Document((Source("t.txt", "text", ""),), read_text(text)[0])


def _read(text: str) -> tuple[Prose, Gathering]:
    gathering = Gathering()
    return read_prose(_document(text), set(), _BASE, 2023, gathering), gathering


def _paths(text: str) -> list[tuple[tuple[str, ...], str]]:
    return [(passage.path, passage.text) for passage in passages(_document(text), set())]


def _told(figures: tuple[Figure, ...]) -> list[tuple[str, str, str]]:
    return [(f.kind.value, f.slot, f.place.text) for f in figures]


# Headings


def test_markdown_headings_nest_by_their_numbering() -> None:
    text = """
# 第一部分 2023年部门预算情况说明

## 二、收支说明

### （一）收入预算说明

甲。

### （二）支出预算说明

乙。

## 三、主要支出

丙。
"""
    part = "第一部分2023年部门预算情况说明"
    assert _paths(text) == [
        ((part, "二、收支说明", "（一）收入预算说明"), "甲。"),
        ((part, "二、收支说明", "（二）支出预算说明"), "乙。"),
        ((part, "三、主要支出"), "丙。"),
    ]


def test_plain_numbering_nests_without_any_markup() -> None:
    text = "第一部分 情况说明\n一、概况\n甲。\n（一）职责\n乙。\n(二) 机构\n丙。\n二、收支\n丁。"
    assert _paths(text) == [
        (("第一部分情况说明", "一、概况"), "甲。"),
        (("第一部分情况说明", "一、概况", "（一）职责"), "乙。"),
        (("第一部分情况说明", "一、概况", "（二）机构"), "丙。"),
        (("第一部分情况说明", "二、收支"), "丁。"),
    ]


def test_a_run_in_heading_heads_what_follows_it() -> None:
    text = "四、三公\n1.公务接待费：预算安排3万元。\n2. 因公出国（境）费。预算安排0万元。\n（三）其他。甲。"
    assert _paths(text) == [
        (("四、三公", "1.公务接待费"), "预算安排3万元。"),
        (("四、三公", "2.因公出国（境）费"), "预算安排0万元。"),
        (("四、三公", "（三）其他"), "甲。"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "1. 负责馆藏档案的接收、整理、保管和利用，并指导全区档案工作。",
        "（一）本馆内设5个科，下设1个中心。",
        "1.5万元以下的采购由科室自行组织。",
        "一、二季度各支付一次；",
        "本馆共有正式档案工作人员若干，其中：",
    ],
)
def test_numbered_sentences_are_no_headings(body: str) -> None:
    ((path, text),) = _paths("## 一、概况\n\n" + body)
    assert path == ("一、概况",)
    assert text == fold(body)


def test_a_table_ends_a_passage_but_not_its_heading() -> None:
    text = "## 一、概况\n\n甲。\n\n|项目|数|\n|---|---|\n|乙|1|\n\n丙。"
    assert _paths(text) == [(("一、概况",), "甲。"), (("一、概况",), "丙。")]


# Figures


def test_every_kind_of_number_is_a_figure_once() -> None:
    prose, gathering = _read(
        "## 五、其他\n\n2023年第3季度培训２批次、１，０００人次，支出1,234.50万元（含税），完成98.5％，"
        "每人500元，共5个科室，另有0.5亿元。"
    )
    assert _told(prose.figures) == [
        ("count", "", "２"),
        ("count", "", "０００"),
        ("money", "", "1,234.50"),
        ("rate", "", "98.5"),
        ("money", "", "500"),
        ("count", "", "5"),
        ("money", "", "0.5"),
    ]
    assert [claim.amount.fen for claim in gathering.claims] == [1_234_500_000, 50_000, 5_000_000_000]
    assert all(claim.fact is None for claim in gathering.claims)


@pytest.mark.parametrize("limit", ["以上", "以下", "以内", "（含）以上", "(含)以下", "含以上"])
def test_a_threshold_is_no_amount(limit: str) -> None:
    prose, gathering = _read(f"## 六、资产\n\n单位价值 50 万元{limit}的通用设备3台，价值80万元。")
    assert _told(prose.figures) == [("threshold", "", "50"), ("count", "", "3"), ("money", "", "80")]
    assert [claim.place.text for claim in gathering.claims] == ["80"]


_SENTENCE = "2023年收入预算3,819.05万元，比2022年4,584.18万元减少765.13万元，下降16.69%。"


def test_a_sentence_takes_its_numbers_from_the_rest() -> None:
    prose, gathering = _read("### （一）收入预算说明\n\n" + _SENTENCE + "另有结余2万元。")
    assert _told(prose.figures) == [
        ("money", "this", "3,819.05"),
        ("money", "last", "4,584.18"),
        ("money", "change", "765.13"),
        ("rate", "rate", "16.69"),
        ("money", "", "2"),
    ]
    (sentence,) = prose.sentences
    assert (sentence.id, sentence.said, sentence.trend) == ("revenue", -1, -1)
    assert [claim.fact for claim in gathering.claims] == [_BASE, _BASE._replace(year=2022), None, None]
    assert [(s.total, s.parts) for s in prose.spoken] == [(1, (0, 2))]
    assert {f.place.section for f in prose.figures} == {("（一）收入预算说明",)}


def test_a_sentence_stands_only_under_its_heading() -> None:
    prose, _ = _read("### （一）名称解释\n\n" + _SENTENCE)
    assert prose.sentences == ()
    assert [f.sentence for f in prose.figures] == [""] * 4


@pytest.mark.parametrize("cut", range(1, len(_SENTENCE)))
def test_a_sentence_broken_over_two_lines_is_read_as_one(cut: int) -> None:
    whole, _ = _read("### （一）收入预算说明\n\n" + _SENTENCE)
    prose, gathering = _read(f"### （一）收入预算说明\n\n{_SENTENCE[:cut]}\n{_SENTENCE[cut:]}")
    if _SENTENCE[cut - 1 : cut + 1].isdigit() or not gathering.claims:
        cut = -1  # where in the number the line broke, its print is only the first half
    assert [(f.kind, f.number, f.slot) for f in prose.figures] == [
        (f.kind, f.number, f.slot) for f in whole.figures
    ]
    for figure in prose.figures:
        line = {3: _SENTENCE[:cut], 4: _SENTENCE[cut:]}.get(figure.place.line or 0)
        assert cut < 0 or (line is not None and figure.place.text.rstrip("，") in line)


def test_flat_says_that_both_years_are_equal() -> None:
    prose, gathering = _read("### 公务接待费\n\n预算安排3万元，与上年2.5万元持平。")
    assert [(s.total, s.parts, s.label) for s in prose.spoken] == [(0, (1,), "公务接待费：与上年持平")]
    assert [claim.amount.fen for claim in gathering.claims] == [3_000_000, 2_500_000]


def test_parts_inside_a_sentence_add_up() -> None:
    text = "### 公务用车\n\n预算安排5万元，其中公务用车购置费2万元，公务用车运行维护费3万元，与上年持平。"
    prose, _ = _read(text)
    assert [(s.total, s.parts) for s in prose.spoken] == [(0, (1, 2))]
    assert prose.sentences[0].said == 0


def test_denials_are_kept_with_their_words() -> None:
    text = "## 五、其他\n\n本馆2023年无国有资本经营预算财政拨款安排，未安排政府性基金预算；有转移支付。"
    prose, _ = _read(text)
    assert [denial.subject for denial in prose.denials] == ["国有资本经营", "政府性基金"]
    assert all(denial.place.text in text for denial in prose.denials)


_PIECES = st.lists(
    st.sampled_from(
        [
            "支出3万元",
            "５ 个科",
            "增长12.5%",
            "，",
            "。",
            " ",
            "\u3000",
            "50万元以上",
            "2023年",
            "①",
            "（含）",
            "1,000元",
        ]
    ),
    min_size=1,
    max_size=12,
)


@given(st.lists(_PIECES, min_size=1, max_size=4))
def test_spans_are_exactly_what_is_printed(lines: list[list[str]]) -> None:
    """Every number with a unit is a figure once, in order, and its place prints just it."""
    printed = ["".join(line) for line in lines if "".join(line).strip()]
    blocks = tuple(Paragraph(text, line=number) for number, text in enumerate(printed, 1))
    prose = read_prose(Document((Source("t", "text", ""),), blocks), set(), _BASE, 2023, Gathering())
    numbers = re.findall(r"(3|1,000|50)(?=万?元)|(5)(?= ?个)|(12\.5)(?=%)|(５)", "\n".join(printed))
    assert [f.place.text for f in prose.figures] == ["".join(found) for found in numbers]
    for figure in prose.figures:
        assert figure.place.text in printed[(figure.place.line or 0) - 1]
        assert figure.number == Decimal(figure.place.text.replace(",", ""))
        assert (figure.claim is not None) is (figure.kind is FigureKind.MONEY)


@given(st.text())
def test_folding_keeps_the_way_back(text: str) -> None:
    folded, offsets = folded_with_offsets(text)
    assert len(folded) == len(offsets)
    assert offsets == sorted(offsets)
    assert all(folded_with_offsets(text[at])[0] for at in offsets)
