"""Which tables a disclosure must have, with their titles in order, by region and kind."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from gouji.catalogue.table import rows, year


class DisclosureTable(NamedTuple):
    """A table of a published set.  ``decimals`` is ``None`` where sources differ."""

    number: int
    title: str
    denomination: str
    decimals: int | None


class TableSet(NamedTuple):
    """The tables of one kind of disclosure (budget or final_accounts) in one region and period."""

    id: str
    region: str
    valid_from: int | None
    valid_to: int | None
    kind: str
    tables: tuple[DisclosureTable, ...]


@cache
def disclosure_table_sets() -> tuple[TableSet, ...]:
    """All known sets; the national minimum is ``mof-143-budget-min`` (财预〔2016〕143号)."""
    sets: dict[str, TableSet] = {}
    for line in rows("disclosure_tables"):
        known = sets.get(line["set"]) or TableSet(
            line["set"], line["region"], year(line["valid_from"]), year(line["valid_to"]), line["kind"], ()
        )
        decimals = int(line["decimals"]) if line["decimals"] else None
        table = DisclosureTable(int(line["number"]), line["title"], line["denomination"], decimals)
        sets[known.id] = known._replace(tables=(*known.tables, table))
    return tuple(sets.values())
