"""What of mark-up a reader sees, where its text alone says something else: words that are struck
out, quotation marks that the browser draws, what is hidden or shows only under a pointer, how signs
are read, numbers of notes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from index.core.late_patterns import late
from index.ingest.readers.text_parts.note_numbers import without_note_numbers

STRUCK = "what is struck through in it was left out"
"""What is said of an article with words that somebody struck through."""

# Characters struck out or hidden in one piece; what is longer was left open by mistake.
_MOST_STRUCK, _MOST_UNSEEN = 3_000, 6_000
# Elements of a kind in one another.
_DEEPEST = 50

# Corrections: what an outlet withdrew is no part of what it says.
_STRUCK = late(
    r"<(?:(del|strike|s)(?:\s[^<>]{0,500})?"
    r"|(span|p|div|font|b|i|em|strong|u|a|li|td|h[1-6]|small|big|blockquote|center|label)\s"
    r"[^<>]{0,500}?\bstyle\s*=\s*([\"'])(?:(?!\3)[^<>]){0,300}?"
    r"\btext-decoration(?:-line)?\s*:[^;<>]{0,60}?\bline-through\b[^<>]{0,500})>",
    re.IGNORECASE,
)
# A tag, be it cut off at an end.
_TAG = late(r"\A[^<>]*>|<[^<>]*>?")
# Where something was struck through: a sign that Unicode leaves to programs.
_PLACE = "\ue004"
# Where something struck stands is known by so many letters on each side; in so much mark-up.
_BESIDE, _NEAR, _FEW = 12, 400, 3
_BLOCK = late(
    r"</?(?:p|div|h[1-6]|[ou]l|li|t[rdh]|table|blockquote|section|article)\b", re.IGNORECASE
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
_SIGNS_OF_STRUCK = ("</del", "</strike", "</s>", "</s ", "line-through")
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
    if any(sign in lowered for sign in _SIGNS_OF_STRUCK):
        markup = _without(_struck(markup), markup)
    if "</q" in lowered:
        markup = _with_marks(markup)
    if any(sign in lowered for sign in _SIGNS_OF_UNSEEN):
        markup = _without(_unseen(markup), markup)
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


def is_struck_in(markup: str, paragraphs: Sequence[str]) -> bool:
    """Whether something that mark-up strikes through stands among the words of a text."""
    lowered = markup.lower()
    if not any(sign in lowered for sign in _SIGNS_OF_STRUCK):
        return False
    text = _letters(" ".join(paragraphs))
    marked = _without(_struck(markup), markup, _PLACE)
    for place in re.finditer(_PLACE, marked):
        before = marked[max(0, place.start() - _NEAR) : place.start()]
        after = marked[place.end() : place.end() + _NEAR]
        # In its paragraph or, where that is all of it, around.
        within = _beside(_BLOCK.split(before)[-1], _BLOCK.split(after)[0])
        beside = within if len(within) > _FEW else _beside(before, after)
        if beside and beside in text:
            return True
    return False


def _beside(before: str, after: str) -> str:
    return _letters(before)[-_BESIDE:] + _letters(after)[:_BESIDE]


def _letters(markup: str) -> str:
    return "".join(filter(str.isalnum, html.unescape(_TAG.sub("", markup))))


def _struck(markup: str) -> Iterator[tuple[int, int]]:
    """From where to where mark-up is struck through."""
    for tag in _STRUCK.finditer(markup):
        if end := _end_of(tag[1] or tag[2], markup, tag.end(), _MOST_STRUCK):
            yield tag.start(), end


def _unseen(markup: str) -> Iterator[tuple[int, int]]:
    for tag in _UNSEEN.finditer(markup):
        if end := _end_of(tag[1], markup, tag.end(), _MOST_UNSEEN):
            yield tag.start(), end


def _without(spans: Iterator[tuple[int, int]], markup: str, instead: str = "") -> str:
    """Mark-up with a sign instead of some of its stretches, which may lie in one another."""
    parts: list[str] = []
    place = 0
    for start, end in spans:
        if start >= place:
            parts += markup[place:start], instead
            place = end
    return "".join([*parts, markup[place:]])


def _end_of(name: str, markup: str, start: int, most: int) -> int:
    """Where the element ends whose tag ends at a place; 0 where that is farther or nowhere."""
    depth = 1
    for tag in re.finditer(rf"<(/?){name}\b[^<>]*>", markup[start : start + most], re.IGNORECASE):
        depth += -1 if tag[1] else 1
        if not depth:
            return start + tag.end()
        if depth > _DEEPEST:
            break
    return 0
