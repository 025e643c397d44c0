"""Reading web pages (.html, and pages that call themselves .xls)."""

from gouji.read.html.page import read_html

__all__ = ["read_html"]
