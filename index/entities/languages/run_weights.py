"""How likely a stretch of words is a person, an organisation or a place, by learnt weights.

A multinomial logistic regression (Bishop 2006, 4.3.4) over what `run_features` sees, with "no name"
as the class that the others are weighed against. `benchmarks/train_runs.py` fits it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from index.entities.languages.own_words import Scores
from index.entities.languages.run_features import KINDS, Feature
from index.entities.words import gazetteer as gz

FILE = gz.DATA / "languages" / "weights.txt"
Weights = tuple[float, float, float]


class RunWeights:
    """The weights of features, by their table and what they say in there."""

    def __init__(self, tables: dict[str, dict[str, Weights]]) -> None:
        self._tables = tables

    def odds(self, features: Iterable[Feature]) -> Scores:
        """The log odds of each type against there being no name."""
        person = org = place = 0.0
        tables = self._tables
        for table, key, value in features:
            if (weights := tables[table].get(key)) is not None:
                person += value * weights[0]
                org += value * weights[1]
                place += value * weights[2]
        return dict(zip(KINDS, (person, org, place), strict=True))


def read(lines: Iterable[str]) -> RunWeights:
    """Weights from lines of a table, a key and a weight for each type, with tabs between."""
    tables: dict[str, dict[str, Weights]] = defaultdict(dict)
    for line in lines:
        if line and not line.startswith("#"):
            table, key, person, org, place = line.split("\t")
            tables[table][key] = float(person), float(org), float(place)
    return RunWeights(tables)


@cache
def run_weights() -> RunWeights:
    """The weights of the package, read once."""
    return read(FILE.read_text("utf-8").splitlines())
