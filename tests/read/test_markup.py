"""Marks of layout are left out of text and counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.read.markup import Tally, plain, still_open


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("甲", False),
        ("<p>甲", True),
        ("<p>甲</p>", False),
        ("<ol><li>甲</li>", True),
        ("<ol><li>甲<li>乙</ol>", False),
        ("<li><p>甲</li>", False),
        ("</p>甲", False),
        ("<br><b>甲", False),
        ("<p/>甲", False),
        ("<OL style='a'>甲", True),
    ],
)
def test_what_is_still_open(text: str, opened: bool) -> None:
    assert still_open(text, {}) is opened


def test_what_is_open_is_carried_to_the_next_line() -> None:
    opened: dict[str, int] = {}
    assert still_open("<ol><li>甲", opened)
    assert still_open("</li>", opened)
    assert not still_open("</ol>", opened)


def test_the_same_mark_is_one_entry_at_its_first_line() -> None:
    tally = Tally()
    assert plain("<b>甲</b>", 3, tally) == "甲"
    assert plain("<b>乙</b><!-- 页 -->", 5, tally) == "乙"
    assert [(entry.text, entry.line, entry.file) for entry in tally.dropped(1)] == [
        ("<b><b>", 3, 1),
        ("</b></b>", 3, 1),
        ("<!-- 页 -->", 5, 1),
    ]


@given(st.text(alphabet="<>/pbrol=\"' -!&;#1a\n", max_size=80))
def test_any_mixture_of_signs_is_read(text: str) -> None:
    result = plain(text, 1, Tally())
    assert result == result.strip()
