"""The characters of a PDF page as PDFium tells them, turned upright."""

from __future__ import annotations

import ctypes
import math
from typing import Any

import pypdfium2.raw as pdfium

from index.pdf.pdf_shapes import HYPHENS, Character

# Characters of a page that are asked whether their font says which they are.
_ASKED = 400

# Only told from one another: their addresses will do, which are had sooner.
pdfium.FPDFText_GetTextObject.restype = ctypes.c_void_p


def characters_of(text_page: Any) -> list[Character]:
    """All of a page's, in the order of the file; PDFium's own where lines are right to left."""
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    box_at, x_at, y_at = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    found: list[Character] = []
    drawn, scale, turn = None, 1.0, 0
    for at in range(pdfium.FPDFText_CountChars(text_page)):
        sign = _sign(pdfium.FPDFText_GetUnicode(text_page, at))
        if sign.isspace() or not sign:
            found.append(Character(sign or " ", 0, 0, 0, 0))
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page, at, box_at)
        pdfium.FPDFText_GetCharOrigin(text_page, at, x_at, y_at)
        place = pdfium.FPDFText_GetTextObject(text_page, at)
        if place is None or place != drawn:
            pdfium.FPDFText_GetMatrix(text_page, at, matrix)
            scale = math.hypot(matrix.c, matrix.d) * pdfium.FPDFText_GetFontSize(text_page, at)
            turn = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) % 4
            drawn = place
        found.append(_placed(sign, box, (x.value, y.value), scale, turn))
    return found


def _placed(sign: str, box: Any, origin: tuple[float, float], size: float, turn: int) -> Character:
    """A character that is turned by so many quarters, as it stands for who reads it."""
    x, y = origin
    if turn == 0:
        return Character(sign, box.left, box.right, y, size)
    if turn == 1:
        return Character(sign, box.bottom, box.top, -x, size)
    if turn == 2:
        return Character(sign, -box.right, -box.left, -y, size)
    return Character(sign, -box.top, -box.bottom, x, size)


def share_unknown(text_page: Any) -> tuple[int, int]:
    """Of how many characters at the page's beginning the font does not say which they are, and how
    many were looked at.
    """
    count = min(_ASKED, pdfium.FPDFText_CountChars(text_page))
    unknown = sum(pdfium.FPDFText_HasUnicodeMapError(text_page, at) == 1 for at in range(count))
    return unknown, count


def _sign(code: int) -> str:
    if chr(code) in HYPHENS:
        return "\xad"
    return chr(code) if code else "\0"
