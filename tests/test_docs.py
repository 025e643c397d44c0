"""The docs name every verb, option, form and rule, and their generated parts are up to date.

``python -m tests.test_docs`` writes the generated parts anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from gouji.cli import cli
from gouji.explain import findings
from gouji.forms import form_ids
from gouji.model.finding import Severity
from gouji.model.relation import RelationKind
from gouji.render.report.text import SEVERITIES
from gouji.rules import RULES

_PROJECT = Path(__file__).resolve().parent.parent
_ARITHMETIC_BASIS = {
    RelationKind.AGREEMENT: "算术：同一事实处处相同",
    RelationKind.ROLL_UP: "算术：合计＝明细之和",
    RelationKind.BALANCE: "算术：收入总计＝支出总计",
    RelationKind.BOUND: "算术：部分不大于整体；政府收支分类科目",
    RelationKind.SENTENCE: "算术：一句之内，本年数－上年数＝增减额",
}
_SAID = (
    "said",
    Severity.WARNING,
    "所说金额与表不符",
    "a said amount differs from the tables",
    "正文与表应一致",
)
_LAST_DIGIT = ("last-digit", Severity.NOTE, "尾差", "a difference within rounding", "算术：四舍五入之内")
_UNRELIABLE = (
    "table-unreliable",
    Severity.WARNING,
    "整张表未能可靠读入",
    "a table could not be read reliably",
    "勾稽关系普遍不成立",
)
_CODE = re.compile(r'\bcode="([a-z-]+)"')
_HELP = re.compile(r"(?<=^```text\n)用法：gouji ?(\w*) .*?(?=^```$)", re.MULTILINE | re.DOTALL)
_FORMS = re.compile(r"(?<=^```text\n)[a-z0-9-]+\t.*?(?=^```$)", re.MULTILINE | re.DOTALL)
_TABLE = re.compile(r"^\| 代码 code .*?(?=^$)", re.MULTILINE | re.DOTALL)


def _verbs() -> dict[str, click.Command]:
    context = click.Context(cli, info_name="gouji")
    return {name: cli.get_command(context, name) for name in cli.list_commands(context)}


def _options() -> Iterator[tuple[str, str]]:
    """Every verb with each of its options."""
    for verb, command in _verbs().items():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                for option in parameter.opts:
                    yield verb, option


def _rules_table() -> str:
    arithmetic = [
        (kind.value, Severity.ERROR, findings._TITLES[kind][0], findings.ENGLISH_TITLES[kind.value], basis)
        for kind, basis in _ARITHMETIC_BASIS.items()
    ]
    specific = [(rule.code, rule.severity, rule.title, rule.english, rule.basis) for rule in RULES]
    lines = ["| 代码 code | 级别 severity | 标题 | title | 依据 basis |", "|---|---|---|---|---|"]
    for code, severity, title, english, basis in [*arithmetic, _SAID, _LAST_DIGIT, _UNRELIABLE, *specific]:
        said = f"{SEVERITIES[severity]} {severity.value}"
        lines.append(f"| `{code}` | {said} | {title} | {english} | {basis} |")
    return "\n".join(lines) + "\n"


def _help(verb: str) -> str:
    args = [verb, "--help"] if verb else ["--help"]
    return CliRunner().invoke(cli, args, prog_name="gouji", terminal_width=100).stdout


def _forms_listed() -> str:
    return CliRunner().invoke(cli, ["forms"]).stdout


def _rules_page(text: str) -> str:
    """``docs/rules.md`` with its table as it should be."""
    return _TABLE.sub(lambda _: _rules_table(), text)


def _cli_page(text: str) -> str:
    """``docs/cli.md`` with what the program prints."""
    return _FORMS.sub(lambda _: _forms_listed(), _HELP.sub(lambda match: _help(match[1]), text))


_PAGES = {"rules.md": _rules_page, "cli.md": _cli_page}


@pytest.fixture(scope="module")
def docs(project: Path) -> str:
    """All that a user may read."""
    pages = [*project.glob("README*.md"), *project.glob("docs/*.md")]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize("name", list(_PAGES))
def test_generated_parts_are_up_to_date(project: Path, name: str) -> None:
    text = (project / "docs" / name).read_text(encoding="utf-8")
    assert text == _PAGES[name](text), "python -m tests.test_docs writes it anew"


def test_the_pages_have_the_parts_that_are_generated(project: Path) -> None:
    rules, commands = ((project / "docs" / name).read_text(encoding="utf-8") for name in _PAGES)
    assert len(_TABLE.findall(rules)) == 1
    assert sorted(_HELP.findall(commands)) == sorted(["", *_verbs()])
    assert len(_FORMS.findall(commands)) == 1


def test_every_code_that_the_program_gives_is_in_the_table(project: Path) -> None:
    given = {kind.value for kind in RelationKind}
    for module in (project / "src" / "gouji").rglob("*.py"):
        given |= set(_CODE.findall(module.read_text(encoding="utf-8")))
    assert set(re.findall(r"^\| `([a-z-]+)`", _rules_table(), re.MULTILINE)) == given


def test_titles_beside_the_rules_are_those_that_are_printed(project: Path) -> None:
    explain = "".join(
        path.read_text(encoding="utf-8") for path in (project / "src/gouji/explain").glob("*.py")
    )
    for code, severity, title, _, _ in (_SAID, _LAST_DIGIT):
        printed = rf'code="{code}",\s+severity=Severity\.{severity.name},\s+title="{title}"'
        assert re.search(printed, explain), code


@pytest.mark.parametrize("verb", list(_verbs()))
def test_every_verb_is_mentioned(docs: str, verb: str) -> None:
    assert f"gouji {verb}" in docs


@pytest.mark.parametrize(("verb", "option"), list(_options()))
def test_every_option_is_explained_in_both_languages(project: Path, verb: str, option: str) -> None:
    page = (project / "docs" / "cli.md").read_text(encoding="utf-8")
    section = page.split(f"\n## gouji {verb}", 1)[1].split("\n## ", 1)[0]
    assert re.search(rf"(?<![\w-]){option}(?![\w-])", _HELP.search(section)[0])
    assert re.search(rf"^\|.*`{option}\b.*\|$", section, re.MULTILINE)


@pytest.mark.parametrize("id", form_ids())
def test_every_form_is_mentioned(docs: str, id: str) -> None:
    assert re.search(rf"(?<![\w-]){id}(?![\w-])", docs)


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_every_rule_is_mentioned(docs: str, code: str) -> None:
    assert f"`{code}`" in docs


if __name__ == "__main__":
    for _name, _page in _PAGES.items():
        _path = _PROJECT / "docs" / _name
        _path.write_text(_page(_path.read_text(encoding="utf-8")), encoding="utf-8")
