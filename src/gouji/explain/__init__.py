"""Explaining what broke: which cell, which lines, and what was covered."""
