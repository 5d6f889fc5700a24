"""Which words behave alike, from the vectors of a spaCy model: `index/entities/data/alike.npz`.

For each word that is written with a capital (as a hash, whatever its case) the cluster of its
vector at two grains. A model with vectors is meant, such as en_core_web_md (MIT), whose vectors
Explosion learnt from OSCAR, Wikipedia, OpenSubtitles and news crawls and gives away (CC0):
    python -m spacy download en_core_web_md
    python benchmarks/cluster_vectors.py en_core_web_md
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import spacy  # type: ignore[import-not-found,unused-ignore]

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from train_lexicon import cluster  # noqa: E402

from index.entities.words.hashing import hash_words, normal  # noqa: E402

OUT = ROOT / "index" / "entities" / "data" / "alike.npz"
FINE, COARSE = 2048, 128
LONGEST = 20


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    model = spacy.load(sys.argv[1], exclude=["tok2vec", "tagger", "parser", "ner", "lemmatizer"])
    vectors = model.vocab.vectors
    points = np.asarray(vectors.data, np.float32)
    points = points / np.maximum(np.linalg.norm(points, axis=1, keepdims=True), 1e-9)
    fine = cluster(points, FINE)
    centres = np.zeros((FINE, points.shape[1]), np.float32)
    np.add.at(centres, fine, points)
    centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-9)
    coarse = cluster(centres, COARSE)
    rows: dict[str, int] = {}
    for key, row in vectors.key2row.items():
        word = normal(model.vocab.strings[key])
        plain = row >= 0 and word.replace("-", "").isalpha() and 1 < len(word) <= LONGEST
        if plain and word[0].isupper():
            rows.setdefault(word.lower(), row)
    words = list(rows)
    hashes = hash_words(words)
    order = np.argsort(hashes, kind="stable")
    places = fine[np.fromiter(rows.values(), np.int64)][order]
    np.savez(
        OUT,
        words=hashes[order],
        fine=places.astype(np.uint16),
        coarse=coarse.astype(np.uint8),
    )
    print(f"{len(words):,} words, {OUT.stat().st_size:,} bytes")
    for probe in ("mandela", "tottenham", "kabul", "siemens", "striker"):
        if probe in rows:
            own = fine[rows[probe]]
            print(probe, [w for w, r in rows.items() if fine[r] == own][:12])
    return 0


if __name__ == "__main__":
    sys.exit(main())
