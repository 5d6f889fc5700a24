"""Merges across articles that go without saying, kept as edits and kept up to date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from index.core.dates import now
from index.core.entity_edits import Edit, Identity, rename_edit
from index.core.folding import fold
from index.core.priority import way
from index.core.values import EntityType
from index.entities.cross_article_merge import Found, settled
from index.entities.gazetteer import several_names
from index.store import kept_edits, merge_facts
from index.store.database import Connection, Database
from index.store.kept_edits import KeptEdit


def merge_across_articles(database: Database) -> None:
    """Keep the merges and names that go without saying, and no longer those that do not any more.

    What the reader has said to be two stays two, and what the reader has edited is not settled
    afterwards. The caller holds the writer's lock.
    """
    # Read first: nobody who writes waits for what mostly finds that all is as it should be.
    while (plan := _plan(database)) is not None:
        with database.transaction() as connection:
            # What the reader has edited meanwhile counts.
            if kept_edits.kept(connection) == plan.kept:
                kept_edits.change(
                    connection, plan.kept, plan.after(kept_edits.next_number(connection))
                )
                return


@dataclass(frozen=True, slots=True)
class _Plan:
    """What of the edits that are kept remains, and what is to come in."""

    kept: list[KeptEdit]
    remaining: list[KeptEdit]
    added: list[Edit]

    def after(self, first: int) -> list[KeptEdit]:
        """The edits as they are to be, the new ones numbered from `first`."""
        fresh = [
            KeptEdit(first + place, edit, now(), "archive") for place, edit in enumerate(self.added)
        ]
        return sorted([*self.remaining, *fresh], key=lambda one: one.number)


def _plan(database: Database) -> _Plan | None:
    """What is to be done, None when nothing is."""
    with database.snapshot():
        connection = database.connection
        kept = kept_edits.kept(connection)
        own = [one for one in kept if one.by == "reader"]
        before = [one for one in kept if one.by == "archive"]
        wanted = set(_settled(connection))
        wanted |= set(_renamed(connection, [*wanted, *(one.edit for one in own)]))
    apart = {_pair(one.edit) for one in own if one.edit.kind == "apart"}
    wanted = {edit for edit in wanted if _pair(edit) not in apart}
    remaining = [one for one in before if one.edit in wanted]
    edited = {one.edit.source for one in own if one.edit.kind != "apart"}
    new = wanted - {one.edit for one in remaining}
    added = sorted((edit for edit in new if not _pair(edit) & edited), key=str)
    if not added and len(remaining) == len(before):
        return None
    return _Plan(kept, [*own, *remaining], added)


def _pair(edit: Edit) -> frozenset[Identity | None]:
    return frozenset((edit.source, edit.target))


def _settled(connection: Connection) -> list[Edit]:
    acronyms = _entities(merge_facts.acronyms(connection))
    forms: dict[str, list[int]] = defaultdict(list)
    full = []
    keys = [fold(one.name) for one in acronyms]
    for key, *entity in merge_facts.with_alias(connection, keys):
        full += _entities([entity])
        forms[key].append(full[-1].number)
    initials = _entities(merge_facts.with_initial(connection))
    plain = {f"{words[0]} {words[-1]}" for one in initials for words in (fold(one.name).split(),)}
    others = _entities(merge_facts.people(connection, plain))

    def counts(numbers: Sequence[int]) -> Mapping[int, int]:
        return {
            number: merge_facts.times_found(connection, number) for number in way.politely(numbers)
        }

    every = {one.number: one for one in (*acronyms, *full, *initials, *others)}
    return settled([every[number] for number in sorted(every)], forms, counts)


def _entities(rows: Iterable[Sequence[Any]]) -> list[Found]:
    return [Found(*row) for row in rows]


def _renamed(connection: Connection, others: Sequence[Edit]) -> Iterator[Edit]:
    """Names for entities whose one name stands nowhere in the archive: the form that stands most.

    Lists know the Vatican as the Holy See; an archive that only says Vatican calls it so. What
    another edit concerns keeps its name.
    """
    concerned = {who for edit in others for who in (edit.source, edit.target)}
    known = [(kind, fold(name)) for kind, name in sorted(set(several_names()))]
    for number, kind, name, key in way.politely(merge_facts.keyed(connection, known), 4):
        entity = Found(number, cast("EntityType", kind), name)
        if Identity(entity.type, key) in concerned:
            continue
        form = _form(connection, number, name)
        if form and fold(form) != key:
            yield rename_edit(entity, form)


def _form(connection: Connection, number: int, name: str) -> str:
    """How texts call an entity: by its name, else as they mostly do; "" where they do not."""
    if merge_facts.stands_as(connection, number, name):
        return name
    forms = merge_facts.forms(connection, number)
    if any(fold(form) == fold(name) for form, _ in forms):
        return name
    return min(forms, key=lambda pair: (-pair[1], pair[0]), default=("", 0))[0]
