"""What was put onto the pages of a PDF: values of form fields, where they stand, and comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from index.pdf.pdf_shapes import Run

# Annotations of a page that are looked at, and bytes of what one says.
_MOST, _LONGEST = 2_000, 200_000
# Links lead elsewhere, and windows show what the comment they belong to says.
_NO_COMMENTS = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_POPUP)
_TEXTS = (
    pdfium.FPDF_FORMFIELD_TEXTFIELD,
    pdfium.FPDF_FORMFIELD_COMBOBOX,
    pdfium.FPDF_FORMFIELD_LISTBOX,
)
_TICKED = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
_TICK = "[x]"
# A letter is so wide, and a line of a field stands so high above its foot, in parts of the size
# and of the field; letters in a field are so large at most, in points.
_WIDE, _ABOVE, _LARGEST = 0.5, 0.3, 12.0


class Form:
    """The fields of a document, closed with `close` before the document is."""

    def __init__(self, document: Any) -> None:
        # PDFium keeps the address of this.
        self._about = pdfium.FPDF_FORMFILLINFO(version=2)
        self._handle = pdfium.FPDFDOC_InitFormFillEnvironment(document, self._about)

    def close(self) -> None:
        """Give back what PDFium holds of it."""
        if self._handle:
            pdfium.FPDFDOC_ExitFormFillEnvironment(self._handle)

    def on_page(self, page: Any) -> tuple[list[Run], list[tuple[str, str]]]:
        """The values of the fields of a page as runs, and its comments, each with its writer."""
        values: list[Run] = []
        comments: list[tuple[str, str]] = []
        for at in range(min(_MOST, pdfium.FPDFPage_GetAnnotCount(page))):
            one = pdfium.FPDFPage_GetAnnot(page, at)
            if not one:
                continue
            kind = pdfium.FPDFAnnot_GetSubtype(one)
            if kind == pdfium.FPDF_ANNOT_WIDGET and self._handle:
                values += self._value(one)
            elif kind not in _NO_COMMENTS and (said := _said(one, b"Contents")):
                comments.append((_said(one, b"T"), said))
            pdfium.FPDFPage_CloseAnnot(one)
        return values, comments

    def _value(self, field: Any) -> Iterator[Run]:
        kind = pdfium.FPDFAnnot_GetFormFieldType(self._handle, field)
        text = ""
        if kind in _TEXTS:
            text = _text_of(pdfium.FPDFAnnot_GetFormFieldValue, self._handle, field)
        elif kind in _TICKED and _said(field, b"AS") not in ("", "Off"):
            text = _TICK
        place = pdfium.FS_RECTF()
        if text and pdfium.FPDFAnnot_GetRect(field, place):
            height = abs(place.top - place.bottom)
            size = min(_LARGEST, 0.8 * height) or _LARGEST
            foot = min(place.top, place.bottom) + _ABOVE * height
            yield Run(text, place.left, place.left + _WIDE * size * len(text), foot, size)


def filled_in(runs: Sequence[Run], values: Sequence[Run]) -> list[Run]:
    """The runs of a page with values of fields among them, each behind what stands to the left of
    it on its line, and set as that is.
    """
    found = list(runs)
    for value in values:
        before = [
            (value.x - one.end, at)
            for at, one in enumerate(found)
            if abs(one.y - value.y) <= 0.7 * max(one.size, value.size) and one.x < value.x
        ]
        if before:
            _, at = min(before)
            left = found[at]
            as_left = value._replace(y=left.y, size=left.size, x=max(value.x, left.end))
            found.insert(at + 1, as_left)
        else:
            below = (at for at, one in enumerate(found) if one.y < value.y)
            found.insert(next(below, len(found)), value)
    return found


def _said(annotation: Any, key: bytes) -> str:
    return _text_of(pdfium.FPDFAnnot_GetStringValue, annotation, key + b"\0")


def _text_of(ask: Callable[..., int], *asked: Any) -> str:
    """What a function of PDFium answers that writes UTF-16 where it is told."""
    size = ask(*asked, None, 0)
    if not 2 < size <= _LONGEST:
        return ""
    buffer = (pdfium.FPDF_WCHAR * (size // 2 + 1))()
    ask(*asked, buffer, size)
    text = bytes(buffer).decode("utf-16-le", "replace").partition("\0")[0]
    return " ".join(text.split())
