"""Codes as coordinates: ``2010301`` ↔ ``201.03.01``, so that a prefix is what a code is below."""

from __future__ import annotations

_LENGTHS = (3, 5, 7)


def dotted(code: str) -> str:
    """A functional (类 款 项) or economic (类 款) code with a dot before each lower level.

    Raises :class:`ValueError` for anything but 3, 5 or 7 digits.
    """
    if len(code) not in _LENGTHS or not (code.isascii() and code.isdigit()):
        raise ValueError(f"not a code of 3, 5 or 7 digits: {code!r}")
    return ".".join((code[:3], *(code[at : at + 2] for at in range(3, len(code), 2))))


def undotted(coordinate: str) -> str:
    """The code of a dotted coordinate.

    Raises :class:`ValueError` for a text that :func:`dotted` does not make.
    """
    code = coordinate.replace(".", "")
    if dotted(code) != coordinate:
        raise ValueError(f"not a dotted code: {coordinate!r}")
    return code
