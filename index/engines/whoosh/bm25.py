"""The numbers of BM25F as Whoosh has them (whoosh.scoring.BM25F with its defaults)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.index_schema import LENGTHS

B = 0.75
K1 = 1.2

_LENGTHS = np.array(LENGTHS, np.float64)


def norms(average: float) -> NDArray[np.float64]:
    """K1 * (1 - B + B * length / average) for each length that Whoosh tells apart."""
    found: NDArray[np.float64] = K1 * (1 - B + B * _LENGTHS / (average or 1))
    return found
