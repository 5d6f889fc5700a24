"""Matches near each other in one text; `searching/proximity.py` finds the same in an index."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import permutations

Places = list[tuple[int, int]]
"""First and last word of each match, in order."""

PERMUTED = 5
"""Up to this many operands near each other are tried in every order; of more, one after the other
joins those before it.
"""


def near(parts: Sequence[Places], distance: int, *, ordered: bool) -> Places:
    """Stretches from the first to the last word of operands that stand near each other."""
    if ordered:
        return _chain(parts, distance)
    if len(parts) <= PERMUTED:
        return sorted({p for order in permutations(parts) for p in _chain(order, distance)})
    joined = parts[0]
    for part in parts[1:]:
        both = _chain((joined, part), distance) + _chain((part, joined), distance)
        joined = sorted(set(both))
    return joined


def taking_part(parts: Sequence[Places], distance: int, *, ordered: bool) -> Places:
    """The matches of the operands that stand in what `near` finds, without what lies between."""
    if not all(parts):
        return []
    if ordered:
        return sorted(_in_chain(parts, distance))
    if len(parts) <= PERMUTED:
        return sorted({p for order in permutations(parts) for p in _in_chain(order, distance)})
    stretches = near(parts, distance, ordered=False)
    return [p for part in parts for p in part if _is_inside(p, stretches)]


def _chain(parts: Sequence[Places], distance: int) -> Places:
    reached = parts[0]
    for part in parts[1:]:
        by_end = sorted(reached, key=lambda place: place[1])
        ends = [end for _, end in by_end]
        reached = []
        for start, end in part:
            before = bisect_left(ends, start) - 1
            if before >= 0 and start - ends[before] <= distance:
                reached.append((by_end[before][0], end))
        reached.sort()
    return reached


def _in_chain(parts: Sequence[Places], distance: int) -> set[tuple[int, int]]:
    """The matches of the operands that belong to some chain in this order."""
    forward = [list(parts[0])]
    for part in parts[1:]:
        ends = sorted(end for _, end in forward[-1])
        forward.append([p for p in part if _any(ends, p[0] - distance, p[0] - 1)])
    taking: set[tuple[int, int]] = set()
    alive = forward[-1]
    taking.update(alive)
    for part in reversed(forward[:-1]):
        starts = sorted(start for start, _ in alive)
        alive = [p for p in part if _any(starts, p[1] + 1, p[1] + distance)]
        taking.update(alive)
    return taking


def _is_inside(place: tuple[int, int], stretches: Places) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in stretches)


def _any(values: Sequence[int], least: int, most: int) -> bool:
    """Whether one of the sorted values lies between the bounds, both included."""
    return bisect_left(values, least) < bisect_right(values, most)
