"""Whom an article is about by its headline: the one of the people it names whom that names too.

A headline is no paragraph, and whom it names is not kept. It only picks one of those whom the
paragraphs name, so that a quote's speaker is a mention that can be found and read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.core.late_patterns import late
from index.quotes.attribution_words import Named
from index.quotes.given_names import telling
from index.quotes.quote import Source

_WORD = late(r"[^\W\d_][\w’'-]*")
_OWNS = late(r"['’]s?$")
_OFTEN = 2
"""So many times at least is somebody named whom a surname in a headline means."""
_SMALL = 3
"""Letters of words that have no capital in any headline: of, and, the."""


def headline_person(
    headline: str, paragraphs: Sequence[tuple[str, Sequence[Named]]]
) -> Source | None:
    """The first mention of the one person whom a headline names by given name and surname, or by
    the surname where nobody is named more often; None where that is nobody or several.
    """
    words = [_OWNS.sub("", word) for word in _WORD.findall(headline)]
    surnames = {word.upper() for word in words if word[:1].isupper()}
    first: dict[int, Source] = {}
    called: dict[int, str] = {}
    times: Counter[int] = Counter()
    for at, mention, name in _people(paragraphs) if surnames else ():
        entity = mention[2]
        times[entity] += 1
        first.setdefault(entity, Source(at, mention[0], entity))
        if name and name[-1].upper() in surnames:
            called[entity] = name[-1].upper()
    if len(called) != 1:
        return None
    ((entity, surname),) = called.items()
    often = times[entity] >= max(_OFTEN, *times.values())
    return first[entity] if often or _is_whole(words, surname) else None


def _is_whole(words: Sequence[str], name: str) -> bool:
    """Whether a name in a headline has a given name in front of it, or is one with a surname behind
    it: where all words of a headline have capitals, only a given name that is known.
    """
    plain = any(word.islower() and len(word) > _SMALL for word in words)
    for one, other in pairwise(words):
        if not (one[:1].isupper() and other[:1].isupper()):
            continue
        if other.upper() == name and (telling(one) if not plain else not one.isupper()):
            return True
        if one.upper() == name and telling(one):
            return True
    return False


def _people(
    paragraphs: Sequence[tuple[str, Sequence[Named]]],
) -> Iterator[tuple[int, Named, list[str]]]:
    """The mentions of people, each with its paragraph and its words."""
    for at, (text, mentions) in enumerate(paragraphs):
        for one in mentions:
            if one[3] == "person":
                yield at, one, _WORD.findall(_OWNS.sub("", text[one[0] : one[1]]))
