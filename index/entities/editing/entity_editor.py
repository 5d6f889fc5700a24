"""The entity editor: what a reader changes about entities, seen before it is done, and undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from index.core.counts import EntityCount
from index.core.entity_edits import Edit, Identity
from index.core.folding import fold
from index.core.values import EntityType
from index.engines.contract import TermCounts
from index.entities.editing import rule_file
from index.entities.editing.changes import Changes, Meant
from index.entities.merging.likely_duplicates import LikelyDuplicates
from index.entities.merging.name_likeness import Duplicate
from index.entities.views.document_frequencies import DocumentFrequencies
from index.entities.views.facets import EntityLabels
from index.library.undo import History
from index.store.database import Database
from index.store.names import entity_names, name_lookup
from index.store.names import kept_edits as store
from index.store.names.kept_edits import KeptEdit

# An entity is doubtful when fewer of its mentions than this share are likely to be right.
_DOUBTFUL = 0.6


class EntityEditor:
    """The entities of an archive and the edits kept about them.

    `changed` is called after edits were kept or taken away, to bring the index up to date; before
    that `settle`, where they were taken away.
    """

    def __init__(
        self,
        database: Database,
        history: History,
        changed: Callable[[], object],
        counts: Callable[[], tuple[EntityLabels, DocumentFrequencies]],
        likely: Callable[[], LikelyDuplicates],
        *,
        settle: Callable[[], object],
    ) -> None:
        self._database = database
        self._history = history
        self._changed = changed
        self._counts = counts
        self._likely = likely
        self._settle = settle

    def entities(self, words: str = "", kind: EntityType | None = None) -> Sequence[EntityCount]:
        """The entities of a type, or all, that go by a name with all of `words` (each the beginning
        of a word or more), the most frequent first.
        """
        labels, frequencies = self._counts()
        counts = frequencies.all()
        wanted = fold(words).split()
        if wanted:
            chosen = name_lookup.with_beginnings(self._database, kind, wanted)
            kept = np.isin(counts.entities, np.array(chosen, np.int64))
            counts = TermCounts(counts.entities[kept], counts.counts[kept])
        return labels.of(kind, counts)

    def doubtful(self, words: str = "", kind: EntityType | None = None) -> Sequence[EntityCount]:
        """Entities that may well be none, or not what they are taken for, as `entities` has them:
        those of which most wrong mentions are to be expected come first.
        """
        shares = dict(entity_names.doubtful(self._database, _DOUBTFUL))
        every = {one.entity: one for one in self.entities(words, kind) if one.entity in shares}
        return [
            replace(every[entity], certainty=round(share, 3))
            for entity, share in shares.items()
            if entity in every
        ]

    def preview(self, edits: Sequence[Edit]) -> Changes:
        """The paragraphs that edits would change, without making them."""
        with self._database.snapshot():
            return self._preview(edits)

    def _preview(self, edits: Sequence[Edit]) -> Changes:
        connection = self._database.connection
        called: dict[Identity | None, str] = {
            edit.target: edit.to_name for edit in edits if edit.target
        }
        places: dict[int, list[tuple[int, int, Meant]]] = defaultdict(list)
        for entity, mentions in store.previewed(connection, edits):
            after = _meant(entity, called)
            for paragraph, start, end in mentions:
                places[paragraph].append((start, end, after))
        for edit in edits:
            # Another way to write the same name moves no mention, but every one shows it.
            if edit.kind == "rename" and edit.source == edit.target:
                number = store.numbered(connection, edit.source)
                for paragraph, start, end in entity_names.mentions(self._database, number):
                    places[paragraph].append((start, end, (edit.to_type, edit.to_name)))
        return Changes.newest_first(self._database, places)

    def naming(self, entity: int) -> Changes:
        """The paragraphs of current texts that name an entity, as a preview shows them."""
        label = entity_names.labels(self._database, [entity]).get(entity)
        places: dict[int, list[tuple[int, int, Meant]]] = {}
        if label is not None:
            for paragraph, start, end in entity_names.mentions(self._database, entity):
                places.setdefault(paragraph, []).append((start, end, label))
        return Changes.newest_first(self._database, places)

    def apply(self, edits: Sequence[Edit]) -> str:
        """Keep edits and apply them to everything in the archive, now and whatever is imported
        later; answers with what was done, in words. Can be undone.
        """
        if not edits:
            return "nothing"
        label = str(edits[0]) if len(edits) == 1 else f"{edits[0]} and {len(edits) - 1} more"
        with self._history.step(label) as step:
            step.did(store.made(store.add(self._database, edits)))
        self._changed()
        return label

    def kept(self) -> Sequence[KeptEdit]:
        """The edits of this archive in order."""
        with self._database.snapshot():
            return store.kept(self._database.connection)

    def take_back(self, numbers: Sequence[int]) -> None:
        """Take edits away, whenever they were made, as if they had never been. What the archive
        had settled is two from now on. Can be undone.
        """
        with self._history.step() as step:
            gone = store.remove(self._database, set(numbers))
            two = [_two(one.edit) for one in gone if one.by == "archive"]
            added = store.add(self._database, two) if two else []
            step.label = f"removal of: {gone[0].edit}" if gone else ""
            step.did(store.made(added, gone))
        if gone:
            self._settle()
            self._changed()

    def rules(self) -> str:
        """The edits of people as the text of a file (TOML): the reader's, and those that came with
        what was pulled.
        """
        return rule_file.write(self.own())

    def own(self) -> list[Edit]:
        """The edits that `rules` writes."""
        return [one.edit for one in self.kept() if one.by in ("reader", "collection")]

    def read_rules(self, text: str) -> int:
        """Keep the edits of a file that are not kept yet; how many they were.

        Raises InputError that names what is wrong; then nothing was kept.
        """
        known = set(self.own())
        new = [edit for edit in rule_file.read(text) if edit not in known]
        self.apply(new)
        return len(new)

    def about_nobody(self, text: str) -> int:
        """How many edits of such a file are about names that nothing in the archive has, and no
        other of them leads there. Raises InputError as `read_rules` does.
        """
        edits = dict(enumerate(rule_file.read(text)))
        with self._database.snapshot():
            known = store.about_known(self._database.connection, edits)
        return len(edits) - len(known)

    def duplicates(self, limit: int = 200) -> Sequence[Duplicate]:
        """Pairs of entities that may be one, the likeliest first, with what speaks for it."""
        return self._likely().pairs(limit)


def _two(merge: Edit) -> Edit:
    """The edit that says of a merge that its two are two."""
    return replace(merge, kind="apart")


def _meant(entity: Identity | None, called: dict[Identity | None, str]) -> Meant:
    return (entity.type, called.get(entity) or entity.key) if entity else None
