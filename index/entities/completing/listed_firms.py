"""Listed organisations of one word that is nothing else, wherever they stand alone: "Facebook
created the tool", "on Twitter".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from index.entities.spans import Span
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.lexicon import capital_share
from index.entities.words.name_cues import POSSESSIVE_ENDINGS, word_beside
from index.entities.words.tokenizer import Tokens

# So often such a word has a capital in news.
_ALWAYS = 0.95
_SURE = 0.8


def listed_firms(tokens: Tokens, taken: Mapping[int, Span]) -> Iterator[Span]:
    """Such organisations where no span, by token, is one, between words in small letters."""
    for at in tokens.where(_is_firm):
        if at in taken:
            continue
        begins = tokens.first[at] or _is_small(word_beside(tokens, at, -1))
        behind = word_beside(tokens, at, 1)
        if begins and (_is_small(behind) or behind in POSSESSIVE_ENDINGS):
            yield Span(at, at, "org", _SURE)


def _is_firm(word: str) -> bool:
    if known_bits(word) != gz.ORG or word.isupper():
        return False
    return capital_share(word) > _ALWAYS


def _is_small(word: str) -> bool:
    return word.isalpha() and word.islower()
