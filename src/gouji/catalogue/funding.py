"""Where a department's money comes from, under all the names it is printed with."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from gouji.catalogue.table import rows, several


class FundingSource(NamedTuple):
    """A source of funds or a balancing item.

    ``fund`` and ``position`` are the dotted values of those dimensions, empty
    where the item says nothing of them.  ``integration_code`` is the number in
    预算管理一体化, empty for carried-over money.  ``documents`` tells where the
    name is printed: budget, final_accounts or both.  One name may stand for
    several items: 上年结转 is all of it in one table, fiscal in another.
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    fund: str
    position: str
    integration_code: str
    documents: tuple[str, ...]
    source: str
    note: str


@cache
def funding_sources() -> tuple[FundingSource, ...]:
    """All sources in the order of a revenue table, carried-over money last."""
    return tuple(
        FundingSource(
            line["key"],
            line["name"],
            several(line["aliases"]),
            line["fund"],
            line["position"],
            line["integration_code"],
            several(line["documents"]),
            line["source"],
            line["note"],
        )
        for line in rows("funding_source")
    )
