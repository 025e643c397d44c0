"""Showing what was found: reports for people and for programs."""
