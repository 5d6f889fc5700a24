"""Train the tagger of names and write `index/entities/data/model.npz`.

Needs scipy, which the program itself does not. Usage:
    python benchmarks/train_entities.py NER_FOLDER
        [--silver-news FILE [--news-words N] [--news-counts TIMES]]
        [--world] [--without CORPUS] [--out FILE]
NER_FOLDER holds the corpora that docs/entities.md names, the archives unpacked beside them. FILE is
written by `self_label.py` or `teach_labels.py`; N of its words are learnt from as they are, each
counting so many TIMES as much as usual. With --world organisations are made up as newspapers of all
continents name them.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from augment import Exchange, built, settled, word_spans  # noqa: E402
from corpora import Text, conll, gum, held_out, in_tokens  # noqa: E402
from newswire import make  # noqa: E402
from silver_data import silver_data  # noqa: E402

from index.entities.tagging.features import places  # noqa: E402
from index.entities.tagging.tagger import (  # noqa: E402
    KINDS,
    LABELS,
    SLOTS,
    active,
    allowed,
    ending,
    runs,
    slot_keys,
    slot_words,
    starting,
)
from index.entities.tagging.word_features import FAR, NEAR, WORD  # noqa: E402
from index.entities.tagging.wordtable import WordTable  # noqa: E402
from index.entities.words.tokenizer import split  # noqa: E402

OUT = ROOT / "index" / "entities" / "data" / "model.npz"
LEAST = 2
PENALTY = 4.0
# How far a step goes, and into how many parts a round through all texts falls.
RATE = 0.15
BATCHES = 120
ROWS = 180_000
NEWSWIRE = 1000
# Words of news labelled by a model to learn from as they are, and with names exchanged.
SILVER_NEWS = 1_400_000
SILVER_NEWS_EXCHANGED = 600_000

# In how many places which word it is is left out, and the columns that say it: of the word by
# itself, in small letters and as it is written, and of what glues it to the one before.
FORGOTTEN = 0.3
_OWN = FAR + NEAR
_WHICH_WORD = (_OWN + WORD, _OWN + NEAR + 7, -2)

# How many texts are learnt from as headlines too, and how many people go by surnames there.
HEADLINES = 0.4
SHORT = 0.6
SMALL = frozenset("a an the and or but of in on at to for by as is it its vs with from".split())

Articles = list[list[Text]]


def load(
    folder: Path, labels: Path | None, *, world: bool, news_words: int = SILVER_NEWS
) -> dict[str, Articles]:
    """The corpora by name."""
    others = silver_data(labels) if labels else []
    random.Random(41).shuffle(others)
    plain = list(first_words(iter(others), news_words))
    rest = list(first_words(iter(others[len(plain) :]), SILVER_NEWS_EXCHANGED))
    silver = list(conll(folder / "election-2016-silver.tsv.gz"))
    wikigold = list(conll(folder / "wikigold.conll"))
    twitter = [
        article for name in "abeg" for article in conll(folder / "broad-twitter" / f"{name}.conll")
    ]
    # What is held out stays as it is: only what is learnt from is settled.
    training = settled([article for article in silver if not held_out(article)])
    return {
        "silver": training,
        "silver-exchanged": Exchange(17, world=world).articles(training),
        "wikigold-exchanged": [
            a for seed in (19, 23, 29) for a in Exchange(seed, world=world).articles(wikigold)
        ],
        "silver-test": [article for article in silver if held_out(article)],
        "wikigold": wikigold,
        "wnut": list(conll(folder / "wnut17-train.conll")),
        "twitter": twitter,
        "twitter-exchanged": Exchange(31, world=world).articles(twitter),
        "gum": [gum(path) for path in sorted((folder / "gum-open").glob("*.conllu"))],
        "newswire": make(NEWSWIRE, world=world),
        "silver-news": plain,
        "silver-news-exchanged": Exchange(37, world=world).articles(rest),
    }


def first_words(articles: Iterator[list[Text]], count: int) -> Iterator[list[Text]]:
    """Articles until they have so many words."""
    for article in articles:
        if count <= 0:
            return
        count -= sum(len(text.words) for text in article)
        yield article


WEIGHTS = {
    "silver": 0.3,
    "silver-exchanged": 0.3,
    "wikigold": 2.5,
    "wikigold-exchanged": 1.0,
    "wnut": 0.5,
    "twitter": 0.4,
    "twitter-exchanged": 0.3,
    "gum": 1.0,
    "newswire": 0.5,
    "silver-news": 0.3,
    "silver-news-exchanged": 0.2,
}


def as_headlines(articles: Articles, share: float, seed: int) -> Articles:
    """Copies of some texts as headlines have them: in capitals, or with each word capitalised, and
    people mostly by their surnames.
    """
    chance = random.Random(seed)
    found: Articles = []
    for article in articles:
        for text in article:
            if chance.random() < share and 3 < len(text.words) < 25 and text.spans:
                short = by_surname(text, chance)
                change = str.upper if chance.random() < 0.5 else title_case
                words = [change(word) for word in short.words]
                if list(map(len, words)) == list(map(len, short.words)):
                    found.append([Text(words, short.spans)])
    return found


def by_surname(text: Text, chance: random.Random) -> Text:
    """A text with most of its people called by their last word alone."""
    words: list[str] = []
    spans: list[tuple[int, int, str]] = []
    place = 0
    for a, b, kind in word_spans(text):
        words += text.words[place:a]
        short = kind == "person" and chance.random() < SHORT
        name = text.words[b - 1 : b] if short else text.words[a:b]
        spans.append((len(words), len(words) + len(name), kind))
        words += name
        place = b
    return built(words + text.words[place:], spans)


def title_case(word: str) -> str:
    return word[:1].upper() + word[1:] if word not in SMALL else word


@dataclass(slots=True)
class Examples:
    """Places with their feature keys, labels and stretches."""

    keys: np.ndarray
    labels: np.ndarray
    starts: np.ndarray
    lengths: np.ndarray
    weights: np.ndarray
    lost: int


def examples(articles: Articles, weight: float) -> Examples:
    """The places of articles; `lost` counts spans that the tagger could not express."""
    texts = [text for article in articles for text in article]
    owner = np.repeat(np.arange(len(articles), dtype=np.int32), [len(a) for a in articles])
    tokens = split([text.text for text in texts])
    table = WordTable(10**9)
    found = places(tokens, owner, table)
    assert found is not None
    where = np.full(len(tokens), -1)
    where[found.at] = np.arange(len(found.at))
    labels = np.zeros(len(found.at), np.int8)
    lost = 0
    for span in in_tokens(texts, tokens):
        inside = where[span[0] : span[1] + 1] if span else where[:0]
        if (
            span is None
            or not len(inside)
            or (inside < 0).any()
            or found.run[inside[0]] != found.run[inside[-1]]
        ):
            lost += 1
            continue
        base = 1 + 4 * KINDS.index(span[2])
        labels[inside] = base + 1
        labels[inside[0]], labels[inside[-1]] = base, base + 2
        if len(inside) == 1:
            labels[inside[0]] = base + 3
    keys = np.hstack(
        [
            *(
                slot_keys(table.hashes, slot, columns)[words]
                for (slot, columns), words in zip(SLOTS, slot_words(found), strict=True)
            ),
            found.hashes,
        ]
    )
    _forget_words(keys)
    starts, lengths = runs(found)
    return Examples(keys, labels, starts, lengths, np.full(len(starts), weight), lost)


def _forget_words(keys: np.ndarray) -> None:
    """Leave out which word it is in some places, so that what is beside it has to tell (feature
    bagging; Sutton, Sindelar and McCallum 2006): most names of other news are not in these.
    """
    forgotten = np.random.default_rng(5).random(len(keys)) < FORGOTTEN
    for column in _WHICH_WORD:
        keys[forgotten, column] = 0


def join(parts: list[Examples]) -> Examples:
    offsets = np.cumsum([0] + [len(part.labels) for part in parts[:-1]])
    lengths = np.concatenate([part.lengths for part in parts])
    order = np.argsort(-lengths, kind="stable")
    return Examples(
        np.vstack([part.keys for part in parts]),
        np.concatenate([part.labels for part in parts]),
        np.concatenate([p.starts + o for p, o in zip(parts, offsets, strict=True)])[order],
        lengths[order],
        np.concatenate([part.weights for part in parts])[order],
        sum(part.lost for part in parts),
    )


class Field:
    """Some stretches with the features that stand in them: the log likelihood of a conditional
    random field and its gradient.
    """

    def __init__(self, data: Examples, numbers: np.ndarray, chosen: np.ndarray) -> None:
        """`numbers` are the features of `data.keys`, -1 for none; `chosen` the stretches."""
        lengths = data.lengths[chosen]
        order = np.argsort(-lengths, kind="stable")
        chosen, lengths = chosen[order], lengths[order]
        ends = np.cumsum(lengths)
        rows = np.arange(ends[-1]) + np.repeat(data.starts[chosen] - (ends - lengths), lengths)
        self.starts, self.lengths = ends - lengths, lengths
        self.labels = data.labels[rows]
        self.share = data.weights[chosen]
        self.weights = np.repeat(self.share, lengths)
        own = numbers[rows]
        used = own >= 0
        self.features, local = np.unique(own[used], return_inverse=True)
        owner = np.repeat(np.arange(len(rows), dtype=np.int32), used.sum(1))
        self.matrix = sparse.csr_matrix(
            (np.ones(len(owner), np.float32), (owner, local.astype(np.int32))),
            shape=(len(rows), len(self.features)),
        )
        self.transposed = self.matrix.T.tocsr()
        self.active = active(lengths)
        self.allowed = allowed()

    def slope(self, w: np.ndarray, moves: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """The negative log likelihood, its gradient by weight and by step between labels."""
        starts, active = self.starts, self.active
        scores = np.asarray(self.matrix @ w, np.float64)
        factor = np.where(self.allowed, np.exp(moves), 0.0)
        peak = scores.max(1, keepdims=True)
        power = np.exp(scores - peak)
        forward = power.copy()
        forward[starts] *= starting()
        norms = np.zeros(len(scores))
        norms[starts] = forward[starts].sum(1)
        forward[starts] /= norms[starts, None]
        for step in range(1, len(active)):
            at = starts[: active[step]] + step
            values = (forward[at - 1] @ factor) * power[at]
            norms[at] = values.sum(1)
            forward[at] = values / norms[at, None]
        backward = np.ones_like(power)
        last = starts + self.lengths - 1
        backward[last] = ending()
        final = (forward[last] * backward[last]).sum(1)
        for step in range(len(active) - 2, -1, -1):
            at = starts[: active[step + 1]] + step
            values = (backward[at + 1] * power[at + 1]) @ factor.T
            backward[at] = values / norms[at + 1, None]
        marginal = forward * backward
        marginal /= marginal.sum(1, keepdims=True)
        value = float((self.weights * (np.log(norms) + peak[:, 0])).sum())
        value += float((self.share * np.log(final)).sum())
        pairs = np.zeros((LABELS, LABELS))
        for step in range(1, len(active)):
            count = active[step]
            at = starts[:count] + step
            weight = self.share[:count, None]
            right = backward[at] * power[at] / norms[at, None]
            total = ((forward[at - 1] @ factor) * right).sum(1, keepdims=True)
            pairs += factor * ((forward[at - 1] * weight / total).T @ right)
            np.subtract.at(pairs, (self.labels[at - 1], self.labels[at]), weight[:, 0])
            value -= float((moves[self.labels[at - 1], self.labels[at]] * weight[:, 0]).sum())
        everyone = np.arange(len(scores))
        value -= float((self.weights * scores[everyone, self.labels]).sum())
        gradient = marginal * self.weights[:, None]
        gradient[everyone, self.labels] -= self.weights
        return value, np.asarray(self.transposed @ gradient.astype(np.float32)), pairs


def frequent(keys: np.ndarray, least: int) -> tuple[np.ndarray, np.ndarray]:
    """The features that occur often enough, and each place's features by number, -1 for none."""
    unique, inverse, counts = np.unique(keys.ravel(), return_inverse=True, return_counts=True)
    keep = (counts >= least) & (unique != 0)
    number = np.where(keep, np.cumsum(keep) - 1, -1).astype(np.int32)
    return unique[keep], number[inverse].reshape(keys.shape)


