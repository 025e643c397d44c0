"""PDF → blocks: ruled tables as grids of cells, everything else as paragraphs."""

from __future__ import annotations

from gouji.read.pdf.reader import Reading, read_pdf

__all__ = ["Reading", "read_pdf"]
