"""Quotations out of Markdown: block quotes that end in the footnote of their source, and what
stands in quotation marks in the text around them.
"""

from __future__ import annotations

import re

from index.core.late_patterns import late
from index.export.escaping import text_of_markdown
from index.export.reading_back import draft_words
from index.export.reading_back.quotation import ReadBack

_HEAD = late(r"\A\ufeff?---\n(.*?)\n---\n", re.DOTALL)
_COUNTED = late(r"^paragraphs: (\d+)$", re.MULTILINE)
_QUOTES = late(r"^quotes: \d+$", re.MULTILINE)
_TITLE = late(r"\A\s*# .*")
_EMPHASIS = late(r"(?<!\\)[*_]{1,3}(?=\w)|(?<=[\w.,!?…”\"])(?<!\\)[*_]{1,3}(?!\w)")


def from_markdown(text: str) -> ReadBack:
    """The quotations of a note; whatever else stands in it is the writer's own."""
    head = _HEAD.match(text)
    above = head[1] if head else ""
    counted, is_part = _COUNTED.search(above), _QUOTES.search(above) is not None
    body = text[head.end() :] if head else text
    if counted:
        # What an export is called.
        body = _TITLE.sub("", body)
    draft = draft_words.read(body, text_of_markdown, _plain, is_part=is_part)
    # Of quotes the head counts the paragraphs that any of them, or of others like them, stand in.
    stated = int(counted[1]) if counted and not is_part else 0
    return ReadBack(
        form="markdown",
        quotations=tuple(draft.quotations),
        stated=stated,
        unproven=tuple(draft.unproven),
    )


def _plain(written: str) -> str:
    """The text of what is written, without what makes it bold or slanting."""
    return text_of_markdown(_EMPHASIS.sub("", written))
