"""The fonts a PDF is set in: which there are, which signs they have, and how wide a text is in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn
from fontTools.ttLib import TTFont

SERIF = "Noto Serif SC"
SANS = "Noto Sans SC"

_PLACES = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/usr/share/texlive/texmf-dist/fonts"),
    Path("/Library/Fonts"),
)
_FANG = ("opentype/fandol/FandolFang-Regular.otf", "opentype/public/fandol/FandolFang-Regular.otf")
_BOLD = ("opentype/noto/NotoSansCJK-Bold.ttc",)


@dataclass(frozen=True, slots=True)
class Setting:
    """Families in the order they are tried, and the folders they are in.

    ``body`` sets running text, ``table`` cells, ``heading`` headings and
    heads; ``bold`` tells whether headings have a bold face of their own.
    All end with the two families that are always there.
    """

    body: tuple[str, ...]
    table: tuple[str, ...]
    heading: tuple[str, ...]
    bold: bool
    folders: tuple[Path, ...]


def setting(places: Iterable[Path] = _PLACES) -> Setting:
    """仿宋 for running text and a bold 黑体 for headings where the system has them."""
    places = tuple(places)
    folders = [Path(pylopdf_fonts_zh_cn.serif_path()).parent]
    fang, bold = _first(places, _FANG), _first(places, _BOLD)
    folders += [path.parent for path in (fang, bold) if path is not None]
    return Setting(
        body=("FandolFang R", SERIF, SANS) if fang else (SERIF, SANS),
        table=(SERIF, SANS),
        heading=("Noto Sans CJK SC", SANS, SERIF) if bold else (SANS, SERIF),
        bold=bold is not None,
        folders=tuple(dict.fromkeys(folders)),
    )


def _first(places: Iterable[Path], names: Iterable[str]) -> Path | None:
    return next((path for place in places for name in names if (path := place / name).is_file()), None)


class Face:
    """One font file: its signs and their advances."""

    def __init__(self, path: Path) -> None:
        with TTFont(path, lazy=True) as font:
            # Any names will do for glyphs: reading their own takes longer than all the rest.
            font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
            self._names: dict[int, str] = font.getBestCmap()
            self._advances: dict[str, tuple[int, int]] = font["hmtx"].metrics
            self._em: int = font["head"].unitsPerEm

    def __contains__(self, sign: str) -> bool:
        return ord(sign) in self._names

    def advance(self, sign: str) -> float:
        """How far ``sign`` moves on, in parts of the size; one it lacks is as wide as a character."""
        name = self._names.get(ord(sign))
        return 1.0 if name is None else float(self._advances[name][0]) / self._em


class Covered:
    """What the two families that are always there can print, and how wide it is at most."""

    def __init__(self, faces: Iterable[Face]) -> None:
        self._faces = tuple(faces)
        self._wide: dict[str, float] = {}

    def missing(self, text: str) -> Iterator[str]:
        """The signs of ``text`` that no face has."""
        for sign in text:
            if sign in self._wide or sign == "\n":
                continue
            if any(sign in face for face in self._faces):
                self._measure(sign)
            else:
                yield sign

    def _measure(self, sign: str) -> float:
        wide = self._wide[sign] = max(face.advance(sign) for face in self._faces)
        return wide

    def width(self, text: str) -> float:
        """How wide one line of ``text`` is in the widest of the faces, in parts of the font's size."""
        known = self._wide
        return sum(known[sign] if sign in known else self._measure(sign) for sign in text)


@lru_cache(maxsize=1)
def covered() -> Covered:
    """The faces that come with the program; reading them takes a moment, once."""
    return Covered((Face(pylopdf_fonts_zh_cn.serif_path()), Face(pylopdf_fonts_zh_cn.sans_path())))
