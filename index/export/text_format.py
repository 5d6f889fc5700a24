"""Quotations with their sources in plain text, for letters and drafts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.export.citation import citation
from index.export.excerpt import Excerpt
from index.export.export_head import head_of
from index.export.format import Heading


class TextFormat:
    """Each paragraph in quotation marks, its source behind it; as `y` copies it."""

    name = "text"
    suffix = ".txt"
    describe = "plain text: quotations with their sources"

    def parts(self, excerpts: Sequence[Excerpt], heading: Heading) -> Iterator[str]:
        """A part a quotation, below what was asked in brackets."""
        head = yield from head_of(excerpts)
        between = ""
        if head.is_telling(heading):
            yield f"[{head.sentence(heading)}]\n"
            between = "\n"
        for excerpt in excerpts:
            yield f"{between}{citation(excerpt)}\n"
            between = "\n"
