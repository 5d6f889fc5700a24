"""Articles that the reader takes out of the archive, and brings back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from index.core.publication import Publication
from index.library.undo import History, Progress, Stop
from index.store.articles import taken_out, versions
from index.store.database import Database


class RemovedArticle(NamedTuple):
    """An article that was taken out, by number and id, and what it says of its publication."""

    number: int
    id: str
    publication: Publication


class Removals:
    """What was taken out is found and counted nowhere, and stays out when it comes in again. It is
    kept until it is purged. `edited` and `renamed` are as `Library` has them.
    """

    def __init__(
        self,
        database: Database,
        history: History,
        edited: Callable[[], object],
        renamed: Callable[[Progress | None, Stop | None], object],
    ) -> None:
        self._database, self._history = database, history
        self._edited, self._renamed = edited, renamed

    def all(self) -> Sequence[RemovedArticle]:
        """What was taken out, the last one first."""
        return [RemovedArticle(*row) for row in taken_out.removed(self._database)]

    def articles_of(self, paragraphs: Sequence[int]) -> Sequence[int]:
        """The numbers of the articles that hold some paragraphs, each once."""
        return versions.articles_of(self._database, paragraphs)

    def among(self, paragraphs: Collection[int]) -> Mapping[int, int]:
        """The paragraphs, of some, whose articles were taken out, with the numbers of these."""
        return taken_out.among(self._database, paragraphs)

    def remove(self, articles: Sequence[int]) -> int:
        """Take articles out; how many of them were in. One step of undo."""
        return self._turn(articles, back=False)

    def bring_back(self, articles: Sequence[int]) -> int:
        """Have articles back that were taken out; how many of them were. One step of undo."""
        return self._turn(articles, back=True)

    def _turn(self, articles: Sequence[int], *, back: bool) -> int:
        with self._history.step() as step:
            changes = taken_out.remove(self._database, articles, back=back)
            step.did(changes)
            what = f"{len(changes):,} articles"
            if len(changes) == 1:
                title = taken_out.title(self._database, int(changes[0].key))
                what = f"“{title}”" if title else "an article"
            step.label = f"bringing back {what}" if back else f"removal of {what}"
        if changes:
            self._renamed(None, None)
            self._edited()
        return len(changes)

    def purge(self, articles: Sequence[int]) -> int:
        """Delete for good what is kept of articles that were taken out, with their bookmarks; how
        many they were. No step of undo is left, and what comes in again is new.
        """
        return taken_out.purge(self._database, articles)
