"""A PDF file to runs of text, page by page. Runs in a process of its own: PDFium is native code."""

from __future__ import annotations

import ctypes
import os
import time
from typing import Any

import pypdfium2.raw as pdfium

from index.core.contained_process import allow
from index.pdf.pdf_annotations import Form, filled_in
from index.pdf.pdf_characters import characters_of, share_unknown
from index.pdf.pdf_runs import runs_of

# Seconds of work that one page may take, and a file.
_PAGE, _FILE = 20.0, 300.0
# Letters of a page that is hardly one of text, with its number or a stamp.
_LITTLE = 12
# Files within a file that are named, and bytes of a name.
_MOST_ATTACHED, _LONGEST_NAME = 100, 2_000
_SAID = ("Title", "Author", "Keywords", "CreationDate", "ModDate")


def read_document(question: dict[str, Any]) -> dict[str, Any]:
    """The text of the file at `path`, of at most so many `pages` and `characters`.

    The answer has `error` ("damaged", "password", "pages" or "characters"), or else `about`, what
    the document says of itself; `pages`, lists of runs (see `pdf_shapes.Run`); `pictures`, the
    numbers of pages that show one and have hardly any text; `damaged`, those that cannot be read;
    `labels`, what is printed on each page to cite it by, "" where that is nothing, or none at all;
    `attached`, the names of files that it holds; `comments`, each with its page, counted from 0,
    and its writer; and `unknown` of `asked` characters that their font does not tell. What was
    filled in in fields of forms is among the runs.
    """
    begun = time.process_time()
    allow(_PAGE)
    document = pdfium.FPDF_LoadDocument(os.fsencode(question["path"]) + b"\0", None)
    if not document:
        is_locked = pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD
        return {"error": "password" if is_locked else "damaged"}
    form = Form(document)
    try:
        return _read(document, form, question, begun)
    finally:
        form.close()
        pdfium.FPDF_CloseDocument(document)


def _read(document: Any, form: Form, question: dict[str, Any], begun: float) -> dict[str, Any]:
    count = pdfium.FPDF_GetPageCount(document)
    if count > question["pages"]:
        return {"error": "pages"}
    pages: list[list[Any]] = []
    pictures: list[int] = []
    damaged: list[int] = []
    comments: list[tuple[int, str, str]] = []
    size = unknown = asked = 0
    for number in range(count):
        allow(max(0.01, min(_PAGE, _FILE - (time.process_time() - begun))))
        page = pdfium.FPDF_LoadPage(document, number)
        text = pdfium.FPDFText_LoadPage(page) if page else None
        if not text:
            pages.append([])
            damaged.append(number + 1)
            continue
        values, said = form.on_page(page)
        comments += [(number, *one) for one in said]
        pages.append(filled_in(list(runs_of(characters_of(text))), values))
        letters = sum(sign.isalpha() for run in pages[-1] for sign in run.text)
        if letters < _LITTLE and _shows_picture(page):
            pictures.append(number + 1)
        lost, looked_at = share_unknown(text)
        unknown, asked = unknown + lost, asked + looked_at
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
        size += sum(len(run.text) for run in pages[-1]) + sum(len(one) for _, one in said)
        if size > question["characters"]:
            return {"error": "characters"}
    if len(damaged) == count:
        return {"error": "damaged"}
    about = {name: _said(document, name) for name in _SAID}
    return {
        "about": about,
        "pages": pages,
        "pictures": pictures,
        "damaged": damaged,
        "labels": _labels(document, count),
        "attached": _attached(document),
        "comments": comments,
        "unknown": unknown,
        "asked": asked,
    }


def _shows_picture(page: Any) -> bool:
    """Whether a picture covers half of a page or more."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    covered = 0.5 * pdfium.FPDF_GetPageWidthF(page) * pdfium.FPDF_GetPageHeightF(page)
    for at in range(pdfium.FPDFPage_CountObjects(page)):
        shown = pdfium.FPDFPage_GetObject(page, at)
        if pdfium.FPDFPageObj_GetType(shown) != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        if pdfium.FPDFPageObj_GetBounds(shown, left, bottom, right, top):
            size = (right.value - left.value) * (top.value - bottom.value)
            if size >= covered:
                return True
    return False


def _labels(document: Any, count: int) -> list[str]:
    """The labels of pages; those of a file without are none, and not their numbers."""
    labels = []
    for number in range(count):
        size = pdfium.FPDF_GetPageLabel(document, number, None, 0)
        label = ""
        if 2 < size <= _LONGEST_NAME:
            buffer = ctypes.create_string_buffer(size)
            pdfium.FPDF_GetPageLabel(document, number, buffer, size)
            label = buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
        labels.append(label)
    return labels if any(labels) else []


def _attached(document: Any) -> list[str]:
    names = []
    for place in range(min(pdfium.FPDFDoc_GetAttachmentCount(document), _MOST_ATTACHED)):
        file = pdfium.FPDFDoc_GetAttachment(document, place)
        size = pdfium.FPDFAttachment_GetName(file, None, 0) if file else 0
        if 2 < size <= _LONGEST_NAME:
            buffer = (pdfium.FPDF_WCHAR * (size // 2))()
            pdfium.FPDFAttachment_GetName(file, buffer, size)
            names.append(bytes(buffer).decode("utf-16-le", "replace").rstrip("\0"))
    return names


def _said(document: Any, name: str) -> str:
    key = name.encode() + b"\0"
    size = pdfium.FPDF_GetMetaText(document, key, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_GetMetaText(document, key, buffer, size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
