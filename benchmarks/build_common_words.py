"""Makes `common_words.npz`: in which share of the articles of general news words stand.

    python -m benchmarks.build_common_words ../shared/news

Counted are the words of the BBC corpus, of the election coverage of 2016 and of news of US outlets;
those in fewer than one article in 1,500 are left out. Words are kept as hashes, shares as
-16 times their logarithm.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from index.enrich.likeness import pieces
from index.entities.words.gazetteer import DATA
from index.entities.words.hashing import hash_words

_LEAST = 1 / 1500


def texts(folder: Path) -> Iterator[str]:
    for name in ("bbc.tar.gz", "election-2016.tar.gz"):
        with tarfile.open(folder / name) as archive:
            for member in archive:
                file = archive.extractfile(member) if member.name.endswith(".txt") else None
                if file is not None:
                    yield file.read().decode("utf-8", "replace")
    with gzip.open(folder / "us-outlets-2012-2020.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("news", type=Path)
    every, counts = 0, Counter[str]()
    for text in texts(parser.parse_args().news):
        every += 1
        counts.update(set(map(str.casefold, pieces(text[:4000]))))
    words = sorted(word for word, count in counts.items() if count >= _LEAST * every)
    hashes, places = np.unique(hash_words(words), return_index=True)
    shares = np.array([counts[words[at]] / every for at in places])
    target = DATA / "common_words.npz"
    np.savez_compressed(target, words=hashes, share=np.round(-16 * np.log(shares)).astype(np.uint8))
    print(f"{len(hashes)} words of {every} articles, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
