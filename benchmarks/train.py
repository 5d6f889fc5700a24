"""Train all that names are found by, from texts to what `index/entities/data` ships (`make train`).

Usage:
    python benchmarks/train.py NER_FOLDER NEWS_FOLDER ENCODER
        [--work FOLDER] [--without CORPUS] [--no-lexicon] [--out FILE]

NER_FOLDER holds the corpora and NEWS_FOLDER the news that docs/entities.md names, packed as they
come. The lexicon is learnt from the news; a first model from what people labelled; then, twice,
the model labels the news, with the rules that bring the names of an article into agreement, and a
next one learns from that as well (self-training; Yarowsky 1995). All but the last learn from
made-up organisations of all continents, too: they find more of them, and see too many. The mean of
the two goes on learning from pieces in the manner of newspapers of all continents, twice, each time
with another part of all the rest; the mean of the three is the first tagger. Then a teacher learns
from what people labelled, an encoder whose weights, trained by others, ENCODER holds; by both
together the news is labelled once more. Two learn from that, of which the first makes a mean with
the first tagger that goes on learning as before, twice. The mean of those and these is written to
where the program reads its model, with how sure it may be of what it finds. Needs jax, onnx, optax,
scipy and tokenizers.

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
# Of the news that the teacher labelled too, how many words are learnt from as they are, and how
# many times as much they count as those that a tagger labelled alone.
TAUGHT = ((1_400_000, 1), (1_600_000, 2))
FIXED = {
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OPENBLAS_CORETYPE": "Haswell",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false",
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


def adapted(
    ner: Path, labels: Path, models: Sequence[Path], work: Path, without: Sequence[str]
) -> list[Path]:
    """The mean of models, and what went on from there learning from news of all continents."""
    name = models[-1].stem
    mean = work / f"mean-{name}.npz"
    run("average_models.py", mean, *models)
    found = [work / f"adapted-{name}-{seed}.npz" for seed in SEEDS]
    for seed, out in zip(SEEDS, found, strict=True):
        run("adapt_model.py", ner, labels, mean, out, seed, *without)
    return [mean, *found]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def main() -> None:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("ner", type=Path)
    parser.add_argument("news", type=Path)
    parser.add_argument("encoder", type=Path)
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
    own = options.work / "own.npz"
    run("average_models.py", own, *adapted(ner, labels, models[1:], options.work, without))
    teacher, labels = options.work / "teacher.npz", options.work / "labels-taught.jsonl.gz"
    run("train_teacher.py", ner, options.encoder, teacher, *without)
    run("teach_labels.py", options.encoder, teacher, own, labels, *news)
    taught = [options.work / f"taught-{number}.npz" for number in range(len(TAUGHT))]
    for out, (words, times) in zip(taught, TAUGHT, strict=True):
        learnt = ("--silver-news", labels, "--news-words", words, "--news-counts", times)
        run("train_entities.py", ner, *learnt, "--rounds", 12, "--out", out, *without)
    _, *further = adapted(ner, labels, [own, taught[0]], options.work, without)
    run("average_models.py", options.out, *further, *taught)
    if options.out == DATA / "model.npz":
        fit = (ner / "ewt-dev.iob2", ner / "election-2016-silver.tsv.gz")
        test = ner / "ewt-test.iob2"
        run("calibration.py", "--fit", *fit, "--test", test, "--marked", *news[1:], "--write")
    for path in (DATA / "lexicon.npz", options.out, DATA / "calibration.txt"):
        print(digest(path), path.name)


if __name__ == "__main__":
    main()
