"""Target cards: a project's names, money, objective and indicators, one card a project."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from gouji.forms.cards import Field, target_cards
from gouji.model.amount import DENOMINATIONS, Denomination
from gouji.model.book import Table, TableStatus
from gouji.model.claim import Sum, Unread
from gouji.model.document import Cell
from gouji.model.fact import Fact, with_values
from gouji.model.place import Place
from gouji.model.target import Indicator, Personal, Target, masked
from gouji.model.text import fold
from gouji.recognise.gather import Gathering
from gouji.recognise.labels import coordinate, plain, project_name
from gouji.recognise.matrix import Matrix, matrix_of
from gouji.recognise.reading import is_number
from gouji.recognise.records import indicator_of, project_code
from gouji.recognise.stack import weighed
from gouji.recognise.titles import Titled
from gouji.recognise.values import comparator_of, value_of

_BRACKETS = re.compile(r"（[^（）]*）")
_GLUED = re.compile(r"^(≥|>=|≧|>|≤|<=|≦|<|=|大于等于|小于等于|不低于|不少于|不高于|不超过)(.+)$", re.DOTALL)
_UNIT = re.compile(r"(?:（|单位：)(万元|千元|亿元|元)(?:）|$)")
_LEAST_HEADS = 3
_UPPER = 10
TABLE = "K"


@dataclass(slots=True)
class _Card:
    """One card while it is read: its project, the claims of its money, and its objective."""

    matrix: Matrix
    project: Cell | None = None
    objective: list[str] = field(default_factory=list)
    money: list[tuple[Field, Cell, Cell, Cell]] = field(
        default_factory=list
    )  # what, its name, what is printed, total
    persons: list[Cell] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


def is_card(matrix: Matrix) -> bool:
    """Whether a grid names a project in its first rows and has a row of indicator heads."""
    return _project(matrix) is not None and _head(matrix) is not None


def split_cards(strangers: Sequence[Titled]) -> tuple[list[list[Titled]], list[Titled]]:
    """The grids of each card, continuations included, and those that are none."""
    cards: list[list[Titled]] = []
    rest: list[Titled] = []
    last: Titled | None = None
    for titled in strangers:
        matrix = matrix_of([titled.grid])
        if is_card(matrix):
            cards.append([titled])
        elif (
            cards
            and last is cards[-1][-1]
            and _project(matrix) is None
            and titled.grid.file == last.grid.file
            and abs(titled.grid.width - last.grid.width) <= 1
        ):
            cards[-1].append(titled)
        else:
            rest.append(titled)
        last = titled
    return cards, rest


def read_cards(
    cards: Sequence[Sequence[Titled]], base: Fact, denomination: Denomination, gathering: Gathering
) -> Table | None:
    """Every card's money as claims, its objective and indicators as a target; one table over all of them."""
    if not cards:
        return None
    before, unread, rows = len(gathering.claims), len(gathering.unread), 0
    columns: dict[str, list[int]] = {}
    for grids in cards:
        rows += _read(matrix_of([t.grid for t in grids]), base, denomination, gathering, columns)
    gathering.sharpen(list(columns.values()), {})
    first = cards[0][0]
    title = next(
        (fold(c.text) for c in reversed(first.captions) if fold(c.text).endswith("表")), "项目绩效目标表"
    )
    made = gathering.claims[before:]
    lost = len(gathering.unread) - unread
    return Table(
        TABLE,
        title,
        TableStatus.PARTLY if lost else TableStatus.READ if made else TableStatus.EMPTY,
        Place(first.grid.file, first.grid.page, first.grid.line, TABLE),
        tuple(sorted({t.grid.page for grids in cards for t in grids if t.grid.page is not None})),
        rows,
        denomination,
        (f"{lost} 个数字未读入",) if lost else (),
        by_vocabulary=True,
        sure=False,
    )


