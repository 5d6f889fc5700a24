"""Names one letter apart, among very many: those that are the same less one letter of each.

Every way to leave a letter out is a number, a polynomial over the letters modulo 2**64 (the rolling
hash of Karp and Rabin), and all of them are sorted at once: in NumPy, which lets other threads work
meanwhile. Two names may share a number by chance: `apart` compares letters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.core.priority import way

_Numbers = NDArray[np.uint64]
_BASE = np.uint64(0x9E3779B97F4A7C15)
_AT_ONCE = 4_096


def candidates(names: Sequence[str], shortest: int) -> Iterator[list[int]]:
    """Groups of two or more names, by their places, that share what is left of them with a letter
    less or none. Names of fewer letters than `shortest` are in none.
    """
    lengths: dict[int, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        if len(name) >= shortest:
            lengths[len(name)].append(place)
    keys, owners = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
    for length, places in lengths.items():
        for first in range(0, len(places), _AT_ONCE):
            way.give_way()
            some = places[first : first + _AT_ONCE]
            keys.append(_shortened([names[place] for place in some], length).ravel())
            owners.append(np.tile(np.array(some, np.int64), length + 1))
    yield from _sharing(np.concatenate(keys), np.concatenate(owners))


def _shortened(names: Sequence[str], length: int) -> _Numbers:
    """For names of one length a row of numbers for all of each, and one a letter left out."""
    text = "".join(names).encode("utf-32-le", "surrogatepass")
    # (letters, names): a step of the loop works on one letter of all names. None is 0, which would
    # make a name and the same with such a letter before it alike.
    letters = np.frombuffer(text, np.uint32).reshape(-1, length).T + np.uint64(1)
    before = np.zeros((length + 1, len(names)), np.uint64)
    behind = np.zeros_like(before)
    powers = np.full(length, _BASE)
    powers[0] = 1
    # before[n] is the hash of the first n letters, behind[n] that of those from n on; arithmetic
    # wraps at 2**64, which is the modulus.
    powers = np.multiply.accumulate(powers)
    for place in range(length):
        before[place + 1] = before[place] * _BASE + letters[place]
        last = length - 1 - place
        behind[last] = behind[last + 1] + letters[last] * powers[place]
    left = before[:-1] * powers[::-1, None] + behind[1:]
    return np.concatenate([before[-1:], left])


def _sharing(keys: _Numbers, owners: NDArray[np.int64]) -> Iterator[list[int]]:
    """The different owners of each key that has several."""
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    again = np.flatnonzero(keys[1:] == keys[:-1])
    # A run of equal keys is a run of neighbours that are equal.
    breaks = np.flatnonzero(np.diff(again) > 1) + 1
    for run in way.politely(np.split(again, breaks) if len(again) else []):
        # Two or three, thousands of times: a set is made before numpy begins.
        sharing = sorted({*owners[run[0] : run[-1] + 2].tolist()})
        if len(sharing) > 1:
            yield sharing


def apart(one: str, other: str) -> bool:
    """Whether two strings are the same with at most one letter of each left out."""
    return not _ways(one).isdisjoint(_ways(other))


def _ways(text: str) -> set[str]:
    return {text, *(text[:place] + text[place + 1 :] for place in range(len(text)))}
