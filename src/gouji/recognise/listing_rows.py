"""Labelled rows of an undeclared table → declared rows: numbering and totals say what lies in what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from gouji.forms import Key, Row
from gouji.forms.lexicon import lexicon
from gouji.model.text import fold
from gouji.recognise.labels import coordinate, plain
from gouji.recognise.reading import code_of_name
from gouji.recognise.rows import PrintedRow, is_nothing

_NUMBERS = (
    re.compile(r"^[一二三四五六七八九十]+[、.．，]"),
    re.compile(r"^（[一二三四五六七八九十]+）"),
    re.compile(r"^\d{1,2}[、.．](?!\d)"),
    re.compile(r"^（\d{1,2}）"),
)
_TOTAL = re.compile(
    r"(?:^|收入|支出|收支|收、支|经费|本年|当年|总)(?:合计|总计|总额)$|^(?:本年|当年)(?:收入|支出)小计$"
)
_GRAND = re.compile(r"总计|总额")
_UNSURE = frozenset({"小计"})
_BRACKETS = re.compile(r"（[^（）]*）")


@dataclass(slots=True)
class _Node:
    """A printed row: its label, how deep its numbering puts it, and the rows inside it."""

    text: str
    depth: int | None
    number: str
    part: bool
    total: bool
    says: bool
    key: Key | None
    outer: str = ""
    inside: list[_Node] = field(default_factory=list)
    adds: list[_Node] = field(default_factory=list)
    first: bool = False  # a total printed above what it adds up


def label_rows(
    id: str, rows: Sequence[PrintedRow], base: dict[str, str | int | None]
) -> tuple[tuple[Row, ...], bool]:
    """The declared rows of one section, and whether enough of its labels are known."""
    nodes = _mended([node for row in rows if (node := _node(row)) is not None])
    if not nodes:
        return (Row(unlabelled=True),), False
    known = sum(
        node.key is not None or node.total or node.outer in lexicon().rows or _division(node.text)
        for node in nodes
    )
    top = _nest(_unnested(_subtotalled(nodes)))
    _totals(top)
    unsure = any(node.text in _UNSURE and not node.outer for node in nodes)
    for node in nodes:
        if unsure or _repeats(node.adds):
            node.adds = []
    has_rest = any(
        dict(node.key or ()).get("position") not in (None, "current") for node in nodes if not node.total
    )
    seen: set[tuple[tuple[str, str | int | None], ...]] = set()
    added = {id_(child) for node in top for child in node.adds}
    declared = tuple(_row(id, node, (), base, seen, has_rest) for node in top if id_(node) not in added)
    return declared, known * 3 >= len(nodes)


def total_rows(id: str, rows: Sequence[PrintedRow], plain_totals: tuple[str, ...]) -> tuple[Row, ...]:
    """The totals of a section that lists codes: 合计, and those of a part (人员经费合计) by its name."""
    out = [Row(labels=plain_totals)]
    for row in rows:
        for text, _ in row.roles.values():
            word = plain(text)
            if (
                not word.endswith(("合计", "总计"))
                or word in plain_totals
                or any(word in r.labels for r in out)
            ):
                continue
            key = lexicon().rows.get(word[:-2])
            out.append(Row(labels=(word,), key=key or (("item", coordinate(f"{id}·{word}")),)))
    return tuple(out)


def is_row_word(text: str) -> bool:
    """Whether a label is a kind of revenue or expenditure (or a total of them) that the vocabulary knows."""
    word = plain(text)
    return word in lexicon().rows or bool(_TOTAL.search(word)) or word in _UNSURE


def id_(node: _Node) -> int:
    """A node's identity (two rows may print the same)."""
    return id(node)


def _node(row: PrintedRow) -> _Node | None:
    label = next((text for text in reversed(row.labels) if text.strip()), "")
    if is_nothing(label):
        return None
    raw = fold(label)
    text = plain(label)
    depth = next((i for i, number in enumerate(_NUMBERS) if number.match(raw.removeprefix("其中："))), None)
    key = lexicon().rows.get(text)
    if key is None:
        key = lexicon().rows.get(_BRACKETS.sub("", text))
    total = bool(_TOTAL.search(text))
    says = any(cell is not None and not is_nothing(cell.text) for cell in row.amounts.values())
    number = _NUMBERS[depth].match(raw.removeprefix("其中："))[0] if depth is not None else ""  # type: ignore[index]
    outer = plain(row.labels[0]) if len(row.labels) > 1 and plain(row.labels[0]) != text else ""
    return _Node(text, depth, number, raw.startswith("其中"), total, says, key, outer)


def _division(text: str) -> bool:
    return bool(code_of_name("function", text, None, "division"))


def _repeats(nodes: Sequence[_Node]) -> bool:
    """Whether a number or a name comes twice among rows that should stand beside each other."""
    names = [node.number or node.outer + node.text for node in nodes]
    return len(names) != len(set(names))


