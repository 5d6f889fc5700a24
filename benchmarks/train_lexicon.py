"""Learn, from news without labels, how words are written and which words behave alike.

Writes `index/entities/data/lexicon.npz`: for each frequent word (as a hash) how often it begins
with a capital inside sentences, and the clusters it belongs to at two grains. Clusters are k-means
over the leading singular vectors of a positive pointwise mutual information matrix of words and
their neighbours (Levy and Goldberg 2014; Turian et al. 2010 for clusters as features).

Needs scipy, which the program itself does not. Usage:
    python benchmarks/train_lexicon.py JSONL_OR_FOLDER...
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy import sparse

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from index.entities.words.hashing import hash_words, normal  # noqa: E402
from index.entities.words.tokenizer import split  # noqa: E402

OUT = ROOT / "index" / "entities" / "data" / "lexicon.npz"
VOCABULARY = 50_000
CONTEXTS = 8_000
DIMENSIONS = 80
GRAINS = (128, 1024)
LEAST = 8


def texts(paths: list[Path]) -> Iterator[list[str]]:
    """The texts of a source, a few thousand paragraphs at a time."""
    batch: list[str] = []
    seen: set[str] = set()
    for path in paths:
        if path.is_dir():
            raw = (file.read_text("latin-1") for file in sorted(path.rglob("*.txt")))
        else:
            raw = (
                json.loads(line)["text"]
                for line in gzip.decompress(path.read_bytes()).decode().splitlines()
            )
        for text in raw:
            for paragraph in text.split("\n"):
                # Boilerplate repeats word for word and would weigh as much as news.
                if len(paragraph) > 40 and paragraph not in seen:
                    seen.add(paragraph)
                    batch.append(paragraph)
            if len(batch) > 20_000:
                yield batch
                batch = []
    yield batch


def stream(paths: list[Path]) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Word numbers of the whole corpus, which begin sentences, and the words by number.

    Texts are parted by two entries of -1.
    """
    numbers: dict[str, int] = {}
    chunks, firsts = [], []
    for batch in texts(paths):
        tokens = split(batch)
        ids = np.fromiter(
            (numbers.setdefault(normal(w), len(numbers)) for w in tokens.words), np.int32
        )
        cuts = np.flatnonzero(np.diff(tokens.text)) + 1
        chunks.append(np.insert(ids, np.repeat(cuts, 2), -1))
        firsts.append(np.insert(tokens.first, np.repeat(cuts, 2), True))
    return np.concatenate(chunks), np.concatenate(firsts), list(numbers)


def capitals(ids: np.ndarray, first: np.ndarray, words: list[str]) -> dict[str, tuple[int, int]]:
    """For each lower-case form: times seen in lower case, times with a capital mid-sentence."""
    upper = np.array([w[:1].isupper() for w in words] + [False])
    long_upper = np.array([w.isupper() and len(w) > 1 for w in words] + [False])
    # Capitals beside capitals may be headlines; those count only after a lower-case word.
    before = np.roll(ids, 1)
    lower_before = np.array([w.islower() for w in words] + [False])[before]
    usable = (ids >= 0) & ~first & (~upper[ids] | (lower_before & ~long_upper[ids]))
    counts = np.bincount(ids[usable], minlength=len(words))
    found: dict[str, list[int]] = {}
    for word, count in zip(words, counts.tolist(), strict=False):
        if count and word[:1].isalpha():
            pair = found.setdefault(word.lower(), [0, 0])
            pair[1 if word[:1].isupper() else 0] += count
    return {word: (low, high) for word, (low, high) in found.items() if low + high >= 4}