def _read(
    matrix: Matrix, base: Fact, usual: Denomination, gathering: Gathering, columns: dict[str, list[int]]
) -> int:
    head = _head(matrix)
    card = _fields(matrix, head[0] if head else matrix.height)
    name = project_name(card.project.text) if card.project is not None else ""
    fact = with_values(base, {"flow": "expenditure", "position": "current", "nature": "project"})
    fact = fact._replace(project=coordinate(name))
    total = _money(card, matrix, fact, name, _denomination(matrix, usual), gathering, columns)
    for cell in card.persons:
        place = matrix.place(cell, table=TABLE)
        gathering.personal.append(Personal(replace(place, text=masked(cell.text)), cell.text.strip()))
    indicators = [weighed(i, fact, gathering) for i in _indicators(matrix, head, name)]
    _keep(matrix, head[0] if head else matrix.height, card, gathering)
    if card.project is not None:
        place = replace(matrix.place(card.project, table=TABLE), row=(name,), column=("项目名称",))
        gathering.targets.append(
            Target(
                TABLE,
                fold(card.project.text),
                coordinate(name),
                project_code(card.project.text),
                "",
                "\n".join(card.objective),
                tuple(indicators),
                place,
                total,
            )
        )
    return max(1, len(indicators))


def _known(cell: Cell | None) -> Field | None:
    if cell is None:
        return None
    word = plain(cell.text).rstrip("：")
    fields = target_cards().fields
    return fields.get(word) or fields.get(_BRACKETS.sub("", word).rstrip("："))


def _project(matrix: Matrix) -> Cell | None:
    for row in range(min(6, matrix.height)):
        for cell in matrix.own[row]:
            found = _known(cell)
            if cell is not None and found is not None and found.role == "project":
                return cell if _value(matrix, row, cell) is not None else None
    return None


def _value(matrix: Matrix, row: int, name: Cell) -> Cell | None:
    """The cell to the right of a name, if it is no name itself."""
    at = _at(matrix, row, name) + name.columns
    while at < matrix.width:
        cell = matrix.own[row][at]
        if cell is not None:
            return None if _known(cell) is not None else cell
        at += 1
    return None


def _at(matrix: Matrix, row: int, cell: Cell) -> int:
    return next(i for i, other in enumerate(matrix.own[row]) if other is cell)


def _fields(matrix: Matrix, rows: int) -> _Card:
    card = _Card(matrix)
    totals: dict[int, Cell] = {}
    for row in range(rows):
        for at, cell in enumerate(matrix.own[row]):
            found = _known(cell)
            value = _value(matrix, row, cell) if cell is not None and found is not None else None
            if cell is None or found is None or value is None:
                continue
            card.used.add(id(value))
            if found.role == "project":
                card.project = card.project or value
            elif found.role == "objective":
                card.objective.append(value.text.strip())
            elif found.role == "person" and value.text.strip():
                card.persons.append(value)
            elif found.sense in ("total", "span"):
                totals[at] = cell
                card.money.append((found, cell, value, cell))
            elif found.sense == "part" and totals:
                near = totals.get(at) or totals[max(totals, key=lambda column: (column <= at, column))]
                card.money.append((found, cell, value, near))
    return card


def _money(
    card: _Card,
    matrix: Matrix,
    fact: Fact,
    name: str,
    denomination: Denomination,
    gathering: Gathering,
    columns: dict[str, list[int]],
) -> int | None:
    """The claims of a card's money; the index of the year's total."""
    made: dict[int, tuple[int, list[int]]] = {}
    year: int | None = None
    span = {id(total) for found, _, _, total in card.money if found.sense == "span"}
    seen: set[Fact] = set()
    for found, _, value, total in card.money:
        over = {"controlled": f"{TABLE}·{found.label}"} if id(total) in span else {}
        point = with_values(fact, {**dict(found.key), **over})
        if point in seen:
            point = point._replace(controlled=f"{TABLE}·{found.label}")
        seen.add(point)
        place = replace(matrix.place(value, table=TABLE), row=(name,), column=(found.label,))
        claim = gathering.claim(point, place, denomination, TABLE)
        if claim is None:
            continue
        columns.setdefault(found.label, []).append(claim)
        if found.sense == "part":
            if id(total) in made:
                made[id(total)][1].append(claim)
        else:
            made[id(total)] = (claim, [])
            year = claim if found.sense == "total" and year is None else year
    for whole, parts in made.values():
        if parts:
            gathering.sums.append(Sum(whole, tuple(parts), True, f"{name} 资金总额＝各项资金之和"))
    return year


