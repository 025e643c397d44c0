"""Errors a user can mend; everything else that is raised is a failure of ours.

::

    GoujiError
    ├── Unreadable        a file that cannot be read as what it is (exit 2)
    ├── DeclarationError  a form, sentence or catalogue file that is wrong (exit 2)
    └── CannotDraw        a publication with something that no page can show (exit 1)
"""

from __future__ import annotations


class GoujiError(Exception):
    """Says where, what, and what to do, in one plain Chinese message."""


class Unreadable(GoujiError):
    """The file ``name`` cannot be read: ``what`` is wrong and ``remedy`` helps."""

    def __init__(self, name: str, what: str, remedy: str = "") -> None:
        self.name, self.what, self.remedy = name, what, remedy
        super().__init__(f"{name}：{what}" + (f"\n  {remedy}" if remedy else ""))


class DeclarationError(GoujiError):
    """A declaration file is wrong at ``line``, under ``key``."""

    def __init__(self, file: str, line: int, key: str, what: str) -> None:
        self.file, self.line, self.key, self.what = file, line, key, what
        super().__init__(f"{file}:{line}: {key}：{what}")


class CannotDraw(GoujiError):
    """Something at ``place`` cannot be drawn: ``what`` is in the way and ``remedy`` helps.

    ``signs`` are the characters at fault, empty where it is not a matter of signs.
    """

    def __init__(self, place: str, what: str, remedy: str, signs: str = "") -> None:
        self.place, self.what, self.remedy, self.signs = place, what, remedy, signs
        super().__init__(f"{place}：{what}\n  {remedy}")
