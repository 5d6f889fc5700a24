"""What is done with an archive of one's own and not with a collection: each says so, and what else
may be done, where it would be used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from index.compare.versions import Versions
from index.core.counts import EntityCount
from index.core.entity_edits import Edit
from index.core.errors import NotShared
from index.core.values import EntityType
from index.engines.opensearch.logins import person_at
from index.entities import rule_file
from index.entities.entity_editor import EntityEditor
from index.library.furniture_rulings import FurnitureTexts
from index.search.story_reader import StoryReader
from index.sharing.open_collection import OpenCollection
from index.store.kept_edits import KeptEdit

_PULL = "Bring what you need into an archive of your own: nutgraf pull ADDRESS QUERY"


def refuse(what: str, instead: str = _PULL) -> NoReturn:
    """Raises NotShared: something is not done with a collection."""
    raise NotShared(f"{what}.", instead)


def no_imports() -> NoReturn:
    """News comes into a collection by way of an archive."""
    refuse(
        "News does not come into a collection from here",
        "Import it into an archive of your own, then: nutgraf push ADDRESS",
    )


class CollectionEditor(EntityEditor):
    """The names of a collection. Rules of a file are told to all who use it; nothing else of them
    is changed from here, since it could not be undone like what is the reader's own.
    """

    listed: Callable[[str, EntityType | None], Sequence[EntityCount]]
    opened: OpenCollection

    def entities(self, words: str = "", kind: EntityType | None = None) -> Sequence[EntityCount]:
        return self.listed(words, kind)

    def doubtful(self, *_: Any, **__: Any) -> NoReturn:
        refuse("Which names are doubtful is worked out for an archive of one's own")

    def duplicates(self, *_: Any, **__: Any) -> NoReturn:
        refuse("Which names may be one is worked out for an archive of one's own")

    def preview(self, *_: Any, **__: Any) -> NoReturn:
        self._no_edits()

    def apply(self, *_: Any, **__: Any) -> NoReturn:
        self._no_edits()

    def kept(self) -> Sequence[KeptEdit]:
        """The edits that many share, in order."""
        stands = self.opened.collection.edits.standing()
        return [
            KeptEdit(number, one.edit, one.at, "collection")
            for number, one in enumerate(stands, 1)
            if one.edit is not None
        ]

    def own(self) -> list[Edit]:
        return [one.edit for one in self.kept()]

    def read_rules(self, text: str) -> int:
        known = set(self.own())
        new = [edit for edit in rule_file.read(text) if edit not in known]
        collection = self.opened.collection
        collection.edits.add(new, person_at(collection.cluster.address))
        self.opened.reload()
        return len(new)

    def take_back(self, *_: Any, **__: Any) -> NoReturn:
        self._no_edits()

    def _no_edits(self) -> NoReturn:
        refuse(
            "Names of a collection are not edited one by one from here",
            "Import rules of a file (nutgraf --archive ADDRESS entities --rules import FILE), or "
            "edit them in an archive of your own, then: nutgraf push ADDRESS",
        )


class CollectionFurniture(FurnitureTexts):
    """What comes again and again, as the archives have it that were pushed."""

    def say(self, *_: Any, **__: Any) -> NoReturn:
        refuse(
            "What is furniture in a collection is not said from here",
            "Say it in the archive that the articles came from, then: nutgraf push ADDRESS",
        )


class CollectionStories(StoryReader):
    """Which articles tell one event is worked out for an archive of one's own."""

    def of(self, *_: Any, **__: Any) -> NoReturn:
        refuse("Stories are not told apart over a collection")


class CollectionVersions(Versions):
    """The versions of what was read here."""

    def changed(self, *_: Any, **__: Any) -> NoReturn:
        refuse(
            "Changed articles are not listed over a collection",
            "Those of an article that is read are there (V); or bring what you need into an "
            "archive of your own: nutgraf pull ADDRESS QUERY",
        )
