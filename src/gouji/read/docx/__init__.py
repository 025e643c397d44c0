"""Reading Word documents (.docx)."""

from gouji.read.docx.document import read_docx

__all__ = ["read_docx"]