def vectors(ids: np.ndarray, count: int, kept: np.ndarray) -> np.ndarray:
    """A vector a kept word from its neighbours."""
    number = np.full(count + 1, -1)
    number[kept] = np.arange(len(kept))
    words = number[ids]
    contexts = np.where(words < CONTEXTS, words, -1)
    blocks = []
    for offsets in ((-1,), (1,), (-2, 2), (-3, 3)):
        block = sparse.csr_matrix((len(kept), CONTEXTS), dtype=np.float32)
        for offset in offsets:
            around = np.roll(contexts, -offset)
            valid = (words >= 0) & (around >= 0)
            ones = np.ones(valid.sum(), np.float32)
            block += sparse.csr_matrix((ones, (words[valid], around[valid])), shape=block.shape)
        blocks.append(block)
    blocks[2] = blocks[2] + blocks.pop()
    matrix = sparse.hstack(blocks).tocoo()
    total = matrix.sum()
    rows = np.asarray(matrix.sum(1)).ravel()
    # Smoothed context counts keep rare contexts from winning.
    columns = np.asarray(matrix.sum(0)).ravel() ** 0.75
    columns *= total / columns.sum()
    values = np.log(matrix.data * total / (rows[matrix.row] * columns[matrix.col]))
    positive = values > 0
    matrix = sparse.csr_matrix(
        (values[positive].astype(np.float32), (matrix.row[positive], matrix.col[positive])),
        shape=matrix.shape,
    )
    return decompose(matrix)


def decompose(matrix: sparse.csr_matrix) -> np.ndarray:
    """Leading left singular vectors, scaled by the square root of their values (Halko 2011)."""
    random = np.random.default_rng(5)
    sample = matrix @ random.standard_normal((matrix.shape[1], DIMENSIONS + 16), np.float32)
    for _ in range(3):
        sample, _ = np.linalg.qr(matrix @ (matrix.T @ np.linalg.qr(sample)[0]))
    left, values, _ = np.linalg.svd((matrix.T @ sample).T, full_matrices=False)
    found = (sample @ left[:, :DIMENSIONS]) * np.sqrt(values[:DIMENSIONS])
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


def cluster(points: np.ndarray, count: int) -> np.ndarray:
    """k-means on the unit sphere; the frequent words decide the centres."""
    random = np.random.default_rng(7)
    training = points[:25_000]
    centres = training[random.choice(len(training) // 2, count, replace=False)]
    for _ in range(15):
        nearest = (training @ centres.T).argmax(1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, training)
        empty = np.linalg.norm(sums, axis=1) == 0
        sums[empty] = training[random.choice(len(training), int(empty.sum()))]
        centres = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    return (points @ centres.T).argmax(1)


def main() -> None:
    began = time.time()
    ids, first, words = stream([Path(name) for name in sys.argv[1:]])
    print(f"{len(ids):,} tokens, {len(words):,} words, {time.time() - began:.0f} s", flush=True)
    cases = capitals(ids, first, words)
    counts = np.bincount(ids[ids >= 0], minlength=len(words))
    kept = np.argsort(-counts, kind="stable")[:VOCABULARY]
    kept = kept[counts[kept] >= LEAST]
    points = vectors(ids, len(words), kept)
    print(f"vectors {points.shape}, {time.time() - began:.0f} s", flush=True)
    grains = [cluster(points, count) for count in GRAINS]
    for probe in ("London", "Smith", "Microsoft", "said", "Wednesday", "French"):
        number = words.index(probe)
        place = int(np.flatnonzero(kept == number)[0])
        alike = np.argsort(-(points @ points[place]))[:12]
        print(probe, [words[kept[i]] for i in alike], flush=True)

    names = [words[number] for number in kept]
    hashes = hash_words(names)
    order = np.argsort(hashes)
    lower = list(cases)
    case_hashes = hash_words(lower)
    case_order = np.argsort(case_hashes)
    shares = np.array([(high + 0.2) / (low + high + 1) for low, high in cases.values()])
    np.savez(
        OUT,
        words=hashes[order],
        coarse=grains[0][order].astype(np.uint8),
        fine=grains[1][order].astype(np.uint16),
        cased=case_hashes[case_order],
        share=np.round(shares[case_order] * 255).astype(np.uint8),
    )
    print(f"{len(names)} clustered, {len(lower)} cased, {OUT.stat().st_size} bytes")
    print(Counter(grains[0].tolist()).most_common(3))


if __name__ == "__main__":
    main()
