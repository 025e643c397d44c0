"""How a form's tables are printed; reading ignores all of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gouji.forms.source import Source

_TEXTS = ("number", "title", "maker", "unit", "zero", "empty", "note", "code")
_TRUTHS = ("landscape", "separators")
_NUMBERS = ("decimals", "least")
_CHOICES = {"total": ("first", "last"), "order": ("code", "entered")}
_LISTS = ("numbering", "filler")
_KEYS = (*_TEXTS, *_TRUTHS, *_NUMBERS, *_CHOICES, *_LISTS)


@dataclass(frozen=True, slots=True)
class Printing:
    """What a table looks like in print.

    ``number`` is the label above it, with ``{n}`` (7), ``{nn}`` (07) or ``{numeral}`` (七), ``title``
    the title with what is put round it (``{year}年{level}{title}``; ``{level}`` is
    部门 or 单位), ``maker`` the line at its left (编制部门：``{department}``), ``unit``
    the one at its right, with ``{denomination}``.

    ``decimals`` are digits in the table's denomination, ``None`` for all down to
    分; ``separators`` whether thousands are parted by commas.  ``zero`` is what stands
    for nothing.  ``numbering`` gives the style of the number before labelled
    rows by depth, outermost first: ``一、``, ``（一）``, ``1.``, or ``其中：`` before the first alone.
    ``code`` is how a column that holds both prints them: ``{code}-{name}``.

    Listed rows stand by ``order``: of their codes (``code``), or as the ledger has them
    (``entered``); their ``total`` stands ``first`` or ``last``, and there are at ``least`` so many rows,
    blank ones after the others.  A list with nothing to print has one row of ``filler``: the word for
    its words and, if there is a second, the one for its amounts (``[无, "0"]``).
    ``empty`` is the statement under a table that has nothing to print, ``note`` one that always
    stands there; all texts may hold ``{year}``, ``{title}``, ``{level}`` and ``{department}``.
    """

    number: str = ""
    title: str = "{title}"
    maker: str = ""
    unit: str = "单位：{denomination}"
    decimals: int | None = None
    separators: bool = True
    zero: str = ""
    landscape: bool = False
    numbering: tuple[str, ...] = ()
    code: str = "{code}-{name}"
    order: str = "code"
    total: str = "last"
    least: int = 0
    filler: tuple[str, ...] = ()
    empty: str = "注：本{level}{year}年无此项收支，本表为空表。"
    note: str = ""


def read_printing(source: Source, above: Printing) -> Printing:
    """The ``print`` of a form or a table; what it does not say is as ``above``."""
    fields = source.fields(*_KEYS)
    said: dict[str, object] = {name: fields[name].text() for name in _TEXTS if name in fields}
    said |= {name: fields[name].truth() for name in _TRUTHS if name in fields}
    said |= {name: fields[name].number() for name in _NUMBERS if name in fields}
    for name, choices in _CHOICES.items():
        if name in fields:
            text = fields[name].text()
            if text not in choices:
                raise fields[name].wrong(f"应为 {' 或 '.join(choices)}，写的是 {text}")
            said[name] = text
    for name in _LISTS:
        if name in fields:
            said[name] = fields[name].texts()
    return replace(above, **said)  # type: ignore[arg-type]