def train(data: Examples, least: int, rounds: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Keys, weights by key and label, weights between labels.

    Stochastic gradient descent whose steps adapt to each weight (AdaGrad; Duchi, Hazan and Singer
    2011); the answer is the mean of the weights of the second half of the rounds.
    """
    began = time.time()
    keys, numbers = frequent(data.keys, least)
    chance = np.random.default_rng(1)
    parts = np.array_split(chance.permutation(len(data.lengths)), BATCHES)
    fields = [Field(data, numbers, part) for part in parts]
    size = f"{len(data.labels):,} places, {len(keys):,} features"
    print(f"{size}, lost {data.lost} names", flush=True)
    # The penalty of a weight is spread over the batches that have its feature.
    spread = np.zeros(len(keys), np.float32)
    for field in fields:
        spread[field.features] += 1
    spread = (PENALTY / np.maximum(spread, 1))[:, None]
    w = np.zeros((len(keys), LABELS), np.float32)
    mean, seen = np.zeros_like(w), np.full_like(w, 1e-2)
    moves = np.zeros((LABELS, LABELS))
    mean_moves, seen_moves = np.zeros_like(moves), np.full_like(moves, 1e-2)
    for turn in range(rounds):
        total = 0.0
        for number in chance.permutation(BATCHES):
            field = fields[number]
            own = w[field.features]
            value, slope, pairs = field.slope(own, moves)
            slope += spread[field.features] * own
            total += value
            energy = seen[field.features] + slope * slope
            seen[field.features] = energy
            w[field.features] = own - RATE * slope / np.sqrt(energy)
            pairs += PENALTY / BATCHES * moves
            seen_moves += pairs * pairs
            moves -= RATE * pairs / np.sqrt(seen_moves)
        if turn >= rounds // 2:
            mean += w
            mean_moves += moves
        print(f"round {turn + 1}: {total:,.0f}, {time.time() - began:.0f} s", flush=True)
    count = rounds - rounds // 2
    return keys, mean / count, mean_moves / count


def write(out: Path, keys: np.ndarray, weights: np.ndarray, moves: np.ndarray, rows: int) -> None:
    """Keep the heaviest rows as bytes; as they are, since unpacking takes longer than reading."""
    strength = np.abs(weights).max(1)
    kept = np.sort(np.argsort(-strength, kind="stable")[:rows])
    limit = np.quantile(np.abs(weights[kept]), 0.9999)
    scale = np.float32(limit / 127)
    small = np.clip(np.round(weights[kept] / scale), -127, 127).astype(np.int8)
    useful = np.abs(small).max(1) > 0
    keys, small = keys[kept][useful], small[useful]
    digest = hashlib.sha256(keys.tobytes() + small.tobytes()).hexdigest()
    np.savez(
        out,
        keys=keys,
        weights=small,
        scale=scale,
        transitions=moves.astype(np.float32),
        checksum=np.array(digest),
    )
    print(f"{len(keys):,} rows kept, {out.stat().st_size:,} bytes, scale {scale:.4f}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without", action="append", default=[])
    parser.add_argument("--silver-news", type=Path)
    parser.add_argument("--news-words", type=int, default=SILVER_NEWS)
    parser.add_argument("--news-counts", type=float, default=1.0)
    parser.add_argument("--world", action="store_true")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--rounds", type=int, default=14)
    parser.add_argument("--least", type=int, default=LEAST)
    parser.add_argument("--rows", type=int, default=ROWS)
    options = parser.parse_args()
    labels, words = options.silver_news, options.news_words
    corpora = load(options.folder, labels, world=options.world, news_words=words)
    parts = []
    for name, usual in WEIGHTS.items():
        articles = corpora[name]
        weight = usual * options.news_counts if name.startswith("silver-news") else usual
        if name in options.without or not articles:
            continue
        parts.append(examples(articles, weight))
        if name != "newswire" and not name.endswith("-exchanged"):
            parts.append(examples(as_headlines(articles, HEADLINES, 3), weight * 0.7))
    write(options.out, *train(join(parts), options.least, options.rounds), options.rows)


if __name__ == "__main__":
    main()
