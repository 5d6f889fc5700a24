"""How often names are right that a tagger is so sure of.

A conditional random field is too sure of itself away from what it learnt from, and of organisations
most. For each type the log odds that it is right are taken to be a line over the log odds that the
tagger gives (Platt 1999), which may bend where these are even. The lines in `data/calibration.txt`
were fitted by `benchmarks/calibration.py` to articles that the tagger did not learn from.

What a rule found where the tagger saw nothing has no odds of the tagger.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from index.core.values import EntityType
from index.entities.words.gazetteer import DATA

MADE, LESS_SURE = 0.9, 0.8
"""The shares of names found by rules alone that are right: of those behind a title, or called by
less than their name, 44 of 56, of all others 92 of 99, in news that was drawn and read and in the
marked articles."""

_UNSURE = 0.7
"""How sure such a rule is of what it finds."""

# Nearer to 0 and 1 than so log odds tell nothing.
_EDGE = 1e-3


def log_odds(shares: ArrayLike) -> NDArray[np.float64]:
    """The logarithms of odds, of probabilities that are kept away from 0 and 1."""
    kept = np.clip(np.asarray(shares, np.float64), _EDGE, 1 - _EDGE)
    found: NDArray[np.float64] = np.log(kept / (1 - kept))
    return found


@cache
def lines() -> dict[str, tuple[float, float, float]]:
    """For each type where its line begins, its slope, which is above 0, and how much steeper it is
    below even odds.
    """
    rows = (DATA / "calibration.txt").read_text("utf-8").splitlines()
    found = {}
    for kind, begin, slope, bend in (row.split() for row in rows if row and row[0] != "#"):
        found[kind] = float(begin), float(slope), float(bend)
    return found


def calibrated(
    confidences: Sequence[float], types: Sequence[EntityType], made: Sequence[bool]
) -> list[float]:
    """The share of names, 0 to 1, that are right of those of some types with such confidences;
    `made` are those that the tagger had no part in.
    """
    begin, slope, bend = np.array([lines()[kind] for kind in types], np.float64).reshape(-1, 3).T
    own = log_odds(confidences)
    odds = begin + slope * own + bend * np.minimum(own, 0)
    by_rule = np.where(np.isclose(confidences, _UNSURE), LESS_SURE, MADE)
    shares: list[float] = np.where(made, by_rule, 1 / (1 + np.exp(-odds))).round(3).tolist()
    return shares
