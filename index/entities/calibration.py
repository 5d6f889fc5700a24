"""How often names are right that a tagger is so sure of.

A conditional random field is too sure of itself away from what it learnt from. The table was
measured by `benchmarks/calibration.py` on articles that it did not learn from; between its points a
straight line is taken (Platt 1999 and Zadrozny and Elkan 2002 for calibrating what is learnt).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_SAID = (0.15, 0.36, 0.45, 0.54, 0.65, 0.75, 0.855, 0.93, 0.965, 0.99, 1.0)
_RIGHT = (0.3, 0.3, 0.34, 0.38, 0.44, 0.52, 0.69, 0.78, 0.84, 0.91, 0.975)


def calibrated(confidences: Sequence[float]) -> list[float]:
    """The share of names, 0 to 1, that are right of those with such confidences."""
    shares: list[float] = np.interp(confidences, _SAID, _RIGHT).round(3).tolist()
    return shares