def _denomination(matrix: Matrix, usual: Denomination) -> Denomination:
    """The unit a card prints in brackets, as in 项目资金（万元）; else the document's usual one."""
    texts = (fold(c.text) for row in matrix.own[:_UPPER] for c in row if c is not None)
    found = next((m[1] for text in texts if (m := _UNIT.search(text))), "")
    return DENOMINATIONS.get(found, usual)


def _head(matrix: Matrix) -> tuple[int, dict[str, int]] | None:
    """The row of indicator heads, and the column each stands at."""
    for row in range(matrix.height):
        found = {
            role: at
            for at, cell in enumerate(matrix.own[row])
            if cell is not None and (role := _column(cell.text)) is not None
        }
        if len(found) >= _LEAST_HEADS and "level3" in found:
            return row, found
    return None


def _column(text: str) -> str | None:
    head = target_cards().head
    word = plain(text)
    return head.get(word) or head.get(_BRACKETS.sub("", word))


def _indicators(matrix: Matrix, head: tuple[int, dict[str, int]] | None, project: str) -> Iterator[Indicator]:
    if head is None:
        return
    first, columns = head
    labels = {role: fold(matrix.text(first, at)) for role, at in columns.items()}
    for row in range(first + 1, matrix.height):
        detail = {
            role: cell
            for role, at in columns.items()
            if (cell := _covering(matrix, row, at, role, columns)) is not None and cell.text.strip()
        }
        if "level3" not in detail or _column(detail["level3"].text) is not None:
            continue
        value = detail.get("target_value")
        glued = _GLUED.match(value.text.strip()) if value is not None else None
        if value is not None and glued is not None and comparator_of(glued[1]) is not None:
            detail.setdefault("comparator", value._replace(text=glued[1]))
            detail["target_value"] = value._replace(text=glued[2].strip())
        elif value is not None and "comparator" not in columns:
            # Without a column for it, a bare number is to be met and words are a quality.
            told = value_of(value.text, "").number is not None
            detail["comparator"] = value._replace(text="=" if told else "定性")
        made = indicator_of(detail, "", project, matrix, TABLE, labels)
        yield replace(made, place=replace(made.place, text=value.text)) if value is not None else made


def _covering(matrix: Matrix, row: int, at: int, role: str, columns: dict[str, int]) -> Cell | None:
    """The cell of a column; a value may start further right than its head, but not in the next column."""
    cell = matrix.over[row][at]
    if role != "target_value" or matrix.own[row][at] is not None:
        return cell
    end = min((c for c in columns.values() if c > at), default=matrix.width)
    if cell is not None and cell is matrix.over[row][columns["level3"]]:
        return next((c for c in matrix.own[row][at:end] if c is not None), None)
    start = columns["level3"]
    inner = [c for c in matrix.own[row][start + 1 : end] if c is not None]
    return inner[-1] if inner else cell


def _keep(matrix: Matrix, rows: int, card: _Card, gathering: Gathering) -> None:
    """Numbers of the upper part that no field explains are unread."""
    known = {id(cell) for _, _, cell, _ in card.money} | card.used
    for row in range(rows):
        for cell in matrix.own[row]:
            if cell is not None and id(cell) not in known and is_number(cell.text):
                gathering.unread.append(Unread(matrix.place(cell, table=TABLE), "卡片上不知名目的数"))
