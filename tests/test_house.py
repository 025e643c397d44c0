"""The rules of the house that no other tool keeps."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

_NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "base", "core", "manager"}
_MACHINE_PATH = re.compile(rb"(?<![\w.*/~-])/(?:home|root|work|Users)/\w")
_INDEX_ADDRESS = re.compile(r"://|--(?:extra-)?index-url|--find-links")


@pytest.fixture(scope="module")
def files(project: Path) -> list[Path]:
    """Every file of the project that is tracked, or would be."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=project,
        capture_output=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("the project is not a git repository here")
    names = listing.stdout.decode().split("\0")
    return [path for name in names if name and (path := project / name).is_file()]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_has_hashes_and_names_no_index(project: Path, name: str) -> None:
    text = (project / name).read_text(encoding="utf-8")
    assert not _INDEX_ADDRESS.search(text)
    packages = re.findall(r"^[a-z0-9][\w.-]*==.*(?:\n    --hash=sha256:[0-9a-f]{64}.*)+", text, re.MULTILINE)
    assert len(packages) == len(re.findall(r"^\S+==", text, re.MULTILINE)) > 0


def test_both_lock_files_name_the_same_versions(project: Path) -> None:
    def pins(name: str) -> set[str]:
        text = (project / name).read_text(encoding="utf-8")
        return set(re.findall(r"^([\w.-]+==[^\\\n]+?) *\\$", text, re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_no_file_names_a_path_of_one_machine(project: Path, files: list[Path]) -> None:
    found = [str(path.relative_to(project)) for path in files if _MACHINE_PATH.search(path.read_bytes())]
    assert found == []


def test_every_module_has_a_name_that_says_something(project: Path, files: list[Path]) -> None:
    found = [
        str(path.relative_to(project))
        for path in files
        if path.suffix == ".py" and _NAMES_THAT_SAY_NOTHING & {path.stem, path.parent.name}
    ]
    assert found == []


def test_every_module_says_what_it_is(project: Path) -> None:
    modules = sorted((project / "src" / "gouji").rglob("*.py"))
    found = [
        str(path.relative_to(project))
        for path in modules
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert modules
    assert found == []
