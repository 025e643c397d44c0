"""Reading workbooks (.xlsx, .xls, .et)."""

from gouji.read.xlsx.sheet import Sheet, address
from gouji.read.xlsx.workbook import read_xlsx, sheets_of

__all__ = ["Sheet", "address", "read_xlsx", "sheets_of"]
