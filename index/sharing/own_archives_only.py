"""What is done with an archive of one's own and not with a collection: each says so, and what else
may be done, where it would be used.
"""

from __future__ import annotations

from typing import Any, NoReturn

from index.compare.versions import Versions
from index.core.errors import NotShared
from index.entities.editing.place_editor import PlaceEditor
from index.library.furniture_rulings import FurnitureTexts
from index.library.removals import Removals
from index.search.story_reader import StoryReader

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


class CollectionFurniture(FurnitureTexts):
    """What comes again and again, as the archives have it that were pushed."""

    def all(self) -> NoReturn:
        refuse(
            "What is furniture in a collection is not listed",
            "Paragraphs that are: nutgraf search is:furniture",
        )

    def say(self, *_: Any, **__: Any) -> NoReturn:
        refuse(
            "What is furniture in a collection is not said from here",
            "Say it in the archive that the articles came from, then: nutgraf push ADDRESS",
        )


class CollectionPlaces(PlaceEditor):
    """Single places are put right in an archive, with which the article's names are pushed."""

    def kept(self) -> list[Any]:
        """None: what is there came with the articles."""
        return []

    def at(self, *_: Any, **__: Any) -> None:
        """None, see `kept`."""

    def name(self, *_: Any, **__: Any) -> NoReturn:
        self._refuse()

    def speaker(self, *_: Any, **__: Any) -> NoReturn:
        self._refuse()

    def read_rules(self, *_: Any, **__: Any) -> NoReturn:
        self._refuse()

    def check_rules(self, *_: Any, **__: Any) -> NoReturn:
        self._refuse()

    @staticmethod
    def _refuse() -> NoReturn:
        refuse(
            "A single place is not put right in a collection from here",
            "Put it right in the archive that the article came from, then: nutgraf push ADDRESS",
        )


class CollectionRemovals(Removals):
    """What others share is not taken out from here."""

    def all(self) -> NoReturn:
        refuse("Nothing is removed from a collection")

    def _turn(self, *_: Any, **__: Any) -> NoReturn:
        refuse(
            "Articles are not removed from a collection",
            "Leave out what you do not want: -outlet:… or -word in the query",
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
