"""A PDF file's pages as lines, read in a process that such a file may end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from index.core.contained_process import ContainedProcess, EndedError
from index.core.errors import InputError
from index.core.page_labels import one_label
from index.ingest.readers.documents.pdf_ligatures import spelled_out
from index.ingest.readers.documents.pdf_lines import lines_of
from index.ingest.readers.documents.pdf_style import Line
from index.pdf.pdf_shapes import Run

_MOST_PAGES = 5_000
_REASONS = {
    "damaged": "the PDF is damaged or ends early",
    "password": "the PDF is locked with a password; save a copy without one and add that",
    "pages": f"a PDF of more than {_MOST_PAGES:,} pages",
    "characters": "the PDF holds more text than the limit",
}
_TOO_LONG = "the PDF takes too long to read; print it to a new PDF and add that"
_ENDED = "the PDF broke off PDFium, which reads it; print it to a new PDF and add that"
_MISSING = "PDF files are read with PDFium, which is not installed (pip install pypdfium2)"

_process = ContainedProcess("index.pdf.pdf_document:read_document")


@dataclass(frozen=True, slots=True)
class PdfFile:
    """The lines of each page as they are read, what the document says of itself (Title, Author,
    Keywords, CreationDate, ModDate), the numbers of pages that are pictures and of those that are
    damaged, the share of its characters, 0 to 1, of which no font says which they are, the
    names of files that it holds, and what each page is cited by: its printed label where the file
    says them, "" where that is none, else its number, counted from 1. `comments` are those that
    were put onto pages: the page, counted from 0, the writer, and what is said.
    """

    pages: list[list[Line]]
    about: Mapping[str, str]
    pictures: tuple[int, ...]
    damaged: tuple[int, ...]
    unknown: float
    attached: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    comments: tuple[tuple[int, str, str], ...] = ()


def read_pdf(path: Path, limit: int) -> PdfFile:
    """What a file holds, of at most so many characters. Raises InputError."""
    question = {"path": str(path), "pages": _MOST_PAGES, "characters": limit}
    try:
        found = _process.ask(question)
    except EndedError as error:
        if find_spec("pypdfium2") is None:
            raise InputError(_MISSING) from error
        raise InputError(_TOO_LONG if error.took_too_long else _ENDED) from error
    if reason := found.get("error"):
        raise InputError(_REASONS[reason])
    pages = _spelled([lines_of(Run(*run) for run in page) for page in found["pages"]])
    return PdfFile(
        pages,
        found["about"],
        tuple(found["pictures"]),
        tuple(found["damaged"]),
        found["unknown"] / (found["asked"] or 1),
        tuple(found["attached"]),
        labels=tuple(map(one_label, found["labels"] or map(str, range(1, len(pages) + 1)))),
        comments=tuple((page, writer, said) for page, writer, said in found["comments"]),
    )


def _spelled(pages: list[list[Line]]) -> list[list[Line]]:
    texts = iter(spelled_out([line.text for page in pages for line in page]))
    return [[line.with_text(next(texts)) for line in page] for page in pages]
