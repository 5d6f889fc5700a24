"""The names of a collection, mended one by one: each edit is told to all who use it, and taken back
for all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from index.core.counts import EntityCount
from index.core.entity_edits import Edit
from index.core.values import EntityType
from index.engines.opensearch.logins import person_at
from index.entities.editing.changes import Changes
from index.entities.editing.entity_editor import EntityEditor
from index.sharing.collection_edits import CollectionEdits
from index.sharing.own_archives_only import refuse
from index.sharing.previewed_edits import CollectionChanges, Moved
from index.sharing.reading_collection import ReadingCollection
from index.sharing.shared_steps import SharedSteps
from index.store.names.kept_edits import KeptEdit


class CollectionEditor(EntityEditor):
    """See `EntityEditor`. What is likely and what is doubtful is worked out for an archive."""

    listed: Callable[[str, EntityType | None], Sequence[EntityCount]]
    reading: ReadingCollection
    steps: SharedSteps

    def entities(self, words: str = "", kind: EntityType | None = None) -> Sequence[EntityCount]:
        return self.listed(words, kind)

    def doubtful(self, *_: Any, **__: Any) -> NoReturn:
        refuse("Which names are doubtful is worked out for an archive of one's own")

    def duplicates(self, *_: Any, **__: Any) -> NoReturn:
        refuse(
            "Which names may be one is worked out for an archive of one's own",
            "Those that you know are merged here: mark them in the list of all names",
        )

    def about_nobody(self, text: str) -> int:
        """None: whom others bring is not known here."""
        del text
        return 0

    def preview(self, edits: Sequence[Edit]) -> Changes:
        return CollectionChanges(self.reading, [Moved.by(edit) for edit in edits])

    def naming(self, entity: int) -> Changes:
        label = self.reading.directory.labels([entity]).get(entity)
        return CollectionChanges(self.reading, [Moved(entity, label)] if label else [])

    def apply(self, edits: Sequence[Edit]) -> str:
        """Tell edits to all who use the collection; in words what was done. Can be undone, as long
        as this archive is open, and taken back ever after.
        """
        if not edits:
            return "nothing"
        label = str(edits[0]) if len(edits) == 1 else f"{edits[0]} and {len(edits) - 1} more"
        told = self._shared.add(edits, self._person)
        self.steps.did(label, [one.id for one in told])
        self.reading.opened.reload()
        return label

    def kept(self) -> Sequence[KeptEdit]:
        """The edits that stand, in order, each with who made it."""
        return [
            KeptEdit(one.order, one.edit, one.at, "collection", one.by)
            for one in self._shared.standing()
            if one.edit is not None
        ]

    def own(self) -> list[Edit]:
        return [one.edit for one in self.kept()]

    def take_back(self, numbers: Sequence[int]) -> None:
        """Take edits back for all who use the collection, whoever made them. Can be undone."""
        gone = [one for one in self._shared.standing() if one.order in set(numbers)]
        if gone:
            ids = [one.id for one in gone]
            self._shared.take_back(ids, self._person)
            self.steps.did(f"removal of: {gone[0].edit}", ids, taken_back=True)
            self.reading.opened.reload()

    @property
    def _shared(self) -> CollectionEdits:
        return self.reading.opened.collection.edits

    @property
    def _person(self) -> str:
        return person_at(self.reading.opened.collection.cluster.address)
