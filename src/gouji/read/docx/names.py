"""The XML names of WordprocessingML that the reader knows (ECMA-376 part 1)."""

from __future__ import annotations

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

BODY, ALT_CHUNK = f"{_W}body", f"{_W}altChunk"
TABLE, ROW, CELL = f"{_W}tbl", f"{_W}tr", f"{_W}tc"
TABLE_PROPERTIES, TABLE_GRID = f"{_W}tblPr", f"{_W}tblGrid"
TABLE_EXCEPTIONS = f"{_W}tblPrEx"
ROW_PROPERTIES, CELL_PROPERTIES = f"{_W}trPr", f"{_W}tcPr"
GRID_SPAN, GRID_BEFORE, GRID_AFTER = f"{_W}gridSpan", f"{_W}gridBefore", f"{_W}gridAfter"
VERTICAL_MERGE, HORIZONTAL_MERGE = f"{_W}vMerge", f"{_W}hMerge"
CELL_DELETED = f"{_W}cellDel"

PARAGRAPH, PARAGRAPH_PROPERTIES = f"{_W}p", f"{_W}pPr"
PARAGRAPH_STYLE, RUN_STYLE = f"{_W}pStyle", f"{_W}rStyle"
OUTLINE_LEVEL = f"{_W}outlineLvl"
RUN, RUN_PROPERTIES = f"{_W}r", f"{_W}rPr"
TEXT, DELETED_TEXT, MATH_TEXT = f"{_W}t", f"{_W}delText", f"{_M}t"
TAB, POSITION_TAB, BREAK, RETURN = f"{_W}tab", f"{_W}ptab", f"{_W}br", f"{_W}cr"
SYMBOL, HYPHEN = f"{_W}sym", f"{_W}noBreakHyphen"
HIDDEN_TEXT, HIDDEN_ROW = f"{_W}vanish", f"{_W}hidden"
INSERTED, DELETED, MOVED_FROM = f"{_W}ins", f"{_W}del", f"{_W}moveFrom"

FIELD, FIELD_DATA, CHECK_BOX = f"{_W}fldChar", f"{_W}ffData", f"{_W}checkBox"
FIELD_TYPE = f"{_W}fldCharType"
CHECKED, DEFAULT = f"{_W}checked", f"{_W}default"
INSTRUCTION, DELETED_INSTRUCTION = f"{_W}instrText", f"{_W}delInstrText"
FIELD_DATA_BYTES = f"{_W}fldData"

FOOTNOTE_REFERENCE, ENDNOTE_REFERENCE = f"{_W}footnoteReference", f"{_W}endnoteReference"
FOOTNOTE, ENDNOTE, COMMENT = f"{_W}footnote", f"{_W}endnote", f"{_W}comment"
RUBY_ABOVE = f"{_W}rt"

ALTERNATIVES, CHOICE, FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
TEXT_BOX = f"{_W}txbxContent"
BLIP, IMAGE_DATA = f"{_A}blip", f"{_V}imagedata"
DRAWING_TEXT, WORD_ART = f"{_A}t", f"{_V}textpath"
EMBEDDED = f"{_O}OLEObject"
OBJECT = f"{_W}object"
CHART_VALUE = f"{_C}v"

STYLE, BASED_ON, STYLE_NAME = f"{_W}style", f"{_W}basedOn", f"{_W}name"
STYLE_ID, TYPE = f"{_W}styleId", f"{_W}type"
NUMBERING, NUMBERING_ID, LEVEL_INDEX = f"{_W}numPr", f"{_W}numId", f"{_W}ilvl"
ABSTRACT, ABSTRACT_ID = f"{_W}abstractNum", f"{_W}abstractNumId"
NUMBER, LEVEL, LEVEL_TEXT = f"{_W}num", f"{_W}lvl", f"{_W}lvlText"
START, FORMAT, SUFFIX, LEGAL, RESTART = (
    f"{_W}start", f"{_W}numFmt", f"{_W}suff", f"{_W}isLgl", f"{_W}lvlRestart")  # fmt: skip
OVERRIDE, START_OVERRIDE = f"{_W}lvlOverride", f"{_W}startOverride"
NUMBERING_STYLE_LINK, STYLE_LINK = f"{_W}numStyleLink", f"{_W}styleLink"
FONTS, ASCII_FONT = f"{_W}rFonts", f"{_W}ascii"

VALUE, ID, CHARACTER, FONT = f"{_W}val", f"{_W}id", f"{_W}char", f"{_W}font"
STRING = "string"
RELATION_ID = f"{_R}id"

_OFF = ("0", "false", "off")


def is_on(toggle: object) -> bool:
    """Whether an on/off property (``w:vanish`` and the like) is there and not switched off."""
    return toggle is not None and toggle.get(VALUE, "1") not in _OFF  # type: ignore[attr-defined]
