"""Headings and items of lists in a letter, which an extractor of main texts leaves out.

It takes a short text with many headings and lists for navigation, and briefings are made of these.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from index.core.late_patterns import late
from index.ingest.readers.text_parts.deep_markup import flattened
from index.ingest.readers.text_parts.html_fragments import text_of

_KINDS = ("h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd")
# Around the text of such an element. No letter has these signs: Unicode leaves them to programs.
_OPEN, _CLOSE = "\ue000", "\ue001"
# What is as short and ends no sentence may be a button where nothing of the text follows.
_FEW_WORDS = 4
_ENDED = late(r"[.!?…。！？][\"'”’»)\]]*$")


def with_headings(page: str, main: Sequence[str], known: Sequence[str] = ()) -> list[str]:
    """The main paragraphs of a page that is all text, as letters are, with its headings and items
    of lists among them, each where it stands. Above the first paragraph those are left out that say
    what is `known`, such as the subject, and below the last one those that may be buttons.
    """
    blocks = list(_blocks(page)) if main else []
    if not any(is_kept for _, is_kept in blocks):
        return list(main)
    placed = list(_placed("".join(_letters(text) for text, _ in blocks), main))
    firsts = [start for start, _ in placed]
    # How far what begins up to each reaches.
    reached = list(accumulate((start + len(_letters(text)) for start, text in placed), max))
    above = {_letters(one) for one in known}
    start = 0
    for text, is_kept in blocks:
        letters = _letters(text)
        end = start + len(letters)
        is_said = start < firsts[0] and any(letters in one for one in above)
        is_end = start > firsts[-1]
        is_button = is_end and len(text.split()) < _FEW_WORDS and not _ENDED.search(text)
        begun = bisect_left(firsts, end)
        is_there = begun > 0 and start < reached[begun - 1]
        if is_kept and letters and not (is_there or is_said or is_button):
            placed.append((start, text))
        start = end
    return [text for _, text in sorted(placed, key=lambda one: one[0])]


def _placed(whole: str, texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Each text with the place of its letters in the whole; they stand there in their order."""
    place = 0
    for text in texts:
        found = whole.find(_letters(text), place)
        place = found if found >= 0 else place
        yield place, text


def _blocks(page: str) -> Iterator[tuple[str, bool]]:
    """All paragraphs of a page, and whether each is a heading or stands in an item of a list."""
    # Loaded here: it takes 20 ms and only letters need it.
    from lxml import etree, html  # noqa: PLC0415

    try:
        parser: Any = html.HTMLParser(encoding="utf-8")
        tree = html.document_fromstring(flattened(page).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return
    for element in tree.iter(*_KINDS):
        element.text = _OPEN + (element.text or "")
        last = element[-1] if len(element) else None
        if last is None:
            element.text += _CLOSE
        else:
            last.tail = (last.tail or "") + _CLOSE
    depth = 0
    for block in text_of(html.tostring(tree, encoding="unicode")):
        depth += block.count(_OPEN)
        text = " ".join(block.replace(_OPEN, "").replace(_CLOSE, "").split())
        if text:
            yield text, depth > 0
        depth -= block.count(_CLOSE)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
