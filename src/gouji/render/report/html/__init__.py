"""A report as one page: every table as printed, every amount coloured by what is known of it."""

from gouji.render.report.html.page import page, report_section
from gouji.render.report.html.spots import located

__all__ = ["located", "page", "report_section"]
