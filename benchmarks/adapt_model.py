"""Go on training a tagger with news of all continents, so that it forgets little of what it knows.

Usage:
    python benchmarks/adapt_model.py NER_FOLDER LABELS MODEL.npz OUT.npz SEED [--without CORPUS]

LABELS are of `self_label.py`, MODEL of `average_models.py`. What is learnt from are the pieces in
`data/world_news.txt`, written and marked for this in the manner of newspapers of all continents,
and a part of everything else that the model has learnt from, drawn by the seed. What a weight was
before is what it is drawn to, as it is to nothing in training.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from augment import Exchange, settled  # noqa: E402
from corpora import Text, conll, gum, held_out, pieces, spaced  # noqa: E402
from newswire import make  # noqa: E402
from silver_data import silver_data  # noqa: E402
from train_entities import (  # noqa: E402
    HEADLINES,
    ROWS,
    Articles,
    Examples,
    Field,
    as_headlines,
    examples,
    first_words,
    join,
    write,
)

from index.entities.tagging.tagger import LABELS, Model, read  # noqa: E402

WORLD = ROOT / "benchmarks" / "data" / "world_news.txt"
# How much a piece counts, and its copies in capitals and with other names.
WEIGHT, OF_COPIES = 25.0, 0.5
PENALTY = 30.0
RATE = 0.1
BATCHES = 60
ROUNDS = 6
# The squared slope that each weight is taken to have had: first steps are no leaps.
ENERGY = 1.0
# Words of the tagged coverage and of the news labelled by a model, and lines made up.
SILVER, NEWS, NEWSWIRE = 300_000, 400_000, 500
# Less of a headline's copy counts than of the text.
OF_HEADLINES = 0.7


def world(seed: int) -> list[Examples]:
    """The pieces as they are, as headlines and with other names."""
    articles = list(pieces(WORLD))
    tokens = spaced(articles)
    copies = WEIGHT * OF_COPIES
    return [
        examples(articles, WEIGHT),
        examples(as_headlines(tokens, HEADLINES, 3), copies),
        examples(Exchange(seed, world=True).articles(tokens), copies),
    ]


def known(folder: Path, labels: Path, seed: int, without: Sequence[str]) -> list[Examples]:
    """A part of what a model has learnt from but some corpora, so that it is not forgotten."""
    chance = random.Random(seed)
    wikigold = list(conll(folder / "wikigold.conll"))
    twitter = [a for n in "abeg" for a in conll(folder / "broad-twitter" / f"{n}.conll")]
    silver = conll(folder / "election-2016-silver.tsv.gz")
    tagged = settled([article for article in silver if not held_out(article)])
    gum_open = [gum(path) for path in sorted((folder / "gum-open").glob("*.conllu"))]
    # What each counts, and whether copies of it as headlines are learnt from.
    corpora: dict[str, tuple[Articles, float, bool]] = {
        "silver": (_some(tagged, SILVER, chance), 0.3, True),
        "wikigold": (wikigold, 2.5, True),
        "wikigold-exchanged": (Exchange(seed + 12, world=True).articles(wikigold), 1.0, False),
        "wnut": (list(conll(folder / "wnut17-train.conll")), 1.0, False),
        "twitter": (twitter, 0.8, True),
        "gum": (gum_open, 2.0, True),
        "newswire": (make(NEWSWIRE, world=True), 0.5, False),
        "silver-news": (_some(silver_data(labels), NEWS, chance), 0.3, True),
    }
    found = []
    for name, (articles, weight, headlines) in corpora.items():
        if name in without:
            continue
        found.append(examples(articles, weight))
        if headlines:
            copies = as_headlines(articles, HEADLINES, 3)
            found.append(examples(copies, weight * OF_HEADLINES))
    return found


def _some(articles: Articles, count: int, chance: random.Random) -> list[list[Text]]:
    drawn = list(articles)
    chance.shuffle(drawn)
    return list(first_words(iter(drawn), count))


def numbered(data: Examples, own: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The features that a model has or that occur twice, and those of each place by number."""
    unique, inverse, counts = np.unique(data.keys, return_inverse=True, return_counts=True)
    keep = (unique != 0) & ((counts > 1) | np.isin(unique, own))
    number = np.where(keep, np.cumsum(keep) - 1, -1).astype(np.int32)
    return unique[keep], number[inverse].reshape(data.keys.shape)


def further(data: Examples, model: Model) -> tuple[np.ndarray, np.ndarray]:
    """All keys and their weights after learning from more. Steps adapt as in training; what may
    follow what stays.
    """
    old = model.keys[:-1]
    before = model.weights[:-1, :LABELS].astype(np.float32) * model.scale
    keys, numbers = numbered(data, old)
    chance = np.random.default_rng(1)
    shares = np.array_split(chance.permutation(len(data.lengths)), BATCHES)
    fields = [Field(data, numbers, share) for share in shares]
    spread = np.zeros(len(keys), np.float32)
    for field in fields:
        spread[field.features] += 1
    spread = (PENALTY / np.maximum(spread, 1))[:, None]
    every = np.union1d(old, keys)
    found = np.zeros((len(every), LABELS), np.float32)
    found[np.searchsorted(every, old)] = before
    place = np.searchsorted(every, keys)
    start = found[place]
    w, mean = start.copy(), np.zeros_like(start)
    seen = np.full_like(start, ENERGY)
    moves = model.transitions.astype(np.float64)
    for turn in range(ROUNDS):
        for number in chance.permutation(BATCHES):
            at = fields[number].features
            _, slope, _ = fields[number].slope(w[at], moves)
            slope += spread[at] * (w[at] - start[at])
            seen[at] += slope * slope
            w[at] -= RATE * slope / np.sqrt(seen[at])
        if turn >= ROUNDS // 2:
            mean += w
    found[place] = mean / (ROUNDS - ROUNDS // 2)
    return every, found


def main() -> None:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("seed", type=int)
    parser.add_argument("--without", action="append", default=[])
    options = parser.parse_args()
    rest = known(options.folder, options.labels, options.seed, options.without)
    data = join([*world(options.seed), *rest])
    before = read(options.model.read_bytes())
    write(options.out, *further(data, before), before.transitions, ROWS)


if __name__ == "__main__":
    main()
