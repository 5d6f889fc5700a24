"""What Factiva says of a document, by its two letters or by the order of lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.core.language_names import is_language_name
from index.core.late_patterns import late
from index.ingest.readers.bundles.asides import asides
from index.ingest.readers.bundles.bundle import Document, outlet_name, page_of, stated_words
from index.ingest.readers.bundles.lines import date_of, is_copyright, is_date_line
from index.ingest.readers.bundles.signs import ENDING

WORDS = late(
    r"\d[\d.,'\s\u202f]*+(?:words?|mots?|wörter|wort|palabras?|parole|palavras?|woorden|ord|"
    r"слов\w*|słów|字|語|단어)",
    re.IGNORECASE,
)
ENDED = late(ENDING, re.IGNORECASE)
LABELS = frozenset(
    "HD BY CR WC PD ET SN SC ED PG LA CY LP TD RF CO IN NS RE IPC IPD PUB AN SE CLM ART VOL NGC GC"
    " CT DLN CX".split()
)
_NUMBER = late(r"\d{1,3}\)\s+")
_BY = late(r"^(?:by|von|par|de|da|di|por|door)\s+(?=[A-ZÀ-Þ])", re.IGNORECASE)
_CODE = late(r"[A-Z][A-Z0-9]{1,9}")
_CLOCK = late(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]m)?(?:\s+[A-Z]{2,4})?", re.IGNORECASE)
_PARTICLES = frozenset("and und et y e van von de der den da di la le del".split())


@dataclass(frozen=True, slots=True)
class Head:
    """The lines above a text."""

    title: str = ""
    byline: str = ""
    section: str = ""
    words: str = ""
    date: str = ""
    outlet: str = ""
    language: str = ""
    page: str = ""


def head_of(above: Sequence[str], below: Sequence[str], words: str) -> Head:
    """Of the lines above and below the one with the count of words, which say no names."""
    section, title, byline = _above(above)
    dated = next((n for n, line in enumerate(below[:3]) if is_date_line(line)), -1)
    rest = [line for line in below[dated + 1 :] if not _CLOCK.fullmatch(line)]
    language = next((line for line in rest if is_language_name(line)), "")
    return Head(
        title=title,
        byline=byline,
        section=section,
        words=words,
        date=date_of(below[dated]) if dated >= 0 else "",
        outlet=outlet_name(rest[0]) if rest else "",
        language=language,
        page=next(filter(None, map(page_of, rest[2:])), ""),
    )


def head_length(lines: Sequence[str]) -> int:
    """How many of the lines below the count of words stand above the text: to the notice of
    copyright, else as far as they are names and codes.
    """
    for place, line in enumerate(lines[:14]):
        if is_copyright(line):
            return place + 1
    dated = next((n for n, line in enumerate(lines[:3]) if is_date_line(line)), -1)
    end = dated + 2
    while end < len(lines) and _is_of_head(lines[end]):
        end += 1
    return min(end, len(lines))


def document(said: Head, paragraphs: Sequence[str], number: str) -> Document:
    """The document with what was said of it above its text; `number` is Factiva's own."""
    return Document(
        title=_NUMBER.sub("", said.title, count=1),
        paragraphs=tuple(paragraphs),
        outlet=said.outlet,
        date=said.date,
        byline=_BY.sub("", said.byline, count=1),
        section=said.section,
        language=said.language,
        source_id=number,
        words=stated_words(said.words),
        page=said.page,
    )


def labelled(values: dict[str, Sequence[str]]) -> Document:
    """A document whose parts are labelled; a value is the paragraphs that stand at a label."""

    def said(label: str) -> str:
        return " ".join(values.get(label, ()))

    ending = ENDED.search(said("AN"))
    head = Head(
        title=said("HD"),
        byline=said("BY"),
        section=said("SE"),
        words=said("WC"),
        date=said("PD"),
        outlet=outlet_name(said("SN")),
        language=said("LA"),
        page=page_of(said("PG")),
    )
    paragraphs = [*values.get("LP", ()), *values.get("TD", ())]
    found = document(head, paragraphs, ending[1] if ending else said("AN"))
    apart = asides((), [("correction", said("CX")), ("graphic", said("ART"))])
    return replace(found, behind=tuple(apart.behind))


def _above(lines: Sequence[str]) -> tuple[str, str, str]:
    """Section, headline and byline of the lines above the count; the headline need be there."""
    byline, section, rest = "", "", list(lines)
    if len(rest) > 1 and _is_name(rest[-1]):
        byline = rest.pop()
    if len(rest) > 1 and len(rest[0].split()) <= 4:
        section = rest.pop(0)
    return section, " ".join(rest), byline


def _is_name(line: str) -> bool:
    """Whether a line may name somebody: a few words that all begin large."""
    words = _BY.sub("", line, count=1).replace(",", " ").replace("/", " ").split()
    large = all(word[:1].isupper() or word.lower() in _PARTICLES for word in words)
    is_by = _BY.match(line) is not None and len(words) <= 8
    return is_by or (2 <= len(words) <= 6 and large and not re.search(r"[?!:;\d]", line))


def _is_of_head(line: str) -> bool:
    is_number = re.fullmatch(r"[\w.\-/ ]{1,12}", line) is not None and any(map(str.isdigit, line))
    return bool(
        is_number or _CODE.fullmatch(line) or _CLOCK.fullmatch(line) or is_language_name(line)
    )
