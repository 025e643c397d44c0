"""Radicals in a text layer become the characters a reader sees.

Some producers map a glyph to the radical block (⻔ U+2ED4, ⼈ U+2F08) or to a
compatibility ideograph (U+F9xx) although 门, 人 and the like are printed.  A
printed word must compare equal to itself, so these code points are folded to
the unified ideograph; nothing else is (brackets, digits and letters stay as
wide as they are printed).

Source: Unicode 14, EquivalentUnifiedIdeograph.txt (radicals supplement) and
the compatibility decompositions of the Kangxi and compatibility blocks.
"""

from __future__ import annotations

import unicodedata

_SUPPLEMENT = (  # a radical, its ideograph, a radical, its ideograph …
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌"
    "⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓"
    "⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝"
    "⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐"
    "⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)

_BLOCKS = (range(0x2F00, 0x2FD6), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))

FOLDED: dict[int, str] = dict(
    zip((ord(radical) for radical in _SUPPLEMENT[::2]), _SUPPLEMENT[1::2], strict=True)
)
FOLDED.update(
    (code, unicodedata.normalize("NFKC", chr(code)))
    for block in _BLOCKS
    for code in block
    if not unicodedata.is_normalized("NFKC", chr(code))
)


def folded(text: str) -> str:
    """``text`` with radicals replaced by the ideographs they are printed as."""
    return text.translate(FOLDED)
