"""What a form says: its tables, their heads, and the kinds of rows they hold.

A declaration is data.  The same one reads a printed cell as a claim, derives
the relations it stands in, and compiles the cell from budget lines.  It says
which fact each cell is about and nothing about how a page looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gouji.forms.printing import Printing
from gouji.model.amount import Denomination
from gouji.model.book import Kind

Key = tuple[tuple[str, str | int | None], ...]
"""Coordinates as (dimension, value); ``None`` removes what is inherited."""

ROLES = frozenset(
    {
        "label",
        "text",
        "person",
        "unit",
        "project",
        "department",
        "function",
        "government_economic",
        "department_economic",
        "objective",
        "activity",
        "level1",
        "level2",
        "level3",
        "comparator",
        "target_value",
        "measure",
        "polarity",
        "weight",
        "item",
        "revenue_code",
    }
)
"""What a column can hold besides amounts.  Codes may add ``.code`` or ``.name``,
or ``.division``, ``.group``, ``.item`` where 类 款 项 stand in columns of their own."""

CODED = frozenset({"function", "government_economic", "department_economic"})
CODE_PARTS = frozenset({"code", "name", "division", "group", "item"})


@dataclass(frozen=True, slots=True)
class Head:
    """A node of the tree of column heads; a leaf is an amount or has a role.

    ``sums`` names the heads that add up to this one (an inner head stands for
    its own total or all its leaves); ``of_which`` the head it is only a part of.
    ``decimals`` fixes the precision where the column alone does not show it.
    ``separators`` says whether it prints thousands apart, where the table's way is not its own,
    ``always`` whether an optional column is printed without money too.
    """

    labels: tuple[str, ...]
    key: Key = ()
    role: str | None = None
    sums: tuple[str, ...] = ()
    of_which: str | None = None
    optional: bool = False
    decimals: int | None = None
    separators: bool | None = None
    always: bool | None = None
    parts: tuple[Head, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """A column: its path of heads from the outermost, and all it inherits."""

    path: tuple[Head, ...]
    key: Key
    index: int

    @property
    def head(self) -> Head:
        """The innermost head."""
        return self.path[-1]

    @property
    def role(self) -> str | None:
        """The role, or ``None`` for a column of amounts."""
        return self.path[-1].role

    @property
    def labels(self) -> tuple[str, ...]:
        """The declared labels from the outermost to the innermost."""
        return tuple(head.labels[0] for head in self.path)


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of row: labelled, unlabelled, or one for ``each`` listed value.

    ``level`` restricts an ``each`` row that prints names only to one level of
    its code list.  ``sums`` says the nested rows add up to this one; a label
    without a key of its own (``heading``) only sets the context of its rows.

    ``outline`` marks rows that are told apart by the column their last text
    stands in: each equals the rows below it that reach further right.

    The last five say how it is printed: the ``levels`` of codes that get a row
    each (none named: the finest alone), whether it is printed ``always`` (every value of a list, or a
    labelled row without money; ``None``: a label always unless it is optional, a list's values
    only with money), the codes that are not even then (``sparing``), the codes under
    which a listed row belongs to this section (``only``), and the style of its
    ``number`` where depth does not tell (一、).
    """

    labels: tuple[str, ...] = ()
    key: Key = ()
    each: tuple[str, ...] = ()
    level: str | None = None
    detail: str | None = None
    sums: bool = False
    of_which: bool = False
    total_last: bool = False
    heading: bool = False
    unlabelled: bool = False
    optional: bool = False
    rows: tuple[Row, ...] = ()
    levels: tuple[str, ...] = ()
    always: bool | None = None
    sparing: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    number: str | None = None
    outline: bool = False

    @property
    def is_written(self) -> bool:
        """Whether a list of a compiled table has it; others print an optional one, so it is only read."""
        return bool(self.always) or not self.optional


