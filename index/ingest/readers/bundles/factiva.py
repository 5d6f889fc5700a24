"""Factiva, as text (RTF): documents end in “Document PORECH0020251006ela60001x”.

Above the text stand section, headline, byline, the count of words, day, outlet, codes, language and
a notice of copyright, each in a line and without labels; or all of it labelled by two letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.core.late_patterns import late
from index.ingest.readers.bundles.bundle import Bundle, Document
from index.ingest.readers.bundles.factiva_fields import (
    ENDED,
    LABELS,
    WORDS,
    document,
    head_length,
    head_of,
    labelled,
)
from index.ingest.readers.bundles.lines import Lines

_LABEL = "|".join(sorted(LABELS, key=len, reverse=True))
_LABELLED = late(rf"\s*({_LABEL})(?:\s*\||\s+|$)(.*)")
_FURNITURE = late(
    r"(?:page|seite|página|pagina) \d+ (?:of|von|sur|de|di) \d+.*|.*© \d{4} factiva, inc\..*|"
    r"\W*+(?:dow jones|factiva)\W*+|.*\.{4}\s*+\d++|search summary|\W*+headlines\W*+",
    re.IGNORECASE,
)
_ABOVE = 4


def factiva(text: Lines) -> Bundle | None:
    """The documents of an export; None when it is none."""
    found = [(n, ENDED.fullmatch(line.strip(" |"))) for n, line in enumerate(text.lines)]
    ends = [(n, match[1]) for n, match in found if match]
    if not ends:
        return None
    starts = [0, *(end + 1 for end, _ in ends[:-1])]
    documents = [
        _document(text, start, end, number)
        for start, (end, number) in zip(starts, ends, strict=True)
    ]
    dated = sum(bool(one.date) for one in documents)
    return Bundle("Factiva", tuple(documents)) if dated * 2 >= len(documents) else None


def _document(text: Lines, start: int, end: int, number: str) -> Document:
    lines = [" ".join(text.lines[n].split()) for n in range(start, end)]
    places = [n for n, line in enumerate(lines) if line and not _FURNITURE.fullmatch(line)]
    kept = [lines[n] for n in places]
    counted = next((n for n, line in enumerate(kept) if WORDS.fullmatch(line)), -1)
    if counted < 0:
        return labelled({**_values(_labelled_lines(text, start, end)), "AN": (number,)})
    below = kept[counted + 1 :]
    length = head_length(below)
    head = head_of(_headline(kept[:counted], is_first=start == 0), below[:length], kept[counted])
    begin = counted + 1 + length
    if begin >= len(kept):
        return document(head, (), number)
    first, last = places[begin], places[-1] + 1
    body = ["" if _FURNITURE.fullmatch(one) else one for one in lines[first:last]]
    return document(head, Lines(body, text.wrapped, text.width).paragraphs(0), number)


def _headline(lines: Sequence[str], *, is_first: bool) -> Sequence[str]:
    """The lines of section, headline and byline; above the first document's stands a cover."""
    return lines[-_ABOVE:] if not is_first else lines[-3:]


def _labelled_lines(text: Lines, start: int, end: int) -> Sequence[str]:
    """Labels with what stands in their line, and paragraphs, whatever they are wrapped at."""
    blocks = text.blocks(
        start, end, begins=lambda one: _LABELLED.fullmatch(one) or _FURNITURE.fullmatch(one)
    )
    return [line for _, line in blocks if not _FURNITURE.fullmatch(line)]


def _values(lines: Sequence[str]) -> dict[str, Sequence[str]]:
    """What stands at each label; lines without one go on with the last."""
    values: dict[str, list[str]] = {}
    last: list[str] | None = None
    for line in lines:
        found = _LABELLED.fullmatch(line)
        if found:
            last = values.setdefault(found[1], [])
        if last is not None:
            last += filter(None, [(found[2] if found else line).strip(" |")])
    return dict(values)
