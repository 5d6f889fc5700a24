"""Quotations out of the notes of citations: BibTeX and RIS."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.core.late_patterns import late
from index.export.citation import within_marks
from index.export.latex import braced, text_of_latex
from index.export.reading_back.quotation import ID, Quotation, ReadBack, stated_in

# Bounded: a note may be as long as whoever made the file likes.
_PASSAGE = late(rf"(?:pp?\. .{{0,400}}?, )?(¶ \d[^“”]{{0,400}}?) \(({ID})\): (.*)", re.DOTALL)
_MARKED = late(r"as marked: (.*)", re.DOTALL)
_STANDS_NOW = ", as it stands now"
_ANNOTE = late(r"^  annote = \{", re.MULTILINE)
_ABOVE = late(r"\A\ufeff?% (.*)")


def from_bibtex(text: str) -> ReadBack:
    """The quotations in the notes (`annote`) of entries."""
    notes = (
        text_of_latex(note)
        for found in _ANNOTE.finditer(text)
        for note in braced(text, found.end()).split("\n\n")
    )
    above = _ABOVE.match(text)
    return ReadBack(
        form="bibtex",
        quotations=_of_notes(notes),
        stated=stated_in(above[1]) if above else 0,
    )


def from_ris(text: str) -> ReadBack:
    """The quotations in the notes (`N1`) of records."""
    lines = text.split("\n")
    notes = (line.removeprefix("N1  - ") for line in lines if line.startswith("N1  - "))
    return ReadBack(form="ris", quotations=_of_notes(notes))


def _of_notes(notes: Iterable[str]) -> tuple[Quotation, ...]:
    found = []
    for note in notes:
        if passage := _PASSAGE.fullmatch(note):
            where, texts = passage[1], within_marks(passage[3])
            found.append(
                Quotation(
                    id=passage[2],
                    texts=texts,
                    is_second=_STANDS_NOW in where,
                    is_former=";" in where or "changed since" in where,
                )
            )
        elif marked := _MARKED.fullmatch(note):
            found.append(Quotation(id="", texts=within_marks(marked[1]), is_former=True))
    return tuple(found)
