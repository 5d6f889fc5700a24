"""People whom an archive knows by several names: with and without middle names or initials, by a
given name and what is short for it, with and without the article of an Arabic surname.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol, TypeAlias, TypeVar

from index.core.folding import fold
from index.core.priority import way
from index.entities.merging.name_parts import NameParts, middles_agree, name_parts
from index.entities.merging.offices import Told, agree, contradict
from index.entities.words import gazetteer as gz
from index.entities.words.nicknames import full_names, same_given

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
# Or one whom one in so many articles, or mentions, call by both names.
_RARELY = 20
_OFTEN_BOTH = 3

Together = Callable[[Sequence[int], Sequence[int]], tuple[int, int]]
"""In how many articles the recogniser found any of some entities, and in how many of these any of
some others as well."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is asked of the archive about people, by their numbers: in how many articles some stand
    `together`, by which `forms` of the name texts call somebody, and what they have `told`
    of some.
    """

    together: Together
    forms: Callable[[int], Sequence[tuple[str, int]]]
    told: Callable[[Sequence[int]], Told]


class Named(Protocol):
    """Somebody by a name."""

    @property
    def number(self) -> int:
        """Which entity."""

    @property
    def name(self) -> str:
        """What it is called."""


Person = TypeVar("Person", bound=Named)


Cluster: TypeAlias = list[tuple[NameParts, Person]]
"""Names of one person, each with its parts."""


def variant_groups(people: Iterable[Person]) -> Iterator[list[tuple[NameParts, Person]]]:
    """People who may be one, by family name and generation: groups in which given names agree."""
    families: dict[tuple[str, str], list[tuple[NameParts, Person]]] = defaultdict(list)
    for one in way.politely(people):
        parts = name_parts(one.name)
        if parts and len(parts.called) > 1 and len(parts.surname) > 1:
            families[parts.surname, parts.generation].append((parts, one))
    for group in families.values():
        roots: dict[str, set[str]] = defaultdict(set)
        for parts, _ in group:
            for root in full_names(parts.called):
                roots[root].add(parts.called)
        shared = {given for givens in roots.values() if len(givens) > 1 for given in givens}
        times: dict[str, int] = defaultdict(int)
        for parts, _ in group:
            times[parts.called] += 1
        some = [p for p in group if times[p[0].called] > 1 or p[0].called in shared]
        if len(some) > 1:
            yield some


def same_people(
    group: Sequence[tuple[NameParts, Person]], often: Mapping[int, int], evidence: Evidence
) -> Iterator[tuple[Person, Person]]:
    """Of a group those that are one without saying: a name, and the one that its person goes by."""
    clusters: list[Cluster[Person]] = []
    by_given: dict[str, Cluster[Person]] = defaultdict(list)
    for parts, one in group:
        if often[one.number]:
            by_given[parts.own].append((parts, one))
    for some in by_given.values():
        clusters += _by_middle(some, often, evidence)
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
        if not all(_by_nickname(clusters[a], clusters[b]) for a, b in combinations(options, 2)):
            continue
        many = max(options, key=lambda option: (totals[option], -option))
        far_more = totals[many] >= _TIMES_NICKNAMED * totals[few]
        if _nicknamed(clusters[few], clusters[many], totals[few], far_more, evidence):
            yield heads[few], heads[many]


def _nicknamed(
    few: Cluster[Person], many: Cluster[Person], times: int, far_more: bool, evidence: Evidence
) -> bool:
    """Whether somebody is another by a nickname: named `far_more` often so, called by both names
    in articles, which do not name two who are called so, or said to be the same again and again.
    """
    own, others = ([one.number for _, one in cluster] for cluster in (few, many))
    if said := evidence.told(own):
        of_others = evidence.told(others)
        if contradict(said, of_others, alike=False):
            return False
        if agree(said, of_others):
            return True
    if far_more:
        return True
    # Those whom one article calls by both names it has made one.
    both = _forms_given(few, many, evidence) + _forms_given(many, few, evidence)
    if both >= _OFTEN_BOTH and both * _RARELY >= times:
        return True
    articles, both = evidence.together(own, others)
    return both > 1 and both * _RARELY >= articles


def _forms_given(one: Cluster[Person], other: Cluster[Person], evidence: Evidence) -> int:
    """How often texts call somebody by the given name of another."""
    givens = {parts.own for parts, _ in other}
    forms = [form for _, person in one for form in evidence.forms(person.number)]
    return sum(n for form, n in forms if (own := name_parts(form)) and own.own in givens)


def _by_nickname(few: Cluster[Person], many: Cluster[Person]) -> bool:
    """Whether two given names may be one, and no middle names speak against it."""
    one, other = few[0][0], many[0][0]
    if one.own == other.own or not same_given(one.called, other.called):
        return False
    return all(middles_agree(a.further, b.further) for a, _ in few for b, _ in many)


def _by_middle(
    people: Cluster[Person], often: Mapping[int, int], evidence: Evidence
) -> list[Cluster[Person]]:
    """Those of one given and family name, parted by what their middle names tell."""
    plain = [pair for pair in people if not pair[0].middle]
    classes: list[Cluster[Person]] = []
    rest = [pair for pair in people if pair[0].middle]
    for parts, one in sorted(rest, key=lambda pair: (-often[pair[1].number], fold(pair[1].name))):
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
        if _same(classes[most], own, totals[most]) and not _are_two(classes[most], plain, evidence):
            classes[most] = plain + classes[most]
            plain = []
    return [*classes, *([plain] if plain else [])]


def _same(longer: Cluster[Person], own: int, others: int) -> bool:
    """Whether those with middle names are the one without: an initial or a maiden name makes no
    other person; one more given name may.
    """
    known = gz.load().words
    names = {word for parts, _ in longer for word in parts.middle if len(word) > 1}
    if not any(known.get(word.capitalize(), 0) & gz.GIVEN for word in names):
        return True
    return max(own, others) >= max(_TIMES * min(own, others), _WELL_KNOWN)


def _are_two(longer: Cluster[Person], plain: Cluster[Person], evidence: Evidence) -> bool:
    """Whether texts say of those with middle names what cannot be said of the one without."""
    initials = all(len(word) == 1 for parts, _ in longer for word in parts.middle)
    said = evidence.told([one.number for _, one in longer])
    return bool(said) and contradict(
        said, evidence.told([one.number for _, one in plain]), alike=initials
    )


def _head(cluster: Cluster[Person], often: Mapping[int, int]) -> Person:
    """The one whose name the person goes by: the plain one unless another is found far more."""

    def weight(pair: tuple[NameParts, Person]) -> tuple[int, str]:
        parts, one = pair
        return -often[one.number] * (1 if parts.middle else _RATHER), fold(one.name)

    return min(cluster, key=weight)[1]
