"""Who stands beside whom, for many entities at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.engines.contract import Engine, Numbers

_ENOUGH = 300
"""Paragraphs of an entity that are looked at, the first ones: enough to tell."""


def surroundings(engine: Engine, wanted: Sequence[int]) -> dict[int, dict[int, int]]:
    """For each of some entities, which others stand in its paragraphs, and in how many."""
    _, paragraphs, entities = engine.held()
    if not len(entities) or not len(wanted):
        return {}
    if (paragraphs[1:] < paragraphs[:-1]).any():
        order = np.argsort(paragraphs, kind="stable")
        paragraphs, entities = paragraphs[order], entities[order]
    # Names of one paragraph stand in a row: where each row begins, and the row of each name.
    begins = np.flatnonzero(np.append(True, paragraphs[1:] != paragraphs[:-1]))
    counts = np.diff(np.append(begins, len(paragraphs)))
    row = np.repeat(np.arange(len(begins)), counts)
    ours = np.zeros(int(max(entities.max(), *wanted)) + 1, bool)
    ours[np.asarray(wanted)] = True
    owner, row = _first_rows(entities[ours[entities]], row[ours[entities]])
    beside = entities[_ranges(begins[row], counts[row])]
    owner = np.repeat(owner, counts[row])
    apart = beside != owner
    pairs, times = np.unique((owner[apart] << 32) | beside[apart], return_counts=True)
    found: dict[int, dict[int, int]] = {}
    owners, edges = np.unique(pairs >> 32, return_index=True)
    for one, first, last in zip(
        owners.tolist(), edges.tolist(), [*edges[1:].tolist(), len(pairs)], strict=True
    ):
        others = (pairs[first:last] & 0xFFFFFFFF).tolist()
        found[one] = dict(zip(others, times[first:last].tolist(), strict=True))
    return found


def _first_rows(owner: Numbers, row: Numbers) -> tuple[Numbers, Numbers]:
    """The rows of each owner, as many as are enough, owner after owner."""
    order = np.argsort(owner, kind="stable")
    owner, row = owner[order], row[order]
    begins = np.flatnonzero(np.append(True, owner[1:] != owner[:-1])) if len(owner) else owner
    place = np.arange(len(owner)) - np.repeat(begins, np.diff(np.append(begins, len(owner))))
    return owner[place < _ENOUGH], row[place < _ENOUGH]


def _ranges(starts: Numbers, counts: Numbers) -> Numbers:
    """The numbers start, start + 1, … of every range, one range after the other."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    found: Numbers = np.arange(total) + np.repeat(starts - (ends - counts), counts)
    return found
