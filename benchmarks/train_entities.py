"""Train the tagger of names and write `index/entities/data/model.npz`.

Needs scipy, which the program itself does not. Usage:
    python benchmarks/train_entities.py NER_FOLDER [--without CORPUS] [--out FILE]
NER_FOLDER holds the corpora that docs/entities.md names, the archives unpacked beside them.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import optimize, sparse

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from augment import Exchange, settled  # noqa: E402
from corpora import Text, conll, gum, held_out  # noqa: E402
from newswire import make  # noqa: E402

from index.entities.features import places  # noqa: E402
from index.entities.tagger import (  # noqa: E402
    KINDS,
    LABELS,
    SLOTS,
    allowed,
    ending,
    runs,
    slot_keys,
    slot_words,
    starting,
)
from index.entities.tokens import split  # noqa: E402
from index.entities.wordtable import WordTable  # noqa: E402

OUT = ROOT / "index" / "entities" / "data" / "model.npz"
LEAST = 2
PENALTY = 1.0
ROWS = 180_000
NEWSWIRE = 400

Articles = list[list[Text]]


def load(folder: Path) -> dict[str, Articles]:
    """The corpora by name."""
    silver = list(conll(folder / "election-2016-silver.tsv.gz"))
    wikigold = list(conll(folder / "wikigold.conll"))
    twitter = [
        article for name in "abeg" for article in conll(folder / "broad-twitter" / f"{name}.conll")
    ]
    # What is held out stays as it is: only what is learnt from is settled.
    training = settled([article for article in silver if not held_out(article)])
    return {
        "silver": training,
        "silver-exchanged": Exchange(17).articles(training),
        "wikigold-exchanged": [
            a for seed in (19, 23, 29) for a in Exchange(seed).articles(wikigold)
        ],
        "silver-test": [article for article in silver if held_out(article)],
        "wikigold": wikigold,
        "wnut": list(conll(folder / "wnut17-train.conll")),
        "twitter": twitter,
        "twitter-exchanged": Exchange(31).articles(twitter),
        "gum": [gum(path) for path in sorted((folder / "gum-open").glob("*.conllu"))],
        "newswire": make(NEWSWIRE),
    }


WEIGHTS = {
    "silver": 0.3,
    "silver-exchanged": 0.3,
    "wikigold": 1.5,
    "wikigold-exchanged": 0.6,
    "wnut": 0.5,
    "twitter": 0.4,
    "twitter-exchanged": 0.3,
    "gum": 0.5,
    "newswire": 0.5,
}


def in_capitals(articles: Articles, share: float, seed: int) -> Articles:
    """Copies of some texts as headlines have them: in capitals, or with each word capitalised."""
    chance = random.Random(seed)
    found: Articles = []
    for article in articles:
        for text in article:
            if chance.random() < share and 3 < len(text.words) < 25 and text.spans:
                change = str.upper if chance.random() < 0.6 else title_case
                words = [change(word) for word in text.words]
                if list(map(len, words)) == list(map(len, text.words)):
                    found.append([Text(words, text.spans)])
    return found


def title_case(word: str) -> str:
    return word[:1].upper() + word[1:] if len(word) > 3 else word


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
    begins = {
        (int(t), int(s)): i for i, (t, s) in enumerate(zip(tokens.text, tokens.start, strict=False))
    }
    ends = {
        (int(t), int(e)): i for i, (t, e) in enumerate(zip(tokens.text, tokens.end, strict=False))
    }
    labels = np.zeros(len(found.at), np.int8)
    lost = 0
    for number, text in enumerate(texts):
        for start, end, kind in text.spans:
            first, last = begins.get((number, start)), ends.get((number, end))
            inside = where[first : last + 1] if first is not None and last is not None else []
            if (
                not len(inside)
                or (inside < 0).any()
                or found.run[inside[0]] != found.run[inside[-1]]
            ):
                lost += 1
                continue
            base = 1 + 4 * KINDS.index(kind)
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
    starts, lengths = runs(found)
    return Examples(keys, labels, starts, lengths, np.full(len(starts), weight), lost)


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
    """The penalised log likelihood of a conditional random field and its gradient."""

    def __init__(self, data: Examples, least: int) -> None:
        flat = data.keys.ravel()
        unique, inverse, counts = np.unique(flat, return_inverse=True, return_counts=True)
        keep = (counts >= least) & (unique != 0)
        self.keys = unique[keep]
        number = np.cumsum(keep) - 1
        columns = data.keys.shape[1]
        used = keep[inverse]
        rows = np.repeat(np.arange(len(data.keys), dtype=np.int32), columns)[used]
        self.matrix = sparse.csr_matrix(
            (np.ones(len(rows), np.float32), (rows, number[inverse][used].astype(np.int32))),
            shape=(len(data.keys), len(self.keys)),
        )
        self.transposed = self.matrix.T.tocsr()
        self.data = data
        steps = int(data.lengths[0])
        self.active = [int((data.lengths > step).sum()) for step in range(steps)]
        weights = np.zeros(len(data.labels))
        for step in range(steps):
            count = self.active[step]
            weights[data.starts[:count] + step] = data.weights[:count]
        self.weights = weights
        self.size = len(self.keys) * LABELS
        self.allowed = allowed()

    def __call__(self, parameters: np.ndarray) -> tuple[float, np.ndarray]:
        data = self.data
        w = parameters[: self.size].reshape(-1, LABELS)
        moves = parameters[self.size :].reshape(LABELS, LABELS)
        scores = np.asarray(self.matrix @ w.astype(np.float32), np.float64)
        factor = np.where(self.allowed, np.exp(moves), 0.0)
        peak = scores.max(1, keepdims=True)
        power = np.exp(scores - peak)
        starts, active = data.starts, self.active
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
        last = starts + data.lengths - 1
        backward[last] = ending()
        final = (forward[last] * backward[last]).sum(1)
        for step in range(len(active) - 2, -1, -1):
            at = starts[: active[step + 1]] + step
            values = (backward[at + 1] * power[at + 1]) @ factor.T
            backward[at] = values / norms[at + 1, None]
        marginal = forward * backward
        marginal /= marginal.sum(1, keepdims=True)
        pairs = np.zeros((LABELS, LABELS))
        gold_pairs = np.zeros((LABELS, LABELS))
        likelihood = float((self.weights * (np.log(norms) + peak[:, 0])).sum())
        likelihood += float((data.weights * np.log(final)).sum())
        for step in range(1, len(active)):
            count = active[step]
            at = starts[:count] + step
            weight = data.weights[:count, None]
            right = backward[at] * power[at] / norms[at, None]
            total = ((forward[at - 1] @ factor) * right).sum(1, keepdims=True)
            pairs += factor * ((forward[at - 1] * weight / total).T @ right)
            np.add.at(gold_pairs, (data.labels[at - 1], data.labels[at]), weight[:, 0])
        gold = float((self.weights * scores[np.arange(len(scores)), data.labels]).sum())
        gold += float((gold_pairs * moves).sum())
        gradient = marginal * self.weights[:, None]
        gradient[np.arange(len(scores)), data.labels] -= self.weights
        slope = np.asarray(self.transposed @ gradient.astype(np.float32), np.float64)
        value = likelihood - gold + 0.5 * PENALTY * float(parameters @ parameters)
        full = np.concatenate([slope.ravel(), (pairs - gold_pairs).ravel()]) + PENALTY * parameters
        return value, full


def train(data: Examples, least: int, iterations: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Keys, weights by key and label, weights between labels."""
    began = time.time()
    field = Field(data, least)
    print(
        f"{len(data.labels):,} places, {len(field.keys):,} features, lost {data.lost} names",
        flush=True,
    )
    result = optimize.minimize(
        field,
        np.zeros(field.size + LABELS * LABELS),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": iterations, "maxcor": 6, "maxfun": iterations * 2},
    )
    print(f"{result.nit} iterations, {result.fun:,.0f}, {time.time() - began:.0f} s", flush=True)
    weights = result.x[: field.size].reshape(-1, LABELS)
    return field.keys, weights, result.x[field.size :].reshape(LABELS, LABELS)


