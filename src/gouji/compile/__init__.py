"""Ledger + form → the laid-out disclosure: the declarations that read a table, run the other way."""

from gouji.compile.compile import Compiled, compile_publication
from gouji.compile.document import as_document

__all__ = ["Compiled", "as_document", "compile_publication"]
