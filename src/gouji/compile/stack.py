"""Tables made of small ones below each other, all in one grid as wide as the widest."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.compile.desk import Desk, department_of, shown_leaves
from gouji.compile.draft import Draft, DraftRow, Spot
from gouji.compile.heads import depth_of, draw_heads, label_of
from gouji.compile.listed import draw_listed
from gouji.compile.records import draw_records, targeted
from gouji.forms import Head, Leaf, Section, with_year
from gouji.model.ledger import Project
from gouji.model.publication import Align


def draw_stack(desk: Desk, projects: Sequence[Project]) -> Draft:
    """Every section below the one before; a leading column of words is a heading at its left."""
    parts = [_part(desk, section, projects) for section in desk.table.sections]
    width = max(part.width for part in parts)
    draft = Draft(0)
    for part in parts:
        for row in part.rows:
            last = next((s for s in reversed(row.spots) if s is not None), None)
            short = width - len(row.spots)
            if last is not None and short:
                last.columns += short
            draft.rows.append(DraftRow([*row.spots, *[None] * short]))
    return draft


def _part(desk: Desk, section: Section, projects: Sequence[Project]) -> Draft:
    if section.fields:
        return Draft(0, [_field(desk, head) for head in section.fields])
    details = any(row.detail for row in section.rows)
    leaves = _leaves(desk, section)
    depth = depth_of(leaves)
    draft = draw_heads(leaves, depth, desk.title, desk.year)
    heading = leaves[0].role == "text" and leaves[0].head.optional
    own = leaves[1:] if heading else leaves
    if details:
        rows = draw_records(desk, section, own, targeted(projects, whole=True))
    else:
        rows = draw_listed(desk, section, own)
    if heading:
        first = draft.rows[0].spots[0]
        assert first is not None
        first.rows = depth + len(rows)
        for row in draft.rows[1:]:
            row.spots[0] = None
        rows = [DraftRow([None, *row.spots], row.closes) for row in rows]
    draft.rows += rows
    return draft


def _leaves(desk: Desk, section: Section) -> tuple[Leaf, ...]:
    """All columns of a record; of a row of amounts those that have something to say, and its heading."""
    leaves = section.leaves()
    if any(row.detail for row in section.rows):
        return leaves
    kept = {leaf.index for leaf in shown_leaves(section, desk, ())}
    heading = leaves[0].role == "text"
    return tuple(leaf for leaf in leaves if leaf.index in kept or (heading and leaf.index == 0))


def _field(desk: Desk, head: Head) -> DraftRow:
    label = Spot(label_of(head, desk.title, desk.year), Align.CENTRE, bold=True)
    return DraftRow([label, Spot(_answer(desk, head))])


def _answer(desk: Desk, head: Head) -> str:
    if head.role == "department":
        return department_of(desk.ledger, desk.worth.unit)
    texts = [
        t for label in head.labels for t in desk.ledger.passage(with_year(label, desk.year), desk.worth.unit)
    ]
    return "\n".join(texts)
