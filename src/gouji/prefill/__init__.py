"""Filling a new workbook from what a department has already published or can export."""

from gouji.prefill.prefill import Prefilled, prefill

__all__ = ["Prefilled", "prefill"]
