"""What is written is read back; what is printed with breaks and spaces is read all the same."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.model.amount import Denomination
from gouji.model.text import fold
from gouji.sentences import Comparison, Declared, Match, Money, Template, declared_sentences
from gouji.sentences.template import Value, money_of, rate_of

_TEMPLATES = [(declared, template) for declared in declared_sentences() for template in declared.templates]
_IDS = [f"{declared.id}-{declared.templates.index(template)}" for declared, template in _TEMPLATES]
_MOST_DECIMALS = {
    Denomination.YUAN: 2,
    Denomination.THOUSAND: 5,
    Denomination.WAN: 6,
    Denomination.YI: 6,
}


@st.composite
def _money(draw: st.DrawFn, signed: bool = False, least: int = 0) -> Money:
    unit = draw(st.sampled_from(Denomination))
    decimals = draw(st.integers(0, _MOST_DECIMALS[unit]))
    digits = draw(st.integers(-(10**9) if signed else least, 10**9).filter(lambda n: abs(n) >= least))
    return Money(digits * (unit.value // 10**decimals), unit, decimals)


@st.composite
def _comparison(draw: st.DrawFn) -> Comparison:
    last = draw(st.none() | _money())
    if draw(st.booleans()):
        return Comparison(None, last=last)
    size = draw(_money(signed=True, least=1))
    before = draw(st.none() | st.integers(2000, 2099))
    rate = draw(st.none() | st.decimals(0, 10_000, places=2))
    if last is not None and not last.fen:
        rate = None
    return Comparison(size, before, last, rate)


_KINDS: dict[str, st.SearchStrategy[Value]] = {
    "money": _money(),
    "count": st.integers(0, 10**6),
    "year": st.integers(2000, 2099),
    "share": st.decimals(0, 100, places=2),
    "subject": st.sampled_from(("公共安全支出-检察-检察监督", "教育支出（类）普通教育（款）学前教育（项）")),
    "compare": _comparison(),
}
_PLAIN = st.builds(Comparison, _money(signed=True, least=1), st.none() | st.integers(2000, 2099))


def _values(template: Template) -> st.SearchStrategy[dict[str, Value]]:
    kinds = _KINDS | ({"compare": st.just(Comparison(None)) | _PLAIN} if template.is_plain else {})
    return st.fixed_dictionaries({slot: kinds[kind] for slot, kind in template.slots.items()})


def _only(declared: Declared, text: str) -> Match:
    (match,) = declared.matches(fold(text))
    return match


@pytest.mark.parametrize(("declared", "template"), _TEMPLATES, ids=_IDS)
@settings(max_examples=25)
@given(data=st.data())
def test_what_is_written_is_read(declared: Declared, template: Template, data: st.DataObject) -> None:
    values = data.draw(_values(template))
    match = _only(declared, template.write(values))
    assert match.values == values


@pytest.mark.parametrize(("declared", "template"), _TEMPLATES, ids=_IDS)
@settings(max_examples=6)
@given(data=st.data())
def test_breaks_and_spaces_inside_change_nothing(
    declared: Declared, template: Template, data: st.DataObject
) -> None:
    values = data.draw(_values(template))
    draw = data.draw(st.randoms(use_true_random=False))
    printed = "".join(sign + draw.choice(["", "", " ", "\n", "\u3000"]) for sign in template.write(values))
    assert _only(declared, printed).values == values


@pytest.mark.parametrize(("declared", "template"), _TEMPLATES, ids=_IDS)
def test_every_alternative_is_read(declared: Declared, template: Template) -> None:
    """Each ``[a|b]`` with each of its choices; ``{~}`` with a few words."""
    plain: dict[str, Value] = {
        "money": Money(12_345_600),
        "count": 7,
        "year": 2023,
        "share": Decimal("12.34"),
        "subject": "农林水支出",
    }
    values = {slot: plain.get(kind, Comparison(None)) for slot, kind in template.slots.items()}
    for text in _spellings(template.text):
        written = Template(text).write(values)
        found = [match.values for match in template.read(fold(written))]
        assert found == [values], written
        assert any(match.values == values for match in declared.matches(fold(written))), written


def _spellings(text: str) -> list[str]:
    """The template with one bracket at a time set to each of its choices, and with words in each gap."""
    first = text.find("[")
    out = [text.replace("{~}", "所列的")]
    while first >= 0:
        last = text.index("]", first)
        out += [text[:first] + choice + text[last + 1 :] for choice in text[first + 1 : last].split("|")]
        first = text.find("[", last)
    return out


@pytest.mark.parametrize(
    ("said", "comparison"),
    [
        ("与上年持平", Comparison(None)),
        ("同2022年预算基本持平", Comparison(None)),
        ("与上年预算1.50万元持平", Comparison(None, last=Money(1_500_000, decimals=2))),
        ("比上年增加5元", Comparison(Money(500, Denomination.YUAN, 0))),
        (
            "较2022年支出预算2亿元减少1亿元，下降50%",
            Comparison(
                Money(-10_000_000_000, Denomination.YI, 0),
                2022,
                Money(20_000_000_000, Denomination.YI, 0),
                Decimal(50),
            ),
        ),
        ("比上年0万元增加3.0万元", Comparison(Money(3_000_000, decimals=1), last=Money(0, decimals=0))),
        ("比上年压减8,000万元", Comparison(Money(-8_000_000_000, decimals=0))),
    ],
)
def test_comparisons_as_they_are_printed(said: str, comparison: Comparison) -> None:
    template = Template("安排{this:money}，{compare}")
    for stop in ("，", "。", ""):
        (match,) = template.read(fold(f"安排3万元{stop}{said}。"))
        assert match.values == {"this": Money(3_000_000, decimals=0), "compare": comparison}


def test_without_a_comparison_the_slot_is_absent() -> None:
    (match,) = Template("安排{this:money}，{compare}").read("安排3万元，主要用于培训。")
    assert match.values.keys() == match.spans.keys() == {"this"}


def test_spans_are_those_of_the_slots() -> None:
    text = "安排3万元，比2022年2万元增加1万元，增长50.00%。"
    (match,) = Template("安排{this:money}，{compare}").read(text)
    assert {slot: text[first:last] for slot, (first, last) in match.spans.items()} == {
        "this": "3万元",
        "before": "2022",
        "last": "2万元",
        "direction": "增加",
        "change": "1万元",
        "trend": "增长",
        "rate": "50.00",
    }


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("3,819.05万元", Money(3_819_050_000, Denomination.WAN, 2)),
        ("-0.5亿元", Money(-5_000_000_000, Denomination.YI, 1)),
        ("12千元", Money(1_200_000, Denomination.THOUSAND, 0)),
        ("0.01元", Money(1, Denomination.YUAN, 2)),
    ],
)
def test_money_keeps_its_print(text: str, money: Money) -> None:
    assert money_of(text) == money
    assert str(money) == text


def test_a_rate_has_two_decimals_and_no_sign() -> None:
    assert rate_of(-765_133_675, 4_584_187_561) == Decimal("16.69")
    assert rate_of(1, 800) == Decimal("0.13")
    assert rate_of(5, 0) is None
