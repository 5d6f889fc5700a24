"""Pairs of entities that may be one: names alike, with what speaks for it.

Candidates come from keys that two names share (a surname, letters, initials, the name less one
letter), so that no two names are compared for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from math import log2

from index.core.entity_edits import Edit, identity
from index.core.folding import fold
from index.core.priority import way
from index.core.values import EntityType
from index.entities import gazetteer as gz
from index.entities.edit_distance import apart, candidates
from index.entities.person_names import family

Surroundings = Callable[[Sequence[int]], dict[int, Counter[int]]]
_SMALL = frozenset("of for the and in on at de la le".split())
_LEGAL = frozenset("inc corp corporation co company ltd limited plc llc ag sa nv group".split())
_LONG_ENOUGH = 6
_ENOUGH = 3
# Of more names than this that share a key, only those named most are compared.
_CROWD = 40
# A surname alone may be short for somebody who is so large a part of those with both names.
_MOST = 0.5
_COMPARED = 600
# Groups compared at a time before a search may go first.
_GROUPS = 8


@dataclass(frozen=True, slots=True)
class Known:
    """An entity and in how many paragraphs it is named."""

    entity: int
    type: EntityType
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two entities that may be one: the more frequent first, and what speaks for it, in words.

    `score` orders pairs: how telling the names are, and how much would be put right.
    """

    one: Known
    other: Known
    evidence: tuple[str, ...]
    score: float


def likely(
    entities: Sequence[Known], settled: Sequence[Edit], surroundings: Surroundings, limit: int
) -> list[Duplicate]:
    """Likely duplicates, likeliest first, without those that are settled to be two."""
    apart = {frozenset((edit.source, edit.target)) for edit in settled}
    best: dict[tuple[int, int], Duplicate] = {}
    for pair in _candidates(entities):
        key = (pair.one.entity, pair.other.entity)
        if key not in best or best[key].score < pair.score:
            best[key] = pair
    kept = [
        pair
        for pair in way.politely(best.values())
        if frozenset(identity(known.type, known.name) for known in (pair.one, pair.other))
        not in apart
    ]
    kept = sorted(kept, key=_order)[: max(limit, _COMPARED)]
    return sorted(_with_company(kept, surroundings), key=_order)[:limit]


def _order(pair: Duplicate) -> tuple[float, str, str]:
    return -pair.score, pair.one.name, pair.other.name


def _with_company(pairs: list[Duplicate], surroundings: Surroundings) -> Iterator[Duplicate]:
    """Pairs with what the two share of the names around them."""
    wanted = sorted({known.entity for pair in pairs for known in (pair.one, pair.other)})
    around = surroundings(wanted)
    for pair in way.politely(pairs):
        one, other = around[pair.one.entity], around[pair.other.entity]
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


def _candidates(entities: Sequence[Known]) -> Iterator[Duplicate]:
    yield from _compared(_groups(entities, _letters), _same_letters)
    yield from _compared(_groups(entities, _surname), _people)
    yield from _surnames_alone(entities)
    yield from _compared(_groups(entities, _acronyms), _acronym)
    yield from _compared(_groups(entities, _cores), _same_core)
    yield from _compared(_alike(entities), _one_letter)


def _compared(
    groups: Iterable[list[Known]],
    judge: Callable[[Known, Known], tuple[str, float] | None],
) -> Iterator[Duplicate]:
    """Pairs of one group that pass a judge."""
    for group in way.politely(groups, _GROUPS):
        ordered = sorted(group, key=_rank)[:_CROWD]
        for one, other in combinations(ordered, 2):
            verdict = judge(one, other)
            if verdict:
                evidence, weight = verdict
                yield Duplicate(one, other, (evidence,), weight * log2(2 + other.count))


def _groups(
    entities: Sequence[Known], keys: Callable[[Known], Iterator[str]]
) -> Iterable[list[Known]]:
    """The entities that share a key, for each key that several have."""
    # Most keys are had by one alone: no list is made for those.
    alone: dict[str, Known] = {}
    groups: dict[str, list[Known]] = {}
    for known in way.politely(entities):
        for key in keys(known):
            first = alone.setdefault(key, known)
            if key in groups:
                if groups[key][-1] is not known:
                    groups[key].append(known)
            elif first is not known:
                groups[key] = [first, known]
    return groups.values()


def _letters(known: Known) -> Iterator[str]:
    yield fold(known.name).replace(" ", "")


def _same_letters(one: Known, other: Known) -> tuple[str, float] | None:
    if one.type != other.type:
        return "the same name, as another type", 4.0
    return "the same letters", 6.0


def _surname(known: Known) -> Iterator[str]:
    words = tuple(fold(known.name).split())
    if known.type == "person" and words:
        yield family(words)


