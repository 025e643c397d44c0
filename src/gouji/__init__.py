"""Gouji 勾稽: read, check and compile Chinese department budgets and final accounts."""

__version__ = "0.1.0"
