"""Names that are alike, and what speaks for their being of one entity.

Candidates come from keys that two names share (a surname, letters, initials, the name less one
letter), so that no two names are compared for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import log2

from index.core.folding import fold
from index.core.priority import way
from index.core.values import EntityType
from index.entities.completing.titles import name_gender, plain_title, title_gender
from index.entities.merging import place_names
from index.entities.merging.edit_distance import apart, candidates
from index.entities.merging.name_parts import middles_agree, name_parts
from index.entities.resolving.person_names import GENERATIONS, family
from index.entities.words import gazetteer as gz
from index.entities.words.legal_forms import LEGAL
from index.entities.words.nicknames import same_given

_SMALL = frozenset("of for the and in on at de la le".split())
_LEFT_OUT = LEGAL | _SMALL
_GENERATIONS = frozenset(("jr", "sr"))
_LONG_ENOUGH = 6
_ENOUGH = 3
# Of more names than this that share a key, only those named most are compared.
_CROWD = 40
# A surname alone may be short for somebody who is so large a part of those with both names.
_MOST = 0.5
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


Namesakes = Callable[[Collection[str]], Iterable[Known]]
"""The people one of whose words is among some folded surnames; others may be with them."""

Likeness = Callable[[Sequence[Known]], Iterator[Duplicate]]
"""The pairs of entities, given in order of how often they are named, that are alike in a way."""


def same_letters(entities: Sequence[Known]) -> Iterator[Duplicate]:
    """Names of the same letters, of one type or of two."""
    return _compared(_groups(entities, _letters), _same_letters)


def same_person(entities: Sequence[Known]) -> Iterator[Duplicate]:
    """People of one surname whose first names agree as far as they go."""
    return _compared(_groups(entities, _surname), _people)


def initials(entities: Sequence[Known]) -> Iterator[Duplicate]:
    """Acronyms, and organisations of whose words they are the initials."""
    return _compared(_groups(entities, _acronyms), _acronym)


def same_words(entities: Sequence[Known]) -> Iterator[Duplicate]:
    """Names that are the same but for titles, legal forms or the order of their words."""
    return _compared(_groups(entities, _cores), _same_core)


def slips(entities: Sequence[Known]) -> Iterator[Duplicate]:
    """Names that a letter tells apart."""
    return _compared(_alike(entities), _one_letter)


def same_place(entities: Sequence[Known]) -> Iterator[Duplicate]:
    """Places that are one by what several languages call it."""
    return _compared(_groups(entities, _places), _other_language)


LIKENESSES: tuple[tuple[int, Likeness], ...] = (
    (6, same_letters),
    (5, same_person),
    (4, initials),
    (5, same_words),
    (5, same_place),
    (3, slips),
)
"""The kinds of likeness, each with how telling it is at most."""

ALONE = 4
"""How telling it is at most that a surname stands alone."""


def _compared(
    groups: Iterable[list[Known]],
    judge: Callable[[Known, Known], tuple[str, float] | None],
) -> Iterator[Duplicate]:
    """Pairs of one group that pass a judge."""
    for group in way.politely(groups, _GROUPS):
        ordered = sorted(group, key=_rank)[:_CROWD]
        for one, other in combinations(ordered, 2):
            verdict = judge(one, other)
            if verdict and not _contradict(one, other):
                evidence, weight = verdict
                yield Duplicate(one, other, (evidence,), weight * log2(2 + other.count))


def _contradict(one: Known, other: Known) -> bool:
    """Whether middle names, generations or titles say of two people that they are two. `one` is
    named more often: the son who is named less than who has no generation is not that one.
    """
    if one.type != "person" or other.type != "person":
        return False
    if len({gender for name in (one.name, other.name) if (gender := _gender(name))}) > 1:
        return True
    first, second = name_parts(one.name), name_parts(other.name)
    if not first or not second or first.surname != second.surname:
        return False
    if first.generation != second.generation and second.generation:
        return True
    return same_given(first.given, second.given) and not middles_agree(first.middle, second.middle)


def _gender(name: str) -> str:
    """What the title that a name begins with, else its given name, says of a person."""
    words = name.split()
    return title_gender(plain_title(words[0])) or (name_gender(words[0]) if len(words) > 1 else "")


def _groups(
    entities: Sequence[Known], keys: Callable[[Known], Iterable[str]]
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


def _surname(known: Known) -> Sequence[str]:
    return _surname_of(known.name) if known.type == "person" else ()


@lru_cache(maxsize=1 << 16)
def _surname_of(name: str) -> tuple[str, ...]:
    words = fold(name).split()
    if len(words) > 1 and words[-1] in GENERATIONS:
        words.pop()
    return (family(tuple(words)),) if words else ()


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
    if same_given(a, b):
        return "the same surname, one first name is short for the other", 4.0
    return None


def surnames_alone(
    entities: Sequence[Known], namesakes: Namesakes | None, least: float
) -> Iterator[Duplicate]:
    """A surname that never stands beside a first name, with the person who has it most often, where
    that may be a pair of more than a score. `namesakes` knows of others; None when there are none.
    """
    groups: dict[str, tuple[Known, int, list[Known]]] = {}
    for group in way.politely(_groups(entities, _surname)):
        full = [known for known in group if _given(known.name)]
        bare = [known for known in group if not _given(known.name)]
        if not full or not bare:
            continue
        likeliest, total = min(full, key=_rank), sum(known.count for known in full)
        most = 4 * likeliest.count / total * log2(2 + max(known.count for known in bare))
        if likeliest.count >= _ENOUGH and likeliest.count >= _MOST * total and most > least:
            groups[_surname(likeliest)[0]] = likeliest, total, bare
    if namesakes is not None:
        totals = _named_in_full(namesakes(groups.keys()))
        groups = {name: (one, totals[name], bare) for name, (one, _, bare) in groups.items()}
    for likeliest, total, bare in groups.values():
        share = likeliest.count / total
        if share < _MOST:
            continue
        part = f"{share:.0%} of those" if total > likeliest.count else "the only one"
        for known in bare:
            few = min(known.count, likeliest.count)
            text = f"{likeliest.name} is {part} named in full"
            one, other = sorted((known, likeliest), key=_rank)
            yield Duplicate(one, other, (text,), 4 * share * log2(2 + few))


def _named_in_full(people: Iterable[Known]) -> Counter[str]:
    """How often people of each surname are named who have a first name."""
    totals: Counter[str] = Counter()
    for known in way.politely(people):
        if _given(known.name):
            for surname in _surname(known):
                totals[surname] += known.count
    return totals


def _rank(known: Known) -> tuple[int, int]:
    """Most often named first."""
    return -known.count, known.entity


@lru_cache(maxsize=1 << 16)
def _given(name: str) -> tuple[str, ...]:
    """The words of a person's name without the surname, titles and generation."""
    known = gz.load().words
    words = name.replace(".", "").split()
    # "Judge Curiel", but "Steve King".
    while len(words) > 1 and known.get(words[0], 0) & gz.TITLE:
        words = words[1:]
    folded = tuple(w for w in fold(" ".join(words)).split() if w not in _GENERATIONS)
    if len(folded) < 2:
        return ()
    last = family(folded)
    return folded[1:] if last == folded[0] else folded[:-1]


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


def _places(known: Known) -> Iterator[str]:
    if known.type == "place":
        yield from place_names.numbers(known.name)


def _other_language(one: Known, other: Known) -> tuple[str, float] | None:
    return None if fold(one.name) == fold(other.name) else ("the same place in two languages", 5.0)


def _cores(known: Known) -> Iterator[str]:
    words = fold(known.name).split()
    if known.type == "org":
        kept = [word for word in words if word not in _LEFT_OUT]
        if kept:
            yield " ".join(sorted(kept))
    elif known.type == "person":
        titles, words = gz.load().words, known.name.split()
        # "Russian President Putin", but "Paul Singer" and "Mark Cuban".
        while len(words) > 1 and titles.get(words[0], 0) & (gz.TITLE | gz.DEMONYM):
            words = words[1:]
        yield fold(" ".join(words))


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
