"""How alike the subjects of articles are: by the telling words that stories are linked by."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from index.enrich.story_terms import Frequencies, Terms, packed, terms, unpacked
from index.store.database import Database
from index.store.derived import stories

_SMALL = 200
"""In an archive of fewer articles it is not known which words tell."""

_SHORT = 30
"""A text of fewer different words says too little of its subject."""


def to_article(database: Database, article: int, others: Collection[int]) -> Mapping[int, float]:
    """How alike each of some articles is to one, 0 to 1. Those are left out, or all of them, of
    which the words are not known yet, and all where there are too few articles to tell.
    """
    if stories.counted(database) < _SMALL:
        return {}
    known = stories.terms_of(database, {article, *others})
    own = known.pop(article, None)
    return {} if own is None else _likeness(own, known)


def to_text(database: Database, text: str, others: Collection[int]) -> Mapping[int, float]:
    """The same beside a text that stands in no article, nothing where it is short."""
    row = stories.frequencies(database.connection)
    if row is None or row[0] < _SMALL:
        return {}
    found: Terms = terms("", [text])
    if len(found.hashes) < _SHORT:
        return {}
    [own] = Frequencies.kept(*row).vectors([found])
    return _likeness(packed(*own), stories.terms_of(database, others))


def _likeness(own: bytes, others: Mapping[int, bytes]) -> dict[int, float]:
    """The sums of products of what two vectors have in common."""
    mine, weights, _ = unpacked([own])
    words, theirs, lengths = unpacked(list(others.values()))
    if not len(mine):
        return dict.fromkeys(others, 0.0)
    place = np.minimum(np.searchsorted(mine, words), len(mine) - 1)
    products = np.where(mine[place] == words, weights[place] * theirs, 0.0)
    owner = np.repeat(np.arange(len(lengths)), lengths)
    sums = np.bincount(owner, products, minlength=len(lengths))
    return dict(zip(others, sums.tolist(), strict=True))