def write(out: Path, keys: np.ndarray, weights: np.ndarray, moves: np.ndarray, rows: int) -> None:
    """Keep the heaviest rows as bytes."""
    strength = np.abs(weights).max(1)
    kept = np.sort(np.argsort(-strength, kind="stable")[:rows])
    limit = np.quantile(np.abs(weights[kept]), 0.9999)
    scale = np.float32(limit / 127)
    small = np.clip(np.round(weights[kept] / scale), -127, 127).astype(np.int8)
    useful = np.abs(small).max(1) > 0
    keys, small = keys[kept][useful], small[useful]
    digest = hashlib.sha256(keys.tobytes() + small.tobytes()).hexdigest()
    np.savez_compressed(
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
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--iterations", type=int, default=80)
    parser.add_argument("--least", type=int, default=LEAST)
    parser.add_argument("--rows", type=int, default=ROWS)
    options = parser.parse_args()
    corpora = load(options.folder)
    parts = []
    for name, weight in WEIGHTS.items():
        if name in options.without:
            continue
        articles = corpora[name]
        parts.append(examples(articles, weight))
        if name != "newswire" and not name.endswith("-exchanged"):
            parts.append(examples(in_capitals(articles, 0.15, 3), weight * 0.5))
    write(options.out, *train(join(parts), options.least, options.iterations), options.rows)


if __name__ == "__main__":
    main()
