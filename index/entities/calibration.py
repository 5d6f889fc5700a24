"""How often names are right that a tagger is so sure of.

A conditional random field is too sure of itself away from what it learnt from. The table in
`data/calibration.txt` was measured by `benchmarks/calibration.py` on articles that it did not learn
from; between its points a straight line is taken (Platt 1999 and Zadrozny and Elkan 2002 for
calibrating what is learnt).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from index.entities.gazetteer import DATA


@cache
def table() -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Confidences of the tagger, and the share of names that are right of those with each."""
    lines = (DATA / "calibration.txt").read_text("utf-8").splitlines()
    points = [line.split() for line in lines if line and line[0] != "#"]
    said, right = zip(*((float(a), float(b)) for a, b in points), strict=True)
    return said, right


def calibrated(confidences: Sequence[float]) -> list[float]:
    """The share of names, 0 to 1, that are right of those with such confidences."""
    shares: list[float] = np.interp(confidences, *table()).round(3).tolist()
    return shares
