"""Reading: files as they stand become a :class:`~gouji.model.document.Document`."""

from __future__ import annotations

from gouji.read.files import documents_in, read, read_together

__all__ = ["documents_in", "read", "read_together"]
