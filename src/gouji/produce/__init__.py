"""Workbook → Ledger → Publication → gate → files, all of them or none."""

from gouji.produce.gate import Gate, judge
from gouji.produce.produce import Produced, produce, produce_workbook
from gouji.produce.written import FORMATS

__all__ = ["FORMATS", "Gate", "Produced", "judge", "produce", "produce_workbook"]
