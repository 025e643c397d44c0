"""The file of declared sentences: what is in it, and mistakes told with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.forms.source import load_source
from gouji.model.errors import DeclarationError
from gouji.model.fact import DIMENSIONS
from gouji.sentences import Declared, declared, declared_sentences


def _load(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Declared, ...]:
    monkeypatch.setattr(declared, "load_source", lambda _: load_source(path))
    return declared_sentences.__wrapped__()  # type: ignore[no-any-return]


def test_every_sentence_is_whole() -> None:
    ids = [sentence.id for sentence in declared_sentences()]
    assert len(ids) == len(set(ids)) > 15
    for sentence in declared_sentences():
        assert sentence.within
        assert sentence.template is sentence.templates[0]
        for slot, key in sentence.keys.items():
            assert slot == "last" or sentence.kinds.get(slot, "money") == "money"
            assert {name for name, _ in key} <= set(DIMENSIONS)
        for total, parts in sentence.sums.items():
            assert {total, *parts} <= sentence.kinds.keys()


def test_last_year_is_one_year_before() -> None:
    revenue = next(s for s in declared_sentences() if s.id == "revenue")
    assert revenue.keys == {"this": (("flow", None),), "last": (("flow", None), ("year", -1))}


def test_a_sentence_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "own.yaml"
    path.write_text('sentences:\n  - {id: own, text: ["甲{n:count}个", "乙{n:count}个"]}\n', encoding="utf-8")
    own = _load(path, monkeypatch)[0]
    assert own.within == ()
    found = list(own.matches("乙3个，甲4个"))
    assert [(match.span, match.values) for match in found] == [((0, 3), {"n": 3}), ((4, 7), {"n": 4})]


_MISTAKES = {
    "an unknown key": ("  - id: a\n    txet: 甲{n:count}个\n", 3, "是否想写“text”"),
    "no text": ("  - id: a\n", 2, "缺少“text”"),
    "no id": ("  - text: 甲{n:count}个\n", 2, "缺少“id”"),
    "an unknown kind": ("  - id: a\n    text: 甲{n:number}个\n", 3, "种类应为"),
    "a slot without a kind": ("  - id: a\n    text: 甲{n}个\n", 3, "种类应为"),
    "a kind in the second wording": (
        "  - id: a\n    text:\n      - 甲{n:count}个\n      - 乙{n:cuont}个\n",
        4,
        "种类应为",
    ),
    "an unknown dimension": ("  - id: a\n    text: 甲{this:money}\n    key: {fnud: fiscal}\n", 4, "维度"),
    "an unknown value": ("  - id: a\n    text: 甲{this:money}\n    key: {flow: expense}\n", 4, "没有值"),
    "a slot the text lacks": (
        "  - id: a\n    text: 甲{this:money}\n    slots:\n      part: {nature: basic}\n",
        5,
        "没有金额“part”",
    ),
    "a slot that is no money": (
        "  - id: a\n    text: 甲{n:count}个\n    slots:\n      n: {nature: basic}\n",
        5,
        "没有金额“n”",
    ),
    "a sum the text lacks": (
        "  - id: a\n    text: 甲{this:money}\n    sums: {this: [one]}\n",
        4,
        "没有“one”",
    ),
    "a slot twice": ("  - id: a\n    text: 甲{n:count}个、{n:count}个\n", 3, "n"),
    "a slot the comparison has too": ("  - id: a\n    text: 甲{last:money}，{compare}\n", 3, "last"),
    "a key twice": ("  - id: a\n    id: b\n    text: 甲{n:count}个\n", 3, "写了两次"),
}


@pytest.mark.parametrize("name", _MISTAKES)
def test_a_mistake_is_told_with_file_and_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body, line, said = _MISTAKES[name]
    path = tmp_path / "wrong.yaml"
    path.write_text("sentences:\n" + body, encoding="utf-8")
    with pytest.raises(DeclarationError, match=said) as caught:
        _load(path, monkeypatch)
    assert caught.value.file == str(path)
    assert abs(caught.value.line - line) <= 1
    assert f"{path}:{caught.value.line}: sentences.[1]" in str(caught.value)


@pytest.mark.parametrize("text", ["{a:money}和{a:money}", "{last:money}，{compare}"])
def test_a_slot_twice_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    (tmp_path / "x.yaml").write_text(f'sentences: [{{id: x, text: "{text}"}}]', encoding="utf-8")
    monkeypatch.setattr(declared, "__file__", str(tmp_path / "declared.py"))
    with pytest.raises(DeclarationError, match="写了两次"):
        declared_sentences.__wrapped__()


def test_a_form_has_only_sentences_of_its_own_and_those_of_all() -> None:
    assert declared_sentences("beijing-2023")
    assert {d for d in declared_sentences("jiangsu") if d.forms and "jiangsu" not in d.forms} == set()
