"""Where in an article the words stand that another program marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain

from index.core import anchors
from index.core.article import paragraph_hash
from index.core.bookmark import Anchor

_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
# With fewer words a mark is looked for with its signs only: they stand anywhere.
_FEWEST = 4
# So many words tell where a mark begins and ends whose other words are not all there; what lies
# between is longer or shorter than the mark by this share at most.
_ENDS = 4
_SHARE = 0.3


def locate(text: str, paragraphs: Sequence[str]) -> list[int]:
    """The positions of the paragraphs that words stand in; none when they stand in none.

    Blanks, quotes and dashes count as equal whatever their form, and other signs do not count
    where a mark goes over several paragraphs or ends within a quotation. Words that are not found
    as they are stand from where they begin to where they end, if both are found; else they belong
    to the paragraph that is most like them, if one is like enough.
    """
    wanted, plain = plain_text(text), [plain_text(paragraph) for paragraph in paragraphs]
    start = " ".join(plain).find(wanted) if wanted else -1
    if start >= 0:
        return _spanned([len(one) + 1 for one in plain], start, start + len(wanted))
    words, parts = _words(text), [_words(paragraph) for paragraph in paragraphs]
    found = _run(words, parts)
    if found:
        return _spanned([len(one) for one in parts], *found)
    anchor = Anchor(exact=text, prefix="", suffix="", ordinal=1, hash=paragraph_hash(text))
    position, _ = anchors.locate(anchor, paragraphs)
    return [] if position is None else [position]


def plain_text(text: str) -> str:
    """A text by which marks are compared: small letters, blanks and quotes of one form."""
    return " ".join(text.translate(_QUOTES).casefold().split())


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _run(wanted: Sequence[str], parts: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """From which word to which a mark goes among those of all paragraphs; None where it does not
    stand there, or in one paragraph in other words.
    """
    if len(wanted) < _FEWEST:
        return None
    whole = list(chain.from_iterable(parts))
    start = _find(whole, wanted, 0)
    if start >= 0:
        return start, start + len(wanted)
    start = _find(whole, wanted[:_ENDS], 0)
    if start < 0 or len(wanted) < 2 * _ENDS:
        return None
    least, most = (round(len(wanted) * share) for share in (1 - _SHARE, 1 + _SHARE))
    last = _find(whole, wanted[-_ENDS:], start + max(_ENDS, least - _ENDS))
    end = last + _ENDS
    is_within = any(start >= begin and end <= begin + len(one) for begin, one in _begun(parts))
    return None if last < 0 or end - start > most or is_within else (start, end)


def _begun(parts: Sequence[Sequence[str]]) -> list[tuple[int, Sequence[str]]]:
    """Each paragraph with the number of words before it."""
    return list(zip(accumulate(map(len, parts), initial=0), parts, strict=False))


def _find(whole: Sequence[str], wanted: Sequence[str], start: int) -> int:
    """Where some words stand in a row, from a place on; -1 where they do not."""
    size = len(wanted)
    places = range(start, len(whole) - size + 1)
    return next((n for n in places if whole[n] == wanted[0] and whole[n : n + size] == wanted), -1)


def _spanned(lengths: Sequence[int], start: int, end: int) -> list[int]:
    """The positions of the parts that a stretch reaches into; `lengths` are those of all parts."""
    begins = list(accumulate(lengths, initial=0))[:-1]
    first, last = bisect_right(begins, start) - 1, bisect_right(begins, end - 1) - 1
    return [place for place in range(first, last + 1) if lengths[place]]
