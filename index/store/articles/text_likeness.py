"""How much two texts have in common, and what follows from it: states of one, a summary, a part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.core.late_patterns import late
from index.core.word_runs import word_runs

# Shorter ones are in any text.
_WORD = late(r"\w{5,}")

# Texts that share fewer of the words of the shorter one are not two states of one article.
_ALIKE = 0.3

# Nor are texts of which less than this share of the shorter one stands in the other sentence by
# sentence, where what collects them tells them apart.
_KEPT = 0.5

# Two files under one headline are two texts unless they share so many of their words: notices and
# interviews are written after one pattern, and a text that was read from paper has wrong letters.
_READ_AGAIN = 0.7

# What was marked in a text has this share of its words in it; the text may have been corrected.
_MARKED = 0.8

# Words from which on a text is no summary.
_FULL = 30

# Of a text of fewer paragraphs one may be all that was left of it.
_PARTED = 3

# A feed's text below this share of a known text is its summary, however it is worded.
_SUMMARY = 0.6

_ASKS = ("?", "？", "؟")

_SENTENCE = late(r"(?<=[.!?…])\s+|(?<=[。！？])")

# What summaries end with where they were cut.
_CUT = late(r"(?:…|\.\.\.|read more|continue reading)\W{0,20}$", re.IGNORECASE)


def alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two texts may be states of one: they share words, measured by the shorter one."""
    return _share(one, other, _ALIKE)


def is_revision(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one text keeps sentences of another: half of the shorter one, by their length."""
    first, second = _sentences(one), _sentences(other)
    shorter = min(first, second, key=lambda found: sum(map(len, found)))
    kept = sum(map(len, first & second))
    return kept >= _KEPT * sum(map(len, shorter))


def is_state_elsewhere(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two files hold states of one text: half of its sentences or most words stay."""
    return is_revision(one, other) or _share(one, other, _READ_AGAIN)


def is_row_elsewhere(one: Sequence[str], other: Sequence[str]) -> bool:
    """The same of rows of two tables, of which short ones differ in a name or a sum alone."""
    if is_full(one) and is_full(other):
        return is_state_elsewhere(one, other)
    return is_revision(one, other)


def stands_in(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether a text holds what was marked in it: nearly all of its words."""
    words = _words(part)
    if not words:
        text = plain(" ".join(whole))
        return all(plain(one) in text for one in part)
    return len(words & _words(whole)) >= _MARKED * len(words)


def is_full(paragraphs: Sequence[str]) -> bool:
    """Whether a text has so many words that it is more than a line or two about another."""
    return len(_words(paragraphs)) >= _FULL


def is_summary(paragraphs: Sequence[str], full: Sequence[str]) -> bool:
    """Whether what a feed carries is a summary of a text, or was cut off."""
    text = " ".join(paragraphs)
    limit = 1.0 if _CUT.search(text[-60:]) else _SUMMARY
    return len(text) < limit * len(" ".join(full))


def is_part(one: str, text: Sequence[str]) -> bool:
    """Whether a text stands in one paragraph of a longer one, as its words go."""
    said = _in_words(one)
    return len(text) >= _PARTED and any(said in _in_words(each) for each in text)


def plain(title: str) -> str:
    """A headline or sentence without what is written now so, now so: capitals and blanks."""
    return " ".join(title.casefold().split())


def _share(one: Sequence[str], other: Sequence[str], least: float) -> bool:
    first, second = _words(one), _words(other)
    if not first or not second:
        return plain(" ".join(one)) == plain(" ".join(other))
    return len(first & second) >= least * min(len(first), len(second))


def _words(paragraphs: Sequence[str]) -> set[str]:
    return {word for text in paragraphs for word in _WORD.findall(text.casefold())}


def _sentences(paragraphs: Sequence[str]) -> set[str]:
    found = {plain(one) for text in paragraphs for one in _SENTENCE.split(text)} - {""}
    # Many are asked the same, and answer otherwise.
    said = {one for one in found if not one.endswith(_ASKS)}
    return said or found


def _in_words(text: str) -> str:
    return f" {' '.join(word_runs(text.casefold()))} "
