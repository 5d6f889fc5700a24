"""A logistic regression over few values a row, with weights of their own for rows."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_ROUNDS_OF_POWER = 12


class Rows:
    """A matrix of rows that name the places of their values."""

    def __init__(self, places: Sequence[Sequence[int]], values: Sequence[Sequence[float]]) -> None:
        counts = np.array([len(row) for row in places])
        self.rows = np.repeat(np.arange(len(places)), counts)
        self.places = np.array([place for row in places for place in row], dtype=np.int64)
        self.values = np.array([value for row in values for value in row])
        self.count = len(places)

    def dot(self, weights: Floats) -> Floats:
        return np.bincount(self.rows, self.values * weights[self.places], minlength=self.count)

    def back(self, errors: Floats, width: int) -> Floats:
        return np.bincount(self.places, self.values * errors[self.rows], minlength=width)

    def curvature(self, masses: Floats, width: int) -> Floats:
        return np.bincount(self.places, self.values**2 * masses[self.rows], minlength=width) / 4


def fit(
    rows: Rows, is_so: Floats, masses: Floats, penalty: Floats, signs: Floats, rounds: int
) -> Floats:
    """The weights by which rows tell what `is_so`, found by accelerated gradient descent.

    A row counts by its mass; `penalty` is that on the square of each weight, `signs` says which
    weights may not be below (1) or above (-1) nought.
    """
    width = len(penalty)
    masses = masses / (scale := masses.sum())
    penalty = penalty / scale
    step = 1 / (rows.curvature(masses, width) * 30 + penalty + 1e-9)
    guess = np.random.default_rng(0).normal(size=width)
    largest = 1.0
    for _ in range(_ROUNDS_OF_POWER):
        bent = rows.back(masses * rows.dot(guess) / 4, width) + penalty * guess
        guess = step * bent
        largest = float(np.linalg.norm(guess))
        guess /= largest
    step /= 1.05 * largest
    weights, ahead, momentum = np.zeros(width), np.zeros(width), 1.0
    for _ in range(rounds):
        likely = 1 / (1 + np.exp(-np.clip(rows.dot(ahead), -30, 30)))
        slope = rows.back(masses * (likely - is_so), width) + penalty * ahead
        new = ahead - step * slope
        new[new * signs < 0] = 0
        if (ahead - new) @ (new - weights) > 0:
            momentum = 1.0
        following = (1 + math.sqrt(1 + 4 * momentum**2)) / 2
        ahead = new + (momentum - 1) / following * (new - weights)
        weights, momentum = new, following
    return weights
