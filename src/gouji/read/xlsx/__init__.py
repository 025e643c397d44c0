"""Reading workbooks (.xlsx, .xls, .et)."""

from gouji.read.xlsx.workbook import read_xlsx

__all__ = ["read_xlsx"]
