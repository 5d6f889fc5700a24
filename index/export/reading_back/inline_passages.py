"""Passages in quotation marks in sentences of somebody's own, with the id of a paragraph behind
them, or without any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from index.compare.quoted_words import word_count
from index.core.late_patterns import late
from index.export.reading_back.quotation import ID, Named, Passage, Quotation
from index.quotes.quotation_marks import marked

LEAST = 4
"""Words of a passage in quotation marks that is looked at without an id: fewer may be a name, or a
word that somebody keeps away from."""

_NAMED = late(rf"\[\^([^\]\s]{{1,200}})\]|\[({ID})\]|\(({ID})\)")


class Footnotes(Protocol):
    """The footnotes of a text, by their names."""

    def id_of(self, name: str) -> str:
        """The id that one stands for, "" for none."""

    def source_of(self, name: str) -> Named:
        """The source that it tells."""


class NoFootnotes:
    """Those of a text without any."""

    def id_of(self, name: str) -> str:
        """None stands for an id."""
        del name
        return ""

    def source_of(self, name: str) -> Named:
        """None tells a source."""
        del name
        return ()


def of_paragraphs(
    paragraphs: Iterable[str], plain: Callable[[str], str], footnotes: Footnotes
) -> Iterator[Quotation | Passage]:
    """The passages of some paragraphs in order; `plain` makes text of what is written there.

    An id counts for the passage before it, and may count for others before that one in the same
    paragraph, if their words stand there too.
    """
    for paragraph in paragraphs:
        yield from _of_paragraph(" ".join(paragraph.split()), plain, footnotes)


def _of_paragraph(
    text: str, plain: Callable[[str], str], footnotes: Footnotes
) -> Iterator[Quotation | Passage]:
    names = [
        (found.start(), name, footnotes.source_of(found[1] or name))
        for found in _NAMED.finditer(text)
        if (name := found[2] or found[3] or footnotes.id_of(found[1]))
    ]
    passages = marked(text)
    for at, one in enumerate(passages):
        words = plain(text[one.start : one.end])
        behind = next((each for each in names if each[0] >= one.outer_end), None)
        if behind is not None:
            place, name, named = behind
            yield Quotation(
                id=name,
                texts=(words, plain(text[one.outer : one.outer_end])),
                may_be_part=True,
                is_inline=True,
                is_near=any(other.outer < place for other in passages[at + 1 :]),
                named=named,
            )
        elif word_count(words) >= LEAST:
            yield Passage(text=words, kind="passage")


def in_marks(text: str) -> Iterator[str]:
    """The passages of some words in quotation marks."""
    for one in marked(" ".join(text.split())):
        if word_count(words := text[one.start : one.end]) >= LEAST:
            yield words
