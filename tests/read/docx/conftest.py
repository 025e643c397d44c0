"""Word documents as their bodies are read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gouji.model.document import Block, Dropped
from gouji.read.docx import read_docx

Read = Callable[..., tuple[tuple[Block, ...], tuple[Dropped, ...]]]


@pytest.fixture(scope="session")
def read(docx: Callable[..., bytes]) -> Read:
    """Reads a document made of the inside of its body and of other parts."""
    return lambda body, **parts: read_docx(docx(body, **parts))
