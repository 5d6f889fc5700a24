"""Train all that names are found by, from texts to what `index/entities/data` ships (`make train`).

Usage:
    python benchmarks/train.py NER_FOLDER NEWS_FOLDER
        [--work FOLDER] [--without CORPUS] [--no-lexicon] [--out FILE]

NER_FOLDER holds the corpora and NEWS_FOLDER the news that docs/entities.md names, packed as they
come. The lexicon is learnt from the news; a first model from what people labelled; then, twice,
the model labels the news, with the rules that bring the names of an article into agreement, and a
next one learns from that as well (self-training; Yarowsky 1995). All but the last learn from
made-up organisations of all continents, too: they find more of them, and see too many. The mean of
the two goes on learning from pieces in the manner of newspapers of all continents, twice, each time
with another part of all the rest. The mean of the three is written to where the program reads its
model, with how sure it may be of what it finds. Needs scipy.

Every step has a process of its own, one thread, fixed seeds and sorted inputs, so that the same
texts give the same bytes on the same machine. Another kind of processor adds in another order.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = ROOT / "index" / "entities" / "data"
CORPORA = ("broad-twitter", "gum-open")
NEWS = ("us-outlets-2012-2020.jsonl.gz", "reuters-21578.jsonl.gz", "bbc")
ROUNDS = 2  # of labelling and learning from it
SEEDS = (1, 2)  # by which is drawn what is learnt again beside the pieces
FIXED = {
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OPENBLAS_CORETYPE": "Haswell",
}


def run(script: str, *arguments: object) -> None:
    """Run a script of this folder by itself. Raises CalledProcessError when it fails."""
    command = [sys.executable, str(ROOT / "benchmarks" / script), *map(str, arguments)]
    print("$", script, *arguments, flush=True)
    subprocess.run(command, check=True, env={**os.environ, **FIXED})


def unpacked(folder: Path, names: Sequence[str], work: Path) -> Path:
    """A folder with all that another holds, the archives among it unpacked."""
    to = work / folder.name
    to.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.iterdir()):
        if not (link := to / path.name).exists():
            link.symlink_to(path.resolve())
    for name in names:
        if not (to / name).exists():
            with tarfile.open(folder / f"{name}.tar.gz") as archive:
                archive.extractall(to, filter="data")
    return to


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def main() -> None:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("ner", type=Path)
    parser.add_argument("news", type=Path)
    parser.add_argument("--work", type=Path, default=ROOT / ".training")
    parser.add_argument("--without", action="append", default=[])
    parser.add_argument("--out", type=Path, default=DATA / "model.npz")
    parser.add_argument("--lexicon", action=argparse.BooleanOptionalAction, default=True)
    options = parser.parse_args()
    ner = unpacked(options.ner, CORPORA, options.work)
    folder = unpacked(options.news, ("bbc",), options.work)
    news = [folder / name for name in NEWS]
    if options.lexicon:
        run("train_lexicon.py", *news)
    without = [part for name in options.without for part in ("--without", name)]
    models = [options.work / f"model-{turn}.npz" for turn in range(ROUNDS + 1)]
    run("train_entities.py", ner, "--out", models[0], "--rounds", 10, "--world", *without)
    for turn in range(1, ROUNDS + 1):
        labels = options.work / f"labels-{turn}.jsonl.gz"
        run("self_label.py", models[turn - 1], labels, *news)
        world = ("--world",) if turn < ROUNDS else ()
        learnt = ("--silver-news", labels, "--rounds", 12, *world)
        run("train_entities.py", ner, *learnt, "--out", models[turn], *without)
    mean = options.work / "mean.npz"
    run("average_models.py", mean, *models[1:])
    adapted = [options.work / f"adapted-{seed}.npz" for seed in SEEDS]
    for seed, out in zip(SEEDS, adapted, strict=True):
        run("adapt_model.py", ner, labels, mean, out, seed, *without)
    run("average_models.py", options.out, mean, *adapted)
    if options.out == DATA / "model.npz":
        fit = (ner / "ewt-dev.iob2", ner / "election-2016-silver.tsv.gz")
        test = ner / "ewt-test.iob2"
        run("calibration.py", "--fit", *fit, "--test", test, "--marked", *news[1:], "--write")
    for path in (DATA / "lexicon.npz", options.out, DATA / "calibration.txt"):
        print(digest(path), path.name)


if __name__ == "__main__":
    main()
