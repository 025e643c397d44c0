"""Target tables: a project's columns once, merged over the lines of its indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.compile.desk import Desk, add_across, side_of
from gouji.compile.draft import DraftRow, Spot
from gouji.forms import Leaf, Section
from gouji.model.ledger import PlannedIndicator, Project
from gouji.model.publication import Align

_DETAIL = {
    "level1": "level1",
    "level2": "level2",
    "level3": "level3",
    "comparator": "comparator",
    "target_value": "value",
    "measure": "measure",
    "polarity": "polarity",
}


def draw_records(
    desk: Desk, section: Section, leaves: Sequence[Leaf], projects: Sequence[Project]
) -> list[DraftRow]:
    """One block of rows for each project that has a target; those of one activity share its cell."""
    drawn: list[DraftRow] = []
    by_activity = any(leaf.role == "activity" for leaf in leaves)
    activity: Spot | None = None
    for project in projects:
        block = list(_block(desk, section, leaves, project, by_activity))
        if by_activity:
            at = next(n for n, leaf in enumerate(leaves) if leaf.role == "activity")
            if activity is not None and activity.text == project.activity:
                activity.rows += len(block)
                for row in block:
                    row.spots[at] = None
            else:
                activity = block[0].spots[at]
        drawn += block
    return drawn or [DraftRow([Spot() for _ in leaves])]


def _block(
    desk: Desk, section: Section, leaves: Sequence[Leaf], project: Project, whole: bool
) -> Iterator[DraftRow]:
    indicators = (project.whole or project.indicators) if whole else project.indicators
    tall = max(1, len(indicators))
    amounts: dict[int, Spot] = {}
    first: list[Spot | None] = []
    for leaf in leaves:
        if leaf.role in _DETAIL:
            first.append(_detail(leaf, indicators[0] if indicators else None))
        elif leaf.role is None:
            fact = desk.fact(section.base, leaf.key)._replace(project=project.name)
            spot = desk.amount(fact, leaf, side_of(section), (project.name,))
            spot.rows = tall
            amounts[leaf.index] = spot
            first.append(spot)
        else:
            first.append(Spot(_said(leaf.role, project, leaf), rows=tall))
    add_across(section, leaves, amounts)
    yield DraftRow(first)
    for indicator in indicators[1:]:
        yield DraftRow([_detail(leaf, indicator) if leaf.role in _DETAIL else None for leaf in leaves])


def _detail(leaf: Leaf, indicator: PlannedIndicator | None) -> Spot:
    if indicator is None or leaf.role is None:
        return Spot()
    centred = leaf.role in ("comparator", "target_value", "measure")
    return Spot(str(getattr(indicator, _DETAIL[leaf.role])), Align.CENTRE if centred else Align.LEFT)


def _said(role: str, project: Project, leaf: Leaf) -> str:
    """What the project's own column says; persons only where they were kept."""
    if role == "project":
        return f"{project.code}-{project.name}" if project.code and leaf.index == 0 else project.name
    if role == "person":
        phone = any("电话" in label or "联系" in label for label in leaf.head.labels[:1])
        return project.telephone if phone else project.owner
    if role == "text":
        return project.category
    return {"objective": project.objective, "activity": project.activity, "unit": project.unit}.get(role, "")


def targeted(projects: Sequence[Project], whole: bool) -> list[Project]:
    """The projects a target table lists: those with an objective or indicators, by activity where asked."""
    found = [p for p in projects if p.indicators or p.whole or (p.objective and not whole)]
    if not whole:
        return found
    order = {activity: n for n, activity in enumerate(dict.fromkeys(p.activity for p in found))}
    return sorted(found, key=lambda p: order[p.activity])
