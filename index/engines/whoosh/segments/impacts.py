"""How much a word counts for in a paragraph, rounded up to a byte.

What BM25 makes of a frequency and a length, without the weight of the word itself: K1 + 1 is the
most. Written with each posting, it tells which paragraphs cannot be among the best ones, so that
only the others are scored. A byte stands for all pairs of frequency and length that were rounded to
it when it was written; `ceilings` is the most that any of them comes to by now, when the average
length may be another.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.bm25 import K1, norms
from index.engines.whoosh.segments.array_file import Array

_MOST = 255
"""From this frequency on all count the same: as one that never ends."""


@lru_cache(maxsize=32)
def _table(average: float) -> NDArray[np.uint8]:
    """The byte of each frequency (row) and length (column)."""
    table = np.ceil(_saturation(average) * (255 / (K1 + 1)))
    return np.clip(table, 1, 255).astype(np.uint8).ravel()


def _saturation(average: float) -> NDArray[np.float64]:
    """What each frequency (row) comes to at each length (column)."""
    freqs = np.arange(_MOST + 1, dtype=np.float64)[:, None]
    freqs[_MOST] = np.inf
    norm = norms(average)
    with np.errstate(invalid="ignore"):
        counted = freqs * (K1 + 1) / (freqs + norm)
    counted[_MOST] = K1 + 1
    return counted


def impacts(freqs: Array, lengths: Array, average: float) -> NDArray[np.uint8]:
    """The byte of each of some postings; `lengths` are those of their documents, as bytes."""
    cells = np.minimum(freqs, _MOST).astype(np.int64)
    cells <<= 8
    cells |= lengths
    return _table(average).take(cells, mode="clip")


@lru_cache(maxsize=64)
def ceilings(written: float, average: float) -> NDArray[np.float64]:
    """For each byte the most that a posting with it, or with a lower one, counts for.

    `written` is the average length that the bytes were written with, `average` that of now.
    """
    most = np.zeros(256)
    np.maximum.at(most, _table(written), _saturation(average).ravel())
    # Scores are rounded to 32 bits after they were worked out in 64.
    return np.maximum.accumulate(most) * (1 + 1e-6)
