"""Quotations out of Markdown: block quotes that end in the footnote of their source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.core.late_patterns import late
from index.export.escaping import text_of_markdown
from index.export.reading_back.quotation import ID, Quotation, ReadBack

_HEAD = late(r"\A\ufeff?---\n(.*?)\n---\n", re.DOTALL)
_COUNTED = late(r"^paragraphs: (\d+)$", re.MULTILINE)
_QUOTES = late(r"^quotes: \d+$", re.MULTILINE)
# Brackets of a text are escaped, so that this one is the source's.
_SOURCE = late(rf"^(.*) \[\^({ID})\](?: \^[A-Za-z0-9-]+)?$", re.DOTALL)


def from_markdown(text: str) -> ReadBack:
    """The quotations of a note; whatever else stands in it is the writer's own."""
    head = _HEAD.match(text)
    above = head[1] if head else ""
    counted, is_part = _COUNTED.search(above), _QUOTES.search(above) is not None
    found: list[Quotation] = []
    for before, quoted in _block_quotes(text):
        if source := _SOURCE.match(quoted):
            found.append(
                Quotation(
                    id=source[2],
                    texts=(text_of_markdown(source[1]),),
                    is_part=is_part,
                    is_second=before == "As it stands now:",
                    is_former=before.startswith("As marked"),
                )
            )
        elif before == "As marked:":
            found.append(Quotation(id="", texts=(text_of_markdown(quoted),), is_former=True))
    # Of quotes the head counts the paragraphs that any of them, or of others like them, stand in.
    stated = int(counted[1]) if counted and not is_part else 0
    return ReadBack(form="markdown", quotations=tuple(found), stated=stated)


def _block_quotes(text: str) -> Iterator[tuple[str, str]]:
    """Block quotes as one line each, with the line that stands before them."""
    before, quoted = "", list[str]()
    for line in (*text.split("\n"), ""):
        stripped = line.strip()
        if stripped.startswith(">"):
            quoted.append(stripped[1:].strip())
            continue
        if quoted:
            yield before, " ".join(filter(None, quoted))
            before, quoted = "", []
        before = stripped or before
