"""Functional codes by their names, in the ways prose says them."""

from __future__ import annotations

import pytest

from gouji.catalogue import dotted, function_list
from gouji.sentences import key_named, subject_named

_ARCHIVE = (("function", "201.26.04"), ("fund", "fiscal.general"))
_LEGACY = (("function", "223.01"), ("fund", "fiscal.state_capital"))


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("一般公共服务支出-档案事务-档案馆", _ARCHIVE),
        ("一般公共服务支出（类）档案事务（款）档案馆（项）", _ARCHIVE),
        ("一般公共服务支出（类)档案事务（款)档案馆(项)", _ARCHIVE),
        ("国有资本经营预算支出-解决历史遗留问题及改革成本支出", _LEGACY),
        ("没有的支出-档案馆", None),
        ("一般公共服务支出-没有的事务", None),
    ],
)
def test_names_say_a_code_and_its_budget(said: str, key: object) -> None:
    assert key_named(said, 2023) == key


def test_what_is_written_is_the_code_again() -> None:
    """Where two codes have one name under one head there is nothing to tell them by."""
    codes = [s.code for s in function_list() if s.level == 3 and s.valid(2023)]
    found = [(key_named(subject_named(dotted(code), 2023), 2023) or ((),))[0] for code in codes]
    same = sum(key == ("function", dotted(code)) for code, key in zip(codes, found, strict=True))
    assert same >= len(codes) - 2
