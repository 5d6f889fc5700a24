"""What of mark-up a reader sees, where its text alone says something else: words that are struck
out, quotation marks that the browser draws, what is hidden or shows only under a pointer, how signs
are read, numbers of notes.
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
# A card about somebody that opens under a pointer, what is said to those alone who have the page
# read to them, and what is not shown.
_UNSEEN = late(
    r"<(span|div|p)\s[^<>]{0,500}?(?:class\s*=\s*[\"'](?:[^\"'<>]{0,200}\s)?(?:rollover-people-block"
    r"|mw-editsection|sr-only|visually-?hidden|screen-?reader-text|element-invisible|a11y-hidden)(?=[\s\"'])"
    r"|style\s*=\s*[\"'][^\"'<>]{0,200}\bdisplay\s*:\s*none\b)[^<>]{0,500}>",
    re.IGNORECASE,
)
_SIGNS_OF_UNSEEN = (
    "rollover-people-block",
    "editsection",
    "display",
    "sr-only",
    "hidden",
    "reader",
    "invisible",
)
# How signs are read, beside them: <ruby>港<rt>こう</rt></ruby>.
_READING = late(r"<r[tp](?:\s[^<>]{0,200})?>[^<]{0,200}(?:</r[tp]\s*>)?", re.IGNORECASE)
# A picture of the first letter of a text, which says which it is.
_INITIAL = late(
    r"<(?i:img)\s[^<>]{0,500}?\b(?i:alt)\s*=\s*([\"'])([A-ZÀ-ÖØ-Þ])\1[^<>]{0,500}>(?=[a-zß-öø-ÿ])"
)


def as_shown(markup: str) -> str:
    """Mark-up whose text is what a browser shows of it."""
    lowered = markup.lower()
    if any(tag in lowered for tag in ("</del", "</strike", "</s>", "</s ")):
        markup = _STRUCK.sub("", markup)
    if "</q" in lowered:
        markup = _with_marks(markup)
    if any(sign in lowered for sign in _SIGNS_OF_UNSEEN):
        markup = _without_unseen(markup)
    if "</ruby" in lowered:
        markup = _READING.sub("", markup)
    if "<img" in lowered:
        markup = _INITIAL.sub(r"\2", markup)
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
        end = _end_of(tag[1], markup, tag.end()) if tag.start() >= place else 0
        if end:
            parts.append(markup[place : tag.start()])
            place = end
    return "".join([*parts, markup[place:]])


def _end_of(name: str, markup: str, start: int) -> int:
    """Where the element ends whose tag ends at a place; 0 where that is far or nowhere."""
    depth = 1
    for tag in re.finditer(
        rf"<(/?){name}\b[^<>]*>", markup[start : start + 2 * _MOST], re.IGNORECASE
    ):
        depth += -1 if tag[1] else 1
        if not depth:
            return start + tag.end()
    return 0
