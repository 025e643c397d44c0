"""Dates in workbooks: numbers of days whose format says that they are dates."""

from __future__ import annotations

import datetime
import re

EPOCH = datetime.datetime(1899, 12, 30)
EPOCH_1904 = datetime.datetime(1904, 1, 1)

_LAST = 2_900_000  # days, beyond the year 9800
_BUILT_IN = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_NOT_SIGNS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.|General|G/通用格式', re.IGNORECASE)
_SIGNS = re.compile("[ymdhs]", re.IGNORECASE)


def is_date_format(number: int, code: str | None = None) -> bool:
    """Whether a number format is one of dates or times: by its code, else by its built-in number."""
    return number in _BUILT_IN if code is None else _SIGNS.search(_NOT_SIGNS.sub("", code)) is not None


def moment(days: float, epoch: datetime.datetime) -> datetime.datetime | datetime.time | float:
    """The moment ``days`` after ``epoch``, of less than one day the time; the number where it is no date."""
    if not 0 <= days < _LAST:
        return days
    then = epoch + datetime.timedelta(seconds=round(days * 86_400))
    return then.time() if days < 1 else then
