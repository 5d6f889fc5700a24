"""The labels that a stretch of words gets, and how likely each is."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from index.entities.tagging.known_phrases import known_phrases
from index.entities.tagging.tagger import LABELS, allowed, decode, ending, starting


@pytest.mark.parametrize("seed", range(6))
def test_how_likely_a_label_is_is_its_share_of_all_ways_to_label_the_stretch(seed: int) -> None:
    """By going through them: all that may stand there, from a first label to a last one."""
    chance = np.random.default_rng(seed)
    lengths = np.array([3, 2, 1])
    starts = np.array([0, 3, 5])
    emissions = chance.normal(0, 1.5, (6, LABELS)).astype(np.float32)
    transitions = chance.normal(0, 1, (LABELS, LABELS)).astype(np.float32)
    labels, sure = decode(emissions, (starts, lengths), transitions)
    first, last, follows = starting(), ending(), allowed()
    for start, length in zip(starts, lengths, strict=True):
        weights: dict[tuple[int, ...], float] = {}
        for way in product(range(LABELS), repeat=int(length)):
            if not (first[way[0]] and last[way[-1]]):
                continue
            steps = list(pairwise(way))
            if all(follows[step] for step in steps):
                score = sum(emissions[start + at, label] for at, label in enumerate(way))
                weights[way] = float(np.exp(score + sum(transitions[step] for step in steps)))
        best = max(weights, key=weights.__getitem__)
        assert tuple(labels[start : start + length]) == best
        for at in range(length):
            share = sum(weight for way, weight in weights.items() if way[at] == best[at])
            assert sure[start + at] == pytest.approx(share / sum(weights.values()), rel=1e-3)


def test_known_phrases_are_found_and_what_has_the_same_first_bits_is_not() -> None:
    known = known_phrases()
    hashes = np.concatenate([known.keys, known.keys ^ np.uint32(1), ~known.keys])
    places, kinds = known.find(hashes)
    assert places.tolist() == np.flatnonzero(np.isin(hashes, known.keys)).tolist()
    backwards = zip(known.keys[::-1].tolist(), known.kinds[::-1].tolist(), strict=True)
    first = dict(backwards)
    assert kinds.tolist() == [first[key] for key in hashes[places].tolist()]
