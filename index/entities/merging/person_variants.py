"""People whom an archive knows by several names: with and without middle names or initials, by a
given name and what is short for it, with and without the article of an Arabic surname.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple, Protocol, TypeVar

from index.core.folding import fold
from index.core.priority import way
from index.entities.resolving.addressed_people import address
from index.entities.resolving.person_names import GENERATIONS
from index.entities.words import gazetteer as gz
from index.entities.words.nicknames import full_names, same_given

_ARTICLES = frozenset("al el ul".split())
# A person goes by a longer name if that is found more than so many times as often.
_RATHER = 2
# Of all who have a given and a family name, so many are the one whom the two alone mean.
_NEARLY_ALL = 0.9
# A name with one more given name is that of somebody who has so many times as many mentions, and
# so many at least.
_TIMES = 4
_WELL_KNOWN = 20
# So is one by a nickname.
_TIMES_NICKNAMED = 2
# Or one whom one in so many articles call by both names.
_RARELY = 20

Together = Callable[[Sequence[int], Sequence[int]], tuple[int, int]]
"""In how many articles the recogniser found any of some entities, and in how many of these any of
some others as well."""


class Named(Protocol):
    """Somebody by a name."""

    @property
    def number(self) -> int:
        """Which entity."""

    @property
    def name(self) -> str:
        """What it is called."""


Person = TypeVar("Person", bound=Named)


class NameParts(NamedTuple):
    """A name taken apart, all folded; `middle` has neither articles nor generation."""

    given: str
    middle: tuple[str, ...]
    surname: str
    generation: str


def surname(name: str) -> str:
    """The last word of a name as it is compared, without a generation; "" for a single word."""
    parts = name_parts(name)
    return parts.surname if parts else ""


@lru_cache(maxsize=1 << 15)
def name_parts(name: str) -> NameParts | None:
    """A person's name taken apart; None of a single word. Remembered: settling names asks it of all
    people for several reasons. "Mr. Clinton" has no given name.
    """
    words = [] if address(name) else fold(name).split()
    generation = words.pop() if len(words) > 1 and words[-1] in GENERATIONS else ""
    if len(words) < 2:
        return None
    # "Joe Biden Biden" is what a page says twice.
    middle = tuple(word for word in words[1:-1] if word not in _ARTICLES and word != words[-1])
    return NameParts(words[0], middle, words[-1], generation)


def variant_groups(people: Iterable[Person]) -> Iterator[list[tuple[NameParts, Person]]]:
    """People who may be one, by family name and generation: groups in which given names agree."""
    families: dict[tuple[str, str], list[tuple[NameParts, Person]]] = defaultdict(list)
    for one in way.politely(people):
        parts = name_parts(one.name)
        if parts and len(parts.given) > 1 and len(parts.surname) > 1:
            families[parts.surname, parts.generation].append((parts, one))
    for group in families.values():
        roots: dict[str, set[str]] = defaultdict(set)
        for parts, _ in group:
            for root in full_names(parts.given):
                roots[root].add(parts.given)
        shared = {given for givens in roots.values() if len(givens) > 1 for given in givens}
        times: dict[str, int] = defaultdict(int)
        for parts, _ in group:
            times[parts.given] += 1
        some = [p for p in group if times[p[0].given] > 1 or p[0].given in shared]
        if len(some) > 1:
            yield some


def same_people(
    group: Sequence[tuple[NameParts, Person]], often: Mapping[int, int], together: Together
) -> Iterator[tuple[Person, Person]]:
    """Of a group those that are one without saying: a name, and the one that its person goes by."""

    def called_both(few: int, many: int) -> bool:
        """Whether articles call somebody by both names: they do not name two who are called so."""
        own, others = ([one.number for _, one in clusters[at]] for at in (few, many))
        articles, both = together(own, others)
        return both > 1 and both * _RARELY >= articles

    clusters: list[list[tuple[NameParts, Person]]] = []
    by_given: dict[str, list[tuple[NameParts, Person]]] = defaultdict(list)
    for parts, one in group:
        if often[one.number]:
            by_given[parts.given].append((parts, one))
    for some in by_given.values():
        clusters += _by_middle(some, often)
    heads = [_head(cluster, often) for cluster in clusters]
    for cluster, head in zip(clusters, heads, strict=True):
        yield from ((one, head) for _, one in cluster if one.number != head.number)
    totals = [sum(often[one.number] for _, one in cluster) for cluster in clusters]
    rivals: dict[int, list[int]] = defaultdict(list)
    for left, right in combinations(range(len(clusters)), 2):
        few, many = (left, right) if totals[left] < totals[right] else (right, left)
        if _by_nickname(clusters[few], clusters[many]) and totals[many] >= _WELL_KNOWN:
            rivals[few].append(many)
    for few, options in rivals.items():
        if len(options) > 1:
            continue
        many = options[0]
        if totals[many] >= _TIMES_NICKNAMED * totals[few] or called_both(few, many):
            yield heads[few], heads[many]


def _by_nickname(few: list[tuple[NameParts, Person]], many: list[tuple[NameParts, Person]]) -> bool:
    """Whether two given names may be one, and no middle names speak against it."""
    one, other = few[0][0].given, many[0][0].given
    if one == other or not same_given(one, other):
        return False
    return all(middles_agree(a.middle, b.middle) for a, _ in few for b, _ in many)


def middles_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether middle names may be one person's: none, the same, or initials of each other."""
    return all(
        a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])
        for a, b in zip(one, other, strict=False)
    )


def _by_middle(
    people: list[tuple[NameParts, Person]], often: Mapping[int, int]
) -> list[list[tuple[NameParts, Person]]]:
    """Those of one given and family name, parted by what their middle names tell."""
    plain = [pair for pair in people if not pair[0].middle]
    classes: list[list[tuple[NameParts, Person]]] = []
    rest = [pair for pair in people if pair[0].middle]
    for parts, one in sorted(rest, key=lambda pair: (-often[pair[1].number], pair[1].number)):
        for known in classes:
            if all(middles_agree(parts.middle, other.middle) for other, _ in known):
                known.append((parts, one))
                break
        else:
            classes.append([(parts, one)])
    totals = [sum(often[one.number] for _, one in known) for known in classes]
    if plain and classes and max(totals) >= _NEARLY_ALL * sum(totals):
        most = totals.index(max(totals))
        own = sum(often[one.number] for _, one in plain)
        if _same(classes[most], own, totals[most]):
            classes[most] = plain + classes[most]
            plain = []
    return [*classes, *([plain] if plain else [])]


def _same(longer: list[tuple[NameParts, Person]], own: int, others: int) -> bool:
    """Whether those with middle names are the one without: an initial or a maiden name makes no
    other person; one more given name may.
    """
    known = gz.load().words
    names = {word for parts, _ in longer for word in parts.middle if len(word) > 1}
    if not any(known.get(word.capitalize(), 0) & gz.GIVEN for word in names):
        return True
    return max(own, others) >= max(_TIMES * min(own, others), _WELL_KNOWN)


def _head(cluster: list[tuple[NameParts, Person]], often: Mapping[int, int]) -> Person:
    """The one whose name the person goes by: the plain one unless another is found far more."""

    def weight(pair: tuple[NameParts, Person]) -> tuple[int, int]:
        parts, one = pair
        return often[one.number] * (1 if parts.middle else _RATHER), -one.number

    return max(cluster, key=weight)[1]
