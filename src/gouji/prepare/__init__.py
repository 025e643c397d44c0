"""The workbook a clerk fills in, and the ledger it makes."""

from gouji.prepare.prepare import prepare_bytes, prepare_workbook
from gouji.prepare.problem import Prepared, Problem
from gouji.prepare.write import empty_ledger, write_workbook

__all__ = ["Prepared", "Problem", "empty_ledger", "prepare_bytes", "prepare_workbook", "write_workbook"]
