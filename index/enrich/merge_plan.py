"""Merges across articles that go without saying, kept as edits and kept up to date.

Whether some names are of one entity rests on who else is called like them, and on nothing besides:
acronyms and what they stand for, people of a first and a last name, names in lists. So only those
names are looked at anew of which something has changed, and what comes of it is what looking at all
of them would give.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast, get_args
from weakref import WeakKeyDictionary

from index.core.dates import now
from index.core.entity_edits import Edit, Identity, rename_edit
from index.core.folding import fold
from index.core.priority import way
from index.core.values import EntityType
from index.enrich.edit_index import EditIndex, called_by, ends
from index.entities.merging.cross_article_merge import Facts, Names, settled
from index.entities.merging.found_entity import Found
from index.entities.merging.lone_surnames import MANY_ARTICLES
from index.entities.merging.name_parts import surname
from index.entities.merging.offices import BEHIND, FRONT, Told, told
from index.entities.merging.organisation_variants import CAUCUS, ENDINGS, core, forms
from index.entities.merging.person_variants import Evidence
from index.entities.resolving.addressed_people import address
from index.entities.words.gazetteer import aliases_by_name, names_by_alias, several_names
from index.store.database import Database
from index.store.file.thread_connections import Connection
from index.store.names import kept_edits, merge_facts, unsettled
from index.store.names.kept_edits import KeptEdit

_TYPES: tuple[EntityType, ...] = get_args(EntityType)

_MANY = 3_000
"""Of more names than this all are looked at: that is quicker than looking for each."""

_RARELY = 10
"""A name stands rarely in a spelling of which it has not one in so many."""

_ROUNDS = 3
"""So often it is looked at whether what was settled settles more; nearly always it does not."""

Texts = Sequence[tuple[int, int]]
"""Ranges of texts."""


def merge_across_articles(database: Database, texts: Texts) -> None:
    """Keep the merges and names that go without saying, and no longer those that do not any more.

    What the reader has said to be two stays two, and what the reader has edited is not settled
    afterwards. `texts` have come since this was done last. The caller holds the writer's lock.
    """
    rounds = 0
    # Read first: nobody who writes waits for what mostly finds that all is as it should be.
    while rounds < _ROUNDS and (plan := _plan(database, texts)).changes:
        with database.transaction() as connection:
            # What the reader has edited meanwhile counts.
            if kept_edits.kept(connection) == plan.kept:
                unsettled.settle(connection, plan.noted)
                if plan.added or plan.removed:
                    after = plan.after(kept_edits.next_number(connection))
                    kept_edits.change(connection, plan.kept, after)
                # The names in the texts have been looked at, and what this changed is noted.
                rounds, texts = rounds + 1, ()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What of the edits that are kept goes, and what is to come in; the names that were noted."""

    kept: list[KeptEdit]
    removed: list[KeptEdit]
    added: list[Edit]
    noted: set[str]

    @property
    def changes(self) -> bool:
        return bool(self.removed or self.added or self.noted)

    def after(self, first: int) -> list[KeptEdit]:
        """The edits as they are to be, the new ones numbered from `first`."""
        fresh = [
            KeptEdit(first + place, edit, now(), "archive") for place, edit in enumerate(self.added)
        ]
        gone = {one.number for one in self.removed}
        return [*(one for one in self.kept if one.number not in gone), *fresh]


_indexes: WeakKeyDictionary[Database, EditIndex] = WeakKeyDictionary()
"""The edits of each archive that is in use, as they were filed last."""


def _plan(database: Database, texts: Texts) -> _Plan:
    """What is to be done."""
    with database.snapshot():
        connection = database.connection
        kept = kept_edits.kept(connection)
        index = _indexes.setdefault(database, EditIndex())
        index.update(kept)
        noted = unsettled.noted(connection)
        settling = _Settling(connection, index).settled(_names(connection, texts, noted))
    apart = index.apart()
    wanted = {edit for edit in settling.wanted if edit.about not in apart}
    gone = (settling.looked_at - wanted).union(*map(index.settled_between, apart))
    added = [
        edit
        for edit in sorted(wanted, key=in_order)
        if not (index.is_settled(edit) or any(map(index.is_edited, edit.about)))
    ]
    return _Plan(kept, index.kept_as_settled(gone), added, noted)


def in_order(edit: Edit) -> tuple[str, str, str]:
    """By what edits are put in order: words do not tell two of one name and of several types."""
    return str(edit), edit.type, edit.to_type


def _names(connection: Connection, texts: Texts, noted: set[str]) -> set[str] | None:
    """The names to be looked at; None for all."""
    if len(noted) > _MANY or any(first == 1 for first, _ in texts):
        return None
    names = noted | unsettled.in_texts(connection, texts)
    return names if len(names) <= _MANY else None


@dataclass(frozen=True, slots=True)
class _Settled:
    """What goes without saying of some names, and what did before of the same."""

    wanted: set[Edit]
    looked_at: set[Edit]


