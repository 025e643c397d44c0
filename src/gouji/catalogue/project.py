"""What kinds of projects there are, and how project and unit codes are built (预算管理一体化规范)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from gouji.catalogue.confidence import CONFIDENCE, Confidence
from gouji.catalogue.table import rows


class ProjectCategory(NamedTuple):
    """A category of projects and the letter it has in a project code."""

    code: str
    name: str
    parent: str
    letter: str
    confidence: Confidence
    source: str


class CodePart(NamedTuple):
    """The digits ``first`` to ``last`` of a code, counted from 1, both included."""

    first: int
    last: int
    meaning: str
    example: str
    confidence: Confidence
    source: str
    note: str


@cache
def project_categories() -> tuple[ProjectCategory, ...]:
    """人员类, 运转类, 特定目标类 and what is below them."""
    return tuple(
        ProjectCategory(
            line["code"],
            line["name"],
            line["parent"],
            line["letter"],
            CONFIDENCE[line["confidence"]],
            line["source"],
        )
        for line in rows("project_category")
    )


@cache
def code_parts(of: str) -> tuple[CodePart, ...]:
    """The parts of a ``project``, ``project.hubei``, ``unit`` or ``unit_type`` code in order."""
    return tuple(
        CodePart(
            int(line["first"]),
            int(line["last"]),
            line["meaning"],
            line["example"],
            CONFIDENCE[line["confidence"]],
            line["source"],
            line["note"],
        )
        for line in rows("project_code")
        if line["object"] == of
    )
