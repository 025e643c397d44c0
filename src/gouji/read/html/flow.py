"""Text as a page shows it: white space collapsed, lines where blocks and breaks make them."""

from __future__ import annotations

import re

# A line break in the source between two wide signs is nothing, elsewhere a space (CSS Text 3, 4.1.3).
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f“”‘’"
_BREAK_IN_WIDE = re.compile(f"(?<=[{_WIDE}])[ \t\f]*[\r\n]+[ \t\r\n\f]*(?=[{_WIDE}])")
_SPACES = re.compile("[ \t\r\n\f]+")


class Flow:
    """Text that is being collected, line by line."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._at_start = True  # of a line
        self._after_space = False

    def add(self, text: str, preformatted: bool = False) -> None:
        """Adds text; unless it is preformatted, runs of white space are one space."""
        if preformatted:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        else:
            if "\n" in text or "\r" in text:
                text = _BREAK_IN_WIDE.sub("", text)
            text = _SPACES.sub(" ", text)
            if (self._at_start or self._after_space) and text.startswith(" "):
                text = text[1:]
        if text:
            self._pieces.append(text)
            self._at_start = text.endswith("\n")
            self._after_space = text.endswith(" ")

    def line(self) -> None:
        """A block begins or ends: what follows stands on a line of its own."""
        if not self._at_start:
            self.line_break()

    def line_break(self) -> None:
        """A ``<br>``."""
        self._pieces.append("\n")
        self._at_start, self._after_space = True, False

    def take(self) -> str:
        """What was collected, and begins anew."""
        text = "".join(self._pieces)
        self._pieces, self._at_start, self._after_space = [], True, False
        text = "\n".join(line.rstrip(" ") for line in text.split("\n")).strip("\n")
        return text if text.strip() else ""
