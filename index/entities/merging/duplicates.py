"""Pairs of entities that may be one: those whose names are most alike, with what speaks for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import log2
from typing import Protocol

from index.core.entity_edits import Edit, identity
from index.core.priority import way
from index.entities.merging.name_likeness import ALONE, LIKENESSES, Duplicate, Known, surnames_alone

# So many pairs are compared with whom they stand beside, at least; so many entities at first.
_COMPARED = 200
_FIRST = 15_000
_TELLING = max(weight for weight, _ in LIKENESSES)


class Census(Protocol):
    """The entities of an archive, as likely duplicates are looked for among them."""

    def most_named(self, count: int) -> Sequence[Known]:
        """The entities that are named most, so many of them and whoever is named as often as the
        last; all when there are no more. Those named most come first.
        """

    def namesakes(self, surnames: Collection[str]) -> Iterable[Known]:
        """The people one of whose words is among some folded surnames; others may be with them."""

    def surroundings(self, numbers: Sequence[int]) -> Mapping[int, Mapping[int, int]]:
        """For each of some entities, which others stand beside it, and in how many paragraphs."""


def likely(census: Census, settled: Sequence[Edit], limit: int) -> list[Duplicate]:
    """Likely duplicates, likeliest first, without those that are settled to be two.

    A pair's score is bounded by how often the rarer of the two is named. So those named most are
    compared first, and more of them until no pair of others can be among the likeliest.
    """
    apart = {frozenset((edit.source, edit.target)) for edit in settled}
    wanted, count = max(limit, _COMPARED), _FIRST
    while True:
        entities = census.most_named(count)
        # Whoever is left out is named less often than the last of them.
        every = len(entities) < count or entities[-1].count <= 1
        least = -1.0 if every else _TELLING * log2(1 + entities[-1].count)
        found = [
            pair
            for pair in way.politely(_above(least, entities, None if every else census).values())
            if frozenset(identity(known.type, known.name) for known in (pair.one, pair.other))
            not in apart
        ]
        if every or len(found) >= wanted:
            kept = sorted(found, key=_order)[:wanted]
            return sorted(_with_company(kept, census), key=_order)[:limit]
        # Few more: whoever is named as often as the last of them comes along.
        count = len(entities) * 5 // 4 + 1


def _above(
    least: float, entities: Sequence[Known], census: Census | None
) -> dict[tuple[int, int], Duplicate]:
    """The pairs with a score above some, each by what speaks for it most.

    `census` knows of entities beside these; None when there are no others.
    """
    best: dict[tuple[int, int], Duplicate] = {}

    def keep(pairs: Iterable[Duplicate]) -> None:
        for pair in pairs:
            key = (pair.one.entity, pair.other.entity)
            if pair.score > least and (key not in best or best[key].score < pair.score):
                best[key] = pair

    def enough(weight: float) -> Sequence[Known]:
        """Those that can be in a pair with such a score, by evidence of a weight."""
        fewest = 2 ** (least / weight) - 2
        return entities[: bisect_left(entities, True, key=lambda known: known.count <= fewest)]

    for weight, alike in LIKENESSES:
        keep(alike(enough(weight)))
    keep(surnames_alone(enough(ALONE), census.namesakes if census else None, least))
    return best


def _order(pair: Duplicate) -> tuple[float, str, str]:
    return -pair.score, pair.one.name, pair.other.name


def _with_company(pairs: list[Duplicate], census: Census) -> Iterator[Duplicate]:
    """Pairs with what the two share of the names around them."""
    wanted = sorted({known.entity for pair in pairs for known in (pair.one, pair.other)})
    around = census.surroundings(wanted)
    for pair in way.politely(pairs):
        one, other = (around.get(known.entity, {}) for known in (pair.one, pair.other))
        shared = (one.keys() & other.keys()) - {pair.one.entity, pair.other.entity}
        few = min(len(one), len(other))
        evidence, score = pair.evidence, pair.score
        if shared and few:
            evidence += (f"{len(shared)} of {few} names around shared",)
            score *= 1 + len(shared) / few
        beside = one.get(pair.other.entity, 0)
        if beside and pair.one.type == pair.other.type:
            evidence += (f"named side by side in {beside} ¶",)
            score *= 0.5
        yield replace(pair, evidence=evidence, score=score)
