"""What an archive knows of the names among which merges may go without saying."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, cast, get_args

from index.core.folding import fold
from index.core.values import EntityType
from index.enrich.edit_index import EditIndex, ends
from index.entities.merging.cross_article_merge import Facts, Names
from index.entities.merging.found_entity import Found
from index.entities.merging.lone_surnames import MANY_ARTICLES
from index.entities.merging.name_parts import surname
from index.entities.merging.offices import BEHIND, FRONT, Told, told
from index.entities.merging.organisation_variants import CAUCUS, ENDINGS, core, forms
from index.entities.merging.person_variants import Evidence
from index.entities.resolving.addressed_people import address
from index.entities.words.gazetteer import aliases_by_name, names_by_alias
from index.store.file.thread_connections import Connection
from index.store.names import merge_facts

_TYPES: tuple[EntityType, ...] = get_args(EntityType)


def names_to_settle(
    connection: Connection, names: Collection[str] | None, before: EditIndex
) -> Names:
    """The entities that are called by some names, or all."""
    cores = None if names is None else {core(name) for name in names}
    organisations = _organisations(connection, cores)
    acronyms = _entities(merge_facts.acronyms(connection, cores))
    forms: dict[str, list[int]] = defaultdict(list)
    full = []
    keys = [fold(one.name) for one in acronyms]
    for key, *entity in merge_facts.with_alias(connection, keys):
        full += _entities([entity])
        forms[key].append(full[-1].number)
    if names is None:
        families = _entities(merge_facts.in_full(connection))
    else:
        some = {surname(name) for name in names} - {""}
        families = [
            one for _, one in _called(connection, some, before) if surname(one.name) in some
        ]
    bearers: list[Found] = []
    words = None if names is None else {word for name in names for word in ends(name)}
    alone = _entities(merge_facts.of_one_word(connection, words))
    alone += _entities(merge_facts.addressed(connection, words))
    particled = _particled(connection, words, before)
    alone += particled
    shorts: dict[str, set[str]] = defaultdict(set)
    for one in particled:
        shorts[ends(one.name)[1]].add(fold(one.name))
    surnames: dict[str, list[int]] = defaultdict(list)
    for word, one in _called(connection, {ends(one.name)[1] for one in alone}, before):
        for short in shorts.get(word, ()):
            if fold(one.name).endswith(f" {short}"):
                bearers.append(one)
                surnames[short].append(one.number)
        if word in ends(one.name) and not address(one.name):
            bearers.append(one)
            surnames[word].append(one.number)
            if surname(one.name) == word:
                families.append(one)
    some_kind = (organisations, acronyms, full, families, bearers, alone)
    every = {one.number: one for kind in some_kind for one in kind}
    # In the order of names, so that it does not matter which came first.
    entities = sorted(every.values(), key=_by_name)
    whole = {one.number for one in families}
    people = [one for one in entities if one.number in whole]
    alike = _alike(connection, names)
    for numbers in (*forms.values(), *surnames.values()):
        numbers.sort(key=lambda number: _by_name(every[number]))
    organisations.sort(key=_by_name)
    return Names(entities, organisations, people, forms, surnames, sorted(alike, key=_by_name))


def _by_name(one: Found) -> tuple[str, str]:
    return fold(one.name), one.type


def facts_of(connection: Connection) -> Facts:
    """What is asked of how names stand in articles, each looked up once."""
    times: dict[int, int] = {}

    def counts(numbers: Sequence[int]) -> Mapping[int, int]:
        asked = [number for number in numbers if number not in times]
        times.update(merge_facts.times_found(connection, asked))
        return times

    @cache
    def found(numbers: tuple[int, ...]) -> int:
        return merge_facts.articles_found(connection, numbers, MANY_ARTICLES)

    def articles(numbers: Sequence[int]) -> int:
        return found(tuple(numbers))

    def together(numbers: Sequence[int], others: Sequence[int]) -> tuple[int, int]:
        return merge_facts.articles_together(connection, numbers, others)

    @cache
    def said(number: int) -> Told:
        return told(merge_facts.passages(connection, number, FRONT, BEHIND))

    def said_of(numbers: Sequence[int]) -> Told:
        every = Told()
        for number in numbers:
            every.add(said(number))
        return every

    @cache
    def spelled(number: int) -> Sequence[tuple[str, int]]:
        return merge_facts.forms(connection, number)

    return Facts(counts, articles, Evidence(together, spelled, said_of))


def _alike(connection: Connection, names: Collection[str] | None) -> list[Found]:
    """Entities of several types that have one name, or names that lists have for one: all, or those
    of some names.
    """
    known = names_by_alias()
    if names is None:
        people = merge_facts.keyed(connection, [("person", alias) for alias in known])
        names = {*merge_facts.of_several_types(connection), *(key for *_, key in people)}
    shared = {known.get(key, key) for key in names}
    aliases = aliases_by_name()
    keys = sorted(shared.union(*(aliases.get(name, ()) for name in shared)))
    rows = merge_facts.keyed(connection, [(kind, key) for key in keys for kind in _TYPES])
    often = Counter(known.get(key, key) for *_, key in rows)
    return [
        Found(number, cast("EntityType", kind), name)
        for number, kind, name, key in rows
        if often[known.get(key, key)] > 1
    ]


def _organisations(connection: Connection, cores: Collection[str] | None) -> list[Found]:
    """Organisations with and without a legal form or the like: all, or those of some cores."""
    if cores is None:
        cores = {
            core(key) for key in merge_facts.organisations_ending(connection, {CAUCUS, *ENDINGS})
        }
    # "Co Ltd." ends in two ways, and is asked for once.
    keys = {form for short in cores for form in forms(short)}
    rows = merge_facts.keyed(connection, [("org", key) for key in sorted(keys)])
    return [Found(number, "org", name) for number, _, name, _ in rows]


def _called(
    connection: Connection, words: Collection[str], before: EditIndex
) -> Iterator[tuple[str, Found]]:
    """People of several words, one of which is among some: that word and each of them once."""
    for word, number, kind, name in merge_facts.with_word(connection, words):
        yield word, Found(number, cast("EntityType", kind), name)
    keys = before.led_people(words)
    rows = merge_facts.keyed(connection, [("person", key) for key in keys])
    for number, kind, name, key in rows:
        for word in keys[key]:
            yield word, Found(number, cast("EntityType", kind), name)


def _particled(
    connection: Connection, words: Collection[str] | None, before: EditIndex
) -> list[Found]:
    """People called by a surname of several words: all, or those whose last word is among some."""
    found = {one.number: one for one in _entities(merge_facts.of_particle(connection, words))}
    led = [key for key in before.led_people(merge_facts.PARTICLES) if _begins(key)]
    for number, kind, name, key in merge_facts.keyed(connection, [("person", key) for key in led]):
        if words is None or ends(key)[1] in words:
            found[number] = Found(number, cast("EntityType", kind), name)
    return [found[number] for number in sorted(found)]


def _begins(key: str) -> bool:
    return ends(key)[0] in merge_facts.PARTICLES


def _entities(rows: Iterable[Sequence[Any]]) -> list[Found]:
    return [Found(*row) for row in rows]
