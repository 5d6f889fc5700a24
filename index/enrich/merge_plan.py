"""Merges across articles that go without saying, kept as edits and kept up to date.

Whether some names are of one entity rests on who else is called like them, and on nothing besides:
acronyms and what they stand for, people of a first and a last name, names in lists. So only those
names are looked at anew of which something has changed, and what comes of it is what looking at all
of them would give.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from index.core.dates import now
from index.core.entity_edits import Edit, Identity
from index.enrich.edit_index import EditIndex, called_by
from index.enrich.name_spelling import spell_names
from index.enrich.names_to_settle import facts_of, names_to_settle
from index.enrich.settled_labels import settled_labels
from index.entities.merging.cross_article_merge import settled
from index.entities.words.gazetteer import names_by_alias
from index.store.database import Database
from index.store.file.thread_connections import Connection
from index.store.names import kept_edits, unsettled
from index.store.names.kept_edits import KeptEdit

_MANY = 3_000
"""Of more names than this all are looked at: that is quicker than looking for each."""

_ROUNDS = 3
"""So often it is looked at whether what was settled settles more; nearly always it does not."""

Texts = Sequence[tuple[int, int]]
"""Ranges of texts."""


def merge_across_articles(database: Database, texts: Texts) -> None:
    """Keep the merges and names that go without saying, and no longer those that do not any more.

    What the reader has said to be two stays two, and what the reader has edited is not settled
    afterwards. `texts` have come since this was done last. The caller holds the writer's lock.
    """
    with database.snapshot():
        noted = unsettled.noted(database.connection)
    spell_names(database, texts, noted)
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
        self._facts = facts_of(connection)

    def settled(self, names: set[str] | None) -> _Settled:
        """What goes without saying of some names, or of all.

        A merge that comes or goes gives cause to look at the names of its two as well.
        """
        before = self._before
        while True:
            merges = set(settled(names_to_settle(self._connection, names, before), self._facts))
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
            for edit in settled_labels(self._connection, is_concerned, names)
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
