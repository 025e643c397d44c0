"""A report as one page: every table as printed, every amount coloured by what is known of it."""

from gouji.render.report.html.page import reports_html
from gouji.render.report.html.spots import located

__all__ = ["located", "reports_html"]
