"""Ledger + form → the laid-out disclosure: the declarations that read a table, run the other way."""

from gouji.compile.compile import Compiled, compile_publication
from gouji.compile.document import as_document
from gouji.compile.remark import Remark
from gouji.compile.template import outline_of_template

__all__ = ["Compiled", "Remark", "as_document", "compile_publication", "outline_of_template"]
