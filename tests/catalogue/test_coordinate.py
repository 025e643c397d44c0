"""Codes as dotted coordinates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.catalogue import department_economic_list, dotted, function_list, undotted


@pytest.mark.parametrize(
    ("code", "coordinate"),
    [("201", "201"), ("20103", "201.03"), ("2010301", "201.03.01"), ("30101", "301.01"), ("501", "501")],
)
def test_a_dot_stands_before_each_lower_level(code: str, coordinate: str) -> None:
    assert dotted(code) == coordinate
    assert undotted(coordinate) == code


@pytest.mark.parametrize("text", ["", "20", "2010", "201030", "20103011", "2O1", "２０１", "A0101", "201.03"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a code"):
        dotted(text)


@pytest.mark.parametrize("text", ["20103", "2.01", "201.0301", "201.03.01.", ".201", "2010301"])
def test_what_is_no_coordinate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        undotted(text)


@given(st.from_regex(r"[0-9]{3}([0-9]{2}){0,2}", fullmatch=True))
def test_there_and_back(code: str) -> None:
    assert undotted(dotted(code)) == code


def test_a_child_is_below_its_parent() -> None:
    for codes in (function_list(), department_economic_list()):
        assert all(
            dotted(subject.code).startswith(dotted(subject.parent) + ".")
            for subject in codes
            if subject.parent
        )
