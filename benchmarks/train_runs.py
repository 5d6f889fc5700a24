"""Fit the weights that judge names in German, French, Spanish, Italian, Portuguese and Dutch:
`index/entities/data/languages/weights.txt`.

Needs scipy, which the program itself does not. Usage:
    python -m benchmarks.train_runs [--out FILE]
It learns from the articles of `foreign_articles.LEARNT`, the same weights each time. Lists know
more names of texts by which rules were made than of others. So every article is learnt from again
with some words of its names hidden from the lists.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
from scipy import optimize, sparse

from benchmarks.foreign_articles import LEARNT, Marked, marked
from index.entities.languages import foreign_names
from index.entities.languages.elided import with_parted
from index.entities.languages.language_words import LanguageWords, language_words
from index.entities.languages.run_features import KINDS, Feature
from index.entities.languages.run_weights import FILE
from index.entities.languages.word_kinds import WordKinds
from index.entities.tagging.tagger import Tagger
from index.entities.words.tokenizer import split

HIDDEN = (0.3, 0.3, 0.5, 0.5)
"""The share of the words of names that lists do not have, each time an article is read again."""
NOUNS = 8
"""One ordinary German noun of so many is hidden too."""
LEAST = 5
"""In how many rows a feature must be."""
PENALTY = 5.0
HEADER = "# What speaks for a person, an organisation and a place, by benchmarks/train_runs.py.\n"


class _Hiding(dict[str, int]):
    """What lists for all languages know of words: nothing of those that are hidden."""

    def __init__(self, hidden: frozenset[str]) -> None:
        self._hidden = hidden

    def get(self, word: str, default: int | None = None) -> int | None:  # type: ignore[override]
        return 0 if word in self._hidden else super().get(word, default)


def without(language: str, hidden: frozenset[str]) -> WordKinds:
    """What is known of the words of a language but for some."""
    known = language_words(language)
    names = {key: one for key, one in known.names.items() if hidden.isdisjoint(key)}
    lists = ("towns", "given", "town_clubs", "leaders")
    sets = {**known.sets, **{name: known.sets[name] - hidden for name in lists}}
    longest, shouted = dict(known.longest), known.shouted
    if hidden:
        sets["nouns"] = frozenset(word for word in sets["nouns"] if crc32(word.encode()) % NOUNS)
    return WordKinds(LanguageWords(language, sets, names, longest, shouted, _bits=_Hiding(hidden)))


def hidden(article: Marked, share: float, chance: random.Random) -> frozenset[str]:
    """Some of the words of an article's names, however they are written."""
    parts = [article.texts[text][begin:end] for text, begin, end in article.names]
    words = sorted(
        {word for part in parts for word in re.split(r"[ -]", part) if word[:1].isupper()}
    )
    chosen = [word for word in words if chance.random() < share]
    return frozenset(form for word in chosen for form in (word, word.title(), word.upper()))


def rows(article: Marked, kinds: WordKinds, tagger: Tagger) -> Iterator[tuple[list[Feature], str]]:
    """The features of each stretch that may be a name, with its type; "" for no name."""
    tokens = split(article.texts)
    owner = np.zeros(len(article.texts), np.int32)
    tokens = with_parted(tokens, [article.language], owner)
    tagged = tagger.spans(article.texts, tokens, owner)
    judge = foreign_names.judge(tokens, range(len(tokens)), kinds, tagged)
    units = judge.article.units
    for number, run in enumerate(judge.runs):
        first, last = units[run.first].first, units[run.last].last
        text, begin, end = tokens.texts[first], int(tokens.start[first]), int(tokens.end[last])
        kind = article.names.get((text, begin, end))
        if kind is None and article.language == "de":
            # A genitive.
            kind = article.names.get((text, begin, end - 1))
        yield list(judge.features.of(number)), kind or ""


def learnt(articles: Iterable[Marked]) -> Iterator[tuple[list[Feature], str]]:
    """The rows of articles, of each as it is and with words hidden."""
    tagger, chance = Tagger(), random.Random(0)
    for article in articles:
        for share in (0.0, *HIDDEN):
            unknown = hidden(article, share, chance)
            yield from rows(article, without(article.language, unknown), tagger)


def fit(found: Sequence[tuple[list[Feature], str]]) -> dict[tuple[str, str], Sequence[float]]:
    """The weights of features for each type against there being no name."""
    counts = Counter(one[:2] for features, _ in found for one in features)
    numbers = {key: at for at, key in enumerate(k for k in sorted(counts) if counts[k] >= LEAST)}
    at, places, values = [0], [], []
    for features, _ in found:
        own = [(numbers[one[:2]], one[2]) for one in features if one[:2] in numbers]
        places += [place for place, _ in own]
        values += [value for _, value in own]
        at.append(len(places))
    matrix = sparse.csr_matrix((values, places, at), shape=(len(found), len(numbers)))
    labels = ("", *KINDS)
    told = np.array([labels.index(kind) for _, kind in found])
    truth = np.eye(len(labels))[told]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(len(numbers), len(labels))
        scores = matrix @ weights
        scores -= scores.max(axis=1, keepdims=True)
        likely = np.exp(scores)
        likely /= likely.sum(axis=1, keepdims=True)
        missed = -np.log(likely[np.arange(len(told)), told] + 1e-12).sum()
        slope = matrix.T @ (likely - truth) + PENALTY * 2 * weights
        return missed + PENALTY * (weights**2).sum(), slope.ravel()

    best = optimize.minimize(
        loss,
        np.zeros(len(numbers) * len(labels)),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 400},
    )
    weights = best.x.reshape(len(numbers), len(labels))
    relative = weights[:, 1:] - weights[:, :1]
    return {key: relative[number] for key, number in numbers.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=FILE)
    asked = parser.parse_args()
    articles = list(marked(LEARNT))
    found = list(learnt(articles))
    weights = fit(found)
    lines = [
        "\t".join((*key, *(f"{weight:.2f}" for weight in own))) for key, own in weights.items()
    ]
    Path(asked.out).write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    print(f"{len(articles)} articles, {len(found)} rows, {len(weights)} features")


if __name__ == "__main__":
    main()
