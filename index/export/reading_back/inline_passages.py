"""Passages in quotation marks in sentences of somebody's own, with the id of a paragraph behind
them, or without any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from index.compare.quoted_words import word_count
from index.core.late_patterns import late
from index.export.reading_back.quotation import ID, Passage, Quotation
from index.quotes.quotation_marks import marked

LEAST = 4
"""Words of a passage in quotation marks that is looked at without an id: fewer may be a name, or a
word that somebody keeps away from."""

_NAMED = late(rf"\[\^([^\]\s]+)\]|\[({ID})\]|\(({ID})\)")

Resolved = Callable[[str], str]
"""Gives the id that a footnote's name stands for, "" for none."""


def of_paragraphs(
    paragraphs: Iterable[str], plain: Callable[[str], str], resolved: Resolved
) -> Iterator[Quotation | Passage]:
    """The passages of some paragraphs in order; `plain` makes text of what is written there.

    An id counts for the passage before it, and may count for others before that one in the same
    paragraph, if their words stand there too.
    """
    for paragraph in paragraphs:
        yield from _of_paragraph(" ".join(paragraph.split()), plain, resolved)


def _of_paragraph(
    text: str, plain: Callable[[str], str], resolved: Resolved
) -> Iterator[Quotation | Passage]:
    names = [
        (found.start(), name)
        for found in _NAMED.finditer(text)
        if (name := found[2] or found[3] or resolved(found[1]))
    ]
    passages = marked(text)
    for at, one in enumerate(passages):
        words = plain(text[one.start : one.end])
        behind = next(((place, name) for place, name in names if place >= one.outer_end), None)
        if behind is not None:
            place, name = behind
            yield Quotation(
                id=name,
                texts=(words, plain(text[one.outer : one.outer_end])),
                may_be_part=True,
                is_inline=True,
                is_near=any(other.outer < place for other in passages[at + 1 :]),
            )
        elif word_count(words) >= LEAST:
            yield Passage(text=words, kind="passage")


def in_marks(text: str) -> Iterator[str]:
    """The passages of some words in quotation marks."""
    for one in marked(" ".join(text.split())):
        if word_count(words := text[one.start : one.end]) >= LEAST:
            yield words
