"""Every mistake in a declaration is told with file, line, key and what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gouji.forms import Form, form_ids, load_form, load_links, vocabulary
from gouji.model.errors import DeclarationError
from gouji.model.fact import LISTED

GOOD = """\
id: sample
title: 样表
kind: budget
denomination: 万元
base: {stage: original}
tables:
  A1:
    title: [支出表]
    base: {flow: expenditure}
    head:
      - 科目: function
      - 合计: {sums: [基本支出, 项目支出]}
      - 基本支出: {key: {nature: basic}}
      - 项目支出: {key: {nature: project}}
    rows: [{each: [function]}, {label: 合计}]
"""

Load = Callable[[str], Form]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def of(text: str) -> Form:
        path = tmp_path / "form.yaml"
        path.write_text(text, encoding="utf-8")
        return load_form(str(path))

    return of


def test_the_sample_loads(load: Load) -> None:
    form = load(GOOD)
    assert [leaf.labels for leaf in form.tables[0].sections[0].leaves()] == [
        ("科目",),
        ("合计",),
        ("基本支出",),
        ("项目支出",),
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "line", "key", "hint"),
    [
        ("    title: [支", "    titel: [支", 8, "titel", "title"),
        ("denomination:", "denominaton:", 4, "denominaton", "denomination"),
        ("denomination: 万元", "denomination: 万圆", 4, "denomination", "万元"),
        ("kind: budget", "kind: budgets", 3, "kind", "budget"),
        ("{nature: basic}", "{natur: basic}", 13, "natur", "nature"),
        ("{nature: basic}", "{nature: basics}", 13, "nature", "basic"),
        ("{flow: expenditure}", "{flow: expenditures}", 9, "base.flow", "expenditure"),
        ("{nature: basic}", "{year: last}", 13, "year", "整数"),
        ("科目: function", "科目: functoin", 11, "科目", "function"),
        ("科目: function", "科目: function.cod", 11, "科目", "function"),
        ("科目: function", "科目: unit.code", 11, "科目", "unit"),
        ("{sums: [基本支出, 项目支出]}", "{sums: [基本支出, 项目]}", 11, "head", "“项目”"),
        ("{sums: [基本支出, 项目支出]}", "{of_which: 项目}", 11, "head", "“项目”"),
        ("{sums: [基本支出, 项目支出]}", "{sum: [基本支出]}", 12, "sum", "sums"),
        ("{sums: [基本支出, 项目支出]}", "{decimals: two}", 12, "decimals", "整数"),
        ("{sums: [基本支出, 项目支出]}", "{optional: yes}", 12, "optional", "true"),
        ("each: [function]", "each: [functions]", 15, "each", "function"),
        ("each: [function]", "each: [nature]", 15, "each", "可用"),
        ("each: [function]", "each: [unit]", 15, "rows", "unit"),
        ("{label: 合计}", "{label: 合计, each: [function]}", 15, "rows", "只写"),
        ("{label: 合计}", "{lable: 合计}", 15, "lable", "label"),
        ("{label: 合计}", "{label: 合计, total: end}", 15, "total", "last"),
        ("- 科目: function", "- 科目与名称", 11, "head.[1]", "共用词汇"),
        ("kind: budget\n", "kind: budget\nkind: budget\n", 4, "kind", "两次"),
        ("  A1:", "  A1: {title: 甲}\n  A1:", 7, "A1", "head"),
        ("    rows: [{each: [function]}, {label: 合计}]\n", "", 8, "A1", "rows"),
        ("    title: [支出表]\n", "", 8, "A1", "title"),
        ("    head:", "    stack: []\n    head:", 8, "A1", "stack"),
        ("    base: {flow", "    kind: list\n    base: {flow", 9, "kind", "records"),
        ("id: sample\n", "", 1, "全文", "id"),
    ],
)
def test_a_mistake_is_told_where_it_is(
    load: Load, tmp_path: Path, right: str, wrong: str, line: int, key: str, hint: str
) -> None:
    assert right in GOOD
    with pytest.raises(DeclarationError) as caught:
        load(GOOD.replace(right, wrong, 1))
    error = caught.value
    assert error.file == str(tmp_path / "form.yaml")
    assert (error.line, key in error.key) == (line, True), str(error)
    assert hint in error.what
    assert str(error).startswith(f"{error.file}:{error.line}: {error.key}：")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("# 只有注释\n", 1),
        ("id: [a\n", 2),
        ("id: a\n\ttitle: b\n", 2),
        ("- id\n- title\n", 1),
        ("只是一句话\n", 1),
        ("id: *nowhere\n", 1),
        ("id: a\ntitle: b\nkind: budget\ntables: {}\n", 4),
        ("id: a\ntitle: b\nkind: budget\ntables: []\n", 4),
    ],
)
def test_a_file_that_is_no_declaration_is_refused(load: Load, text: str, line: int) -> None:
    with pytest.raises(DeclarationError) as caught:
        load(text)
    assert caught.value.line == line


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "form.yaml"
    path.write_bytes("id: 样表".encode("gb18030"))
    with pytest.raises(DeclarationError, match="UTF-8"):
        load_form(str(path))


@pytest.mark.parametrize("name", ["beijing-2032", "没有的.yaml", "", "../forms", "\x00"])
def test_an_unknown_form_is_refused(name: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        load_form(name)
    assert caught.value.key == "--form"
    assert any(id in caught.value.what for id in form_ids())


def test_a_folder_with_a_form_is_a_form(load: Load, tmp_path: Path) -> None:
    assert load(GOOD) == load_form(str(tmp_path))


def test_a_folder_without_a_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError):
        load_form(str(tmp_path))


def test_links_are_inclusions_with_a_basis() -> None:
    links = load_links()
    assert links
    assert all(link.part and link.whole and link.basis for link in links)


def test_words_of_the_vocabulary_are_heads_with_a_role_or_a_key() -> None:
    words = vocabulary()
    assert words["支出功能分类科目"].role == "function"
    assert dict(words["公用经费"].key) == {"nature": "basic.operating"}
    assert all(not (head.role and head.key) for head in words.values())
    assert {head.role.partition(".")[0] for head in words.values() if head.role} <= {*LISTED, "text"}
