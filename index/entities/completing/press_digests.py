"""Newspapers in agencies' digests of the press, each in capitals above what it reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from index.entities.completing.rare_words import Places, articles_with, places_of
from index.entities.spans import Span, TableSpan
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.lexicon import capital_share
from index.entities.words.tokenizer import Ints, Tokens

DIGESTS = frozenset({"DIGEST", "Digest", "digest"})
"""What agencies call a digest of the press."""
_PRESS = frozenset({"PRESS", "Press", "press", "newspapers", "newspaper"})
_LONGEST = 4  # words
_LETTERS = 3
_ORDINARY = 0.3
"""Headings are of words that have a capital less often: "TOP STORIES"."""
_PAPERS = frozenset(
    "TIMES STAR SUN POST TRIBUNE MAIL INDEPENDENT EXAMINER OBSERVER GUARDIAN STANDARD EXPRESS "
    "MIRROR HERALD JOURNAL CHRONICLE TELEGRAPH NEWS DAILY NATION".split()
)
_SURE = 0.85


def papers(
    tokens: Tokens, article: Ints, taken: Mapping[int, Span], rare: Places
) -> Iterator[Span]:
    """The newspapers, by token; `article` numbers the article of each text, `rare` is where the
    words of `DIGESTS` stand.
    """
    digests = articles_with(rare, DIGESTS, tokens, article)
    if digests:
        told = places_of(tokens, _PRESS)
        digests &= articles_with(told, _PRESS, tokens, article)
    if not digests:
        return
    begins = np.flatnonzero(np.append(True, tokens.text[1:] != tokens.text[:-1]))
    stops = np.append(begins[1:], len(tokens))
    short = stops - begins <= _LONGEST
    for start, stop in zip(begins[short].tolist(), stops[short].tolist(), strict=True):
        words = tokens.words[start:stop]
        if int(article[tokens.texts[start]]) not in digests:
            continue
        whole = taken.get(start)
        if whole and whole.type == "org" and whole.last == stop - 1:
            continue
        if all(word.isupper() for word in words) and _is_paper(words):
            yield TableSpan(start, stop - 1, "org", _SURE)


def _is_paper(words: list[str]) -> bool:
    """Whether words in capitals are a newspaper's name and neither a heading nor a country."""
    name = " ".join(words).title()
    if known_bits(name) & (gz.COUNTRY | gz.REGION | gz.CITY | gz.CALENDAR | gz.DEMONYM):
        return False
    if not _PAPERS.isdisjoint(words):
        return True
    shares = [capital_share(word.lower()) for word in words if len(word) >= _LETTERS]
    return bool(shares) and all(share < 0 or share >= _ORDINARY for share in shares)
