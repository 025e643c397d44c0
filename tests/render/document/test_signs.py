"""Signs: what prints, what does not, and where a missing one stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.render.document.disclosures import publication, table

from gouji.model.errors import CannotDraw
from gouji.model.publication import Prose
from gouji.render.document.signs import one_line, paragraphs_of, printable, refuse_missing


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("项目\t金额", "项目 金额"),
        ("零\u200b宽\ufeff\u00ad", "零宽"),
        ("铃\x07\x00", "铃"),
        ("半\ud800对", "半对"),
        ("𬭚㎡昇", "𬭚㎡昇"),
        ("\uffff非字", "非字"),
    ],
)
def test_what_prints_nothing_is_left_out(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text())
def test_what_is_printed_is_printed_again_alike(text: str) -> None:
    shown = printable(text)
    assert printable(shown) == shown
    assert shown.encode().decode() == shown
    assert "\n" not in one_line(text)


def test_a_passage_is_as_many_paragraphs_as_it_has_lines() -> None:
    assert paragraphs_of(Prose("　　第一段。\n\n  第二段。 \n")) == ("第一段。", "第二段。")


def test_common_and_rare_names_can_be_drawn() -> None:
    refuse_missing(publication(Prose("昇镕喆堃祎琇玥赟烜珺昉㎡𬭚≥≤＝％—…“”《》①②□■√×")))


def test_all_missing_signs_are_said_at_once_but_not_without_end() -> None:
    odd = "".join(map(chr, range(0x1F600, 0x1F610)))
    with pytest.raises(CannotDraw) as caught:
        refuse_missing(publication(table(("项目",), (odd,))))
    assert caught.value.signs == odd
    assert "共 16 个字" in str(caught.value)
    assert len(str(caught.value)) < 600
