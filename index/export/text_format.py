"""Quotations with their sources in plain text, for letters and drafts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.core.tag_words import with_signs
from index.export import escaping
from index.export.citation import citation
from index.export.excerpt import Excerpt
from index.export.export_head import head_of
from index.export.format import Heading


class TextFormat:
    """Each paragraph in quotation marks, its source behind it, as `y` copies it; with its id, and
    note and tags below.
    """

    name = "text"
    suffix = ".txt"
    describe = "plain text: quotations with their sources"

    def parts(self, excerpts: Sequence[Excerpt], heading: Heading) -> Iterator[str]:
        """A part a quotation, below what was asked in brackets."""
        head = yield from head_of(excerpts)
        between = ""
        if head.is_telling(heading) or head.has_doubtful_dates:
            yield f"[{head.sentence(heading)}]\n"
            between = "\n"
        for excerpt in excerpts:
            yield between + "".join(f"{line}\n" for line in _lines(excerpt))
            between = "\n"


def _lines(excerpt: Excerpt) -> Iterator[str]:
    yield citation(excerpt, ids=True)
    lead = "Note: "
    for line in filter(None, map(escaping.clean, excerpt.note.splitlines())):
        yield lead + line
        lead = ""
    if excerpt.tags:
        yield escaping.clean(with_signs(excerpt.tags))