class _Settling:
    """What goes without saying, given the edits that said so before and those of the reader."""

    def __init__(self, connection: Connection, before: EditIndex) -> None:
        self._connection = connection
        self._before = before
        # What was asked of the archive for some names is known when more of them are looked at.
        self._facts = _facts(connection)

    def settled(self, names: set[str] | None) -> _Settled:
        """What goes without saying of some names, or of all.

        A merge that comes or goes gives cause to look at the names of its two as well.
        """
        before = self._before
        while True:
            merges = set(settled(_known(self._connection, names, before), self._facts))
            if names is None:
                looked_at = before.settled()
                break
            looked_at = before.merges_to_look_at(names)
            changed = {edit for edit in merges if not before.is_settled(edit)} | looked_at - merges
            called = unsettled.called(self._connection, self._numbers(changed))
            more = (called | _listed(called)) - names
            if not more:
                looked_at |= before.renames_of(names)
                break
            names |= more
        about = {who for edit in merges for who in called_by(edit)}

        def is_merged(entity: Identity) -> bool:
            return entity in about or not before.merges_about(entity) <= looked_at

        def is_concerned(entity: Identity) -> bool:
            return before.is_concerned(entity) or is_merged(entity)

        # Whoever were called as no merge expects would be merged as well.
        renames = {
            edit
            for edit in _renamed(self._connection, is_concerned, names)
            if edit.target is None or not is_merged(edit.target)
        }
        called_so = {edit.source: edit for edit in renames}
        merges = {_to_what_it_is_called(edit, called_so) for edit in merges}
        return _Settled(merges | renames, looked_at | before.renames_to(about))

    def _numbers(self, edits: Iterable[Edit]) -> set[int]:
        """The entities that edits are about."""
        both = {who for edit in edits for who in edit.about}
        return {kept_edits.numbered(self._connection, who) for who in both}


def _to_what_it_is_called(edit: Edit, renames: Mapping[Identity, Edit]) -> Edit:
    """A merge into the name that its target gets."""
    rename = renames.get(edit.target) if edit.target else None
    return replace(edit, to_name=rename.to_name) if rename else edit


def _listed(keys: Collection[str]) -> set[str]:
    """The folded names that lists have of what goes by some others."""
    known = names_by_alias()
    return {known[key] for key in keys if key in known}


def _known(connection: Connection, names: Collection[str] | None, before: EditIndex) -> Names:
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
    entities = [every[number] for number in sorted(every)]
    whole = {one.number for one in families}
    people = [one for one in entities if one.number in whole]
    alike = _alike(connection, names)
    return Names(entities, organisations, people, forms, surnames, alike)


def _facts(connection: Connection) -> Facts:
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


def _renamed(
    connection: Connection,
    is_concerned: Callable[[Identity], bool],
    names: Collection[str] | None,
) -> Iterator[Edit]:
    """Names for entities that texts mostly call otherwise: the form that stands most.

    Lists know the Vatican as the Holy See; an archive that mostly says Vatican calls it so. A name
    that was met in capitals first is written as the texts mostly have it. What another edit
    concerns keeps its name.
    """
    known = [(kind, key) for kind, key in _called_otherwise() if names is None or key in names]
    rows = merge_facts.keyed(connection, known)
    listed = {number for number, *_ in rows}
    rows += [(*one, fold(one[2])) for one in merge_facts.in_capitals(connection, names)]
    for number, kind, name, key in way.politely(rows, 4):
        entity = Found(number, cast("EntityType", kind), name)
        if is_concerned(Identity(entity.type, key)):
            continue
        forms = merge_facts.forms(connection, number)
        if number not in listed:
            forms = [(form, count) for form, count in forms if fold(form) == key]
        form = _commonest(forms, name)
        if form != name:
            yield rename_edit(entity, form)


@cache
def _called_otherwise() -> list[tuple[EntityType, str]]:
    """The folded names of those that lists know by several names, in order."""
    return [(kind, fold(name)) for kind, name in sorted(set(several_names()))]


def _commonest(forms: Sequence[tuple[str, int]], name: str) -> str:
    """The form that stands most, in the spelling that is its most frequent; the name if none does.

    Headlines and datelines write any name in capitals: of a name that stands otherwise as well
    that is not how it is written, unless hardly anybody writes it otherwise.
    """
    times: dict[str, int] = defaultdict(int)
    for form, count in forms:
        times[fold(form)] += count
    if not times:
        return name
    most = max(times.values())
    key = fold(name) if times.get(fold(name)) == most else min(k for k in times if times[k] == most)
    spelled = [(form, count) for form, count in forms if fold(form) == key]
    mixed = [pair for pair in spelled if not pair[0].isupper()]
    if mixed and sum(n for _, n in mixed) * _RARELY >= times[key]:
        spelled = mixed
    return min(spelled, key=lambda pair: (-pair[1], pair[0] != name, pair[0]))[0]
