"""What of mark-up a reader sees, where its text alone says something else: words that are struck
out, quotation marks that the browser draws, what shows only under a pointer, numbers of notes.
"""

from __future__ import annotations

import re

from index.core.late_patterns import late
from index.ingest.readers.text_parts.note_numbers import without_note_numbers

_MOST = 3_000
"""Characters struck out or hidden in one piece; what is longer was left open by mistake."""

# Corrections: what an outlet withdrew is no part of what it says.
_STRUCK = late(
    rf"<(del|strike|s)(?:\s[^<>]{{0,500}})?>.{{0,{_MOST}}}?</\1\s*>", re.IGNORECASE | re.DOTALL
)
_QUOTE = late(r"<(/?)q(?:\s[^<>]{0,500})?>", re.IGNORECASE)
_MARKS = "\"“”„«»‘’‚‹›'"
# A card about somebody that opens under a pointer, and what is not shown in the midst of a line.
_UNSEEN = late(
    r"<span\s[^<>]{0,500}?(?:class\s*=\s*[\"'][^\"'<>]{0,200}\brollover-people-block\b"
    r"|style\s*=\s*[\"'][^\"'<>]{0,200}\bdisplay\s*:\s*none\b)[^<>]{0,500}>",
    re.IGNORECASE,
)
_SPAN = late(r"<(/?)span\b[^<>]*>", re.IGNORECASE)


def as_shown(markup: str) -> str:
    """Mark-up whose text is what a browser shows of it."""
    lowered = markup.lower()
    if any(tag in lowered for tag in ("</del", "</strike", "</s>", "</s ")):
        markup = _STRUCK.sub("", markup)
    if "</q" in lowered:
        markup = _with_marks(markup)
    if "rollover-people-block" in lowered or "display" in lowered:
        markup = _without_unseen(markup)
    return without_note_numbers(markup)


def _with_marks(markup: str) -> str:
    """With quotation marks for the tags of quotations, where no mark stands beside them."""
    parts: list[str] = []
    place, depth = 0, 0
    for tag in _QUOTE.finditer(markup):
        parts.append(markup[place : tag.start()])
        place = tag.end()
        if tag[1]:
            depth = max(0, depth - 1)
        mark = ("”" if tag[1] else "“") if depth % 2 == 0 else ("’" if tag[1] else "‘")
        depth += not tag[1]
        # Inside of the tags or around them.
        beside = {markup[tag.start() - 1 : tag.start()], markup[tag.end() : tag.end() + 1]}
        parts.append("" if beside & {*_MARKS} else mark)
    return "".join([*parts, markup[place:]])


def _without_unseen(markup: str) -> str:
    parts: list[str] = []
    place = 0
    for tag in _UNSEEN.finditer(markup):
        end = _end_of_span(markup, tag.end()) if tag.start() >= place else 0
        if end:
            parts.append(markup[place : tag.start()])
            place = end
    return "".join([*parts, markup[place:]])


def _end_of_span(markup: str, start: int) -> int:
    """Where the span ends whose tag ends at a place; 0 where that is far or nowhere."""
    depth = 1
    for tag in _SPAN.finditer(markup, start, start + 2 * _MOST):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return 0
