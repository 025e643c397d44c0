"""科目名称与编码一致：同一名称、同一上级不会有两个编码，名称应是该编码在科目中的名称。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gouji.catalogue import (
    CodeList,
    department_economic_list,
    function_list,
    government_economic_list,
)
from gouji.model.book import Book, CodedCell
from gouji.model.finding import Finding, Severity
from gouji.model.text import fold
from gouji.rules.rule import Rule

_NOT_A_WORD = re.compile(r"[^\w]+")


def code_lists() -> dict[str, CodeList]:
    """The official list of each coded dimension."""
    return {
        "function": function_list(),
        "government_economic": government_economic_list(),
        "department_economic": department_economic_list(),
    }


@dataclass(frozen=True, slots=True)
class Miscoded:
    """A printed code whose name belongs to another code, and why we say so (in Chinese)."""

    cell: CodedCell
    code: str
    why: str


def miscoded(book: Book) -> list[Miscoded]:
    """Codes that contradict their names, with the code that the name means."""
    lists = code_lists()
    where: dict[tuple[str, str, str], set[str | None]] = {}
    for cell in book.coded:
        if cell.code and cell.name:
            where.setdefault((cell.list, cell.code, _bare(cell.name)), set()).add(cell.place.table)
    out = []
    for cell in book.coded:
        name = _bare(cell.name)
        if not cell.code or not name or _belongs(lists[cell.list], cell.code, name):
            continue
        meant = _meant(lists[cell.list], cell, name, book.year)
        others = [
            (code, tables)
            for (kind, code, known), tables in where.items()
            if kind == cell.list and known == name and code != cell.code and len(code) == len(cell.code)
        ]
        own = where[cell.list, cell.code, name]
        near = [
            (code, tables)
            for code, tables in others
            if code[:-2] == cell.code[:-2] and (code == meant or len(tables) > len(own))
        ]
        if near:
            code, tables = near[0]
            out.append(Miscoded(cell, code, f"别处 {len(tables)} 张表印作 {code}"))
        elif meant and (
            meant[:-2] == cell.code[:-2]
            or meant in {code for code, _ in others}
            or _known(lists[cell.list], cell, where, name)
        ):
            out.append(Miscoded(cell, meant, f"《政府收支分类科目》中“{fold(cell.name)}”是 {meant}"))
    return out


def _bare(name: str) -> str:
    return _NOT_A_WORD.sub("", fold(name).removeprefix("其中："))


def _belongs(known: CodeList, code: str, name: str) -> bool:
    """Whether the code has, or once had, this name (or one that begins alike)."""
    names = [_bare(n) for subject in known.history(code) for n in (subject.name, *subject.aliases)]
    return any(n == name or n.startswith(name) or name.startswith(n) for n in names)


def _meant(known: CodeList, cell: CodedCell, name: str, year: int | None) -> str:
    """The one code that the name means: under the same parent first, else anywhere at its level."""
    level = {3: 1, 5: 2, 7: 3}.get(len(cell.code))
    for under in (cell.code[:-2] or None, None):
        for when in (year, None):
            found = {
                s.code
                for s in known.by_name(cell.name, when, level=level, under=under)
                if _bare(s.name) == name or name in map(_bare, s.aliases)
            }
            if len(found) == 1:
                return found.pop()
            if found:
                break
    return ""


def _known(
    known: CodeList, cell: CodedCell, where: dict[tuple[str, str, str], set[str | None]], name: str
) -> bool:
    """Whether the code is an official one, or printed here under its right name elsewhere."""
    return cell.code in known or any(
        kind == cell.list and code == cell.code and other != name for kind, code, other in where
    )


def _check(book: Book) -> Iterator[Finding]:
    lists = code_lists()
    for wrong in miscoded(book):
        cell = wrong.cell
        official = lists[cell.list].name(cell.code, book.year)
        is_called = f"；{cell.code} 是“{official}”" if official else ""
        yield NAME_MATCHES_CODE.finding(
            f"印“{cell.code} {fold(cell.name)}”，{wrong.why}{is_called}。",
            cell.place,
            remedy=f"编码有误的改为 {wrong.code}，名称有误的改名称。",
        )


NAME_MATCHES_CODE = Rule(
    code="code-name",
    severity=Severity.WARNING,
    title="科目名称与编码不符",
    english="a name belongs to another code",
    basis="政府收支分类科目",
    since="0.1",
    check=_check,
)