def _mended(nodes: list[_Node]) -> list[_Node]:
    """The rows, a label cut by a page put together with its rest."""
    out: list[_Node] = []
    for node in nodes:
        last = out[-1] if out else None
        if (
            last is not None
            and not node.says
            and not node.number
            and not _is_word(last.text)
            and _is_word(last.text + node.text)
        ):
            last.text += node.text
            last.key = lexicon().rows.get(last.text)
            last.total = bool(_TOTAL.search(last.text))
        else:
            out.append(node)
    return out


def _is_word(text: str) -> bool:
    return is_row_word(text) or _division(text)


def _subtotalled(nodes: Sequence[_Node]) -> list[_Node]:
    """Rows grouped by a label in front of theirs, each group inside its 小计."""
    out: list[_Node] = []
    for outer, group in groupby(nodes, key=lambda node: node.outer):
        members = list(group)
        whole = next((node for node in members if node.text in _UNSURE), None) if outer else None
        if whole is None:
            out += members
            continue
        whole.key = lexicon().rows.get(outer)
        whole.inside = [node for node in members if node is not whole]
        out.append(whole)
    return out


_FIRST = re.compile(r"[一1](?!\d)")


def _unnested(nodes: list[_Node]) -> list[_Node]:
    """Rows numbered afresh below 本年收入 or 上年结转 lie inside it, though their numbers look alike."""
    inside: _Node | None = None
    for node, following in zip(nodes, [*nodes[1:], None], strict=True):
        afresh = following is not None and bool(_FIRST.search(following.number))
        if not node.total and dict(node.key or ()).get("position") is not None and afresh:
            if node.depth is None and following is not None:
                node.depth = following.depth
            inside = node
        elif node.depth is None or node.total:
            inside = None
        elif inside is not None and node.depth == inside.depth:
            if dict(node.key or ()).get("position") is not None:
                inside = None
            else:
                node.depth += 1
    return nodes


def _is_listed(node: _Node, beside: Sequence[_Node]) -> bool:
    """Whether a row is one of a list of 类, each named once, with nothing unknown beside it."""
    if not _plain_division(node):
        return False
    same = [other.text for other in beside if _plain_division(other)]
    return len(same) == len(set(same)) > 1 and all(
        _plain_division(other) or other.key is not None or other.total for other in beside
    )


def _plain_division(node: _Node) -> bool:
    return node.key is None and not node.total and not node.inside and not node.part and _division(node.text)


def _nest(nodes: Sequence[_Node]) -> list[_Node]:
    """Rows inside the row whose number is above theirs; 其中 inside the row before it."""
    top: list[_Node] = []
    open_: list[tuple[int, _Node]] = []
    least = min((node.depth for node in nodes if node.depth is not None), default=None)
    for node in nodes:
        if node.part and top:
            (open_[-1][1] if open_ else top[-1]).inside.append(node)
            continue
        if node.total or least is None:
            open_ = []
            top.append(node)
            continue
        if node.depth is None:
            rest = dict(node.key or ()).get("position") not in (None, "current")
            if rest or not open_:
                open_ = []
                top.append(node)
            else:
                open_[0][1].inside.append(node)
            continue
        while open_ and open_[-1][0] >= node.depth:
            open_.pop()
        (open_[-1][1].inside if open_ else top).append(node)
        open_.append((node.depth, node))
    return top


def _totals(top: Sequence[_Node]) -> None:
    """A total adds up what stands above it since the last one, which it takes in; a first row, the rest."""
    pending: list[_Node] = []
    first: _Node | None = None
    for node in top:
        if not node.total:
            pending.append(node)
        elif pending:
            node.adds = pending
            pending = [node]
        else:
            first = node
    if first is not None and pending:
        if pending[0].total:
            return
        first.adds, first.first = pending, True


def _row(
    id: str,
    node: _Node,
    above: Key,
    base: dict[str, str | int | None],
    seen: set[tuple[tuple[str, str | int | None], ...]],
    has_rest: bool,
) -> Row:
    key: dict[str, str | int | None] = dict(node.key or ())
    division = _division(node.text) and node.key is None and not node.total
    if division:
        key["function"] = code_of_name("function", node.text, None, "division")
    elif node.key is None and (not node.total or any(n.total for n in node.adds)):
        key["item"] = coordinate(f"{id}·{node.outer}{node.text}")
    if node.total and (_GRAND.search(node.text) or (has_rest and any(n.total for n in node.adds))):
        key = {"flow": None, "position": None}
    whole = tuple(sorted({**base, **dict(above), **key}.items(), key=lambda pair: pair[0]))
    if whole in seen:
        key["item"] = coordinate(f"{id}·{len(seen)}·{node.text}")
    seen.add(whole)
    inner = tuple(pair for pair in key.items() if pair[1] is not None and pair[0] != "item")
    children = node.adds or node.inside
    rows = tuple(
        _row(id, child, (*above, *inner), base, seen, has_rest)
        for child in children
        if not _is_listed(child, children)
    )
    if any(_is_listed(child, children) for child in children):
        rows = (*rows, Row(each=("function",), level="division"))
    return Row(
        labels=(node.text,),
        key=tuple(key.items()),
        sums=bool(children) and node.says and not all(child.part for child in children),
        of_which=node.part,
        total_last=bool(node.adds) and not node.first,
        rows=rows,
    )