@dataclass(frozen=True, slots=True)
class Section:
    """One rectangle of a table: heads over rows, or labelled fields beside their values."""

    head: tuple[Head, ...] = ()
    rows: tuple[Row, ...] = ()
    base: Key = ()
    side: str | None = None
    fields: tuple[Head, ...] = ()
    _leaves: tuple[Leaf, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        leaves = tuple(
            Leaf(path, tuple(pair for head in path for pair in head.key), i)
            for i, path in enumerate(_paths(self.head))
        )
        object.__setattr__(self, "_leaves", leaves)

    def leaves(self) -> tuple[Leaf, ...]:
        """The columns from left to right."""
        return self._leaves


def _paths(heads: tuple[Head, ...], above: tuple[Head, ...] = ()) -> Iterator[tuple[Head, ...]]:
    for head in heads:
        if head.parts:
            yield from _paths(head.parts, (*above, head))
        else:
            yield (*above, head)


@dataclass(frozen=True, slots=True)
class Shape:
    """Another layout that a table of the same title may be printed in."""

    sections: tuple[Section, ...]
    layout: str


@dataclass(frozen=True, slots=True)
class TableForm:
    """One declared table.  ``layout`` is ``single``, ``beside`` or ``stack``.

    ``also`` are other shapes it is printed in elsewhere; reading takes the one whose heads fit best.
    ``since`` is the first year of documents that have it.
    """

    id: str
    titles: tuple[str, ...]
    sections: tuple[Section, ...]
    base: Key = ()
    layout: str = "single"
    records: bool = False
    assumed: bool = False
    optional: bool = False
    denomination: Denomination | None = None
    printing: Printing = field(default_factory=Printing)
    also: tuple[Shape, ...] = ()
    since: int | None = None

    def is_due(self, year: int | None) -> bool:
        """Whether a document of that year must have it."""
        return not self.optional and (self.since is None or year is None or year >= self.since)


@dataclass(frozen=True, slots=True)
class Form:
    """A set of tables published together."""

    id: str
    title: str
    kind: Kind
    denomination: Denomination
    base: Key
    tables: tuple[TableForm, ...]

    def table(self, id: str) -> TableForm | None:
        """The table of that id."""
        return next((table for table in self.tables if table.id == id), None)


@dataclass(frozen=True, slots=True)
class Link:
    """Money of ``part`` can only be money of ``whole``: part ≤ whole, never more.

    ``basis`` names the rule it rests on; ``since`` the first budget year.
    """

    part: Key
    whole: Key
    basis: str
    since: int | None


def covered_leaves(section: Section, label: str, near: Leaf | None = None) -> tuple[Leaf, ...]:
    """The columns that the head called ``label`` stands for in a sum.

    A leaf stands for itself; an inner head for its leaves less those that
    another of them already sums or is only a whole of.  With several heads of
    that name, those nearest to ``near`` (longest common path) are meant.
    """
    leaves = section.leaves()
    found = [
        (_common(leaf, near) if near else 0, depth, leaf)
        for leaf in leaves
        for depth, head in enumerate(leaf.path)
        if label in head.labels and leaf is not near and leaf != near
    ]
    if not found:
        return ()
    nearest = max(common for common, _, _ in found)
    group = tuple(leaf for common, depth, leaf in found if common == nearest and leaf.role is None)
    inner = [leaf for leaf in group if leaf.head.labels[0] != label and label not in leaf.head.labels]
    if not inner:
        return group
    within = {leaf.index for leaf in group}
    taken: set[int] = set()
    for leaf in group:
        if leaf.head.of_which:
            taken.add(leaf.index)
        for name in leaf.head.sums:
            taken |= {part.index for part in covered_leaves(section, name, leaf)} & within
    return tuple(leaf for leaf in group if leaf.index not in taken)


def _common(leaf: Leaf, near: Leaf) -> int:
    count = 0
    for mine, theirs in zip(leaf.path, near.path, strict=False):
        if mine is not theirs:
            break
        count += 1
    return count


def with_year(label: str, year: int | None) -> str:
    """A declared label with ``{y}`` and ``{y-1}`` written out; without a year they are left out."""

    def absolute(match: re.Match[str]) -> str:
        return str(year + int(match[1] or 0)) if year is not None else ""

    return re.sub(r"\{y([+-]\d+)?\}", absolute, label) if "{" in label else label
