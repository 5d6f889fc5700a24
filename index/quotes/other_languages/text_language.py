"""In which language a text is written, by its most common words.

What a file says of its language is not asked: many say nothing, and many what the program that made
them was set up for. So the same texts give the same quotes however they came.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from index.quotes.other_languages.word_tables import common_words

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 3000
"""Characters that are looked at."""
_FEW = 8
"""Of so few words nothing is told."""
_KNOWN = 0.2
"""The share of words of a text, at least, by which its language is known."""
_AHEAD = 1.1
"""So many times as many as of any other language."""
_ENGLISH = (" the ", " and ", " of ", " to ")
_ENGLISH_EVERY = 150
"""One of these in so many characters at least is English; it mostly is one in forty."""


def text_language(paragraphs: Iterable[str]) -> str:
    """The code of the language of an article, "" where it is not known by its words."""
    text = _beginning(paragraphs)
    # Most articles of most archives are in English, which is soon seen.
    if sum(map(text.count, _ENGLISH)) * _ENGLISH_EVERY > len(text):
        return "en"
    words = Counter(_WORD.findall(text.lower()))
    size = words.total()
    if size < _FEW:
        return ""
    counts = {
        language: sum(words[word] for word in common) for language, common in common_words().items()
    }
    best, second = sorted(counts, key=lambda code: counts[code], reverse=True)[:2]
    known = counts[best] >= _KNOWN * size and counts[best] >= _AHEAD * counts[second]
    return best if known else ""


def _beginning(paragraphs: Iterable[str]) -> str:
    some, size = [], 0
    for paragraph in paragraphs:
        some.append(paragraph[: _ENOUGH - size])
        size += len(some[-1]) + 1
        if size >= _ENOUGH:
            break
    return " ".join(some)
