"""Which entities some paragraphs name more often than an archive does."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Scores = NDArray[np.floating]

# The value that chance exceeds once in twenty (chi-square, one degree of freedom).
NOTABLE = 3.84


def log_likelihood(inside: Counts, hits: int, total: Counts, paragraphs: int) -> Scores:
    """The log-likelihood ratio (Dunning 1993) of each entity's counts in `hits` paragraphs against
    its counts in the others; negative where it is rarer than there.

    `total` are the counts in all `paragraphs`, those of the hits among them.
    """
    outside, others = np.maximum(total - inside, 0), max(paragraphs - hits, 0)
    if not hits or not others:
        return np.zeros(len(inside))
    share: Scores = inside / hits
    rest: Scores = outside / others
    together: Scores = np.asarray(inside + outside, np.float64) / (hits + others)
    likelier = _likely(share, inside, hits) + _likely(rest, outside, others)
    score = 2 * (likelier - _likely(together, inside, hits) - _likely(together, outside, others))
    return np.where(share >= rest, score, -score).astype(np.float64, copy=False)


def _likely(share: Scores, count: Counts, size: int) -> Scores:
    """The logarithm of the binomial likelihood, without its constant; 0 · log 0 is 0."""
    yes = count * np.log(np.where(count > 0, share, 1))
    no = (size - count) * np.log(np.where(size - count > 0, 1 - share, 1))
    return np.asarray(yes + no, np.float64)


def to_chance(together: Counts, one: int, other: Counts, paragraphs: int) -> Scores:
    """How many times as often as chance would have it two entities are named together."""
    expected = one * other / max(paragraphs, 1)
    ratio: Scores = np.divide(together, expected, out=np.zeros(len(other)), where=expected > 0)
    return ratio
