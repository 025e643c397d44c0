"""Fonts: those that come with the program are enough, and better ones are used where they are."""

from __future__ import annotations

from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest

from gouji.render.document.fonts import SANS, SERIF, covered, setting


def test_the_fonts_at_hand_are_enough(tmp_path: Path) -> None:
    found = setting([tmp_path])
    assert found.body == found.table == (SERIF, SANS)
    assert found.heading == (SANS, SERIF)
    assert not found.bold
    assert found.folders == (Path(pylopdf_fonts_zh_cn.serif_path()).parent,)


def test_better_fonts_are_tried_first_and_those_at_hand_follow(tmp_path: Path) -> None:
    for name in ("opentype/fandol/FandolFang-Regular.otf", "opentype/noto/NotoSansCJK-Bold.ttc"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.touch()
    found = setting([tmp_path])
    assert found.body == ("FandolFang R", SERIF, SANS)
    assert found.heading[-2:] == (SANS, SERIF)
    assert found.bold
    assert len(found.folders) == 3


def test_digits_are_half_as_wide_as_characters() -> None:
    assert covered().width("年") == 1.0
    assert 0.5 <= covered().width("8") <= 0.6
    assert covered().width("12,345.67") == pytest.approx(sum(map(covered().width, "12,345.67")))
