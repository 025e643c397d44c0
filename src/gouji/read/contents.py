"""What a reader of one format is given and gives back."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, NamedTuple

from gouji.model.document import Block, Dropped


class Contents(NamedTuple):
    """What stands in one file.

    ``pages`` is ``None`` where the format has no pages; ``scanned`` lists
    (file, page) of the pages that are pictures without text.
    """

    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...] = ()
    pages: int | None = None
    scanned: tuple[tuple[int, int], ...] = ()


Reader = Callable[[BinaryIO, str, int], Contents]
"""Reads an open, seekable file from its start.

The name is what messages call the file; the number is its index in the
disclosure, which goes into every place.  A reader raises
:class:`~gouji.model.errors.Unreadable` and imports its library only when called.
"""


class TooMuch(ValueError):
    """The file holds more cells and paragraphs than any disclosure has."""
