"""Train the teacher of the tagger: an encoder that others trained on much text, with what people
labelled.

Usage:
    python benchmarks/train_teacher.py NER_FOLDER ENCODER OUT.npz
        [--steps N] [--seed N] [--without CORPUS]

NER_FOLDER is as for `train_entities.py`, ENCODER a folder with an encoder's weights and words as
`encoder.pretrained` reads them. The teacher is too slow to be shipped; what it says of news is what
the tagger learns from (`teach_labels.py`; distillation, Hinton, Vinyals and Dean 2015). It reads
words where the tagger reads features, so that both err in other places (co-training; Blum and
Mitchell 1998). Needs jax, onnx, optax, scipy and tokenizers.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from adapt_model import WORLD  # noqa: E402
from augment import Articles, Exchange  # noqa: E402
from corpora import pieces, spaced  # noqa: E402
from encoder import Tree, pretrained, scores, with_head  # noqa: E402
from teacher_texts import FEATURES, LENGTH, Rows, Told, forgotten, rows, told  # noqa: E402
from train_entities import HEADLINES, as_headlines, load  # noqa: E402

# What share of the rows is drawn from each corpus, and how much its words count.
DRAWN = {
    "silver": (0.16, 0.5),
    "silver-exchanged": (0.10, 0.5),
    "silver-headlines": (0.02, 0.4),
    "wikigold": (0.15, 1.0),
    "wikigold-exchanged": (0.10, 1.0),
    "wikigold-headlines": (0.01, 1.0),
    "wnut": (0.06, 0.4),
    "twitter": (0.08, 0.5),
    "twitter-exchanged": (0.03, 0.4),
    "twitter-headlines": (0.005, 0.5),
    "gum": (0.10, 0.7),
    "gum-headlines": (0.005, 0.5),
    "newswire": (0.03, 0.6),
    "world": (0.09, 1.0),
    "world-exchanged": (0.05, 1.0),
    "world-headlines": (0.01, 1.0),
}
BATCH = 8  # rows a step
STEPS = 1050
RATE = 2e-4
FASTER = 5  # times as much for what knows nothing yet
DECAY = 0.01
DROPPED = 0.1
WARMING = 1 / 12  # of all steps
ENCODER = ("norm", "layers")
Corpora = dict[str, tuple[Rows, Told]]


def corpora(folder: Path, without: Sequence[str]) -> dict[str, Articles]:
    """All that is learnt from, by the names in `DRAWN`; some left out, with their headlines."""
    found = load(folder, None, world=True)
    found["world"] = list(pieces(WORLD))
    plain = spaced(found["world"])
    found["world-exchanged"] = [
        article for seed in (1, 2) for article in Exchange(seed, world=True).articles(plain)
    ]
    for name in ("silver", "wikigold", "twitter", "gum", "world"):
        texts = plain if name == "world" else found[name]
        found[f"{name}-headlines"] = as_headlines(texts, HEADLINES, 3)
    return {name: found[name] for name in DRAWN if name.removesuffix("-headlines") not in without}


def batches(data: Corpora, steps: int, chance: np.random.Generator) -> Iterator[list[np.ndarray]]:
    """Rows with features, labels (-1 where none is told), how much each counts, and what is kept
    of the columns.
    """
    names = list(data)
    shares = np.array([DRAWN[name][0] for name in names])
    left: dict[str, list[int]] = {name: [] for name in names}
    for _ in range(steps):
        drawn = chance.choice(len(names), BATCH, p=shares / shares.sum())
        parts = []
        for place, count in zip(*np.unique(drawn, return_counts=True), strict=True):
            name = names[place]
            own, texts = data[name]
            while len(left[name]) < count:
                left[name] += chance.permutation(len(own)).tolist()
            number, left[name] = np.array(left[name][:count]), left[name][count:]
            hidden, features = forgotten(own, texts, number, chance)
            first = own.first[number]
            labels = np.where(first >= 0, texts.labels[first], -1)
            counts = np.full(count, DRAWN[name][1], np.float32)
            parts.append(
                (hidden, own.places[number], own.windows[number], features, labels, counts)
            )
        yield [np.concatenate(columns) for columns in zip(*parts, strict=True)]


def loss(learnt: Tree, fixed: Tree, batch: Sequence[jax.Array], kept: jax.Array) -> jax.Array:
    *told_, labels, counts = batch
    likely = scores(learnt, fixed, *told_, kept)
    share = (labels >= 0) * counts[:, None]
    chosen = jnp.take_along_axis(likely, jnp.maximum(labels, 0)[..., None], -1)[..., 0]
    return -(chosen * share).sum() / share.sum()


def steps_of(learnt: Tree, steps: int) -> tuple[Callable[..., Any], Any]:
    """A step of training and where it starts: Adam with decay, steps that grow, then shrink."""

    def rate(times: float) -> optax.Schedule:
        peak, warm = RATE * times, max(1, int(steps * WARMING))
        up = optax.linear_schedule(0, peak, warm)
        return optax.join_schedules([up, optax.linear_schedule(peak, 0, steps - warm)], [warm])

    kinds = {name: "old" if name in ENCODER else "new" for name in learnt}
    ways = {"old": rate(1), "new": rate(FASTER)}
    rule = optax.chain(
        optax.clip_by_global_norm(1.0),
        optax.multi_transform(
            {kind: optax.adamw(way, weight_decay=DECAY) for kind, way in ways.items()}, kinds
        ),
    )

    def step(learnt: Tree, state: Any, fixed: Tree, batch: Any, kept: Any) -> tuple[Any, ...]:
        value, slope = jax.value_and_grad(loss)(learnt, fixed, batch, kept)
        change, state = rule.update(slope, state, learnt)
        return optax.apply_updates(learnt, change), state, value

    return jax.jit(step, donate_argnums=(0, 1)), rule.init(learnt)


def write(out: Path, learnt: Tree) -> None:
    """Keep all weights in the order of the tree."""
    np.savez(out, *map(np.asarray, jax.tree.leaves(learnt)))


def read(path: Path, learnt: Tree) -> Tree:
    """The weights that `write` kept, in a tree of the shape of `learnt`."""
    with np.load(path, allow_pickle=False) as tables:
        weights = [jnp.asarray(tables[f"arr_{number}"]) for number in range(len(tables.files))]
    return jax.tree.unflatten(jax.tree.structure(learnt), weights)


def main() -> None:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--without", action="append", default=[])
    options = parser.parse_args()
    fixed, learnt, tokenizer = pretrained(options.encoder)
    data: Corpora = {}
    for name, articles in corpora(options.folder, options.without).items():
        texts = told(articles)
        data[name] = rows(texts, tokenizer), texts
    learnt = jax.tree.map(jnp.asarray, with_head(learnt, FEATURES, options.seed))
    fixed = jax.tree.map(jnp.asarray, fixed)
    step, state = steps_of(learnt, options.steps)
    chance = np.random.default_rng(options.seed)
    began, width = time.time(), learnt["in"].shape[1]
    for number, batch in enumerate(batches(data, options.steps, chance), start=1):
        kept = (chance.random((BATCH, LENGTH, width), np.float32) > DROPPED) / (1 - DROPPED)
        learnt, state, value = step(learnt, state, fixed, batch, kept.astype(np.float32))
        if number % 50 == 0:
            print(f"step {number}: {float(value):.3f}, {time.time() - began:.0f} s", flush=True)
    write(options.out, learnt)


if __name__ == "__main__":
    main()
