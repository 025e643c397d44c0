"""How a form's tables are printed; reading ignores all of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gouji.forms.source import Source

_KEYS = ("number", "unit", "decimals", "zero", "landscape", "numbering", "empty", "note", "dated")


@dataclass(frozen=True, slots=True)
class Printing:
    """What a table looks like in print.

    ``number`` is the label above it, with ``{n}`` (7) or ``{numeral}`` (七);
    ``unit`` the line at its right, with ``{denomination}``.  ``decimals`` are
    digits in the table's denomination, ``None`` for all down to 分.  ``zero``
    is what stands for nothing.  ``numbering`` gives the style of the number
    before labelled rows by depth, outermost first: ``一、``, ``（一）``, ``1.``.
    ``empty`` is the statement under a table that has nothing to print, ``note``
    one that always stands there; both may hold ``{year}`` and ``{title}``.  ``dated``
    puts the year before the title.
    """

    number: str = ""
    unit: str = "单位：{denomination}"
    decimals: int | None = None
    zero: str = ""
    landscape: bool = False
    numbering: tuple[str, ...] = ()
    empty: str = "注：本部门{year}年无此项收支，本表为空表。"
    note: str = ""
    dated: bool = False


def read_printing(source: Source, above: Printing) -> Printing:
    """The ``print`` of a form or a table; what it does not say is as ``above``."""
    fields = source.fields(*_KEYS)

    def text(key: str, otherwise: str) -> str:
        return fields[key].text() if key in fields else otherwise

    said = replace(
        above,
        number=text("number", above.number),
        unit=text("unit", above.unit),
        zero=text("zero", above.zero),
        empty=text("empty", above.empty),
        note=text("note", above.note),
    )
    if "decimals" in fields:
        said = replace(said, decimals=fields["decimals"].number())
    if "landscape" in fields:
        said = replace(said, landscape=fields["landscape"].truth())
    if "dated" in fields:
        said = replace(said, dated=fields["dated"].truth())
    if "numbering" in fields:
        said = replace(said, numbering=fields["numbering"].texts())
    return said
