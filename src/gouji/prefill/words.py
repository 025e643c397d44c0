"""What a document says in words: units, projects with their targets, staff, the clerk's own paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.forms.outline import Outline, Part, load_outline
from gouji.model.document import Grid
from gouji.model.ledger import Count, Passage, PlannedIndicator, Project, Unit, UnitKind
from gouji.model.place import Place
from gouji.model.target import Comparator, Indicator, Target
from gouji.model.text import fold
from gouji.prefill.source import Origin, matrix_for, rows_of_words
from gouji.prepare.items import GLOSSARY
from gouji.prepare.words import ASSETS, STAFF, UNIT_KINDS
from gouji.recognise.labels import plain, project_name, undated
from gouji.recognise.titles import titles_of

_NOWHERE = Place()
_PART = re.compile(r"第[一二三四五六七八九十]+部分")


def units_of(origin: Origin) -> tuple[Unit, ...]:
    """The units its tables name; one whose kind is not printed is taken for an office."""
    kinds: dict[str, UnitKind] = {}
    for table in origin.form.tables:
        roles = {leaf.role for section in table.sections for leaf in section.leaves()}
        if "unit" not in roles or "text" not in roles:
            continue
        for row in rows_of_words(origin, table):
            word = row.get("类型", "")
            if row.get("unit") and (name := UNIT_KINDS.get(word)) is not None:
                kinds.setdefault(fold(row["unit"]), UnitKind[name])
    labels = dict.fromkeys(c.fact.unit or "" for c in origin.tables() if c.fact is not None)
    found = []
    for label in filter(None, labels):
        code, dash, name = label.partition("-")
        known = code.isascii() and code.isalnum() and dash
        kind = kinds.get(fold(label), UnitKind.ADMINISTRATIVE)
        found.append(Unit(code if known else "", name if known else label, kind))
    return tuple(found)


def kinds_unknown(origin: Origin, units: tuple[Unit, ...]) -> bool:
    """Whether no table prints of what kind its units are."""
    return bool(units) and not any(
        "类型" in leaf.head.labels
        for table in origin.form.tables
        for s in table.sections
        for leaf in s.leaves()
    )


def projects_of(origin: Origin, units: tuple[Unit, ...], *, targets: bool) -> tuple[Project, ...]:
    """The projects it lists, with their targets if asked for."""
    owners: dict[str, str] = {}
    for claim in origin.tables():
        if claim.fact is not None and claim.fact.project and claim.fact.nature == "project":
            owners.setdefault(claim.fact.project, claim.fact.unit or "")
    categories = _categories(origin)
    found = []
    for name in owners:
        own = [t for t in origin.book.targets if t.project == name or fold(t.project) == fold(name)]
        detailed = next((t for t in own if any(i.level1 for i in t.indicators)), None)
        whole = next((t for t in own if t.activity), None)
        indicators = _planned(detailed) if detailed else ()
        others = _planned(whole) if whole else ()
        only = units[0].label if len(units) == 1 else ""
        found.append(
            Project(
                name=name,
                code=next((t.code for t in own if t.code), ""),
                unit=owners[name] or only,
                category=categories.get(fold(name), ""),
                owner="",
                telephone="",
                objective=next((t.objective for t in own if t.objective), "") if targets else "",
                activity=whole.activity if whole else "",
                indicators=indicators if targets else (),
                whole=others if targets and not _alike(indicators, others) else (),
                place=_NOWHERE,
            )
        )
    return tuple(found)


def _categories(origin: Origin) -> dict[str, str]:
    found: dict[str, str] = {}
    for table in origin.form.tables:
        if table.records and table.layout != "stack":
            for row in rows_of_words(origin, table):
                if row.get("project") and row.get("项目类别"):
                    found.setdefault(project_name(row["project"]), row["项目类别"])
    return found


def _planned(target: Target) -> tuple[PlannedIndicator, ...]:
    return tuple(
        PlannedIndicator(
            i.level1, i.level2, i.level3, _sign(i), i.value.raw, i.value.measure, i.polarity, _NOWHERE
        )
        for i in target.indicators
    )


def _sign(indicator: Indicator) -> str:
    if indicator.comparator is None:
        return ""
    return "=" if indicator.comparator is Comparator.EQUAL else indicator.comparator.value


def _alike(one: tuple[PlannedIndicator, ...], other: tuple[PlannedIndicator, ...]) -> bool:
    def said(indicators: tuple[PlannedIndicator, ...]) -> list[tuple[str, ...]]:
        return sorted((fold(i.level2), fold(i.level3), i.comparator, fold(i.value)) for i in indicators)

    return not other or said(one) == said(other)


def counts_of(origin: Origin) -> tuple[Count, ...]:
    """Staff and assets as the narrative counts them."""
    known = {*STAFF, *(count for count, _ in ASSETS.values() if count)}
    found: dict[str, int] = {}
    for sentence in origin.book.sentences:
        for slot, number in sentence.figures.items():
            figure = origin.book.figures[number]
            if slot in known and figure.claim is None:
                found.setdefault(slot, int(figure.number))
    return tuple(Count(name, number, _NOWHERE) for name, number in found.items())


def passages_of(origin: Origin) -> tuple[Passage, ...]:
    """The paragraphs under headings where the form only asks for the clerk's own words, and the glossary."""
    outline = load_outline(origin.form.id)
    subjects = dict(_headings(outline)) if outline is not None else {}
    found: list[Passage] = []
    subject = ""
    captions = titles_of(origin.document, origin.form).blocks
    for number, block in enumerate(origin.document.blocks):
        if isinstance(block, Grid) or number in captions or _PART.match(fold(block.text)):
            subject = ""
        elif (key := _key(block.text)) in subjects or block.level:
            subject = subjects.get(key, "")
        elif subject and block.text.strip():
            found.append(Passage(subject, block.text.strip(), _NOWHERE))
    return (*found, *_fields(origin))


def _headings(outline: Outline) -> Iterator[tuple[str, str]]:
    """Every heading → its subject, where nothing but one of the clerk's texts stands below; else nothing."""

    def of(part: Part) -> Iterator[tuple[str, str]]:
        said = [saying for saying in part.sayings if not saying.optional]
        own = said[0] if len(said) == 1 else None
        subject = (GLOSSARY if own.terms else own.passage) if own is not None else ""
        for level in ("部门", "单位"):
            yield _key(part.heading.replace("{level}", level)), subject
        for inner in part.parts:
            yield from of(inner)

    for part in outline.parts:
        yield from of(part)


def _key(heading: str) -> str:
    return undated(plain(heading.replace("{year}年", "")))


def _fields(origin: Origin) -> Iterator[Passage]:
    """What stands beside the named fields of target tables (整体绩效目标)."""
    for table in origin.form.tables:
        heads = [h for section in table.sections for h in section.fields if h.role != "department"]
        matrix = matrix_for(origin, table) if heads else None
        if matrix is None:
            continue
        for head in heads:
            labels = {fold(label) for label in head.labels}
            for row in range(matrix.height):
                texts = [matrix.text(row, c).strip() for c in range(matrix.width)]
                at = [n for n, text in enumerate(texts) if fold(text) in labels]
                rest = [text for text in texts[at[-1] + 1 :] if text] if at else []
                if rest:
                    yield from (
                        Passage(head.labels[0], t, _NOWHERE) for t in rest[0].split("\n") if t.strip()
                    )
                    break
