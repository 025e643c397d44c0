"""PDFium's functions with plain addresses for handles: half the cost of a call through the typed bindings.

One page takes some ten thousand calls, so handles travel as ``int`` and
structures as the address of a buffer.  The many short calls keep the
interpreter's lock, which is cheaper than giving it away and taking it back;
those that may take long (opening a file, a page, its text) let it go.  PDFium
is not thread-safe: hold :data:`LOCK` from opening a file to closing it.

Only the bindings are imported: the library's own classes would cost every
start ten milliseconds.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from typing import Any

import pypdfium2_raw as raw

from gouji.read.pdf.stand_ins import use_packaged_fonts

use_packaged_fonts()

LOCK = threading.Lock()

Address = int
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
"""Types of page objects."""

MOVE, BEZIER, LINE = 2, 1, 0
"""Types of path segments."""

_handle, _int, _float, _double = ctypes.c_void_p, ctypes.c_int, ctypes.c_float, ctypes.c_double


def _address_of(name: str) -> Address:
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    assert address is not None
    return address


def _native(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A short call."""
    return ctypes.PYFUNCTYPE(result, *arguments)(_address_of(name))


def _long(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A call during which other threads may run."""
    return ctypes.CFUNCTYPE(result, *arguments)(_address_of(name))


_load_document = _long("FPDF_LoadMemDocument64", _handle, ctypes.c_char_p, ctypes.c_size_t, _handle)
_load_file = _long("FPDF_LoadDocument", _handle, ctypes.c_char_p, _handle)
close_document = _long("FPDF_CloseDocument", None, _handle)
count_pages = _native("FPDF_GetPageCount", _int, _handle)
last_error = _native("FPDF_GetLastError", ctypes.c_ulong)

PASSWORD, NOTHING = raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_FILE
"""Why a document does not open: it is locked; nothing is wrong with it but there is nothing to open."""

load_page = _long("FPDF_LoadPage", _handle, _handle, _int)
close_page = _long("FPDF_ClosePage", None, _handle)
page_rotation = _native("FPDFPage_GetRotation", _int, _handle)
page_bounds = _native("FPDF_GetPageBoundingBox", _int, _handle, _handle)

load_text = _long("FPDFText_LoadPage", _handle, _handle)
close_text = _long("FPDFText_ClosePage", None, _handle)
count_characters = _native("FPDFText_CountChars", _int, _handle)
page_text = _native("FPDFText_GetText", _int, _handle, _int, _int, _handle)
character = _native("FPDFText_GetUnicode", ctypes.c_uint, _handle, _int)
loose_box = _native("FPDFText_GetLooseCharBox", _int, _handle, _int, _handle)
text_object = _native("FPDFText_GetTextObject", _handle, _handle, _int)
is_unmapped = _native("FPDFText_HasUnicodeMapError", _int, _handle, _int)
is_generated = _native("FPDFText_IsGenerated", _int, _handle, _int)

count_objects = _native("FPDFPage_CountObjects", _int, _handle)
page_object = _native("FPDFPage_GetObject", _handle, _handle, _int)
count_form_objects = _native("FPDFFormObj_CountObjects", _int, _handle)
form_object = _native("FPDFFormObj_GetObject", _handle, _handle, ctypes.c_ulong)

object_type = _native("FPDFPageObj_GetType", _int, _handle)
object_matrix = _native("FPDFPageObj_GetMatrix", _int, _handle, _handle)
_object_bounds = _native("FPDFPageObj_GetBounds", _int, _handle, *[_handle] * 4)
fill_colour = _native("FPDFPageObj_GetFillColor", _int, _handle, *[_handle] * 4)
stroke_colour = _native("FPDFPageObj_GetStrokeColor", _int, _handle, *[_handle] * 4)
_stroke_width = _native("FPDFPageObj_GetStrokeWidth", _int, _handle, _handle)
font_size = _native("FPDFTextObj_GetFontSize", _int, _handle, _handle)
render_mode = _native("FPDFTextObj_GetTextRenderMode", _int, _handle)

_draw_mode = _native("FPDFPath_GetDrawMode", _int, _handle, _handle, _handle)
count_segments = _native("FPDFPath_CountSegments", _int, _handle)
segment = _native("FPDFPath_GetPathSegment", _handle, _handle, _int)
_segment_point = _native("FPDFPathSegment_GetPoint", _int, _handle, _handle, _handle)
segment_type = _native("FPDFPathSegment_GetType", _int, _handle)
segment_closes = _native("FPDFPathSegment_GetClose", _int, _handle)

clip_of = _native("FPDFPageObj_GetClipPath", _handle, _handle)
count_clips = _native("FPDFClipPath_CountPaths", _int, _handle)
count_clip_segments = _native("FPDFClipPath_CountPathSegments", _int, _handle, _int)
clip_segment = _native("FPDFClipPath_GetPathSegment", _handle, _handle, _int, _int)

_floats = (_float * 6)()
_ints = (ctypes.c_uint * 4)()
_f0 = ctypes.addressof(_floats)
_f = tuple(_f0 + 4 * i for i in range(6))
_i = tuple(ctypes.addressof(_ints) + 4 * i for i in range(4))


def open_document(content: bytes) -> Address:
    """The document in ``content``, which must outlive it; 0 where it does not open (:func:`last_error`)."""
    # PDFium's last error outlives its cause; a file that is not there leaves one no content can give.
    _load_file(b"", None)
    return _load_document(content, len(content), None) or 0


def as_matrix(values: Any) -> Matrix:
    """Six floats as (a, b, c, d, e, f)."""
    a, b, c, d, e, f = values
    return a, b, c, d, e, f


def matrix_of(item: Address) -> Matrix:
    """The object's own matrix."""
    return as_matrix(_floats) if object_matrix(item, _f0) else IDENTITY


def object_bounds(item: Address) -> tuple[float, float, float, float] | None:
    """(left, bottom, right, top) in the space of the object's container."""
    if not _object_bounds(item, _f[0], _f[1], _f[2], _f[3]):
        return None
    return _floats[0], _floats[1], _floats[2], _floats[3]


def bounds_of_page(page: Address) -> tuple[float, float, float, float] | None:
    """(left, bottom, right, top) of the visible page in user space, before rotation."""
    if not page_bounds(page, _f0):
        return None
    left, top, right, bottom = _floats[0:4]  # FS_RECTF's order
    return left, min(top, bottom), right, max(top, bottom)


def ink(item: Address, of_stroke: bool = False) -> tuple[int, int, int, int] | None:
    """Red, green, blue, alpha of the fill or the stroke, ``None`` for a pattern."""
    asked = stroke_colour if of_stroke else fill_colour
    if not asked(item, _i[0], _i[1], _i[2], _i[3]):
        return None
    return _ints[0], _ints[1], _ints[2], _ints[3]


def stroke_width(item: Address) -> float:
    """The width of the stroke in the object's space."""
    return float(_floats[0]) if _stroke_width(item, _f[0]) else 0.0


def draw_mode(path: Address) -> tuple[int, bool]:
    """How the path is filled (0 not, 1 even-odd, 2 winding) and whether it is stroked."""
    _draw_mode(path, _i[0], _i[1])
    return _ints[0], bool(_ints[1])


def point(piece: Address) -> tuple[float, float]:
    """The end point of a path segment."""
    _segment_point(piece, _f[0], _f[1])
    return _floats[0], _floats[1]


def multiplied(inner: Matrix, outer: Matrix) -> Matrix:
    """``inner`` first, then ``outer``."""
    a, b, c, d, e, f = inner
    A, B, C, D, E, F = outer
    return (
        a * A + b * C,
        a * B + b * D,
        c * A + d * C,
        c * B + d * D,
        e * A + f * C + E,
        e * B + f * D + F,
    )
