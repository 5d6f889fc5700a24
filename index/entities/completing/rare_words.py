"""Where rare words stand that tell of a table, a report of sport or a digest of the press: looked
for once, since each search goes through all words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.entities.words.tokenizer import Ints, Tokens

Places = Mapping[str, Sequence[int]]
"""The tokens that are a word, by it; words that no text has are left out."""


def places_of(tokens: Tokens, wanted: frozenset[str]) -> Places:
    """Where some words stand."""
    found: dict[str, list[int]] = {}
    for at in tokens.among(wanted):
        found.setdefault(tokens.words[at], []).append(at)
    return found


def of_any(found: Places, words: frozenset[str]) -> list[int]:
    """The tokens that are one of some words, in order."""
    return sorted(at for word in words & found.keys() for at in found[word])


def articles_with(found: Places, words: frozenset[str], tokens: Tokens, article: Ints) -> set[int]:
    """The numbers of the articles that have one of some words."""
    return {int(article[tokens.texts[at]]) for at in of_any(found, words)}
