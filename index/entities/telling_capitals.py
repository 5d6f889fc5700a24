"""Words whose capital tells more of them than the tagger has learnt: at the beginning of a sentence
those that are hardly ever small, and in headlines those that nobody knows.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from index.entities import gazetteer as gz
from index.entities.features import Places, styles
from index.entities.tokenizer import Flags, Tokens
from index.entities.word_features import SHARE, share_hash
from index.entities.wordtable import ALPHA, CAPITAL, UPPER, WordTable

# What has a capital and names nothing by itself.
_NONE = gz.STARTER | gz.CALENDAR | gz.DEMONYM | gz.TITLE | gz.OTHER | gz.ROLE
_UNSEEN, _ALWAYS = -1, 6


@cache
def _hashes() -> tuple[np.uint32, np.uint32]:
    """The features of words that were never seen, and of those that always have a capital."""
    return np.uint32(share_hash(_UNSEEN)), np.uint32(share_hash(_ALWAYS))


def telling(found: Places, tokens: Tokens, table: WordTable) -> Flags:
    """Which places have such a word."""
    words = found.words[found.spot]
    kind, bits, share = table.kind[words], table.bits[words], table.hashes[words, SHARE]
    unseen, always = _hashes()
    style = styles(tokens.text, table.kind[table.number_tokens(tokens)])[tokens.text[found.at]]
    first = tokens.first[found.at]
    capital = (kind & (CAPITAL | ALPHA | UPPER)) == CAPITAL | ALPHA
    unknown = (share == unseen) & (bits == 0)
    sure = (share == always) & ~unknown
    begins = (style == 0) & first & sure
    told: Flags = capital & (bits & _NONE == 0) & (begins | ((style == 1) & unknown))
    return told
