"""The fonts that stand in for those a file names but does not hold: packaged ones, never the machine's.

PDFium takes the shape of such characters from whatever font the machine has,
and loses characters where it has none.  With fonts of our own a file reads
the same everywhere.
"""

from __future__ import annotations

import ctypes
import sys

import pylopdf_fonts_zh_cn
import pypdfium2_raw as raw

_FOLDER = ctypes.create_string_buffer(str(pylopdf_fonts_zh_cn.sans_path().parent).encode())
# PDFium keeps this address: the list, ended by a null, lives as long as the process.
_FOLDERS = (ctypes.POINTER(ctypes.c_char) * 2)(ctypes.cast(_FOLDER, ctypes.POINTER(ctypes.c_char)))


def use_packaged_fonts() -> None:
    """Start PDFium, or start it anew, with the packaged fonts in place of the machine's.

    Documents that others hold open in this process would not survive a new
    start, so where there are any PDFium stays as it is.
    """
    others = sys.modules.get("pypdfium2.internal")
    if others is not None and any(len(opened) for opened in others.ObjectTracker.values()):
        return
    raw.FPDF_DestroyLibrary()  # does nothing where it has not been started
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=_FOLDERS))