def _people(one: Known, other: Known) -> tuple[str, float] | None:
    """Two people of one surname whose first names agree as far as they go."""
    first, second = _given(one.name), _given(other.name)
    if not first or not second:
        return None
    a, b = first[0], second[0]
    if first == second:
        return "the same first and last name", 5.0
    if a == b:
        return "the same first and last name, a middle name more", 5.0
    if len(a) == 1 or len(b) == 1:
        return ("the same surname, the initial fits", 4.0) if a[0] == b[0] else None
    if len(min(a, b, key=len)) > 2 and (a.startswith(b) or b.startswith(a)):
        return "the same surname, one first name is short for the other", 4.0
    if _NICKNAMES.get(a, a) == _NICKNAMES.get(b, b):
        return "the same surname, one first name is short for the other", 4.0
    return None


def _surnames_alone(entities: Sequence[Known]) -> Iterator[Duplicate]:
    """A surname that never stands beside a first name, with the person who has it most often."""
    for group in way.politely(_groups(entities, _surname)):
        full = [known for known in group if _given(known.name)]
        if not full:
            continue
        likeliest = min(full, key=_rank)
        share = likeliest.count / sum(known.count for known in full)
        if share < _MOST or likeliest.count < _ENOUGH:
            continue
        for bare in group:
            if not _given(bare.name):
                few = min(bare.count, likeliest.count)
                part = f"{share:.0%} of those" if len(full) > 1 else "the only one"
                text = f"{likeliest.name} is {part} named in full"
                one, other = sorted((bare, likeliest), key=_rank)
                yield Duplicate(one, other, (text,), 4 * share * log2(2 + few))


def _rank(known: Known) -> tuple[int, int]:
    """Most often named first."""
    return -known.count, known.entity


@lru_cache(maxsize=1 << 16)
def _given(name: str) -> tuple[str, ...]:
    """The words of a person's name without the surname, titles and generation."""
    known = gz.load().words
    words = [w for w in name.replace(".", "").split() if not known.get(w, 0) & gz.TITLE]
    folded = tuple(fold(word) for word in words if fold(word) and fold(word) not in {"jr", "sr"})
    if len(folded) < 2:
        return ()
    last = family(folded)
    return folded[1:] if last == folded[0] else folded[:-1]


_NICKNAMES = {
    short: full
    for full, shorts in {
        "william": "bill billy will",
        "robert": "bob bobby rob",
        "richard": "dick rick",
        "james": "jim jimmy",
        "john": "jack johnny",
        "margaret": "peggy maggie",
        "elizabeth": "liz beth betty",
        "charles": "chuck charlie",
        "edward": "ted ed ned",
        "michael": "mike mick",
        "thomas": "tom tommy",
        "anthony": "tony",
        "joseph": "joe",
        "katherine": "kate kathy",
        "theodore": "ted",
    }.items()
    for short in shorts.split()
}


def _acronyms(known: Known) -> Iterator[str]:
    if known.type != "org":
        return
    words = known.name.split()
    if len(words) == 1:
        letters = known.name.replace(".", "")
        if 2 < len(letters) < 8 and letters.isupper():
            yield letters.lower()
    else:
        yield "".join(word[0] for word in words if word.lower() not in _SMALL).lower()


def _acronym(one: Known, other: Known) -> tuple[str, float] | None:
    short, full = sorted((one.name, other.name), key=len)
    if " " in short or " " not in full:
        return None
    return f"{short} are the initials of {full}", 4.0


def _cores(known: Known) -> Iterator[str]:
    words = fold(known.name).split()
    if known.type == "org":
        kept = [word for word in words if word not in _LEGAL | _SMALL]
        if kept:
            yield " ".join(sorted(kept))
    elif known.type == "person":
        titles = gz.load().words
        kept = [w for w in known.name.split() if not titles.get(w, 0) & (gz.TITLE | gz.DEMONYM)]
        if kept:
            yield fold(" ".join(kept))


def _same_core(one: Known, other: Known) -> tuple[str, float] | None:
    if one.type != other.type:
        return "the same name but for a title or a legal form, as another type", 4.0
    if one.type == "org":
        return "the same words but for order, articles and legal form", 5.0
    return "the same name but for a title", 5.0


def _alike(entities: Sequence[Known]) -> Iterator[list[Known]]:
    """Groups of one type whose names, with a letter of each left out, may be the same."""
    types: dict[EntityType, list[Known]] = {}
    for known in entities:
        types.setdefault(known.type, []).append(known)
    for some in types.values():
        names = [fold(known.name) for known in way.politely(some)]
        for group in candidates(names, _LONG_ENOUGH):
            yield [some[place] for place in group]


def _one_letter(one: Known, other: Known) -> tuple[str, float] | None:
    first, second = fold(one.name), fold(other.name)
    differing = [(a, b) for a, b in zip(first.split(), second.split(), strict=False) if a != b]
    if len(first.split()) != len(second.split()) or len(differing) != 1:
        return None
    a, b = differing[0]
    if not apart(first, second):
        return None
    # "Group of 7" and "Group of 8", "Jan" and "Jon" are two; a slip is made in a longer word.
    if min(len(a), len(b)) < 5 or not (a.isalpha() and b.isalpha()):
        return None
    known = gz.load()
    if all(name in known.words or name in known.phrases for name in (one.name, other.name)):
        return None
    return f"one letter apart: {a}, {b}", 3.0
