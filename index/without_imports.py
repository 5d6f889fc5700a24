"""An archive that nothing is imported into, and of which nothing is derived: what others share."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from index.archive import Archive
from index.sharing.own_archives_only import (
    CollectionFurniture,
    CollectionPlaces,
    CollectionRemovals,
    CollectionStories,
    CollectionVersions,
    no_imports,
    refuse,
)

if TYPE_CHECKING:
    from index.compare.versions import Versions
    from index.enrich.running import Enrichment
    from index.entities.editing.place_editor import PlaceEditor
    from index.library.furniture_rulings import FurnitureTexts
    from index.library.removals import Removals
    from index.search.story_reader import StoryReader


class WithoutImports(Archive):
    """See `Archive`. What is done with an archive of one's own alone says so, and what else may
    be done. Raises NotShared there.
    """

    def add(self, *_: Any, **__: Any) -> NoReturn:
        no_imports()

    def watch(self, *_: Any, **__: Any) -> NoReturn:
        no_imports()

    def exchange(self, *_: Any, **__: Any) -> NoReturn:
        refuse(
            "From one collection nothing is given to another",
            "Give the articles of an archive: nutgraf --archive FILE push ADDRESS",
        )

    @property
    def feeds(self) -> NoReturn:
        no_imports()

    @property
    def without_language(self) -> int:
        """None: whoever gives articles to a collection tells their languages."""
        return 0

    def enrichment(self, *_: Any, **__: Any) -> Enrichment:
        """Nothing is derived here: names and quotes come with the articles."""
        from index.enrich.running import Enrichment  # noqa: PLC0415

        return Enrichment(self._database, ())

    def _settle(self) -> None:
        """Nothing is settled here: who is who comes with the articles."""

    def watched_names(self, *_: Any, **__: Any) -> NoReturn:
        refuse("Names that are always found are kept with an archive of one's own")

    @property
    def places(self) -> PlaceEditor:
        return CollectionPlaces(
            self._database,
            self._history,
            derive=self._find_names,
            settle=self._settle,
            changed=self._edited,
        )

    def news_of(self, *_: Any, **__: Any) -> NoReturn:
        refuse("What is new in a collection is not kept; newer:7d finds what was published lately")

    @cached_property
    def removals(self) -> Removals:
        return CollectionRemovals(self._database, self._history, self._edited, self._renamed)

    @cached_property
    def furniture(self) -> FurnitureTexts:
        return CollectionFurniture(self._database, self._history, self._edited)

    @property
    def stories(self) -> StoryReader:
        # None of a collection are hits of what is asked here.
        return CollectionStories(self._database, lambda _, some: some[:0], self._bookmarks.numbers)

    @property
    def versions(self) -> Versions:
        return CollectionVersions(self._database)
