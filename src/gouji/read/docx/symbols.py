"""Signs that come from symbol fonts, whose code points mean nothing outside the font."""

from __future__ import annotations

_WINGDINGS = {
    0x4A: "☺", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x74: "⧫", 0x75: "◆",
    0x76: "❖", 0x77: "⬥", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢",
    0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS.update({0x81 + n: sign for n, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩")})
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0xA2: "■", 0xA3: "□",
}  # fmt: skip
_SYMBOL = {
    0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
    0xE5: "∑", 0x25: "%", 0x2B: "+", 0x2D: "−", 0x3C: "<", 0x3D: "=", 0x3E: ">",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def symbol(code: int, font: str) -> str:
    """The sign a symbol font draws for ``code``; the code point itself in any other font."""
    signs = _FONTS.get(font.lower())
    if signs is None:
        return chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else "�"
    return signs.get(code & 0xFF, "�")


def bullet(text: str, font: str) -> str:
    """The bullet a list level prints; an unknown sign of a symbol font is a plain dot."""
    if len(text) == 1 and font.lower() in _FONTS:
        sign = symbol(ord(text), font)
        return "•" if sign == "�" else sign
    return "".join("•" if 0xE000 <= ord(sign) < 0xF900 else sign for sign in text)
